/* SPDX-License-Identifier: MIT
   The sentences of a comparison. The facts come from code.c, what differs from compare.c, the words from
   text.c; here is the order of things: which codes are named together, who is named first, and where the
   commas go. */

#include "writer.h"

/* -------------------------------------------------------------------------------------------- lists */

/* Codes of a comparison, chosen by a test: all that a sentence names together. */
typedef struct selection {
    const sc_comparison *comparison;
    bool (*chosen)(const struct selection *selection, const sc_code *code);
    const sc_code *model;       /* for tests that compare with one code */
    sc_field field;
    uint32_t commands;          /* for the test on commands, which those chosen bring alike */
    bool named;                 /* "550 (Mailbox Unavailable)", not just "550" */
} selection;

static void
write_list_break(sc_writer *writer, size_t at, size_t count, sc_sentence last,
                 sc_language language)
{
    if (at == 0)
        return;
    sc_write(writer, sc_sentence_text(at + 1 == count ? last : SC_SENTENCE_LIST_COMMA, language));
}

static void
write_name(sc_writer *writer, const void *what, sc_language language)
{
    sc_write_code_text(writer, what, SC_TEXT_NAME, language);
}

static void
write_number(sc_writer *writer, const void *what, sc_language language)
{
    (void)language;
    sc_write_number(writer, what);
}

static void
write_code_with_name(sc_writer *writer, sc_sentence pattern, const sc_code *code,
                     sc_language language)
{
    const sc_filling fillings[] = {
        {.place = "code", .write = write_number, .what = code},
        {.place = "name", .write = write_name, .what = code}};

    sc_write_pattern(writer, pattern, language, fillings, 2);
}

static size_t
selected_count(const selection *these)
{
    size_t count = 0;

    for (size_t i = 0; i < these->comparison->count; i++)
        count += these->chosen(these, &these->comparison->codes[i]);
    return count;
}

static void
write_codes(sc_writer *writer, const void *what, sc_language language)
{
    const selection *these = what;
    size_t count = selected_count(these), at = 0;

    for (size_t i = 0; i < these->comparison->count; i++) {
        const sc_code *code = &these->comparison->codes[i];
        if (!these->chosen(these, code))
            continue;
        write_list_break(writer, at++, count, SC_SENTENCE_LIST_AND, language);
        if (these->named)
            write_code_with_name(writer, SC_SENTENCE_NAMED, code, language);
        else
            sc_write_number(writer, code);
    }
}

static bool
chosen_all(const selection *these, const sc_code *code)
{
    (void)these;
    (void)code;
    return true;
}

static bool
chosen_same_clause(const selection *these, const sc_code *code)
{
    return sc_same_clause(these->model, code, these->field);
}

static bool
is_first_of_clause(const selection *these)
{
    const sc_code *code = these->comparison->codes;

    while (!sc_same_clause(code, these->model, these->field))
        code++;
    return code == these->model;
}

/* ------------------------------------------------------------------------------------------- title */

size_t
sc_comparison_title(const sc_comparison *comparison, sc_language language,
                    char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};

    for (size_t i = 0; i < comparison->count; i++)
        write_code_with_name(&writer, i == 0 ? SC_SENTENCE_TITLE : SC_SENTENCE_TITLE_NEXT,
                             &comparison->codes[i], language);
    return writer.length;
}

/* ----------------------------------------------------------------------------------------- summary */

static void
write_severity(sc_writer *writer, sc_sentence pattern, const selection *these,
               sc_language language)
{
    /* "5xx" of reply codes and of both kinds together, "5.x.x" of enhanced codes */
    const bool dotted = sc_count_of(these->comparison, sc_is_enhanced) == these->comparison->count;
    const char family[] = {(char)('0' + sc_code_severity(these->model)), dotted ? '.' : 'x', 'x',
                           dotted ? '.' : '\0', 'x', '\0'};
    const sc_filling fillings[] = {
        {.place = "codes", .write = write_codes, .what = these},
        {.place = "family", .text = family},
        {.place = "severity",
         .text = sc_aspect_label(sc_code_aspect(these->model, SC_FIELD_OUTCOME), language)}};

    sc_write_pattern(writer, pattern, language, fillings, 3);
}

