// libcrypto as Debian ships and patches it: SHA-256 by its own functions, Ed25519 through the EVP
// interface. OpenSSL calls the former deprecated since 3.0, in favour of EVP; see TreeHasher for
// what that would cost.
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
