/* SPDX-License-Identifier: MIT
   Codes of both kinds and their facts: finding one by number or spelling, what its digits alone tell,
   who belongs with whom and who is confused with whom. Words are left to text.c. */

#include "writer.h"

/* ----------------------------------------------------------------------------------------------- rows */

/* A number twice in replies.def does not compile. */
enum {
#define REPLY(code, NAME, ...) REPLY_##code,
#include "../tables/replies.def"
#undef REPLY
};

#define REPLY(code_, NAME, STANDING_, ...)                                          \
    {.code = code_, .keyword = #NAME, .standing = SC_STANDING_##STANDING_,          \
     .outcome = SC_OUTCOME_OF(code_), __VA_ARGS__},
#define SC_OUTCOME_OF(code) (SC_OUTCOME_POSITIVE_PRELIMINARY + (code) / 100 - 1)

static const sc_facts replies[SC_REPLY_COUNT] = {
#include "../tables/replies.def"
};
#undef REPLY

/* What the first digit alone tells, of a reply code and of an enhanced one. */
static const sc_facts by_severity[] = {
#define SEVERITY(digit, NAME, ...) \
    [digit - 1] = {.standing = SC_STANDING_UNREGISTERED, .outcome = SC_OUTCOME_##NAME, __VA_ARGS__},
#include "../tables/severities.def"
#undef SEVERITY
};

static const sc_facts by_class[] = {
#define CLASS(digit, NAME, ...) \
    [digit] = {.standing = SC_STANDING_UNREGISTERED, .outcome = SC_OUTCOME_##NAME, __VA_ARGS__},
#include "../tables/classes.def"
#undef CLASS
};

const sc_enhanced_facts sc_enhanced_rows[SC_ENHANCED_COUNT] = {
#define ENHANCED(subject_, detail_, NAME, STANDING_, CLASSES, ...)                          \
    {.subject = subject_, .detail = detail_, .keyword = #NAME, .classes = CLASSES,          \
     .standing = SC_STANDING_##STANDING_, __VA_ARGS__},
#include "../tables/enhanced.def"
#undef ENHANCED
};

/* Stands for all details that have no row. */
static const sc_enhanced_facts no_detail = {.standing = SC_STANDING_UNREGISTERED};

enum { LEAST = 100, MOST = 599, MOST_DETAIL = 999 };

/* The row of each number, plus one; 0 where there is none. */
static const uint8_t row_of[MOST - LEAST + 1] = {
#define REPLY(code, NAME, ...) [code - LEAST] = REPLY_##code + 1,
#include "../tables/replies.def"
#undef REPLY
};

_Static_assert(SC_REPLY_COUNT < UINT8_MAX, "row_of holds positions in a byte");

const sc_pair sc_pairs[] = {
#define PAIR(NAME, ...) {{__VA_ARGS__}},
#define X(subject, detail) SC_PAIR_KEY(subject, detail)
#include "../tables/pairs.def"
#undef PAIR
#undef X
};

const size_t sc_pair_count = sizeof sc_pairs / sizeof sc_pairs[0];

/* ------------------------------------------------------------------------------------------ finding */

static sc_code
reply_code(const sc_facts *facts, int number)
{
    return (sc_code){
        .facts = facts,
        .number = (int16_t)number,
        .registered = facts->code != 0,
        /* RFC 5321 4.2: Reply-code = %x32-35 %x30-35 %x30-39 */
        .grammatical = number >= 200 && number / 10 % 10 <= 5};
}

static sc_code
enhanced_code(const sc_enhanced_facts *enhanced, int class_digit, int subject, int detail)
{
    return (sc_code){
        .facts = &by_class[class_digit],
        .enhanced = enhanced,
        .number = (int16_t)class_digit,
        .subject = (int16_t)subject,
        .detail = (int16_t)detail,
        .registered = enhanced->keyword != NULL,
        .grammatical = true};
}

sc_status
sc_code_from_number(long number, sc_code *code)
{
    if (number < LEAST || number > MOST)
        return SC_NOT_A_CODE;
    size_t row = row_of[number - LEAST];
    *code = reply_code(row ? &replies[row - 1] : &by_severity[number / 100 - 1], (int)number);
    return SC_OK;
}

static const sc_enhanced_facts *
find_detail(long subject, long detail)
{
    size_t low = 0, high = SC_ENHANCED_COUNT;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const sc_enhanced_facts *row = &sc_enhanced_rows[middle];
        if (row->subject == subject && row->detail == detail)
            return row;
        if (row->subject < subject || (row->subject == subject && row->detail < detail))
            low = middle + 1;
        else
            high = middle;
    }
    return &no_detail;
}

sc_status
sc_code_from_numbers(long class_digit, long subject, long detail, sc_code *code)
{
    if ((class_digit != 2 && class_digit != 4 && class_digit != 5) || subject < 0
        || subject > MOST_DETAIL || detail < 0 || detail > MOST_DETAIL)
        return SC_NOT_A_CODE;
    *code = enhanced_code(find_detail(subject, detail), (int)class_digit, (int)subject, (int)detail);
    return SC_OK;
}

/* Reads one to three digits without a leading zero (RFC 3463 2); how many, 0 if there is no such number. */
static size_t
read_number(const char *text, size_t text_len, int *number)
{
    size_t len = 0;

    *number = 0;
    while (len < text_len && len < 4 && sc_is_digit(text[len]))
        *number = *number * 10 + (text[len++] - '0');
    return len == 4 || (len > 1 && text[0] == '0') ? 0 : len;
}

size_t
sc_enhanced_read(const char *text, size_t text_len, int numbers[3])
{
    size_t subject_len, detail_len;

    if (text_len < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.')
        return 0;
    numbers[0] = text[0] - '0';
    subject_len = read_number(text + 2, text_len - 2, &numbers[1]);
    if (!subject_len || 2 + subject_len == text_len || text[2 + subject_len] != '.')
        return 0;
    detail_len = read_number(text + 3 + subject_len, text_len - 3 - subject_len, &numbers[2]);
    return detail_len ? 3 + subject_len + detail_len : 0;
}

sc_status
sc_code_from_text(const char *text, size_t text_len, sc_code *code)
{
    int numbers[3];

    if (text_len == 3 && sc_is_digit(text[0]) && sc_is_digit(text[1]) && sc_is_digit(text[2]))
        return sc_code_from_number((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'), code);
    if (text_len < 5 || sc_enhanced_read(text, text_len, numbers) != text_len)
        return SC_NOT_A_CODE;
    return sc_code_from_numbers(numbers[0], numbers[1], numbers[2], code);
}

sc_status
sc_code_from_texts(const char *text, size_t text_len, sc_code *code)
{
    sc_code basic;

    if (text_len <= 4 || (text[3] != ' ' && text[3] != '-'))
        return sc_code_from_text(text, text_len, code);
    if (sc_code_from_text(text, 3, &basic) != SC_OK
        || sc_code_from_text(text + 4, text_len - 4, code) != SC_OK || !code->enhanced)
        return SC_NOT_A_CODE;
    code->basic = basic.number;
    return SC_OK;
}

/* ------------------------------------------------------------------------------------------- in order */

sc_code
sc_code_at(size_t at)
{
    static const int classes[] = {2, 4, 5};

    if (at < SC_REPLY_COUNT)
        return reply_code(&replies[at], replies[at].code);
    at -= SC_REPLY_COUNT;
    const sc_enhanced_facts *row = &sc_enhanced_rows[at % SC_ENHANCED_COUNT];
    return enhanced_code(row, classes[at / SC_ENHANCED_COUNT], row->subject, row->detail);
}

size_t
sc_code_position(const sc_code *code)
{
    if (!code->registered)
        return SC_CODE_COUNT;
    if (!code->enhanced)
        return (size_t)(code->facts - replies);
    size_t class_at = code->number == 2 ? 0 : code->number == 4 ? 1 : 2;
    return SC_REPLY_COUNT + class_at * SC_ENHANCED_COUNT + (size_t)(code->enhanced - sc_enhanced_rows);
}

bool
sc_code_listed(const sc_code *code)
{
    return code->registered && (!code->enhanced || code->enhanced->classes >> code->number & 1);
}

bool
sc_code_same(const sc_code *one, const sc_code *other)
{
    return one->number == other->number && !one->enhanced == !other->enhanced
           && one->subject == other->subject && one->detail == other->detail
           && one->basic == other->basic;
}

static size_t
write_digits(char *written, int number)
{
    size_t len = number > 99 ? 3 : number > 9 ? 2 : 1;

    for (size_t i = len; i-- > 0; number /= 10)
        written[i] = (char)('0' + number % 10);
    return len;
}

size_t
sc_code_written(const sc_code *code, char written[SC_WRITTEN_MAX])
{
    size_t len = 0;

    if (code->basic) {
        len = write_digits(written, code->basic);
        written[len++] = ' ';
    }
    len += write_digits(written + len, code->number);
    if (code->enhanced) {
        written[len++] = '.';
        len += write_digits(written + len, code->subject);
        written[len++] = '.';
        len += write_digits(written + len, code->detail);
    }
    return len;
}

/* ------------------------------------------------------------------------------------------- facts */

int
sc_code_severity(const sc_code *code)
{
    return code->enhanced ? code->number : code->number / 100;
}

int
sc_code_category(const sc_code *code)
{
    return code->number / 10 % 10;
}

const char *
sc_code_keyword(const sc_code *code)
{
    return code->enhanced ? code->enhanced->keyword : code->facts->keyword;
}

const char *
sc_code_references(const sc_code *code)
{
    return code->enhanced ? code->enhanced->references : code->facts->references;
}

static sc_aspect
reply_aspect(const sc_code *code, sc_field field)
{
    /* RFC 5321 4.2.1 */
    static const uint8_t categories[10] = {
        SC_CATEGORY_SYNTAX, SC_CATEGORY_INFORMATION, SC_CATEGORY_CONNECTIONS,
        SC_CATEGORY_UNSPECIFIED, SC_CATEGORY_UNSPECIFIED, SC_CATEGORY_MAIL_SYSTEM,
        SC_CATEGORY_UNDEFINED, SC_CATEGORY_UNDEFINED, SC_CATEGORY_UNDEFINED, SC_CATEGORY_UNDEFINED};
    const sc_facts *facts = code->facts;

    switch (field) {
    case SC_FIELD_KIND:
        return SC_KIND_REPLY;
    case SC_FIELD_OUTCOME:
        return (sc_aspect)facts->outcome;
    case SC_FIELD_CATEGORY:
        return (sc_aspect)categories[sc_code_category(code)];
    case SC_FIELD_SUBJECT:
        return SC_SUBJECT_NONE;
    case SC_FIELD_RETRY:
        return (sc_aspect)facts->retry;
    case SC_FIELD_CONDITION:
        return (sc_aspect)(facts->condition ? facts->condition : SC_CONDITION_NONE);
    case SC_FIELD_ACTION:
        return (sc_aspect)(facts->action ? facts->action : by_severity[code->number / 100 - 1].action);
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

static sc_aspect
either(int detail, int otherwise)
{
    return (sc_aspect)(detail ? detail : otherwise);
}

/* A success sets no condition, and a password transition is a matter of class 4 alone. */
static bool
sets_condition(const sc_facts *facts, const sc_enhanced_facts *detail)
{
    return facts->retry == SC_RETRY_YES
           || (facts->retry == SC_RETRY_NO && detail->condition != SC_CONDITION_LOGIN_ONCE);
}

static sc_aspect
enhanced_aspect(const sc_code *code, sc_field field)
{
    static const uint8_t subjects[] = {
#define SUBJECT(NAME) SC_SUBJECT_##NAME,
#include "../tables/subjects.def"
#undef SUBJECT
    };
    const sc_facts *facts = code->facts;
    const sc_enhanced_facts *detail = code->enhanced;

    switch (field) {
    case SC_FIELD_KIND:
        return SC_KIND_ENHANCED;
    case SC_FIELD_OUTCOME:
        return (sc_aspect)facts->outcome;
    case SC_FIELD_CATEGORY:
        return SC_CATEGORY_NONE;
    case SC_FIELD_SUBJECT:
        return (sc_aspect)subjects[sc_subject_row(code)];
    case SC_FIELD_RETRY:
        /* RFC 4954 6, on 432: a password transition has to come first. */
        return detail->condition == SC_CONDITION_LOGIN_ONCE && facts->retry == SC_RETRY_YES
                   ? SC_RETRY_CONDITIONAL : (sc_aspect)facts->retry;
    case SC_FIELD_CONDITION:
        return either(sets_condition(facts, detail) ? detail->condition : 0, SC_CONDITION_NONE);
    case SC_FIELD_ACTION:
        return either(code->number == 4 ? detail->action_4 : code->number == 5 ? detail->action_5 : 0,
                      facts->action);
    case SC_FIELD_MESSAGE:
        return either(detail->message, facts->message);
    case SC_FIELD_RECIPIENT:
        return either(detail->recipient, facts->recipient);
    case SC_FIELD_CONNECTION:
        return either(detail->connection, facts->connection);
    case SC_FIELD_STANDING:
        return (sc_aspect)detail->standing;
    default:
        return SC_ASPECT_COUNT;
    }
}

sc_aspect
sc_code_aspect(const sc_code *code, sc_field field)
{
    return code->enhanced ? enhanced_aspect(code, field) : reply_aspect(code, field);
}

bool
sc_code_associated(const sc_code *code, size_t at, sc_code *other)
{
    if (code->enhanced)
        return at < SC_BASIC_MAX && code->enhanced->basic[at]
               && sc_code_from_number(code->enhanced->basic[at], other) == SC_OK;
    for (size_t row = 0; row < SC_ENHANCED_COUNT; row++)
        if (sc_enhanced_lists(&sc_enhanced_rows[row], code->number) && at-- == 0)
            return sc_code_from_numbers(code->number / 100, sc_enhanced_rows[row].subject, sc_enhanced_rows[row].detail,
                                        other) == SC_OK;
    return false;
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
    for (size_t i = 0; i < SC_REPLY_COUNT; i++) {
        *other = sc_code_at(i);
        if (!sc_code_same(other, code) && confused(code, other) && at-- == 0)
            return true;
    }
    for (size_t row = 0; row < SC_ENHANCED_COUNT; row++) {
        if (sc_code_from_numbers(sc_code_severity(code), sc_enhanced_rows[row].subject, sc_enhanced_rows[row].detail, other)
            != SC_OK)
            return false;
        if ((!code->enhanced || other->enhanced != code->enhanced) && confused(code, other) && at-- == 0)
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