static void
write_meaning(sc_writer *writer, const void *what, sc_language language)
{
    sc_write_code_text(writer, what, SC_TEXT_MEANING, language);
}

/* 4.2.2 and 5.2.2, or 550 5.1.1 and 553 5.1.1 */
static bool
all_mean_the_same(const sc_comparison *comparison)
{
    const sc_enhanced_facts *first = comparison->codes[0].enhanced;

    for (size_t i = 0; i < comparison->count; i++)
        if (!comparison->codes[i].registered || comparison->codes[i].enhanced != first)
            return false;
    return first != NULL;
}

size_t
sc_comparison_summary(const sc_comparison *comparison, sc_language language,
                      char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};
    selection these = {.comparison = comparison, .field = SC_FIELD_OUTCOME, .named = true,
                       .model = comparison->codes, .chosen = chosen_all};

    if (!sc_comparison_differs(comparison, SC_FIELD_OUTCOME)) {
        write_severity(&writer, comparison->count == 2 ? SC_SENTENCE_SUMMARY_BOTH
                                                       : SC_SENTENCE_SUMMARY_ALL, &these, language);
    }
    else {
        these.chosen = chosen_same_clause;
        for (size_t i = 0; i < comparison->count; i++) {
            these.model = &comparison->codes[i];
            if (!is_first_of_clause(&these))
                continue;
            if (i > 0)
                sc_write(&writer, sc_sentence_text(SC_SENTENCE_CLAUSE_BREAK, language));
            write_severity(&writer, selected_count(&these) == 1 ? SC_SENTENCE_SUMMARY_ONE
                                                                : SC_SENTENCE_SUMMARY_SOME,
                           &these, language);
        }
    }
    sc_write(&writer, sc_sentence_text(SC_SENTENCE_FULL_STOP, language));
    if (all_mean_the_same(comparison)) {
        const sc_filling meaning = {.place = "meaning", .write = write_meaning, .what = comparison->codes};
        sc_write(&writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
        sc_write_pattern(&writer, SC_SENTENCE_SUMMARY_SAME_MEANING, language, &meaning, 1);
        sc_write(&writer, sc_sentence_text(SC_SENTENCE_FULL_STOP, language));
        return writer.length;
    }
    for (size_t i = 0; i < comparison->count; i++) {
        const sc_filling fillings[] = {
            {.place = "code", .write = write_number, .what = &comparison->codes[i]},
            {.place = "meaning", .write = write_meaning, .what = &comparison->codes[i]}};
        sc_write(&writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
        sc_write_pattern(&writer, SC_SENTENCE_SUMMARY_MEANING, language, fillings, 2);
        sc_write(&writer, sc_sentence_text(SC_SENTENCE_FULL_STOP, language));
    }
    return writer.length;
}

/* -------------------------------------------------------------------------------------- differences */

static void
write_clause_break(sc_writer *writer, sc_language language)
{
    if (writer->length > 0)
        sc_write(writer, sc_sentence_text(SC_SENTENCE_CLAUSE_BREAK, language));
}

static const char *
clause_of(const sc_code *code, sc_field field, sc_language language)
{
    if (field == SC_FIELD_CATEGORY && sc_digit_by_chance(code))
        return sc_sentence_text(SC_SENTENCE_DIGIT_BY_CHANCE, language);
    return sc_aspect_clause(sc_code_aspect(code, field), language);
}

/* "With 250 and 251, ...; with 550, ..." That a code sets no condition goes without saying. */
static void
write_aspect(sc_writer *writer, const sc_comparison *comparison, sc_field field,
             sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const selection these = {.comparison = comparison, .field = field,
                                 .model = &comparison->codes[i], .chosen = chosen_same_clause};
        const sc_filling fillings[] = {
            {.place = "codes", .write = write_codes, .what = &these},
            {.place = "clause", .text = clause_of(these.model, field, language)}};
        if (!is_first_of_clause(&these) || sc_code_aspect(these.model, field) == SC_CONDITION_NONE)
            continue;
        write_clause_break(writer, language);
        sc_write_pattern(writer, writer->length == 0 ? SC_SENTENCE_WITH : SC_SENTENCE_WITH_NEXT,
                         language, fillings, 2);
    }
}

