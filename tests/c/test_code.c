/* SPDX-License-Identifier: MIT
   Finding codes: by number, by spelling, by place, and what their digits tell. */

#include <limits.h>

#include "check.h"
#include "smtpcodes.h"

static void
refused(sc_status (*read)(const char *text, size_t text_len, sc_code *code), const char *text)
{
    const size_t len = strlen(text);
    char *copy = exact(text, len);
    sc_code code;

    CHECK(read(copy, len, &code) == SC_NOT_A_CODE);
    free(copy);
}

static void
numbers(void)
{
    static const struct {
        long number;
        sc_status want;
        bool registered, grammatical;
    } rows[] = {
        {LONG_MIN, SC_NOT_A_CODE, false, false},
        {-550, SC_NOT_A_CODE, false, false},
        {0, SC_NOT_A_CODE, false, false},
        {99, SC_NOT_A_CODE, false, false},
        {100, SC_OK, false, false},
        {101, SC_OK, true, false},
        {199, SC_OK, false, false},
        {200, SC_OK, true, true},
        {250, SC_OK, true, true},
        {260, SC_OK, false, false},
        {259, SC_OK, false, true},
        {399, SC_OK, false, false},
        {471, SC_OK, true, false},
        {550, SC_OK, true, true},
        {599, SC_OK, false, false},
        {600, SC_NOT_A_CODE, false, false},
        {1000, SC_NOT_A_CODE, false, false},
        {LONG_MAX, SC_NOT_A_CODE, false, false}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sc_code code;
        CHECK(sc_code_from_number(rows[i].number, &code) == rows[i].want);
        if (rows[i].want != SC_OK)
            continue;
        CHECK(code.number == rows[i].number);
        CHECK(code.registered == rows[i].registered);
        CHECK(code.grammatical == rows[i].grammatical);
        CHECK((sc_code_keyword(&code) != NULL) == rows[i].registered);
        CHECK(!code.enhanced && sc_code_value(&code, SC_FIELD_KIND) == SC_KIND_REPLY);
    }
}

static void
spellings(void)
{
    static const char *const wrong[] = {
        "",
        "5",
        "55",
        "5500",
        "+55",
        " 55",
        "55 ",
        "5a0",
        "a50",
        "55a",
        "099",
        "600",
        "5\0"
        "0",
        "\xd9\xa5\xd9"};
    sc_code code;

    CHECK(sc_code_from_text("550 and more", 3, &code) == SC_OK && code.number == 550);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        refused(sc_code_from_text, wrong[i]);
    CHECK(sc_code_from_text("5\0"
                            "0",
                            3, &code)
          == SC_NOT_A_CODE);
    /* Every text of three bytes is a code just where its number is one. */
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++) {
            const char text[3] = {(char)a, (char)b, '5'};
            bool digits = a >= '1' && a <= '5' && b >= '0' && b <= '9';
            CHECK((sc_code_from_text(text, 3, &code) == SC_OK) == digits);
        }
}

