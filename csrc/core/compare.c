/* SPDX-License-Identifier: MIT
   What sets codes apart: which values they share, in which fields they differ, and which notes are about them. The
   sentences that say so are wording.c's. Everything works on any number of codes, two being the common case. */

#include "comparison.h"
#include "rows.h"

sc_status
sc_compare(const sc_code *codes, size_t count, sc_comparison *comparison)
{
    if (count < 2)
        return SC_TOO_FEW_CODES;
    if (count > SC_COMPARED_MAX)
        return SC_TOO_MANY_CODES;
    comparison->codes = codes;
    for (comparison->count = 1; comparison->count < count; comparison->count++)
        for (size_t i = 0; i < comparison->count; i++)
            if (sc_code_same(&codes[i], &codes[comparison->count]))
                return SC_SAME_CODE_TWICE;
    return SC_OK;
}

/* --------------------------------------------------------------------------------------------- sets */

static sc_code_set
set_of(size_t at)
{
    return (sc_code_set)1 << at;
}

sc_code_set
sc_comparison_all(const sc_comparison *comparison)
{
    return ~(sc_code_set)0 >> (SC_COMPARED_MAX - comparison->count);
}

size_t
sc_set_count(sc_code_set codes)
{
    size_t count = 0;

    for (; codes; codes &= codes - 1)
        count++;
    return count;
}

bool
sc_set_begins_at(sc_code_set codes, size_t at)
{
    return codes << (SC_COMPARED_MAX - 1 - at) == set_of(SC_COMPARED_MAX - 1);
}

sc_code_set
sc_comparison_enhanced(const sc_comparison *comparison)
{
    sc_code_set codes = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->codes[i].enhanced)
            codes |= set_of(i);
    return codes;
}

sc_code_set
sc_comparison_behind_replies(const sc_comparison *comparison)
{
    sc_code_set codes = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->codes[i].reply_code)
            codes |= set_of(i);
    return codes;
}

sc_code_set
sc_comparison_brought_by(const sc_comparison *comparison, uint32_t commands)
{
    sc_code_set codes = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (sc_named_commands(&comparison->codes[i]) & commands)
            codes |= set_of(i);
    return codes;
}

/* ------------------------------------------------------------------------------------------- values */

uint32_t
sc_named_commands(const sc_code *code)
{
    uint32_t commands = code->facts->commands;

    return commands & SC_ANY ? commands & (SC_ANY | SC_CONNECT) : commands;
}

/* "RFC 5321 4.2.2" of "RFC 5321 4.2.2;RFC 821 4.2.2" */
size_t
sc_defining_section_len(const sc_code *code)
{
    const char *references = sc_code_references(code);

    return references ? strcspn(references, ";") : 0;
}

/* "RFC 5321" of the same */
static size_t
defining_document_len(const sc_code *code)
{
    const char *references = sc_code_references(code);
    size_t len = sc_defining_section_len(code), document_len;

    if (!references || strncmp(references, "RFC ", 4) != 0)
        return len;
    document_len = 4 + strcspn(references + 4, " ;");
    return document_len < len ? document_len : len;
}

static bool
same_reference(const sc_code *one, size_t one_len, const sc_code *other, size_t other_len)
{
    return one_len == other_len
           && (one_len == 0 || memcmp(sc_code_references(one), sc_code_references(other), one_len) == 0);
}

sc_code_set
sc_comparison_sharing_section(const sc_comparison *comparison, size_t at)
{
    const sc_code *codes = comparison->codes;
    sc_code_set sharing = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (same_reference(&codes[at], sc_defining_section_len(&codes[at]), &codes[i],
                           sc_defining_section_len(&codes[i])))
            sharing |= set_of(i);
    return sharing;
}

/* Does the registry list the same codes of the other kind with both, first digits aside? */
static bool
same_associated(const sc_code *one, const sc_code *other)
{
    if (one->reply_code || other->reply_code)
        return one->reply_code == other->reply_code;
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
        return sc_named_commands(one) == sc_named_commands(other);
    case SC_FIELD_ENHANCED:
    case SC_FIELD_BASIC:
        return same_associated(one, other);
    case SC_FIELD_REFERENCES:
        return same_reference(one, defining_document_len(one), other, defining_document_len(other));
    default:
        return sc_code_value(one, field) == sc_code_value(other, field);
    }
}

