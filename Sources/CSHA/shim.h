// The processor's instructions for SHA-256, for which Swift has no names, on two messages at once.
//
// A round waits for the one before it, and leaves the processor idle meanwhile; the rounds of a
// second message fit in between, so that two take little longer than one. What is computed is
// FIPS 180-4, section 6.2.2; what each instruction does is in the manuals of Intel and AMD.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

// Whether this processor has the instructions.
static inline bool sha256_two_is_available(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
  bool has_shuffles = (c & bit_SSSE3) != 0 && (c & bit_SSE4_1) != 0;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
  return has_shuffles && (b & bit_SHA) != 0;
}

// The constants of the rounds (FIPS 180-4, section 4.2.2).
static const uint32_t sha256_constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// Takes as many blocks of 64 bytes of each of two messages into the message's state, its eight
// words in order.
__attribute__((target("sha,sse4.1,ssse3"))) static inline void sha256_two(
    uint32_t *first_state, const uint8_t *first, uint32_t *second_state, const uint8_t *second,
    long blocks) {
  const __m128i big_endian = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  uint32_t *states[2] = {first_state, second_state};
  const uint8_t *texts[2] = {first, second};
  __m128i abef[2], cdgh[2];
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    __m128i dcba = _mm_loadu_si128((const __m128i *)states[i]);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(states[i] + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
    __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);
    abef[i] = _mm_alignr_epi8(cdab, efgh, 8);
    cdgh[i] = _mm_blend_epi16(efgh, cdab, 0xF0);
  }
  for (; blocks > 0; blocks--) {
    __m128i words[2][4];
    __m128i abef_before[2] = {abef[0], abef[1]}, cdgh_before[2] = {cdgh[0], cdgh[1]};
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step++) {
      __m128i constants = _mm_load_si128((const __m128i *)(sha256_constants + 4 * step));
#pragma clang loop unroll(full)
      for (int i = 0; i < 2; i++) {
        __m128i *w = words[i];
        if (step < 4) {
          __m128i text = _mm_loadu_si128((const __m128i *)(texts[i] + 16 * step));
          w[step] = _mm_shuffle_epi8(text, big_endian);
        } else {
          __m128i latest = w[(step + 3) & 3];
          __m128i middle = _mm_alignr_epi8(latest, w[(step + 2) & 3], 4);
          __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[step & 3], w[(step + 1) & 3]), middle);
          w[step & 3] = _mm_sha256msg2_epu32(sum, latest);
        }
        __m128i input = _mm_add_epi32(w[step & 3], constants);
        cdgh[i] = _mm_sha256rnds2_epu32(cdgh[i], abef[i], input);
        abef[i] = _mm_sha256rnds2_epu32(abef[i], cdgh[i], _mm_shuffle_epi32(input, 0x0E));
      }
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 2; i++) {
      abef[i] = _mm_add_epi32(abef[i], abef_before[i]);
      cdgh[i] = _mm_add_epi32(cdgh[i], cdgh_before[i]);
      texts[i] += 64;
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    __m128i feba = _mm_shuffle_epi32(abef[i], 0x1B);
    __m128i dchg = _mm_shuffle_epi32(cdgh[i], 0xB1);
    _mm_storeu_si128((__m128i *)states[i], _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(states[i] + 4), _mm_alignr_epi8(dchg, feba, 8));
  }
}
#else
static inline bool sha256_two_is_available(void) { return false; }

// Never called where it is not available.
static inline void sha256_two(
    uint32_t *first_state, const uint8_t *first, uint32_t *second_state, const uint8_t *second,
    long blocks) {
  __builtin_trap();
}
#endif