static bool
brings(const sc_code *code, int command)
{
    return sc_telling_commands(code) >> command & 1;
}

static bool
chosen_by_command(const selection *these, const sc_code *code)
{
    return (sc_telling_commands(code) & these->commands) != 0;
}

/* The commands out of `among` that bring just the codes that `command` brings, itself included. */
static uint32_t
alike(const sc_comparison *comparison, int command, uint32_t among)
{
    for (size_t i = 0; i < comparison->count; i++) {
        uint32_t commands = sc_telling_commands(&comparison->codes[i]);
        among &= brings(&comparison->codes[i], command) ? commands : ~commands;
    }
    return among;
}

/* "RCPT, VRFY or EXPN" */
static void
write_commands(sc_writer *writer, const void *what, sc_language language)
{
    uint32_t commands = ((const selection *)what)->commands;
    size_t count = 0, at = 0;

    for (int command = 0; command < SC_COMMAND_COUNT; command++)
        count += commands >> command & 1;
    for (int command = 0; command < SC_COMMAND_COUNT; command++) {
        if (!(commands >> command & 1))
            continue;
        write_list_break(writer, at++, count, SC_SENTENCE_LIST_OR, language);
        sc_write(writer, sc_command_spoken((sc_command)command, language));
    }
}

static bool
chosen_without_command(const selection *these, const sc_code *code)
{
    (void)these;
    return sc_telling_commands(code) == 0;
}

/* "250 and 251 can follow RCPT; only 250 can follow MAIL": what most codes share comes first. Where
   a code may follow any command, "only" would be untrue of the others and is left out. */
static void
write_followed(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    selection these = {.comparison = comparison, .chosen = chosen_by_command};
    const sc_filling fillings[] = {
        {.place = "codes", .write = write_codes, .what = &these},
        {.place = "commands", .write = write_commands, .what = &these}};
    uint32_t all = 0, untold;
    bool shared = false;

    for (size_t i = 0; i < comparison->count; i++)
        all |= sc_telling_commands(&comparison->codes[i]);
    untold = all;
    for (size_t wanted = comparison->count; wanted > 0 && untold; wanted--)
        for (size_t i = 0; i < comparison->count; i++)
            for (int command = 0; command < SC_COMMAND_COUNT; command++) {
                if (!(untold >> command & 1) || !brings(&comparison->codes[i], command))
                    continue;
                these.commands = alike(comparison, command, untold);
                if (selected_count(&these) != wanted)
                    continue;
                untold &= ~these.commands;
                shared = shared || wanted > 1;
                write_clause_break(writer, language);
                sc_write_pattern(writer, shared && wanted == 1 && !(all & SC_ANY)
                                             ? SC_SENTENCE_FOLLOWS_ONLY : SC_SENTENCE_FOLLOWS,
                                 language, fillings, 2);
            }
    these.chosen = chosen_without_command;
    if (selected_count(&these) > 0) {
        const sc_filling codes = {.place = "codes", .write = write_codes, .what = &these};
        write_clause_break(writer, language);
        sc_write_pattern(writer, SC_SENTENCE_FOLLOWS_NOTHING, language, &codes, 1);
    }
}

static void
write_reference(sc_writer *writer, const void *what, sc_language language)
{
    const sc_code *code = what;

    (void)language;
    sc_write_bytes(writer, sc_code_references(code), sc_defining_reference_len(code, true));
}