static void
enhanced_spellings(void)
{
    static const struct {
        const char *text;
        int numbers[3];
        bool registered, listed;
    } right[] = {{"5.1.1", {5, 1, 1}, true, true},           {"4.1.1", {4, 1, 1}, true, true},
                 {"4.1.3", {4, 1, 3}, true, false},          {"2.0.0", {2, 0, 0}, true, true},
                 {"5.7.26", {5, 7, 26}, true, true},         {"5.7.500", {5, 7, 500}, false, false},
                 {"4.999.999", {4, 999, 999}, false, false}, {"5.0.1", {5, 0, 1}, false, false}};
    static const char *const wrong[] = {
        "1.1.1",    "3.1.1",    "6.1.1",  "5.1",    "5.1.",    "5.111",   "5..1",   "5.1.1.1",
        "5.1.1111", "5.1111.1", "5.01.1", "5.1.01", "5.00.1",  "05.1.1",  " 5.1.1", "5.1.1 ",
        "5.1.a",    "5,1,1",    "5.-1.1", "5x1x1",  "550.1.1", "5.1.1\n", "......"};
    char written[SC_WRITTEN_MAX];
    sc_code code;

    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        CHECK(sc_code_from_text(right[i].text, strlen(right[i].text), &code) == SC_OK);
        CHECK(code.enhanced && code.number == right[i].numbers[0] && code.subject == right[i].numbers[1]
              && code.detail == right[i].numbers[2]);
        CHECK(code.registered == right[i].registered && sc_code_listed(&code) == right[i].listed);
        CHECK(sc_code_severity(&code) == right[i].numbers[0] && code.grammatical);
        CHECK((sc_code_position(&code) < SC_CODE_COUNT) == right[i].registered);
        CHECK_TEXT(written, sc_code_written(&code, written), right[i].text);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        refused(sc_code_from_text, wrong[i]);
    CHECK(sc_code_from_numbers(3, 1, 1, &code) == SC_NOT_A_CODE);
    CHECK(sc_code_from_numbers(5, -1, 1, &code) == SC_NOT_A_CODE);
    CHECK(sc_code_from_numbers(5, 1000, 1, &code) == SC_NOT_A_CODE);
    CHECK(sc_code_from_numbers(5, 1, -1, &code) == SC_NOT_A_CODE);
    CHECK(sc_code_from_numbers(5, 1, LONG_MAX, &code) == SC_NOT_A_CODE);
}

static void
both_together(void)
{
    static const char *const wrong[] = {"550 ",    "550 5.1",   "550_5.1.1", "099 5.1.1",
                                        "550 551", "5.1.1 550", "550  5.1.1"};
    char written[SC_WRITTEN_MAX];
    sc_code code, other;

    CHECK(sc_code_from_text_or_pair("550 5.1.1", 9, &code) == SC_OK && code.reply_code == 550 && code.detail == 1);
    CHECK_TEXT(written, sc_code_written(&code, written), "550 5.1.1");
    CHECK(sc_code_from_text_or_pair("450-4.999.999", 13, &other) == SC_OK && other.reply_code == 450);
    CHECK_TEXT(written, sc_code_written(&other, written), "450 4.999.999");
    CHECK(!sc_code_same(&code, &other));
    CHECK(sc_code_from_text_or_pair("5.1.1", 5, &other) == SC_OK && other.reply_code == 0
          && !sc_code_same(&code, &other));
    CHECK(sc_code_from_text_or_pair("550", 3, &other) == SC_OK && !other.enhanced);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        refused(sc_code_from_text_or_pair, wrong[i]);
}

static void
values(const sc_code *code)
{
    for (int field = 0; field < SC_FIELD_COUNT; field++) {
        sc_value value = sc_code_value(code, (sc_field)field);
        if (field == SC_FIELD_COMMANDS || field == SC_FIELD_REFERENCES || field == SC_FIELD_ENHANCED
            || field == SC_FIELD_BASIC)
            CHECK(value == SC_UNSET);
        else
            CHECK(sc_value_field(value) == (sc_field)field);
    }
}

static void
table(void)
{
    for (size_t at = 0; at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at), again;
        CHECK(code.registered && sc_code_position(&code) == at && sc_code_keyword(&code));
        CHECK(code.enhanced ? at >= SC_REPLY_COUNT : at < SC_REPLY_COUNT && sc_code_listed(&code));
        values(&code);
        if (code.enhanced) {
            CHECK(sc_code_from_numbers(code.number, code.subject, code.detail, &again) == SC_OK);
            CHECK(sc_code_same(&again, &code) && again.enhanced == code.enhanced);
            CHECK(sc_code_references(&code) != NULL);
            continue;
        }
        CHECK(sc_code_from_number(code.number, &again) == SC_OK && again.facts == code.facts);
        CHECK(at == 0 || sc_code_at(at - 1).number < code.number);
        CHECK(sc_code_severity(&code) == code.number / 100);
        CHECK(sc_code_category(&code) == code.number / 10 % 10);
    }
}

