/* SPDX-License-Identifier: MIT
   Every word that people read, and the way to it: the .def files of csrc/text, one set a language,
   and the filling of patterns. Which words a comparison needs is compare.c's to know.

   A keyword that no table has does not compile here, nor does one that a file has twice; one that
   a language lacks is NULL, is served in English, and fails tests/test_languages.py. */

#include "writer.h"

typedef struct code_text {
    const char *name, *meaning, *description, *when_seen, *how_to_fix, *when_received, *when_to_send;
} code_text;

typedef struct aspect_text {
    const char *label, *clause;
} aspect_text;

/* The positions of rows, which tie a text to its facts. */
enum {
#define REPLY(code, NAME, ...) AT_##NAME,
#include "../tables/replies.def"
#undef REPLY
};

enum {
#define SEVERITY(digit, NAME, ...) AT_##NAME,
#include "../tables/severities.def"
#undef SEVERITY
    SEVERITY_COUNT
};

enum {
#define PAIR(NAME, ...) AT_##NAME,
#include "../tables/pairs.def"
#undef PAIR
    PAIR_COUNT
};

typedef struct catalogue {
    code_text replies[SC_CODE_COUNT];
    code_text severities[SEVERITY_COUNT];
    const char *pairs[PAIR_COUNT];
    aspect_text aspects[SC_ASPECT_COUNT];
    const char *fields[SC_FIELD_COUNT];
    const char *sentences[SC_SENTENCE_COUNT];
} catalogue;

#define PATH_OF(path) #path
#define PATH(path) PATH_OF(path)
#define INDEX_OF(language) SC_LANGUAGE_##language
#define INDEX(language) INDEX_OF(language)

static const catalogue catalogues[SC_LANGUAGE_COUNT] = {
#define SC_TEXT_LANGUAGE en
#include "catalogue.h"
#define SC_TEXT_LANGUAGE vi
#include "catalogue.h"
};

static const char *const tags[SC_LANGUAGE_COUNT] = {
#define LANGUAGE(identifier, tag, own_name) [SC_LANGUAGE_##identifier] = tag,
#include "../tables/languages.def"
#undef LANGUAGE
};

/* --------------------------------------------------------------------------------------- languages */