static bool
chosen_same_reference(const selection *these, const sc_code *code)
{
    return sc_same_reference(these->model, code, true);
}

static bool
is_first_of_reference(const selection *these)
{
    const sc_code *code = these->comparison->codes;

    while (!chosen_same_reference(these, code))
        code++;
    return code == these->model;
}

/* "235 is documented in RFC 4954 4; 250 and 251 are documented in RFC 5321 4.2.2", then the codes that
   no document defines. */
static void
write_defined(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    const sc_code *undefined = NULL;
    selection these = {.comparison = comparison, .chosen = chosen_same_reference};
    const sc_filling codes = {.place = "codes", .write = write_codes, .what = &these};

    for (size_t i = 0; i < comparison->count; i++) {
        these.model = &comparison->codes[i];
        const sc_filling fillings[] = {
            codes, {.place = "reference", .write = write_reference, .what = these.model}};
        if (!sc_code_references(these.model)) {
            undefined = these.model;
            continue;
        }
        if (!is_first_of_reference(&these))
            continue;
        write_clause_break(writer, language);
        sc_write_pattern(writer, selected_count(&these) == 1 ? SC_SENTENCE_DEFINED : SC_SENTENCE_DEFINED_SOME,
                         language, fillings, 2);
    }
    if (undefined) {
        these.model = undefined;
        write_clause_break(writer, language);
        sc_write_pattern(writer, SC_SENTENCE_DEFINED_NOWHERE, language, &codes, 1);
    }
}

enum { COMPANY_SHOWN = 5 };

/* "4.2.0, 4.2.4 and 3 more" */
static void
write_company(sc_writer *writer, const void *what, sc_language language)
{
    const sc_code *code = what;
    sc_code shown[COMPANY_SHOWN + 1];
    size_t count = 0;

    while (count <= COMPANY_SHOWN && sc_code_associated(code, count, &shown[count]))
        count++;
    for (size_t at = 0; at < count && at < COMPANY_SHOWN; at++) {
        write_list_break(writer, at, count, SC_SENTENCE_LIST_AND, language);
        sc_write_number(writer, &shown[at]);
    }
    if (count <= COMPANY_SHOWN)
        return;
    while (sc_code_associated(code, count, &shown[0]))
        count++;
    const size_t rest = count - COMPANY_SHOWN;
    const char digits[] = {(char)('0' + rest / 10), (char)('0' + rest % 10), '\0'};
    const sc_filling more = {.place = "count", .text = digits + (rest < 10)};
    sc_write_pattern(writer, SC_SENTENCE_LIST_MORE, language, &more, 1);
}

/* "The registry lists 450 with 4.2.0 and 4.2.4; it lists 451 with 4.1.1" */
static void
write_listed(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const sc_code *code = &comparison->codes[i];
        const sc_filling fillings[] = {
            {.place = "code", .write = write_number, .what = code},
            {.place = "company", .write = write_company, .what = code}};
        write_clause_break(writer, language);
        sc_write_pattern(writer, writer->length == 0 ? SC_SENTENCE_LISTED : SC_SENTENCE_LISTED_NEXT, language,
                         fillings, 2);
    }
}

/* "5.1.1 stands behind 550, which refuses for good" */
static void
write_behind(sc_writer *writer, const sc_comparison *comparison, sc_language language)
{
    for (size_t i = 0; i < comparison->count; i++) {
        sc_code alone = comparison->codes[i], basic;
        if (sc_code_from_number(alone.basic, &basic) != SC_OK)
            continue;
        alone.basic = 0;
        const sc_filling fillings[] = {
            {.place = "code", .write = write_number, .what = &alone},
            {.place = "basic", .write = write_number, .what = &basic},
            {.place = "meaning", .write = write_meaning, .what = &basic}};
        write_clause_break(writer, language);
        sc_write_pattern(writer, SC_SENTENCE_BEHIND, language, fillings, 3);
    }
}

