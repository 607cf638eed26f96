/* SPDX-License-Identifier: MIT
   Finding codes: by number, by spelling, by place, and what their digits tell. */

#include <limits.h>

#include "check.h"
#include "smtpcodes.h"

static void
numbers(void)
{
    static const struct {
        long number;
        sc_status want;
        bool registered, grammatical;
    } rows[] = {
        {LONG_MIN, SC_NOT_A_CODE, false, false}, {-550, SC_NOT_A_CODE, false, false},
        {0, SC_NOT_A_CODE, false, false}, {99, SC_NOT_A_CODE, false, false},
        {100, SC_OK, false, false}, {101, SC_OK, true, false}, {199, SC_OK, false, false},
        {200, SC_OK, true, true}, {250, SC_OK, true, true}, {260, SC_OK, false, false},
        {259, SC_OK, false, true}, {399, SC_OK, false, false}, {471, SC_OK, true, false},
        {550, SC_OK, true, true}, {599, SC_OK, false, false}, {600, SC_NOT_A_CODE, false, false},
        {1000, SC_NOT_A_CODE, false, false}, {LONG_MAX, SC_NOT_A_CODE, false, false}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sc_code code;
        CHECK(sc_code_from_number(rows[i].number, &code) == rows[i].want);
        if (rows[i].want != SC_OK)
            continue;
        CHECK(code.number == rows[i].number);
        CHECK(code.registered == rows[i].registered);
        CHECK(code.grammatical == rows[i].grammatical);
        CHECK(code.facts && (code.facts->keyword != NULL) == rows[i].registered);
    }
}

static void
spellings(void)
{
    static const char *const wrong[] = {"", "5", "55", "5500", "+55", " 55", "55 ", "5a0", "a50",
                                        "55a", "099", "600", "5\0" "0", "\xd9\xa5\xd9"};
    sc_code code;

    CHECK(sc_code_from_text("550 and more", 3, &code) == SC_OK && code.number == 550);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK(sc_code_from_text(wrong[i], strlen(wrong[i]), &code) == SC_NOT_A_CODE);
    CHECK(sc_code_from_text("5\0" "0", 3, &code) == SC_NOT_A_CODE);
    /* Every text of three bytes is a code just where its number is one. */
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++) {
            const char text[3] = {(char)a, (char)b, '5'};
            bool digits = a >= '1' && a <= '5' && b >= '0' && b <= '9';
            CHECK((sc_code_from_text(text, 3, &code) == SC_OK) == digits);
        }
}

static void
table(void)
{
    for (size_t at = 0; at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at), again;
        CHECK(code.registered && sc_code_position(&code) == at);
        CHECK(sc_code_from_number(code.number, &again) == SC_OK && again.facts == code.facts);
        CHECK(at == 0 || sc_code_at(at - 1).number < code.number);
        CHECK(sc_code_severity(&code) == code.number / 100);
        CHECK(sc_code_category(&code) == code.number / 10 % 10);
        for (int field = 0; field < SC_FIELD_COUNT; field++) {
            sc_aspect aspect = sc_code_aspect(&code, (sc_field)field);
            if (field == SC_FIELD_COMMANDS || field == SC_FIELD_REFERENCES)
                CHECK(aspect == SC_ASPECT_COUNT);
            else
                CHECK(sc_aspect_field(aspect) == (sc_field)field);
        }
    }
}

static void
confusion(void)
{
    /* Whoever is confused with a code is so the other way round, and never with itself. */
    for (size_t at = 0; at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at), other, back;
        for (size_t i = 0; sc_code_confused_with(&code, i, &other); i++) {
            bool found = false;
            CHECK(other.number != code.number);
            for (size_t j = 0; sc_code_confused_with(&other, j, &back); j++)
                found = found || back.number == code.number;
            CHECK(found);
        }
    }
}

static void
names(void)
{
    CHECK(strcmp(sc_field_name(SC_FIELD_RETRY), "retry") == 0);
    CHECK(strcmp(sc_aspect_name(SC_CONNECTION_CLOSED), "closed") == 0);
    CHECK(strcmp(sc_aspect_name(SC_RETRY_NONE), "") == 0);
    CHECK(strcmp(sc_command_name(SC_COMMAND_DATA_END), "DATA-END") == 0);
    CHECK(strcmp(sc_sentence_name(SC_SENTENCE_FULL_STOP), "FULL_STOP") == 0);
}

int
main(void)
{
    numbers();
    spellings();
    table();
    confusion();
    names();
    return REPORT();
}