/* What a class tells by itself, and where a detail knows better. */
static void
classes(void)
{
    static const struct {
        const char *text;
        sc_field field;
        sc_value want;
    } rows[] = {
        {"5.1.1", SC_FIELD_ACTION, SC_ACTION_SUPPRESS},
        {"4.1.1", SC_FIELD_ACTION, SC_ACTION_RETRY},
        {"2.1.5", SC_FIELD_ACTION, SC_ACTION_NONE},
        {"5.7.1", SC_FIELD_ACTION, SC_ACTION_INVESTIGATE},
        {"4.5.3", SC_FIELD_ACTION, SC_ACTION_SLOW_DOWN},
        {"5.9.9", SC_FIELD_ACTION, SC_ACTION_INVESTIGATE},
        {"550", SC_FIELD_ACTION, SC_ACTION_INVESTIGATE},
        {"535", SC_FIELD_ACTION, SC_ACTION_FIX_ACCESS},
        {"599", SC_FIELD_ACTION, SC_ACTION_INVESTIGATE},
        {"450", SC_FIELD_ACTION, SC_ACTION_RETRY},
        {"4.7.12", SC_FIELD_RETRY, SC_RETRY_CONDITIONAL},
        {"5.7.12", SC_FIELD_RETRY, SC_RETRY_NO},
        {"5.7.8", SC_FIELD_CONDITION, SC_CONDITION_NEW_CREDENTIALS},
        {"2.7.8", SC_FIELD_CONDITION, SC_CONDITION_NONE},
        {"5.7.8", SC_FIELD_MESSAGE, SC_MESSAGE_UNTOUCHED},
        {"4.2.2", SC_FIELD_RECIPIENT, SC_RECIPIENT_DEFERRED},
        {"4.4.2", SC_FIELD_CONNECTION, SC_CONNECTION_BROKEN},
        {"5.1.90", SC_FIELD_SUBJECT, SC_SUBJECT_ADDRESSING},
        {"5.8.1", SC_FIELD_SUBJECT, SC_SUBJECT_UNKNOWN},
        {"550", SC_FIELD_SUBJECT, SC_SUBJECT_NONE},
        {"5.1.1", SC_FIELD_CATEGORY, SC_CATEGORY_NONE},
        {"5.1.90", SC_FIELD_STANDING, SC_STANDING_UNREGISTERED}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sc_code code;
        CHECK(sc_code_from_text(rows[i].text, strlen(rows[i].text), &code) == SC_OK);
        CHECK(sc_code_value(&code, rows[i].field) == rows[i].want);
    }
}

/* The registry's list holds both ways, first digits aside. */
static void
association(void)
{
    for (size_t at = 0; at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at), other, back;
        for (size_t i = 0; sc_code_associated(&code, i, &other); i++) {
            bool found = false;
            CHECK(!other.enhanced != !code.enhanced);
            CHECK(!other.enhanced || sc_code_severity(&other) == sc_code_severity(&code));
            for (size_t j = 0; sc_code_associated(&other, j, &back); j++)
                found = found || (code.enhanced ? back.enhanced == code.enhanced : back.number == code.number);
            CHECK(found);
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
            CHECK(!sc_code_same(&other, &code));
            for (size_t j = 0; sc_code_confused_with(&other, j, &back); j++)
                found = found || sc_code_same(&back, &code);
            CHECK(found || sc_code_severity(&other) != sc_code_severity(&code));
        }
    }
}

static void
names(void)
{
    CHECK(strcmp(sc_field_name(SC_FIELD_RETRY), "retry") == 0);
    CHECK(strcmp(sc_value_name(SC_CONNECTION_CLOSED), "closed") == 0);
    CHECK(strcmp(sc_value_name(SC_RETRY_NONE), "") == 0);
    CHECK(strcmp(sc_command_name(SC_COMMAND_DATA_END), "DATA-END") == 0);
    CHECK(strcmp(sc_problem_name(SC_PROBLEM_BARE_LF), "bare_lf") == 0);
    CHECK(strcmp(sc_sentence_name(SC_SENTENCE_FULL_STOP), "FULL_STOP") == 0);
}

int
main(void)
{
    numbers();
    spellings();
    enhanced_spellings();
    both_together();
    table();
    classes();
    association();
    confusion();
    names();
    return REPORT();
}