static bool
is_given_with_basic(const sc_code *code)
{
    return code->basic != 0;
}

size_t
sc_comparison_difference(const sc_comparison *comparison, sc_field field, sc_language language,
                         char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};

    switch (field) {
    case SC_FIELD_COMMANDS:
        write_followed(&writer, comparison, language);
        break;
    case SC_FIELD_ENHANCED:
        write_listed(&writer, comparison, language);
        break;
    case SC_FIELD_BASIC:
        if (sc_count_of(comparison, is_given_with_basic) > 0)
            write_behind(&writer, comparison, language);
        else
            write_listed(&writer, comparison, language);
        break;
    case SC_FIELD_REFERENCES:
        write_defined(&writer, comparison, language);
        break;
    default:
        write_aspect(&writer, comparison, field, language);
    }
    sc_write(&writer, sc_sentence_text(SC_SENTENCE_FULL_STOP, language));
    return writer.length;
}

/* ----------------------------------------------------------------------------------------- guidance */

static void
write_received(sc_writer *writer, const void *what, sc_language language)
{
    sc_write_code_text(writer, what, SC_TEXT_WHEN_RECEIVED, language);
}

static void
write_to_send(sc_writer *writer, const void *what, sc_language language)
{
    sc_write_code_text(writer, what, SC_TEXT_WHEN_TO_SEND, language);
}

size_t
sc_comparison_received(const sc_comparison *comparison, size_t at, sc_language language,
                       char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};
    const sc_filling fillings[] = {
        {.place = "code", .write = write_number, .what = &comparison->codes[at]},
        {.place = "text", .write = write_received, .what = &comparison->codes[at]}};

    sc_write_pattern(&writer, SC_SENTENCE_GUIDE_RECEIVED, language, fillings, 2);
    return writer.length;
}

size_t
sc_comparison_to_send(const sc_comparison *comparison, size_t at, sc_language language,
                      char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};
    const sc_filling fillings[] = {
        {.place = "code", .write = write_number, .what = &comparison->codes[at]},
        {.place = "text", .write = write_to_send, .what = &comparison->codes[at]}};

    sc_write_pattern(&writer, SC_SENTENCE_GUIDE_SEND, language, fillings, 2);
    return writer.length;
}

/* --------------------------------------------------------------------------------------------- note */

/* The row that tells two codes apart: the narrowest that has both, the first of those; or none. */
static const sc_pair *
narrowest_pair(const sc_code *one, const sc_code *other)
{
    if (sc_pair_key(one) == sc_pair_key(other))
        return NULL;
    for (size_t size = 2; size <= SC_PAIR_MAX; size++)
        for (size_t i = 0; i < sc_pair_count; i++)
            if (sc_pair_size(&sc_pairs[i]) == size && sc_pair_has(&sc_pairs[i], one)
                && sc_pair_has(&sc_pairs[i], other))
                return &sc_pairs[i];
    return NULL;
}

static bool
tells_any_apart(const sc_pair *pair, const sc_comparison *comparison)
{
    for (size_t i = 1; i < comparison->count; i++)
        for (size_t j = 0; j < i; j++)
            if (narrowest_pair(&comparison->codes[j], &comparison->codes[i]) == pair)
                return true;
    return false;
}

size_t
sc_comparison_note(const sc_comparison *comparison, sc_language language,
                   char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};

    for (size_t i = 0; i < sc_pair_count; i++) {
        size_t members = 0;
        for (size_t j = 0; j < comparison->count; j++)
            members += sc_pair_has(&sc_pairs[i], &comparison->codes[j]);
        if (members < 2 || !tells_any_apart(&sc_pairs[i], comparison))
            continue;
        if (writer.length > 0)
            sc_write(&writer, sc_sentence_text(SC_SENTENCE_SENTENCE_BREAK, language));
        sc_write(&writer, sc_pair_note(i, language));
    }
    return writer.length;
}
