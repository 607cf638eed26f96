/* SPDX-License-Identifier: MIT
   Fills the {places} of sentence patterns, and forms the texts of codes: those that stand in a row, and those of
   codes that no table knows. Which sentences a comparison or an explanation needs is decided in wording.c and
   explanation.c. */

#include "pattern.h"
#include "texts.h"

void
sc_write_sentence(sc_writer *writer, sc_sentence sentence, sc_language language)
{
    sc_write(writer, sc_sentence_text(sentence, language));
}

/* ----------------------------------------------------------------------------------- texts of codes */

/* The slot of a field for a first digit, plus one; 0 where texts.def has none. */
static const uint8_t slot_of[SC_TEXT_COUNT][6] = {
#define TEXT_FIELD(NAME, name)
#define TEXT_SLOT(FIELD, digit, name) [SC_TEXT_##FIELD][digit] = SC_SLOT_##name + 1,
#include "../tables/texts.def"
#undef TEXT_FIELD
#undef TEXT_SLOT
};

static const char *
slot_text(size_t row, sc_text_field field, int digit, sc_language language)
{
    size_t slot = slot_of[field][digit];

    return slot ? sc_row_text(row, (sc_text_slot)(slot - 1), language) : NULL;
}

/* The text that a row has for all first digits and the one for this digit, one behind the other; false if it has
   neither. */
static bool
write_row_text(sc_writer *writer, size_t row, sc_text_field field, int digit, sc_language language)
{
    const char *general = slot_text(row, field, 0, language);
    const char *special = digit ? slot_text(row, field, digit, language) : NULL;

    if (general)
        sc_write(writer, general);
    if (general && special)
        sc_write_sentence(writer, SC_SENTENCE_SENTENCE_BREAK, language);
    if (special)
        sc_write(writer, special);
    return general || special;
}

static size_t
subject_row(const sc_code *code)
{
    return SC_ROW_SUBJECTS + sc_subject_row(code);
}

static size_t
enhanced_row(const sc_code *code)
{
    return SC_ROW_ENHANCED + (size_t)(code->enhanced - sc_enhanced_rows);
}

static size_t
severity_row(const sc_code *code)
{
    return SC_ROW_SEVERITIES + (size_t)sc_code_severity(code) - 1;
}

/* "4.1.1 goes beyond that": a first digit that the row does not name. */
static void
write_odd_class(sc_writer *writer, const sc_code *code, sc_language language)
{
    const char digit[] = {(char)('0' + code->number), '\0'};
    const sc_filling fillings[] = {
        {.place = "code", .kind = SC_FILL_CODE, .code = code}, {.place = "class", .kind = SC_FILL_TEXT, .text = digit}};

    sc_write_sentence(writer, SC_SENTENCE_SENTENCE_BREAK, language);
    sc_write_pattern(writer, SC_SENTENCE_ODD_CLASS, language, fillings, 2);
}

/* Where the row has nothing to say for this first digit, its subject has. */
static void
write_registered_enhanced(sc_writer *writer, const sc_code *code, sc_text_field field, sc_language language)
{
    if (!write_row_text(writer, enhanced_row(code), field, code->number, language))
        write_row_text(writer, subject_row(code), field, code->number, language);
    if (field == SC_TEXT_DESCRIPTION && !sc_code_listed(code))
        write_odd_class(writer, code, language);
}

static void
write_unregistered_enhanced(sc_writer *writer, const sc_code *code, sc_text_field field, sc_language language)
{
    const sc_filling subject = {
        .place = "subject", .kind = SC_FILL_TEXT, .text = sc_row_text(subject_row(code), SC_SLOT_name, language)};

    if (field == SC_TEXT_NAME)
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_DETAIL, language, &subject, 1);
    else
        write_row_text(writer, subject_row(code), field, code->number, language);
}

static void
write_unregistered_reply(sc_writer *writer, const sc_code *code, sc_text_field field, sc_language language)
{
    const sc_filling severity = {
        .place = "severity_name",
        .kind = SC_FILL_TEXT,
        .text = sc_value_label(sc_code_value(code, SC_FIELD_SEVERITY), language)};
    const sc_filling category = {
        .place = "category",
        .kind = SC_FILL_TEXT,
        .text = sc_value_label(sc_code_value(code, SC_FIELD_CATEGORY), language)};

    if (field == SC_TEXT_NAME) {
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_NAME, language, &severity, 1);
        return;
    }
    write_row_text(writer, severity_row(code), field, 0, language);
    if (code->grammatical && field == SC_TEXT_DESCRIPTION) {
        sc_write_sentence(writer, SC_SENTENCE_SENTENCE_BREAK, language);
        sc_write_pattern(writer, SC_SENTENCE_UNREGISTERED_CATEGORY, language, &category, 1);
    }
}

void
sc_write_code_text(sc_writer *writer, const sc_code *code, sc_text_field field, sc_language language)
{
    if (code->enhanced && code->registered)
        write_registered_enhanced(writer, code, field, language);
    else if (code->enhanced)
        write_unregistered_enhanced(writer, code, field, language);
    else if (code->registered)
        write_row_text(writer, sc_code_position(code), field, 0, language);
    else
        write_unregistered_reply(writer, code, field, language);
}

size_t
sc_code_text(const sc_code *code, sc_text_field field, sc_language language, char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};

    sc_write_code_text(&writer, code, field, language);
    return writer.length;
}

