/* SPDX-License-Identifier: MIT
   What the fuzz targets need: MUST stops where something is not so, exact() copies octets so that the address
   sanitizer sees every step beyond them. */

#ifndef MUST_H
#define MUST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUST(condition)                                                             \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                \
        }                                                                           \
    } while (0)

/* A copy of just its size. */
static inline char *
exact(const char *data, size_t data_len)
{
    char *copy = malloc(data_len ? data_len : 1);

    MUST(copy);
    if (data_len)
        memcpy(copy, data, data_len);
    return copy;
}

#endif
