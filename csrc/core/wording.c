/* SPDX-License-Identifier: MIT
   The sentences of a comparison: which codes are named together, which is named first, and where the commas go. The
   facts come from code.c, what differs from compare.c, the patterns are filled in pattern.c. */

#include "comparison.h"
#include "texts.h"

/* --------------------------------------------------------------------------------- title and summary */

static void
write_title(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const sc_filling fillings[] = {
            {.place = "code", .kind = SC_FILL_CODE, .code = &comparison->codes[i]},
            {.place = "name", .kind = SC_FILL_CODE_TEXT, .code = &comparison->codes[i], .field = SC_TEXT_NAME}};
        sc_write_pattern(writer, i == 0 ? SC_SENTENCE_TITLE : SC_SENTENCE_TITLE_NEXT, language, fillings, 2);
    }
}

/* "250 (OK) belongs to the 2xx Positive Completion category": what the first digit of some codes says. */
static void
write_severity(sc_writer *writer, sc_sentence pattern, const sc_comparison *comparison, sc_code_set codes, size_t first,
               sc_language language)
{
    const sc_code *code = &comparison->codes[first];
    /* "5xx" of reply codes and of both kinds together, "5.x.x" of enhanced codes */
    const bool dotted = sc_comparison_enhanced(comparison) == sc_comparison_all(comparison);
    const char severity[] = {
        (char)('0' + sc_code_severity(code)), dotted ? '.' : 'x', 'x', dotted ? '.' : '\0', 'x', '\0'};
    const sc_filling fillings[] = {
        {.place = "codes", .kind = SC_FILL_NAMED_CODES, .comparison = comparison, .codes = codes},
        {.place = "severity", .kind = SC_FILL_TEXT, .text = severity},
        {.place = "severity_name",
         .kind = SC_FILL_TEXT,
         .text = sc_value_label(sc_code_value(code, SC_FIELD_SEVERITY), language)}};

    sc_write_pattern(writer, pattern, language, fillings, 3);
}

static void
write_severities(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const sc_code_set codes = sc_comparison_sharing(comparison, i, SC_FIELD_SEVERITY);
        if (!sc_set_begins_at(codes, i))
            continue;
        if (i > 0)
            sc_write_sentence(writer, SC_SENTENCE_CLAUSE_BREAK, language);
        write_severity(writer, sc_set_count(codes) == 1 ? SC_SENTENCE_SUMMARY_ONE : SC_SENTENCE_SUMMARY_SOME,
                       comparison, codes, i, language);
    }
}

/* A sentence that says what a code means, behind the one before. */
static void
write_meaning(sc_writer *writer, sc_sentence pattern, const sc_code *code, sc_language language)
{
    const sc_filling fillings[] = {
        {.place = "code", .kind = SC_FILL_CODE, .code = code},
        {.place = "meaning", .kind = SC_FILL_CODE_TEXT, .code = code, .field = SC_TEXT_MEANING}};

    sc_write_sentence(writer, SC_SENTENCE_SENTENCE_BREAK, language);
    sc_write_pattern(writer, pattern, language, fillings, 2);
    sc_write_sentence(writer, SC_SENTENCE_FULL_STOP, language);
}

/* 4.2.2 and 5.2.2 have one meaning, and so have "550 5.1.1" and "553 5.1.1". */
static bool
all_mean_the_same(const sc_comparison *comparison)
{
    const sc_enhanced_facts *first = comparison->codes[0].enhanced;

    for (size_t i = 0; i < comparison->count; i++)
        if (!comparison->codes[i].registered || comparison->codes[i].enhanced != first)
            return false;
    return first != NULL;
}

static void
write_summary(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    if (sc_comparison_differs(comparison, SC_FIELD_SEVERITY))
        write_severities(writer, comparison, language);
    else
        write_severity(writer, comparison->count == 2 ? SC_SENTENCE_SUMMARY_BOTH : SC_SENTENCE_SUMMARY_ALL, comparison,
                       sc_comparison_all(comparison), 0, language);
    sc_write_sentence(writer, SC_SENTENCE_FULL_STOP, language);
    if (all_mean_the_same(comparison)) {
        write_meaning(writer, SC_SENTENCE_SUMMARY_SAME_MEANING, comparison->codes, language);
        return;
    }
    for (size_t i = 0; i < comparison->count; i++)
        write_meaning(writer, SC_SENTENCE_SUMMARY_MEANING, &comparison->codes[i], language);
}

/* -------------------------------------------------------------------------------------- differences */

static void
write_clause_break(sc_writer *writer, sc_language language)
{
    if (writer->length > 0)
        sc_write_sentence(writer, SC_SENTENCE_CLAUSE_BREAK, language);
}