static char
folded(char c)
{
    return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same_tag(const char *tag, size_t tag_len, const char *known)
{
    size_t at = 0;

    while (at < tag_len && known[at] && folded(tag[at]) == folded(known[at]))
        at++;
    return at == tag_len && !known[at];
}

sc_language
sc_language_find(const char *tag, size_t tag_len)
{
    /* POSIX puts codeset and modifier behind the language: vi_VN.UTF-8@euro */
    for (size_t i = 0; i < tag_len; i++)
        if (tag[i] == '.' || tag[i] == '@')
            tag_len = i;
    /* RFC 4647 3.4: shorten the range subtag by subtag until a tag equals it. */
    while (tag_len > 0) {
        for (int language = 0; language < SC_LANGUAGE_COUNT; language++)
            if (same_tag(tag, tag_len, tags[language]))
                return (sc_language)language;
        while (tag_len > 0 && tag[tag_len - 1] != '-' && tag[tag_len - 1] != '_')
            tag_len--;
        if (tag_len > 0)
            tag_len--;
    }
    return SC_LANGUAGE_COUNT;
}

const char *
sc_language_tag(sc_language language)
{
    return tags[language];
}

/* --------------------------------------------------------------------------------- words by keyword */

#define IN_LANGUAGE(language, entry) \
    (catalogues[language].entry ? catalogues[language].entry : catalogues[SC_LANGUAGE_en].entry)

const char *
sc_field_heading(sc_field field, sc_language language)
{
    return IN_LANGUAGE(language, fields[field]);
}

const char *
sc_aspect_label(sc_aspect aspect, sc_language language)
{
    return IN_LANGUAGE(language, aspects[aspect].label);
}

const char *
sc_aspect_clause(sc_aspect aspect, sc_language language)
{
    return IN_LANGUAGE(language, aspects[aspect].clause);
}

const char *
sc_sentence_text(sc_sentence sentence, sc_language language)
{
    return IN_LANGUAGE(language, sentences[sentence]);
}

const char *
sc_pair_note(size_t pair, sc_language language)
{
    return IN_LANGUAGE(language, pairs[pair]);
}

const char *
sc_command_spoken(sc_command command, sc_language language)
{
    switch (command) {
    case SC_COMMAND_CONNECT:
        return sc_sentence_text(SC_SENTENCE_COMMAND_CONNECT, language);
    case SC_COMMAND_DATA_END:
        return sc_sentence_text(SC_SENTENCE_COMMAND_DATA_END, language);
    case SC_COMMAND_ANY:
        return sc_sentence_text(SC_SENTENCE_COMMAND_ANY, language);
    default:
        return sc_command_name(command);
    }
}

/* ---------------------------------------------------------------------------------- texts of a code */

static const char *
entry_of(const code_text *text, sc_text_field field)
{
    switch (field) {
    case SC_TEXT_NAME:
        return text->name;
    case SC_TEXT_MEANING:
        return text->meaning;
    case SC_TEXT_DESCRIPTION:
        return text->description;
    case SC_TEXT_WHEN_SEEN:
        return text->when_seen;
    case SC_TEXT_HOW_TO_FIX:
        return text->how_to_fix;
    case SC_TEXT_WHEN_RECEIVED:
        return text->when_received;
    default:
        return text->when_to_send;
    }
}

void
sc_write_code_text(sc_writer *writer, const sc_code *code, sc_text_field field,
                   sc_language language)
{
    const sc_language tried[] = {language, SC_LANGUAGE_en};
    const char *text = NULL;

    if (!code->registered && field == SC_TEXT_NAME) {
        const sc_filling severity = {
            .place = "severity", .text = sc_aspect_label((sc_aspect)code->facts->outcome, language)};
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_NAME, language, &severity, 1);
        return;
    }
    for (size_t i = 0; i < 2 && !text; i++) {
        const catalogue *in = &catalogues[tried[i]];
        text = entry_of(code->registered ? &in->replies[sc_code_position(code)]
                                         : &in->severities[sc_code_severity(code) - 1], field);
    }
    sc_write(writer, text);
    if (!code->registered && code->grammatical && field == SC_TEXT_DESCRIPTION) {
        const sc_filling category = {
            .place = "category",
            .text = sc_aspect_label(sc_code_aspect(code, SC_FIELD_CATEGORY), language)};
        sc_write(writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_CATEGORY, language, &category, 1);
    }
}

size_t
sc_code_text(const sc_code *code, sc_text_field field, sc_language language,
             char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};

    sc_write_code_text(&writer, code, field, language);
    return writer.length;
}

/* ----------------------------------------------------------------------------------------- patterns */

static void
fill(sc_writer *writer, const char *place, size_t place_len, sc_language language,
     const sc_filling *fillings, size_t filling_count)
{
    for (size_t i = 0; i < filling_count; i++) {
        if (strncmp(fillings[i].place, place, place_len) != 0 || fillings[i].place[place_len])
            continue;
        if (fillings[i].text)
            sc_write(writer, fillings[i].text);
        else
            fillings[i].write(writer, fillings[i].what, language);
    }
}

void
sc_write_pattern(sc_writer *writer, sc_sentence pattern, sc_language language,
                 const sc_filling *fillings, size_t filling_count)
{
    const char *rest = sc_sentence_text(pattern, language);

    while (*rest) {
        const char *end = rest;
        if (*rest == '{') {
            while (*end && *end != '}')
                end++;
            fill(writer, rest + 1, (size_t)(end - rest - 1), language, fillings, filling_count);
            rest = end + (*end == '}');
        }
        else {
            while (*end && *end != '{')
                end++;
            sc_write_bytes(writer, rest, (size_t)(end - rest));
            rest = end;
        }
    }
}

void
sc_write_number(sc_writer *writer, const sc_code *code)
{
    const char digits[3] = {
        (char)('0' + code->number / 100), (char)('0' + code->number / 10 % 10),
        (char)('0' + code->number % 10)};

    sc_write_bytes(writer, digits, sizeof digits);
}
