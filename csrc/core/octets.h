/* SPDX-License-Identifier: MIT
   What an octet of a reply is: a control, or part of a UTF-8 character. Private to the core. */

#ifndef SC_OCTETS_H
#define SC_OCTETS_H

#include <stdbool.h>
#include <stddef.h>

static inline bool
sc_is_control(char c)
{
    return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7f;
}

/* The length of the UTF-8 character (RFC 3629 4) at the start of a text; 0 if there is none. */
static inline size_t
sc_character_len(const char *text, size_t text_len)
{
    const unsigned char *c = (const unsigned char *)text;
    size_t len = c[0] < 0x80 ? 1 : c[0] < 0xc2 ? 0 : c[0] < 0xe0 ? 2 : c[0] < 0xf0 ? 3 : c[0] < 0xf5 ? 4 : 0;

    if (len == 0 || len > text_len)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((c[i] & 0xc0) != 0x80)
            return 0;
    if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f)      /* overlong, surrogate */
        || (c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))  /* overlong, past U+10FFFF */
        return 0;
    return len;
}

/* Is the character a C1 control, U+0080 to U+009F? A terminal may take it for the start of a command. */
static inline bool
sc_is_c1_control(const char *text, size_t text_len)
{
    return text_len > 1 && (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] >= 0x80
           && (unsigned char)text[1] < 0xa0;
}

#endif
