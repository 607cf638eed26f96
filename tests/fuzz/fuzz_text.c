/* SPDX-License-Identifier: MIT
   A fuzz target for codes, comparisons, explanations and their sentences:

     clang -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined -Icsrc/core tests/fuzz/fuzz_text.c \
         $(ls csrc/core/[a-z]*.c) -o fuzz
     ./fuzz -max_total_time=60 NEW tests/fuzz/corpus/text

   The input is texts with line feeds between them. Whatever the octets, a code that is read is written as it was read;
   codes that can be compared have a title, a summary, guidance and a sentence on each difference, and codes that can be
   explained have every part of an explanation; a text is the same in a buffer of any size; and what a longer text
   begins with is found where it stands. */

#include <stdint.h>

#include "must.h"
#include "smtpcodes.h"

enum { MOST_CODES = 12 };   /* more of them take longer than they tell */

/* A text that was measured, in a buffer of its length and in one of half of it. */
#define WRITE(len, call)                                        \
    do {                                                        \
        size_t capacity = 0, half_ = (len) / 2;                 \
        char *buffer = NULL, *whole_ = malloc((len) ? (len) : 1), *cut_ = malloc(half_ ? half_ : 1); \
        MUST(whole_ && cut_);                                   \
        buffer = whole_;                                        \
        capacity = (len);                                       \
        MUST((call) == (len));                                  \
        buffer = cut_;                                          \
        capacity = half_;                                       \
        MUST((call) == (len) && memcmp(cut_, whole_, half_) == 0); \
        for (size_t i_ = 0; i_ < (len); i_++)                   \
            MUST(whole_[i_] != '\0' && whole_[i_] != '{');      \
        free(whole_);                                           \
        free(cut_);                                             \
    } while (0)

static void
texts_of_code(const sc_code *code, sc_language wanted)
{
    const sc_language language = sc_code_language(code, wanted);
    sc_code other;

    for (int field = 0; field < SC_TEXT_COUNT; field++) {
        size_t len = sc_code_text(code, (sc_text_field)field, language, NULL, 0);
        MUST(len > 0);
        WRITE(len, sc_code_text(code, (sc_text_field)field, language, buffer, capacity));
    }
    for (int field = 0; field < SC_FIELD_COUNT; field++) {
        sc_value value = sc_code_value(code, (sc_field)field);
        MUST(value < SC_VALUE_COUNT && (value == SC_UNSET || sc_value_field(value) == (sc_field)field));
    }
    for (size_t at = 0; sc_code_associated(code, at, &other); at++)
        MUST(!other.enhanced != !code->enhanced);
    for (size_t at = 0; sc_code_confused_with(code, at, &other); at++)
        MUST(!sc_code_same(&other, code));
}

static void
texts_of_comparison(const sc_code *codes, size_t count, sc_language wanted)
{
    sc_comparison comparison;
    sc_language language;

    if (sc_compare(codes, count, &comparison) != SC_OK)
        return;
    language = sc_comparison_language(&comparison, wanted);
    for (int part = SC_COMPARISON_TITLE; part <= SC_COMPARISON_NOTE; part++)
        for (size_t at = 0; at < (part == SC_COMPARISON_DIFFERENCE ? (size_t)SC_FIELD_COUNT : count); at++) {
            size_t len;
            if (part == SC_COMPARISON_DIFFERENCE && !sc_comparison_differs(&comparison, (sc_field)at))
                continue;
            len = sc_comparison_text(&comparison, (sc_comparison_part)part, at, language, NULL, 0);
            MUST(len > 0 || part == SC_COMPARISON_NOTE);
            WRITE(len, sc_comparison_text(&comparison, (sc_comparison_part)part, at, language, buffer, capacity));
        }
}

/* Up to three codes as a reply and the Status of a bounce have them. */
static void
texts_of_explanation(const sc_code *codes, size_t count, unsigned choice, sc_language wanted)
{
    sc_situation situation = {.outcome = (sc_outcome)(choice % 3)};
    sc_decision decision;
    sc_language language;

    if (count == 0)
        situation.absence = (sc_absence)(SC_ABSENCE_SILENCE + choice % 3);
    for (size_t i = 0; i < count && situation.count < SC_EXPLAINED_MAX; i++) {
        if (i > 0 && !codes[i].enhanced)
            continue;
        situation.codes[situation.count] = codes[i];
        situation.codes[situation.count++].reply_code = 0;
    }
    situation.has_detail = situation.count > 1 && choice & 8;
    situation.has_status = situation.count > 1 && choice & 16;
    sc_decide(&situation, &decision);
    MUST(sc_value_field(decision.action) == SC_FIELD_ACTION && decision.has_lead == (situation.count > 0));
    language = sc_explanation_language(&situation, &decision, wanted);
    for (int part = SC_EXPLANATION_TITLE; part <= SC_EXPLANATION_NEXT_STEP; part++) {
        size_t len = sc_explanation_text(&situation, &decision, (sc_explanation_part)part, language, NULL, 0);
        MUST(len > 0);
        WRITE(len, sc_explanation_text(&situation, &decision, (sc_explanation_part)part, language, buffer, capacity));
    }
}

static void
find_codes(const char *text, size_t text_len)
{
    int16_t numbers[3];
    int number;
    size_t end = sc_codes_read(text, text_len, &number, numbers);
    sc_code code;

    MUST(end <= text_len && (end > 0) == (number != 0 || numbers[0] != 0));
    MUST(number == 0 || sc_code_from_number(number, &code) == SC_OK);
    MUST(numbers[0] == 0 || sc_code_from_numbers(numbers[0], numbers[1], numbers[2], &code) == SC_OK);
    for (size_t at = sc_reply_find(text, text_len, 0); at < text_len; at = sc_reply_find(text, text_len, at + 1))
        MUST(text_len - at >= 4 && sc_three_digits(text + at) && (text[at + 3] == ' ' || text[at + 3] == '-'));
    MUST(sc_reply_find(text, text_len, text_len) == text_len);
    (void)sc_language_find(text, text_len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_len)
{
    sc_code codes[MOST_CODES];
    char written[SC_WRITTEN_MAX], *copy = exact((const char *)data, data_len);
    const unsigned choice = data_len ? data[data_len - 1] : 0;
    const sc_language language = (sc_language)(choice % SC_LANGUAGE_COUNT);
    size_t count = 0;

    find_codes(copy, data_len);
    for (size_t pos = 0, len; pos < data_len && count < MOST_CODES; pos += len + 1) {
        const char *feed = memchr(copy + pos, '\n', data_len - pos);
        len = feed ? (size_t)(feed - copy) - pos : data_len - pos;
        if (sc_code_from_text_or_pair(copy + pos, len, &codes[count]) != SC_OK)
            continue;
        MUST(sc_code_written(&codes[count], written) == len);
        for (size_t i = 0; i < len; i++)    /* "550-5.1.1" is written with a blank */
            MUST(written[i] == copy[pos + i] || (i == 3 && copy[pos + i] == '-'));
        if (codes[count].reply_code == 0)
            texts_of_code(&codes[count], language);
        count++;
    }
    texts_of_comparison(codes, count, language);
    texts_of_explanation(codes, count, choice, language);
    free(copy);
    return 0;
}