bool
sc_category_is_chance(const sc_code *code)
{
    return !code->enhanced && code->facts->standing == SC_STANDING_NONSTANDARD
           && sc_code_value(code, SC_FIELD_CATEGORY) != SC_CATEGORY_UNDEFINED;
}

/* Does one clause serve both codes? */
static bool
same_clause(const sc_code *one, const sc_code *other, sc_field field)
{
    if (field == SC_FIELD_CATEGORY && (sc_category_is_chance(one) || sc_category_is_chance(other)))
        return sc_category_is_chance(one) && sc_category_is_chance(other);
    return same_value(one, other, field);
}

sc_code_set
sc_comparison_sharing(const sc_comparison *comparison, size_t at, sc_field field)
{
    sc_code_set sharing = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (same_clause(&comparison->codes[at], &comparison->codes[i], field))
            sharing |= set_of(i);
    return sharing;
}

/* -------------------------------------------------------------------------------------- differences */

/* Does the registry list codes of the other kind with each code, or was each given behind one? */
static bool
all_have_associated(const sc_comparison *comparison)
{
    sc_code other;

    for (size_t i = 0; i < comparison->count; i++)
        if (!comparison->codes[i].reply_code && !sc_code_associated(&comparison->codes[i], 0, &other))
            return false;
    return true;
}

static bool
all_categories_are_chance(const sc_comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (!sc_category_is_chance(&comparison->codes[i]))
            return false;
    return true;
}

static bool
values_differ(const sc_comparison *comparison, sc_field field)
{
    for (size_t i = 1; i < comparison->count; i++)
        if (!same_value(&comparison->codes[0], &comparison->codes[i], field))
            return true;
    return false;
}

/* Is the field compared at all? Commands and category are, where all codes are reply codes; subjects where all are
   enhanced codes; what to do, where it does not follow from whether to retry. */
static bool
is_compared(const sc_comparison *comparison, sc_field field)
{
    const sc_code_set enhanced = sc_comparison_enhanced(comparison);
    const bool all_enhanced = enhanced == sc_comparison_all(comparison);

    switch (field) {
    case SC_FIELD_CATEGORY:
        return !enhanced && !all_categories_are_chance(comparison);
    case SC_FIELD_COMMANDS:
        return !enhanced;
    case SC_FIELD_SUBJECT:
        return all_enhanced;
    case SC_FIELD_ENHANCED:
        return !enhanced && all_have_associated(comparison);
    case SC_FIELD_BASIC:
        return all_enhanced && all_have_associated(comparison);
    case SC_FIELD_ACTION:
        return !values_differ(comparison, SC_FIELD_RETRY);
    default:
        return true;
    }
}

bool
sc_comparison_differs(const sc_comparison *comparison, sc_field field)
{
    return is_compared(comparison, field) && values_differ(comparison, field);
}

/* -------------------------------------------------------------------------------------------- notes */

static sc_code_set
codes_of_pair(const sc_comparison *comparison, size_t pair)
{
    sc_code_set codes = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (sc_pair_has(&sc_pairs[pair], &comparison->codes[i]))
            codes |= set_of(i);
    return codes;
}

/* The codes of the same spelling but for the first digit and the reply code in front. */
static sc_code_set
codes_of_key(const sc_comparison *comparison, int32_t key)
{
    sc_code_set codes = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (sc_pair_key(&comparison->codes[i]) == key)
            codes |= set_of(i);
    return codes;
}

/* Is one row narrower than another, or as narrow and before it? */
static bool
is_narrower(size_t pair, size_t other)
{
    size_t size = 0, other_size = 0;

    while (size < SC_PAIR_MAX && sc_pairs[pair].codes[size])
        size++;
    while (other_size < SC_PAIR_MAX && sc_pairs[other].codes[other_size])
        other_size++;
    return size < other_size || (size == other_size && pair < other);
}

bool
sc_comparison_has_note(const sc_comparison *comparison, size_t pair)
{
    const sc_code_set codes = codes_of_pair(comparison, pair);

    if (sc_set_count(codes) < 2)
        return false;
    for (size_t i = 0; i < comparison->count; i++) {
        sc_code_set others = codes & ~codes_of_key(comparison, sc_pair_key(&comparison->codes[i]));
        if (!(codes & set_of(i)))
            continue;
        for (size_t other = 0; others && other < SC_PAIR_COUNT; other++)
            if (is_narrower(other, pair) && sc_pair_has(&sc_pairs[other], &comparison->codes[i]))
                others &= ~codes_of_pair(comparison, other);
        if (others)
            return true;
    }
    return false;
}
