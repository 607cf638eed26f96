/* SPDX-License-Identifier: MIT
   The least that a C test needs: CHECK counts what fails and says where. */

#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define CHECK(condition)                                                            \
    do {                                                                            \
        if (!(condition)) {                                                         \
            failures++;                                                             \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
        }                                                                           \
    } while (0)

#define CHECK_TEXT(text, text_len, want)                                              \
    do {                                                                              \
        size_t len_ = (text_len);                                                     \
        if (len_ != strlen(want) || memcmp(text, want, len_) != 0) {                  \
            failures++;                                                               \
            fprintf(stderr, "%s:%d: got \"%.*s\"\n      want \"%s\"\n", __FILE__, __LINE__, \
                    (int)len_, text, want);                                           \
        }                                                                             \
    } while (0)

#define CHECK_BEGINS(text, want) CHECK(strncmp(text, want, strlen(want)) == 0)

#define REPORT() (failures ? 1 : 0)

/* A copy of just its size, so that the address sanitizer sees every step beyond. */
static inline char *
exact(const char *data, size_t data_len)
{
    char *copy = malloc(data_len ? data_len : 1);

    CHECK(copy != NULL);
    if (data_len)
        memcpy(copy, data, data_len);
    return copy;
}

#endif
