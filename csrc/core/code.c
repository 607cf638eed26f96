/* SPDX-License-Identifier: MIT
   Reply codes and their facts: finding one by number or spelling, what its digits alone tell, and
   who is confused with whom. Words are left to text.c. */

#include "writer.h"

/* A number twice in replies.def does not compile. */
enum {
#define REPLY(code, NAME, ...) CODE_##code,
#include "../tables/replies.def"
#undef REPLY
};

#define REPLY(code_, NAME, STANDING_, ...)                                          \
    {.code = code_, .keyword = #NAME, .standing = SC_STANDING_##STANDING_,          \
     .outcome = SC_OUTCOME_OF(code_), __VA_ARGS__},
#define SC_OUTCOME_OF(code) (SC_OUTCOME_POSITIVE_PRELIMINARY + (code) / 100 - 1)

static const sc_facts rows[SC_CODE_COUNT] = {
#include "../tables/replies.def"
};
#undef REPLY

/* What the first digit alone tells, for numbers that have no row. */
static const sc_facts by_severity[] = {
#define SEVERITY(digit, NAME, ...) \
    [digit - 1] = {.standing = SC_STANDING_UNREGISTERED, .outcome = SC_OUTCOME_##NAME, __VA_ARGS__},
#include "../tables/severities.def"
#undef SEVERITY
};

enum { LEAST = 100, MOST = 599 };

/* The row of each number, plus one; 0 where there is none. */
static const uint8_t row_of[MOST - LEAST + 1] = {
#define REPLY(code, NAME, ...) [code - LEAST] = CODE_##code + 1,
#include "../tables/replies.def"
#undef REPLY
};

_Static_assert(SC_CODE_COUNT < UINT8_MAX, "row_of holds positions in a byte");

const sc_pair sc_pairs[] = {
#define PAIR(NAME, ...) {{__VA_ARGS__}},
#include "../tables/pairs.def"
#undef PAIR
};

const size_t sc_pair_count = sizeof sc_pairs / sizeof sc_pairs[0];

/* ------------------------------------------------------------------------------------------ finding */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static sc_code
code_of(const sc_facts *facts, int number)
{
    return (sc_code){
        .facts = facts,
        .number = (int16_t)number,
        .registered = facts->code != 0,
        /* RFC 5321 4.2: Reply-code = %x32-35 %x30-35 %x30-39 */
        .grammatical = number >= 200 && number / 10 % 10 <= 5};
}

sc_status
sc_code_from_number(long number, sc_code *code)
{
    if (number < LEAST || number > MOST)
        return SC_NOT_A_CODE;
    size_t row = row_of[number - LEAST];
    *code = code_of(row ? &rows[row - 1] : &by_severity[number / 100 - 1], (int)number);
    return SC_OK;
}

sc_status
sc_code_from_text(const char *text, size_t text_len, sc_code *code)
{
    if (text_len != 3 || !is_digit(text[0]) || !is_digit(text[1]) || !is_digit(text[2]))
        return SC_NOT_A_CODE;
    return sc_code_from_number((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'), code);
}

sc_code
sc_code_at(size_t at)
{
    return code_of(&rows[at], rows[at].code);
}

size_t
sc_code_position(const sc_code *code)
{
    return (size_t)(code->facts - rows);
}

/* ------------------------------------------------------------------------------------------- digits */

int
sc_code_severity(const sc_code *code)
{
    return code->number / 100;
}

int
sc_code_category(const sc_code *code)
{
    return code->number / 10 % 10;
}

sc_aspect
sc_code_aspect(const sc_code *code, sc_field field)
{
    /* RFC 5321 4.2.1 */
    static const uint8_t categories[10] = {
        SC_CATEGORY_SYNTAX, SC_CATEGORY_INFORMATION, SC_CATEGORY_CONNECTIONS,
        SC_CATEGORY_UNSPECIFIED, SC_CATEGORY_UNSPECIFIED, SC_CATEGORY_MAIL_SYSTEM,
        SC_CATEGORY_UNDEFINED, SC_CATEGORY_UNDEFINED, SC_CATEGORY_UNDEFINED, SC_CATEGORY_UNDEFINED};
    const sc_facts *facts = code->facts;

    switch (field) {
    case SC_FIELD_OUTCOME:
        return (sc_aspect)facts->outcome;
    case SC_FIELD_CATEGORY:
        return (sc_aspect)categories[sc_code_category(code)];
    case SC_FIELD_RETRY:
        return (sc_aspect)facts->retry;
    case SC_FIELD_CONDITION:
        return (sc_aspect)(facts->condition ? facts->condition : SC_CONDITION_NONE);
    case SC_FIELD_MESSAGE:
        return (sc_aspect)facts->message;
    case SC_FIELD_RECIPIENT:
        return (sc_aspect)facts->recipient;
    case SC_FIELD_CONNECTION:
        return (sc_aspect)facts->connection;
    case SC_FIELD_STANDING:
        return (sc_aspect)facts->standing;
    default:
        return SC_ASPECT_COUNT;
    }
}

/* -------------------------------------------------------------------------------------------- pairs */

static bool
confused(const sc_code *code, const sc_code *other)
{
    for (size_t i = 0; i < sc_pair_count; i++)
        if (sc_pair_has(&sc_pairs[i], code) && sc_pair_has(&sc_pairs[i], other))
            return true;
    return false;
}

bool
sc_code_confused_with(const sc_code *code, size_t at, sc_code *other)
{
    for (size_t i = 0; i < SC_CODE_COUNT; i++) {
        *other = sc_code_at(i);
        if (other->number != code->number && confused(code, other) && at-- == 0)
            return true;
    }
    return false;
}

/* -------------------------------------------------------------------------------------------- names */

const char *
sc_field_name(sc_field field)
{
    static const char *const names[] = {
#define FIELD(NAME, name) [SC_FIELD_##NAME] = name,
#define ASPECT(FIELD, VALUE, value)
#include "../tables/aspects.def"
#undef FIELD
#undef ASPECT
    };
    return names[field];
}

const char *
sc_aspect_name(sc_aspect aspect)
{
    static const char *const names[] = {
#define FIELD(NAME, name)
#define ASPECT(FIELD, VALUE, value) [SC_##FIELD##_##VALUE] = value,
#include "../tables/aspects.def"
#undef FIELD
#undef ASPECT
    };
    return names[aspect];
}

const char *
sc_command_name(sc_command command)
{
    static const char *const names[] = {
#define COMMAND(NAME, spelling) [SC_COMMAND_##NAME] = spelling,
#include "../tables/commands.def"
#undef COMMAND
    };
    return names[command];
}

const char *
sc_sentence_name(sc_sentence sentence)
{
    static const char *const names[] = {
#define SENTENCE(NAME, places) [SC_SENTENCE_##NAME] = #NAME,
#include "../tables/sentences.def"
#undef SENTENCE
    };
    return names[sentence];
}

sc_field
sc_aspect_field(sc_aspect aspect)
{
    static const uint8_t fields[] = {
#define FIELD(NAME, name)
#define ASPECT(FIELD, VALUE, value) [SC_##FIELD##_##VALUE] = SC_FIELD_##FIELD,
#include "../tables/aspects.def"
#undef FIELD
#undef ASPECT
    };
    return (sc_field)fields[aspect];
}
