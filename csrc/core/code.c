/* SPDX-License-Identifier: MIT
   Codes of both kinds and their facts: the grammar of codes, finding one by number or spelling, what its digits
   alone tell, which codes the registry lists together and which are confused. Of the words, text.c finds those that
   a row has, and pattern.c forms those of a code without a row. */

#include <string.h>

#include "rows.h"

/* ----------------------------------------------------------------------------------------------- rows */

/* A number twice in a table does not compile. */
enum {
#define REPLY(code, NAME, ...) REPLY_##code,
#include "../tables/replies.def"
#undef REPLY
};

enum {
#define ENHANCED(subject, detail, NAME, ...) ENHANCED_##subject##_##detail,
#include "../tables/enhanced.def"
#undef ENHANCED
};

#define SEVERITY_OF(code) (SC_SEVERITY_POSITIVE_PRELIMINARY + (code) / 100 - 1)

static const sc_facts replies[SC_REPLY_COUNT] = {
#define REPLY(code_, NAME, STANDING, RETRY, MESSAGE, RECIPIENT, CONNECTION, ...)                              \
    {.code = code_, .keyword = #NAME, .standing = SC_STANDING_##STANDING, .severity = SEVERITY_OF(code_),     \
     .retry = SC_RETRY_##RETRY, .message = SC_MESSAGE_##MESSAGE, .recipient = SC_RECIPIENT_##RECIPIENT,       \
     .connection = SC_CONNECTION_##CONNECTION, __VA_ARGS__},
#include "../tables/replies.def"
#undef REPLY
};

/* What the first digit alone tells, of a reply code and of an enhanced one. */
#define DIGIT_FACTS(digit, NAME, RETRY, ACTION, MESSAGE, RECIPIENT, CONNECTION)                               \
    [digit] = {.standing = SC_STANDING_UNREGISTERED, .severity = SC_SEVERITY_##NAME,                          \
               .retry = SC_RETRY_##RETRY, .action = SC_ACTION_##ACTION, .message = SC_MESSAGE_##MESSAGE,      \
               .recipient = SC_RECIPIENT_##RECIPIENT, .connection = SC_CONNECTION_##CONNECTION},

static const sc_facts of_reply_digit[] = {
#define SEVERITY(...) DIGIT_FACTS(__VA_ARGS__)
#define ENHANCED_SEVERITY(...)
#include "../tables/severities.def"
#undef SEVERITY
#undef ENHANCED_SEVERITY
};

static const sc_facts of_enhanced_digit[] = {
#define SEVERITY(...)
#define ENHANCED_SEVERITY(...) DIGIT_FACTS(__VA_ARGS__)
#include "../tables/severities.def"
#undef SEVERITY
#undef ENHANCED_SEVERITY
};

const sc_enhanced_facts sc_enhanced_rows[SC_ENHANCED_COUNT] = {
#define ENHANCED(subject_, detail_, NAME, STANDING, SEVERITIES, ...)                                          \
    {.subject = subject_, .detail = detail_, .keyword = #NAME, .severities = SEVERITIES,                      \
     .standing = SC_STANDING_##STANDING, __VA_ARGS__},
#include "../tables/enhanced.def"
#undef ENHANCED
};

/* Stands for all details that have no row. */
static const sc_enhanced_facts no_detail = {.standing = SC_STANDING_UNREGISTERED};

enum { MOST_DETAIL = 999 };

/* The row of each number, plus one; 0 where there is none. */
static const uint8_t row_of[SC_CODE_MOST - SC_CODE_LEAST + 1] = {
#define REPLY(code, NAME, ...) [code - SC_CODE_LEAST] = REPLY_##code + 1,
#include "../tables/replies.def"
#undef REPLY
};

_Static_assert(SC_REPLY_COUNT < UINT8_MAX, "row_of holds positions in a byte");

const sc_pair sc_pairs[SC_PAIR_COUNT] = {
#define PAIR(NAME, ...) {{__VA_ARGS__}},
#define X(subject, detail) SC_PAIR_KEY(subject, detail)
#include "../tables/pairs.def"
#undef PAIR
#undef X
};

/* ----------------------------------------------------------------------------------------- grammar */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Reads one to three digits without a leading zero (RFC 3463 2); how many, 0 if there is no such number. */
static size_t
read_number(const char *text, size_t text_len, int16_t *number)
{
    size_t len = 0;

    *number = 0;
    while (len < text_len && len < 4 && is_digit(text[len]))
        *number = (int16_t)(*number * 10 + (text[len++] - '0'));
    return len == 4 || (len > 1 && text[0] == '0') ? 0 : len;
}

size_t
sc_enhanced_len(const char *text, size_t text_len, int16_t numbers[3])
{
    size_t subject_len, detail_len, len;

    if (text_len < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.')
        return 0;
    numbers[0] = (int16_t)(text[0] - '0');
    subject_len = read_number(text + 2, text_len - 2, &numbers[1]);
    if (!subject_len || 2 + subject_len == text_len || text[2 + subject_len] != '.')
        return 0;
    detail_len = read_number(text + 3 + subject_len, text_len - 3 - subject_len, &numbers[2]);
    if (!detail_len)
        return 0;
    len = 3 + subject_len + detail_len;
    return len < text_len && (is_letter(text[len]) || is_digit(text[len]) || text[len] == '.') ? 0 : len;
}

/* ------------------------------------------------------------------------------------------ finding */

static sc_code
reply_code(const sc_facts *facts, int number)
{
    return (sc_code){
        .facts = facts,
        .number = (int16_t)number,
        .registered = facts->code != 0,
        .grammatical = sc_number_is_grammatical(number)};
}

static sc_code
enhanced_code(const sc_enhanced_facts *enhanced, int severity, int subject, int detail)
{
    return (sc_code){
        .facts = &of_enhanced_digit[severity],
        .enhanced = enhanced,
        .number = (int16_t)severity,
        .subject = (int16_t)subject,
        .detail = (int16_t)detail,
        .registered = enhanced->keyword != NULL,
        .grammatical = true};
}

sc_status
sc_code_from_number(long number, sc_code *code)
{
    if (number < SC_CODE_LEAST || number > SC_CODE_MOST)
        return SC_NOT_A_CODE;
    size_t row = row_of[number - SC_CODE_LEAST];
    *code = reply_code(row ? &replies[row - 1] : &of_reply_digit[number / 100], (int)number);
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
sc_code_from_numbers(long severity, long subject, long detail, sc_code *code)
{
    if ((severity != 2 && severity != 4 && severity != 5) || subject < 0 || subject > MOST_DETAIL || detail < 0
        || detail > MOST_DETAIL)
        return SC_NOT_A_CODE;
    *code = enhanced_code(find_detail(subject, detail), (int)severity, (int)subject, (int)detail);
    return SC_OK;
}

sc_status
sc_code_from_text(const char *text, size_t text_len, sc_code *code)
{
    int16_t numbers[3];

    if (text_len == 3)
        return sc_code_from_number(sc_three_digits(text), code);
    if (text_len < 3 || sc_enhanced_len(text, text_len, numbers) != text_len)
        return SC_NOT_A_CODE;
    return sc_code_from_numbers(numbers[0], numbers[1], numbers[2], code);
}

sc_status
sc_code_from_text_or_pair(const char *text, size_t text_len, sc_code *code)
{
    sc_code basic;

    if (text_len <= 4 || (text[3] != ' ' && text[3] != '-'))
        return sc_code_from_text(text, text_len, code);
    if (sc_code_from_text(text, 3, &basic) != SC_OK || sc_code_from_text(text + 4, text_len - 4, code) != SC_OK
        || !code->enhanced)
        return SC_NOT_A_CODE;
    code->reply_code = basic.number;
    return SC_OK;
}

/* ------------------------------------------------------------------------------------------- in order */

sc_code
sc_code_at(size_t at)
{
    static const int severities[] = {2, 4, 5};

    if (at < SC_REPLY_COUNT)
        return reply_code(&replies[at], replies[at].code);
    at -= SC_REPLY_COUNT;
    const sc_enhanced_facts *row = &sc_enhanced_rows[at % SC_ENHANCED_COUNT];
    return enhanced_code(row, severities[at / SC_ENHANCED_COUNT], row->subject, row->detail);
}

size_t
sc_code_position(const sc_code *code)
{
    if (!code->registered)
        return SC_CODE_COUNT;
    if (!code->enhanced)
        return (size_t)(code->facts - replies);
    size_t block = code->number == 2 ? 0 : code->number == 4 ? 1 : 2;
    return SC_REPLY_COUNT + block * SC_ENHANCED_COUNT + (size_t)(code->enhanced - sc_enhanced_rows);
}

bool
sc_code_listed(const sc_code *code)
{
    return code->registered && (!code->enhanced || code->enhanced->severities >> code->number & 1);
}

bool
sc_code_same(const sc_code *one, const sc_code *other)
{
    return one->number == other->number && !one->enhanced == !other->enhanced && one->subject == other->subject
           && one->detail == other->detail && one->reply_code == other->reply_code;
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

    if (code->reply_code) {
        len = write_digits(written, code->reply_code);
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

static sc_value
value_of_reply_code(const sc_code *code, sc_field field)
{
    /* RFC 5321 4.2.1 */
    static const uint8_t categories[10] = {
        SC_CATEGORY_SYNTAX,      SC_CATEGORY_INFORMATION, SC_CATEGORY_CONNECTIONS, SC_CATEGORY_UNSPECIFIED,
        SC_CATEGORY_UNSPECIFIED, SC_CATEGORY_MAIL_SYSTEM, SC_CATEGORY_UNDEFINED,   SC_CATEGORY_UNDEFINED,
        SC_CATEGORY_UNDEFINED,   SC_CATEGORY_UNDEFINED};
    const sc_facts *facts = code->facts;

    switch (field) {
    case SC_FIELD_KIND:
        return SC_KIND_REPLY;
    case SC_FIELD_SEVERITY:
        return (sc_value)facts->severity;
    case SC_FIELD_CATEGORY:
        return (sc_value)categories[sc_code_category(code)];
    case SC_FIELD_SUBJECT:
        return SC_SUBJECT_NONE;
    case SC_FIELD_RETRY:
        return (sc_value)facts->retry;
    case SC_FIELD_CONDITION:
        return (sc_value)(facts->condition ? facts->condition : SC_CONDITION_NONE);
    case SC_FIELD_ACTION:
        return (sc_value)(facts->action ? facts->action : of_reply_digit[code->number / 100].action);
    case SC_FIELD_MESSAGE:
        return (sc_value)facts->message;
    case SC_FIELD_RECIPIENT:
        return (sc_value)facts->recipient;
    case SC_FIELD_CONNECTION:
        return (sc_value)facts->connection;
    case SC_FIELD_STANDING:
        return (sc_value)facts->standing;
    default:
        return SC_UNSET;
    }
}

static sc_value
either(int stated, int otherwise)
{
    return (sc_value)(stated ? stated : otherwise);
}

/* A success sets no condition, and a password transition is only for a code that begins with 4. */
static bool
sets_condition(const sc_facts *facts, const sc_enhanced_facts *detail)
{
    return facts->retry == SC_RETRY_YES
           || (facts->retry == SC_RETRY_NO && detail->condition != SC_CONDITION_LOGIN_ONCE);
}

static sc_value
value_of_enhanced_code(const sc_code *code, sc_field field)
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
    case SC_FIELD_SEVERITY:
        return (sc_value)facts->severity;
    case SC_FIELD_CATEGORY:
        return SC_CATEGORY_NONE;
    case SC_FIELD_SUBJECT:
        return (sc_value)subjects[sc_subject_row(code)];
    case SC_FIELD_RETRY:
        /* RFC 4954 6, on 432: a password transition has to come first. */
        return detail->condition == SC_CONDITION_LOGIN_ONCE && facts->retry == SC_RETRY_YES
                   ? SC_RETRY_CONDITIONAL
                   : (sc_value)facts->retry;
    case SC_FIELD_CONDITION:
        return either(sets_condition(facts, detail) ? detail->condition : 0, SC_CONDITION_NONE);
    case SC_FIELD_ACTION:
        return either(code->number == 4 ? detail->action_4 : code->number == 5 ? detail->action_5 : 0, facts->action);
    case SC_FIELD_MESSAGE:
        return either(detail->message, facts->message);
    case SC_FIELD_RECIPIENT:
        return either(detail->recipient, facts->recipient);
    case SC_FIELD_CONNECTION:
        return either(detail->connection, facts->connection);
    case SC_FIELD_STANDING:
        return (sc_value)detail->standing;
    default:
        return SC_UNSET;
    }
}

sc_value
sc_code_value(const sc_code *code, sc_field field)
{
    return code->enhanced ? value_of_enhanced_code(code, field) : value_of_reply_code(code, field);
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
                                        other)
                   == SC_OK;
    return false;
}

/* -------------------------------------------------------------------------------------------- pairs */

static bool
confused(const sc_code *code, const sc_code *other)
{
    for (size_t i = 0; i < SC_PAIR_COUNT; i++)
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
        if (sc_code_from_numbers(sc_code_severity(code), sc_enhanced_rows[row].subject, sc_enhanced_rows[row].detail,
                                 other)
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
#define VALUE(FIELD, VALUE, value)
#include "../tables/fields.def"
#undef FIELD
#undef VALUE
    };
    return names[field];
}

const char *
sc_value_name(sc_value value)
{
    static const char *const names[] = {
        [SC_UNSET] = "",
#define FIELD(NAME, name)
#define VALUE(FIELD, VALUE, value) [SC_##FIELD##_##VALUE] = value,
#include "../tables/fields.def"
#undef FIELD
#undef VALUE
    };
    return names[value];
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
sc_value_field(sc_value value)
{
    static const uint8_t fields[] = {
#define FIELD(NAME, name)
#define VALUE(FIELD, VALUE, value) [SC_##FIELD##_##VALUE] = SC_FIELD_##FIELD,
#include "../tables/fields.def"
#undef FIELD
#undef VALUE
    };
    return (sc_field)fields[value];
}