static const char *
clause_of(const sc_code *code, sc_field field, sc_language language)
{
    if (field == SC_FIELD_CATEGORY && sc_category_is_chance(code))
        return sc_sentence_text(SC_SENTENCE_DIGIT_BY_CHANCE, language);
    return sc_value_clause(sc_code_value(code, field), language);
}

/* "With 250 and 251, ...; with 550, ..." Of a code that sets no condition nothing is said. */
static void
write_values(sc_writer *writer, const sc_comparison *comparison, sc_field field, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const sc_code *code = &comparison->codes[i];
        const sc_code_set codes = sc_comparison_sharing(comparison, i, field);
        const sc_filling fillings[] = {
            {.place = "codes", .kind = SC_FILL_CODES, .comparison = comparison, .codes = codes},
            {.place = "clause", .kind = SC_FILL_TEXT, .text = clause_of(code, field, language)}};
        if (!sc_set_begins_at(codes, i) || sc_code_value(code, field) == SC_CONDITION_NONE)
            continue;
        write_clause_break(writer, language);
        sc_write_pattern(writer, writer->length == 0 ? SC_SENTENCE_WITH : SC_SENTENCE_WITH_NEXT, language, fillings, 2);
    }
}

/* The commands out of `among` that bring just the codes that `command` brings, itself included. */
static uint32_t
commands_with_same_codes(const sc_comparison *comparison, uint32_t command, uint32_t among)
{
    for (size_t i = 0; i < comparison->count; i++) {
        uint32_t commands = sc_named_commands(&comparison->codes[i]);
        among &= commands & command ? commands : ~commands;
    }
    return among;
}

static void
write_follow(sc_writer *writer, sc_sentence pattern, const sc_comparison *comparison, sc_code_set codes,
             uint32_t commands, sc_language language)
{
    const sc_filling fillings[] = {
        {.place = "codes", .kind = SC_FILL_CODES, .comparison = comparison, .codes = codes},
        {.place = "commands", .kind = SC_FILL_COMMANDS, .commands = commands}};

    write_clause_break(writer, language);
    sc_write_pattern(writer, pattern, language, fillings, 2);
}

/* "250 and 251 can follow RCPT; only 250 can follow MAIL": what most codes share comes first. Where a code may follow
   any command, "only" would be untrue of the others and is left out. */
static void
write_commands(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    const sc_code_set without = sc_comparison_all(comparison) & ~sc_comparison_brought_by(comparison, UINT32_MAX);
    uint32_t all = 0, unnamed;
    bool shared = false;

    for (size_t i = 0; i < comparison->count; i++)
        all |= sc_named_commands(&comparison->codes[i]);
    unnamed = all;
    for (size_t wanted = comparison->count; wanted > 0 && unnamed; wanted--)
        for (size_t i = 0; i < comparison->count; i++)
            for (int bit = 0; bit < SC_COMMAND_COUNT; bit++) {
                const uint32_t command = UINT32_C(1) << bit;
                const sc_code_set codes = sc_comparison_brought_by(comparison, command);
                uint32_t commands;
                if (!(unnamed & command & sc_named_commands(&comparison->codes[i])) || sc_set_count(codes) != wanted)
                    continue;
                commands = commands_with_same_codes(comparison, command, unnamed);
                unnamed &= ~commands;
                shared = shared || wanted > 1;
                write_follow(writer,
                             shared && wanted == 1 && !(all & SC_ANY) ? SC_SENTENCE_FOLLOWS_ONLY : SC_SENTENCE_FOLLOWS,
                             comparison, codes, commands, language);
            }
    if (without)
        write_follow(writer, SC_SENTENCE_FOLLOWS_NOTHING, comparison, without, 0, language);
}

/* "235 is documented in RFC 4954 4; 250 and 251 are documented in RFC 5321 4.2.2", then the codes that
   no document defines. */
static void
write_references(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    sc_filling fillings[] = {
        {.place = "codes", .kind = SC_FILL_CODES, .comparison = comparison},
        {.place = "reference", .kind = SC_FILL_TEXT}};
    sc_code_set undefined = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const sc_code *code = &comparison->codes[i];
        fillings[0].codes = sc_comparison_sharing_section(comparison, i);
        fillings[1].text = sc_code_references(code);
        fillings[1].text_len = sc_defining_section_len(code);
        if (!fillings[1].text) {
            undefined = fillings[0].codes;
            continue;
        }
        if (!sc_set_begins_at(fillings[0].codes, i))
            continue;
        write_clause_break(writer, language);
        sc_write_pattern(writer, sc_set_count(fillings[0].codes) == 1 ? SC_SENTENCE_DEFINED : SC_SENTENCE_DEFINED_SOME,
                         language, fillings, 2);
    }
    if (undefined) {
        fillings[0].codes = undefined;
        write_clause_break(writer, language);
        sc_write_pattern(writer, SC_SENTENCE_DEFINED_NOWHERE, language, fillings, 1);
    }
}