static bool
row_has(size_t row, sc_text_field field, int digit, sc_language language)
{
    return slot_text(row, field, 0, language) || slot_text(row, field, digit, language);
}

/* Does a row have in a language what it has in English: the text for every first digit, and that for this one? */
static bool
row_serves(size_t row, sc_text_field field, int digit, sc_language language)
{
    return (!slot_text(row, field, 0, SC_LANGUAGE_en) || slot_text(row, field, 0, language))
           && (!slot_text(row, field, digit, SC_LANGUAGE_en) || slot_text(row, field, digit, language));
}

/* The row that a text of a code is taken from. */
static size_t
row_of_text(const sc_code *code, sc_text_field field)
{
    if (!code->enhanced)
        return code->registered ? sc_code_position(code) : severity_row(code);
    if (code->registered && row_has(enhanced_row(code), field, code->number, SC_LANGUAGE_en))
        return enhanced_row(code);
    return subject_row(code);
}

sc_language
sc_code_language(const sc_code *code, sc_language wanted)
{
    const int digit = code->enhanced ? code->number : 0;

    for (int field = 0; wanted != SC_LANGUAGE_en && field < SC_TEXT_COUNT; field++)
        if (!row_serves(row_of_text(code, (sc_text_field)field), (sc_text_field)field, digit, wanted))
            return SC_LANGUAGE_en;
    return wanted;
}

/* -------------------------------------------------------------------------------------------- lists */

/* What stands in front of the item at `at` of a list of `count`. */
static void
write_list_break(sc_writer *writer, size_t at, size_t count, sc_sentence last, sc_language language)
{
    if (at > 0)
        sc_write_sentence(writer, at + 1 == count ? last : SC_SENTENCE_LIST_COMMA, language);
}

static void
write_codes(sc_writer *writer, const sc_filling *filling, sc_language language)
{
    size_t count = 0, at = 0;

    for (size_t i = 0; i < filling->comparison->count; i++)
        count += filling->codes >> i & 1;
    for (size_t i = 0; i < filling->comparison->count; i++) {
        const sc_code *code = &filling->comparison->codes[i];
        const sc_filling named[] = {
            {.place = "code", .kind = SC_FILL_CODE, .code = code},
            {.place = "name", .kind = SC_FILL_CODE_TEXT, .code = code, .field = SC_TEXT_NAME}};
        if (!(filling->codes >> i & 1))
            continue;
        write_list_break(writer, at++, count, SC_SENTENCE_LIST_AND, language);
        if (filling->kind == SC_FILL_NAMED_CODES)
            sc_write_pattern(writer, SC_SENTENCE_NAMED, language, named, 2);
        else
            sc_write_code(writer, code);
    }
}

static void
write_commands(sc_writer *writer, uint32_t commands, sc_language language)
{
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

enum { ASSOCIATED_SHOWN = 5 };
_Static_assert(SC_ENHANCED_COUNT < 100, "how many more there are is written in two digits");

static void
write_associated(sc_writer *writer, const sc_code *code, sc_language language)
{
    sc_code shown[ASSOCIATED_SHOWN + 1];
    size_t count = 0;

    while (count <= ASSOCIATED_SHOWN && sc_code_associated(code, count, &shown[count]))
        count++;
    for (size_t at = 0; at < count && at < ASSOCIATED_SHOWN; at++) {
        write_list_break(writer, at, count, SC_SENTENCE_LIST_AND, language);
        sc_write_code(writer, &shown[at]);
    }
    if (count <= ASSOCIATED_SHOWN)
        return;
    while (sc_code_associated(code, count, &shown[0]))
        count++;
    const size_t rest = count - ASSOCIATED_SHOWN;
    const char digits[] = {(char)('0' + rest / 10), (char)('0' + rest % 10), '\0'};
    const sc_filling more = {.place = "count", .kind = SC_FILL_TEXT, .text = digits + (rest < 10)};
    sc_write_pattern(writer, SC_SENTENCE_LIST_MORE, language, &more, 1);
}

/* ----------------------------------------------------------------------------------------- patterns */

static void
fill(sc_writer *writer, const sc_filling *filling, sc_language language)
{
    switch (filling->kind) {
    case SC_FILL_TEXT:
        sc_write_bytes(writer, filling->text, filling->text_len ? filling->text_len : strlen(filling->text));
        break;
    case SC_FILL_CODE:
        sc_write_code(writer, filling->code);
        break;
    case SC_FILL_CODE_TEXT:
        sc_write_code_text(writer, filling->code, filling->field, language);
        break;
    case SC_FILL_ASSOCIATED:
        write_associated(writer, filling->code, language);
        break;
    case SC_FILL_CODES:
    case SC_FILL_NAMED_CODES:
        write_codes(writer, filling, language);
        break;
    case SC_FILL_COMMANDS:
        write_commands(writer, filling->commands, language);
        break;
    }
}

void
sc_write_pattern(sc_writer *writer, sc_sentence pattern, sc_language language, const sc_filling *fillings,
                 size_t filling_count)
{
    const char *rest = sc_sentence_text(pattern, language);

    while (*rest) {
        size_t len = strcspn(rest, "{");
        sc_write_bytes(writer, rest, len);
        rest += len;
        if (!*rest)
            return;
        len = strcspn(++rest, "}");
        for (size_t i = 0; i < filling_count; i++)
            if (strncmp(fillings[i].place, rest, len) == 0 && !fillings[i].place[len])
                fill(writer, &fillings[i], language);
        rest += len + (rest[len] == '}');
    }
}
