/* SPDX-License-Identifier: MIT
   Every word that people read, and the way to it: the .def files of csrc/text, one set a language,
   and the filling of patterns. Which words a comparison needs is compare.c's to know.

   A keyword that no table has does not compile here, nor does one that a file has twice; one that
   a language lacks is NULL, is served in English, and fails tests/test_languages.py. */

#include "writer.h"

typedef struct code_text {
    const char *name, *meaning, *description, *when_seen, *how_to_fix, *when_received, *when_to_send;
} code_text;

/* Fields that end in a digit are for that class. */
typedef struct enhanced_text {
    const char *name, *meaning, *description, *when_seen, *how_to_fix, *how_to_fix_4, *how_to_fix_5,
        *when_received_2, *when_received_4, *when_received_5, *when_to_send;
} enhanced_text;

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
#define ENHANCED(subject, detail, NAME, ...) AT_X_##NAME,
#include "../tables/enhanced.def"
#undef ENHANCED
};

enum {
#define SUBJECT(NAME) AT_SUBJECT_##NAME,
#include "../tables/subjects.def"
#undef SUBJECT
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
    enhanced_text enhanced[SC_ENHANCED_COUNT];
    enhanced_text subjects[SC_SUBJECT_COUNT];
    const char *pairs[PAIR_COUNT];
    aspect_text aspects[SC_ASPECT_COUNT];
    const char *fields[SC_FIELD_COUNT];
    const char *sentences[SC_SENTENCE_COUNT];
    const char *problems[SC_PROBLEM_COUNT];
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
sc_problem_sentence(sc_problem problem, sc_language language)
{
    return IN_LANGUAGE(language, problems[problem]);
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

static const char *
by_class(const char *success, const char *transient, const char *permanent, const sc_code *code)
{
    return code->number == 2 ? success : code->number == 4 ? transient : permanent;
}

/* The entry for a field; `addition` for what follows it in this class. */
static const char *
enhanced_entry(const enhanced_text *text, const sc_code *code, sc_text_field field, bool addition)
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
        return addition ? by_class(NULL, text->how_to_fix_4, text->how_to_fix_5, code)
                        : text->how_to_fix;
    case SC_TEXT_WHEN_RECEIVED:
        return by_class(text->when_received_2, text->when_received_4, text->when_received_5, code);
    default:
        return text->when_to_send;
    }
}

/* Where the subject of a code has its say because its detail is unknown, or is not known in its class. */
static const char *
subject_entry(const sc_code *code, sc_text_field field, sc_language language)
{
    const char *text = enhanced_entry(&catalogues[language].subjects[sc_subject_row(code)], code, field, false);

    return text || language == SC_LANGUAGE_en ? text : subject_entry(code, field, SC_LANGUAGE_en);
}

static const enhanced_text *
enhanced_row(const sc_code *code, sc_language language)
{
    return &catalogues[language].enhanced[code->enhanced - sc_enhanced_rows];
}

static void
write_class(sc_writer *writer, const void *what, sc_language language)
{
    const sc_code *code = what;
    const char digit = (char)('0' + code->number);

    (void)language;
    sc_write_bytes(writer, &digit, 1);
}

static void
write_number_of(sc_writer *writer, const void *what, sc_language language)
{
    (void)language;
    sc_write_number(writer, what);
}

/* "4.1.1 goes beyond that": a class that the defining text does not allow. */
static void
write_odd_class(sc_writer *writer, const sc_code *code, sc_language language)
{
    const sc_filling fillings[] = {
        {.place = "code", .write = write_number_of, .what = code},
        {.place = "class", .write = write_class, .what = code}};

    sc_write(writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
    sc_write_pattern(writer, SC_SENTENCE_ODD_CLASS, language, fillings, 2);
}

static void
write_registered_enhanced(sc_writer *writer, const sc_code *code, sc_text_field field,
                          sc_language language)
{
    const char *text = enhanced_entry(enhanced_row(code, language), code, field, false);
    const char *addition = field == SC_TEXT_HOW_TO_FIX
                               ? enhanced_entry(enhanced_row(code, language), code, field, true) : NULL;

    if (!text && language != SC_LANGUAGE_en) {
        write_registered_enhanced(writer, code, field, SC_LANGUAGE_en);
        return;
    }
    sc_write(writer, text ? text : subject_entry(code, field, language));
    if (addition) {
        sc_write(writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
        sc_write(writer, addition);
    }
    if (field == SC_TEXT_DESCRIPTION && !sc_code_listed(code))
        write_odd_class(writer, code, language);
}

static void
write_unregistered_enhanced(sc_writer *writer, const sc_code *code, sc_text_field field,
                            sc_language language)
{
    const sc_filling subject = {
        .place = "subject", .text = subject_entry(code, SC_TEXT_NAME, language)};

    if (field == SC_TEXT_NAME)
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_DETAIL, language, &subject, 1);
    else
        sc_write(writer, subject_entry(code, field, language));
}

static void
write_unregistered_reply(sc_writer *writer, const sc_code *code, sc_text_field field,
                         sc_language language)
{
    const char *text = entry_of(&catalogues[language].severities[sc_code_severity(code) - 1], field);
    const sc_filling severity = {
        .place = "severity", .text = sc_aspect_label((sc_aspect)code->facts->outcome, language)};
    const sc_filling category = {
        .place = "category",
        .text = sc_aspect_label(sc_code_aspect(code, SC_FIELD_CATEGORY), language)};

    if (field == SC_TEXT_NAME) {
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_NAME, language, &severity, 1);
        return;
    }
    sc_write(writer, text ? text : entry_of(&catalogues[SC_LANGUAGE_en].severities[sc_code_severity(code) - 1], field));
    if (code->grammatical && field == SC_TEXT_DESCRIPTION) {
        sc_write(writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_CATEGORY, language, &category, 1);
    }
}

void
sc_write_code_text(sc_writer *writer, const sc_code *code, sc_text_field field,
                   sc_language language)
{
    if (code->enhanced && code->registered) {
        write_registered_enhanced(writer, code, field, language);
    }
    else if (code->enhanced) {
        write_unregistered_enhanced(writer, code, field, language);
    }
    else if (!code->registered) {
        write_unregistered_reply(writer, code, field, language);
    }
    else {
        size_t at = sc_code_position(code);
        const char *text = entry_of(&catalogues[language].replies[at], field);
        sc_write(writer, text ? text : entry_of(&catalogues[SC_LANGUAGE_en].replies[at], field));
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
    char written[SC_WRITTEN_MAX];

    sc_write_bytes(writer, written, sc_code_written(code, written));
}
