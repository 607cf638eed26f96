/* SPDX-License-Identifier: MIT
   Codes at the start of other texts, and replies inside them. */

#include <stdlib.h>

#include "check.h"
#include "smtpcodes.h"

static void
leading_codes(void)
{
    static const struct {
        const char *text;
        int number, numbers[3];
        size_t end;
    } rows[] = {
        {"550 5.1.1 no", 550, {5, 1, 1}, 9},
        {"550-5.1.1", 550, {5, 1, 1}, 9},
        {" \t550 - 5.7.26: x", 550, {5, 7, 26}, 14},
        {"550", 550, {0, 0, 0}, 3},
        {"550 no", 550, {0, 0, 0}, 3},
        {"550\r\n", 550, {0, 0, 0}, 3},
        {"550-", 550, {0, 0, 0}, 3},
        {"5.1.1", 0, {5, 1, 1}, 5},
        {" 5.1.1; x", 0, {5, 1, 1}, 6},
        {"4.7.26:", 0, {4, 7, 26}, 6},
        {"", 0, {0, 0, 0}, 0},
        {"  ", 0, {0, 0, 0}, 0},
        {"no 550", 0, {0, 0, 0}, 0},
        {"550x", 0, {0, 0, 0}, 0},
        {"5500", 0, {0, 0, 0}, 0},
        {"600", 0, {0, 0, 0}, 0},
        {"099", 0, {0, 0, 0}, 0},
        {"5.1", 0, {0, 0, 0}, 0},
        {"5.01.1", 0, {0, 0, 0}, 0},
        {"3.1.1", 0, {0, 0, 0}, 0},
        {"5.1.1.1", 0, {0, 0, 0}, 0},
        {"5.1.1111", 0, {0, 0, 0}, 0},
        {"5.1.1rc", 0, {0, 0, 0}, 0},
        {"550 5.1.1.1", 550, {0, 0, 0}, 3}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const size_t text_len = strlen(rows[i].text);
        char *copy = exact(rows[i].text, text_len);
        int number;
        int16_t numbers[3];
        size_t end = sc_codes_read(copy, text_len, &number, numbers);
        if (end != rows[i].end || number != rows[i].number || numbers[0] != rows[i].numbers[0]
            || (numbers[0] && (numbers[1] != rows[i].numbers[1] || numbers[2] != rows[i].numbers[2]))) {
            failures++;
            fprintf(stderr, "\"%s\": %d, class %d, end %zu\n", rows[i].text, number, numbers[0], end);
        }
        free(copy);
    }
}

static void
replies_inside(void)
{
    static const struct {
        const char *text;
        size_t from, want;      /* the length of the text: none */
    } rows[] = {
        {"550 no", 0, 0},
        {"smtp; 550 5.1.1 no", 0, 6},
        {"550-a 550 b", 0, 0},
        {"550-a 550 b", 1, 6},
        {"x (550 no)", 0, 3},
        {"<<< 554-a", 0, 4},
        {"1550 no", 0, 7},
        {"a550 no", 0, 7},
        {"_550 no", 0, 7},
        {".550 no", 0, 7},
        {"\xc3\xa9"
         "550 no",
         0, 8},
        {"550", 0, 3},
        {"550x 1", 0, 6},
        {"600 no", 0, 6},
        {"", 0, 0},
        {"550 ", 0, 0},
        {"-550 no", 0, 1},
        {"550 no", 99, 99}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const size_t text_len = rows[i].from > 90 ? rows[i].from : strlen(rows[i].text);
        char *copy = exact(rows[i].text, strlen(rows[i].text));
        size_t got = sc_reply_find(copy, text_len, rows[i].from);
        if (got != rows[i].want) {
            failures++;
            fprintf(stderr, "\"%s\" from %zu: %zu\n", rows[i].text, rows[i].from, got);
        }
        free(copy);
    }
}

int
main(void)
{
    leading_codes();
    replies_inside();
    return REPORT();
}