/* "The registry lists 450 with 4.2.0 and 4.2.4; it lists 451 with 4.1.1" */
static void
write_associated(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const sc_code *code = &comparison->codes[i];
        const sc_filling fillings[] = {
            {.place = "code", .kind = SC_FILL_CODE, .code = code},
            {.place = "associated", .kind = SC_FILL_ASSOCIATED, .code = code}};
        write_clause_break(writer, language);
        sc_write_pattern(writer, writer->length == 0 ? SC_SENTENCE_LISTED : SC_SENTENCE_LISTED_NEXT, language, fillings,
                         2);
    }
}

/* "5.1.1 stands behind 550, which refuses for good" */
static void
write_reply_codes(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        sc_code detail = comparison->codes[i], basic;
        if (sc_code_from_number(detail.reply_code, &basic) != SC_OK)
            continue;
        detail.reply_code = 0;
        const sc_filling fillings[] = {
            {.place = "code", .kind = SC_FILL_CODE, .code = &detail},
            {.place = "basic", .kind = SC_FILL_CODE, .code = &basic},
            {.place = "meaning", .kind = SC_FILL_CODE_TEXT, .code = &basic, .field = SC_TEXT_MEANING}};
        write_clause_break(writer, language);
        sc_write_pattern(writer, SC_SENTENCE_BEHIND, language, fillings, 3);
    }
}

static void
write_difference(sc_writer *writer, const sc_comparison *comparison, sc_field field, sc_language language)
{
    switch (field) {
    case SC_FIELD_COMMANDS:
        write_commands(writer, comparison, language);
        break;
    case SC_FIELD_ENHANCED:
        write_associated(writer, comparison, language);
        break;
    case SC_FIELD_BASIC:
        if (sc_comparison_behind_replies(comparison))
            write_reply_codes(writer, comparison, language);
        else
            write_associated(writer, comparison, language);
        break;
    case SC_FIELD_REFERENCES:
        write_references(writer, comparison, language);
        break;
    default:
        write_values(writer, comparison, field, language);
    }
    sc_write_sentence(writer, SC_SENTENCE_FULL_STOP, language);
}

/* ------------------------------------------------------------------------------- guidance and notes */

static void
write_guidance(sc_writer *writer, sc_sentence pattern, const sc_code *code, sc_text_field field, sc_language language)
{
    const sc_filling fillings[] = {
        {.place = "code", .kind = SC_FILL_CODE, .code = code},
        {.place = "text", .kind = SC_FILL_CODE_TEXT, .code = code, .field = field}};

    sc_write_pattern(writer, pattern, language, fillings, 2);
}

static void
write_notes(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t pair = 0; pair < SC_PAIR_COUNT; pair++) {
        if (!sc_comparison_has_note(comparison, pair))
            continue;
        if (writer->length > 0)
            sc_write_sentence(writer, SC_SENTENCE_SENTENCE_BREAK, language);
        sc_write(writer, sc_pair_note(pair, language));
    }
}

size_t
sc_comparison_text(const sc_comparison *comparison, sc_comparison_part part, size_t at, sc_language language,
                   char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};

    switch (part) {
    case SC_COMPARISON_TITLE:
        write_title(&writer, comparison, language);
        break;
    case SC_COMPARISON_SUMMARY:
        write_summary(&writer, comparison, language);
        break;
    case SC_COMPARISON_DIFFERENCE:
        write_difference(&writer, comparison, (sc_field)at, language);
        break;
    case SC_COMPARISON_RECEIVED:
        write_guidance(&writer, SC_SENTENCE_GUIDE_RECEIVED, &comparison->codes[at], SC_TEXT_WHEN_RECEIVED, language);
        break;
    case SC_COMPARISON_TO_SEND:
        write_guidance(&writer, SC_SENTENCE_GUIDE_SEND, &comparison->codes[at], SC_TEXT_WHEN_TO_SEND, language);
        break;
    case SC_COMPARISON_NOTE:
        write_notes(&writer, comparison, language);
        break;
    }
    return writer.length;
}

sc_language
sc_comparison_language(const sc_comparison *comparison, sc_language wanted)
{
    sc_language language = wanted;

    for (size_t i = 0; language != SC_LANGUAGE_en && i < comparison->count; i++)
        language = sc_code_language(&comparison->codes[i], language);
    for (size_t pair = 0; language != SC_LANGUAGE_en && pair < SC_PAIR_COUNT; pair++)
        if (!sc_pair_note(pair, language) && sc_comparison_has_note(comparison, pair))
            return SC_LANGUAGE_en;
    return language;
}
