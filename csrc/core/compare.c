/* SPDX-License-Identifier: MIT
   What sets codes apart: which values they share and in which fields they differ. The sentences that say
   so are wording.c's. Everything works on any number of codes, two being the common case. */

#include "writer.h"

sc_status
sc_compare(const sc_code *codes, size_t count, sc_comparison *comparison)
{
    if (count < 2)
        return SC_TOO_FEW_CODES;
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (sc_code_same(&codes[i], &codes[j]))
                return SC_SAME_CODE_TWICE;
    comparison->codes = codes;
    comparison->count = count;
    return SC_OK;
}

/* ------------------------------------------------------------------------------------------- values */

/* Any command includes every command, so a code that may answer any needs no longer list; only the
   opening of the connection, which is no command, stands beside it. */
uint32_t
sc_telling_commands(const sc_code *code)
{
    uint32_t commands = code->facts->commands;

    return commands & SC_ANY ? commands & (SC_ANY | SC_CONNECT) : commands;
}

/* "RFC 5321" of "RFC 5321 4.2.2;RFC 821 4.2.2": the document that defines the code. */
size_t
sc_defining_reference_len(const sc_code *code, bool with_section)
{
    const char *references = sc_code_references(code);

    if (!references)
        return 0;
    size_t len = strcspn(references, ";");
    if (!with_section && strncmp(references, "RFC ", 4) == 0) {
        size_t document_len = 4 + strcspn(references + 4, " ;");
        return document_len < len ? document_len : len;
    }
    return len;
}

bool
sc_same_reference(const sc_code *one, const sc_code *other, bool with_section)
{
    size_t len = sc_defining_reference_len(one, with_section);

    return len == sc_defining_reference_len(other, with_section)
           && (len == 0 || memcmp(sc_code_references(one), sc_code_references(other), len) == 0);
}

/* Does the registry list the same codes of the other kind with both, classes aside? */
static bool
same_company(const sc_code *one, const sc_code *other)
{
    if (one->basic || other->basic)
        return one->basic == other->basic;
    if (one->enhanced && other->enhanced)
        return memcmp(one->enhanced->basic, other->enhanced->basic, sizeof one->enhanced->basic) == 0;
    for (size_t row = 0; row < SC_ENHANCED_COUNT; row++)
        if (sc_enhanced_lists(&sc_enhanced_rows[row], one->number)
            != sc_enhanced_lists(&sc_enhanced_rows[row], other->number))
            return false;
    return true;
}

static bool
same_value(const sc_code *one, const sc_code *other, sc_field field)
{
    switch (field) {
    case SC_FIELD_COMMANDS:
        return sc_telling_commands(one) == sc_telling_commands(other);
    case SC_FIELD_ENHANCED:
    case SC_FIELD_BASIC:
        return same_company(one, other);
    case SC_FIELD_REFERENCES:
        return sc_same_reference(one, other, false);
    default:
        return sc_code_aspect(one, field) == sc_code_aspect(other, field);
    }
}

/* Folk codes come from everywhere, so that their second digit is no statement (571 excepted, whose
   digit lies outside the grammar altogether). */
bool
sc_digit_by_chance(const sc_code *code)
{
    return !code->enhanced && code->facts->standing == SC_STANDING_NONSTANDARD
           && sc_code_aspect(code, SC_FIELD_CATEGORY) != SC_CATEGORY_UNDEFINED;
}

/* Does one clause serve both codes? */
bool
sc_same_clause(const sc_code *one, const sc_code *other, sc_field field)
{
    if (field == SC_FIELD_CATEGORY && (sc_digit_by_chance(one) || sc_digit_by_chance(other)))
        return sc_digit_by_chance(one) && sc_digit_by_chance(other);
    return same_value(one, other, field);
}

size_t
sc_count_of(const sc_comparison *comparison, bool (*counted)(const sc_code *code))
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++)
        count += counted(&comparison->codes[i]);
    return count;
}

bool
sc_is_enhanced(const sc_code *code)
{
    return code->enhanced != NULL;
}

/* Does the registry list codes of the other kind with it, or was it given with one? */
static bool
has_company(const sc_code *code)
{
    sc_code other;

    return code->basic || sc_code_associated(code, 0, &other);
}

static bool
any_differs(const sc_comparison *comparison, sc_field field)
{
    for (size_t i = 1; i < comparison->count; i++)
        if (!same_value(&comparison->codes[0], &comparison->codes[i], field))
            return true;
    return false;
}

/* Some fields belong to one kind of code, and are compared where all are of it; the company that codes
   keep, where all keep any. What to do about a code
   is told where it does not follow from whether to retry. */
bool
sc_comparison_differs(const sc_comparison *comparison, sc_field field)
{
    size_t enhanced = sc_count_of(comparison, sc_is_enhanced);

    switch (field) {
    case SC_FIELD_CATEGORY:
        if (enhanced > 0 || sc_count_of(comparison, sc_digit_by_chance) == comparison->count)
            return false;
        break;
    case SC_FIELD_COMMANDS:
        if (enhanced > 0)
            return false;
        break;
    case SC_FIELD_SUBJECT:
        if (enhanced < comparison->count)
            return false;
        break;
    case SC_FIELD_ENHANCED:
        if (enhanced > 0 || sc_count_of(comparison, has_company) < comparison->count)
            return false;
        break;
    case SC_FIELD_BASIC:
        if (enhanced < comparison->count || sc_count_of(comparison, has_company) < comparison->count)
            return false;
        break;
    case SC_FIELD_ACTION:
        if (any_differs(comparison, SC_FIELD_RETRY))
            return false;
        break;
    default:
        break;
    }
    return any_differs(comparison, field);
}
