/* SPDX-License-Identifier: MIT
   Codes and replies inside other texts: what people paste, and what a bounce quotes. */

#include <string.h>

#include "smtpcodes.h"

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Octets beyond ASCII stand in words, too. */
static bool
is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
           || (unsigned char)c >= 0x80;
}

static size_t
skip_blanks(const char *text, size_t text_len, size_t pos, bool and_hyphens)
{
    while (pos < text_len && (is_blank(text[pos]) || (and_hyphens && text[pos] == '-')))
        pos++;
    return pos;
}

size_t
sc_codes_read(const char *text, size_t text_len, int *number, int16_t numbers[3])
{
    size_t pos = skip_blanks(text, text_len, 0, false), end = 0, len;

    *number = text_len - pos >= 3 ? sc_three_digits(text + pos) : 0;
    if (*number && pos + 3 < text_len && !is_blank(text[pos + 3]) && text[pos + 3] != '-')
        *number = 0;
    if (*number) {
        end = pos + 3;
        pos = skip_blanks(text, text_len, end, true);
    }
    len = sc_enhanced_len(text + pos, text_len - pos, numbers);
    if (len)
        return pos + len;
    numbers[0] = 0;
    return end;
}

size_t
sc_reply_find(const char *text, size_t text_len, size_t pos)
{
    for (; pos + 4 <= text_len; pos++)
        if ((text[pos + 3] == ' ' || text[pos + 3] == '-') && sc_three_digits(text + pos)
            && (pos == 0 || !(is_of_word(text[pos - 1]) || text[pos - 1] == '.')))
            return pos;
    return text_len;
}
