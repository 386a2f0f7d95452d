// libcrypto as Debian ships and patches it: digests and Ed25519, through the EVP interface only.
#pragma once
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
