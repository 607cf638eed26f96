/* SPDX-License-Identifier: MIT
   Languages and texts: which tag finds which language, that each text is there, and that a buffer
   that is too small is never overrun. */

#include <stdlib.h>

#include "check.h"
#include "smtpcodes.h"

static sc_language
find(const char *tag)
{
    return sc_language_find(tag, strlen(tag));
}

static void
languages(void)
{
    CHECK(find("en") == SC_LANGUAGE_en && find("EN-us") == SC_LANGUAGE_en);
    CHECK(find("vi") == SC_LANGUAGE_vi && find("VI") == SC_LANGUAGE_vi);
    CHECK(find("vi-VN") == SC_LANGUAGE_vi && find("vi_VN.UTF-8") == SC_LANGUAGE_vi);
    CHECK(find("vi@latin") == SC_LANGUAGE_vi && find("vi-Latn-VN-x-a") == SC_LANGUAGE_vi);
    CHECK(find("") == SC_LANGUAGE_COUNT && find("v") == SC_LANGUAGE_COUNT);
    CHECK(find("vie") == SC_LANGUAGE_COUNT && find("-vi") == SC_LANGUAGE_COUNT);
    CHECK(find("--") == SC_LANGUAGE_COUNT && find(".vi") == SC_LANGUAGE_COUNT);
    CHECK(sc_language_find("vi\0x", 4) == SC_LANGUAGE_COUNT);
    CHECK(strcmp(sc_language_tag(SC_LANGUAGE_en), "en") == 0);
}

/* A text fits a buffer of its own length and is cut, not overrun, by any smaller one. The buffers
   come from malloc, so that the address sanitizer watches their ends. */
static void
bounds(const sc_code *code, sc_text_field field, sc_language language)
{
    size_t len = sc_code_text(code, field, language, NULL, 0);
    char *whole = malloc(len);

    CHECK(len > 0 && whole);
    CHECK(sc_code_text(code, field, language, whole, len) == len);
    for (size_t capacity = 1; capacity < len; capacity += 1 + capacity / 3) {
        char *part = malloc(capacity);
        CHECK(part && sc_code_text(code, field, language, part, capacity) == len);
        CHECK(part && memcmp(part, whole, capacity) == 0);
        free(part);
    }
    free(whole);
}

static void
every_text(const sc_code *code)
{
    for (int field = 0; field < SC_TEXT_COUNT; field++)
        for (int language = 0; language < SC_LANGUAGE_COUNT; language++)
            bounds(code, (sc_text_field)field, sc_code_language(code, (sc_language)language));
}

static void
texts(void)
{
    for (int number = 100; number < 600; number++) {
        sc_code code;
        CHECK(sc_code_from_number(number, &code) == SC_OK);
        every_text(&code);
    }
    /* Every detail that is registered, in classes that fit and that do not, and some that are not. */
    for (int class_digit = 2; class_digit <= 5; class_digit += class_digit == 2 ? 2 : 1)
        for (int subject = 0; subject < 10; subject++)
            for (int detail = 0; detail < 32; detail++) {
                sc_code code;
                CHECK(sc_code_from_numbers(class_digit, subject, detail, &code) == SC_OK);
                every_text(&code);
            }
}

static void
words(void)
{
    for (int language = 0; language < SC_LANGUAGE_COUNT; language++) {
        for (int i = 0; i < SC_FIELD_COUNT; i++)
            CHECK(sc_field_heading((sc_field)i, (sc_language)language)[0]);
        for (int i = SC_UNSET + 1; i < SC_VALUE_COUNT; i++) {
            CHECK(sc_value_label((sc_value)i, (sc_language)language)[0]);
            CHECK(sc_value_clause((sc_value)i, (sc_language)language)[0]);
        }
        for (int i = 0; i < SC_SENTENCE_COUNT; i++)
            CHECK(sc_sentence_text((sc_sentence)i, (sc_language)language));
        for (int i = 0; i < SC_PROBLEM_COUNT; i++)
            CHECK(sc_problem_sentence((sc_problem)i, (sc_language)language)[0]);
        for (int i = 0; i < SC_COMMAND_COUNT; i++)
            CHECK(sc_command_spoken((sc_command)i, (sc_language)language)[0]);
    }
    CHECK(strcmp(sc_command_spoken(SC_COMMAND_RCPT, SC_LANGUAGE_vi), "RCPT") == 0);
    CHECK(strcmp(sc_command_spoken(SC_COMMAND_ANY, SC_LANGUAGE_en), "any command") == 0);
}

static void
unregistered(void)
{
    char text[256];
    sc_code code;

    CHECK(sc_code_from_number(459 + 98, &code) == SC_OK);
    CHECK_TEXT(text, sc_code_text(&code, SC_TEXT_NAME, SC_LANGUAGE_en, text, sizeof text),
               "Unregistered Permanent Negative Completion Code");
    CHECK_TEXT(text, sc_code_text(&code, SC_TEXT_DESCRIPTION, SC_LANGUAGE_en, text, sizeof text),
               "No document we know of defines this code. The first digit 5 says that the request failed "
               "and would fail again if repeated as it is. Its second digit files it under Mail System.");
}

static size_t
text_of(const char *spelled, sc_text_field field, char *text, size_t capacity)
{
    sc_code code;

    CHECK(sc_code_from_text(spelled, strlen(spelled), &code) == SC_OK);
    return sc_code_text(&code, field, SC_LANGUAGE_en, text, capacity);
}

/* An unknown detail speaks for its subject, an unknown subject for its class, and an odd class says so. */
static void
enhanced(void)
{
    char text[1024];

    CHECK_TEXT(text, text_of("5.1.1", SC_TEXT_NAME, text, sizeof text), "Bad Destination Mailbox Address");
    CHECK_TEXT(text, text_of("5.1.90", SC_TEXT_NAME, text, sizeof text), "Unregistered Detail, Addressing Status");
    CHECK_TEXT(text, text_of("5.90.1", SC_TEXT_NAME, text, sizeof text), "Unregistered Detail, Unknown Subject");
    text[text_of("4.1.3", SC_TEXT_DESCRIPTION, text, sizeof text - 1)] = '\0';
    CHECK(strstr(text, "does not provide for class 4, so 4.1.3 is"));
    text[text_of("5.1.1", SC_TEXT_DESCRIPTION, text, sizeof text - 1)] = '\0';
    CHECK(!strstr(text, "does not provide"));
    /* What to do is told for the class. */
    text[text_of("4.2.2", SC_TEXT_HOW_TO_FIX, text, sizeof text - 1)] = '\0';
    CHECK(strstr(text, "each retry asks again") && !strstr(text, "send it anew"));
    text[text_of("5.2.2", SC_TEXT_HOW_TO_FIX, text, sizeof text - 1)] = '\0';
    CHECK(!strstr(text, "each retry asks again") && strstr(text, "send it anew"));
}

int
main(void)
{
    languages();
    texts();
    words();
    unregistered();
    enhanced();
    return REPORT();
}
