/* SPDX-License-Identifier: MIT

   All that the core offers: what SMTP reply codes and enhanced status codes mean, how they differ, what
   to do about a reply, and the sentences that say it; reading replies off the wire, and writing them. Plain
   C11, libc headers only. Nothing here allocates, blocks, fails for want of memory, or changes any global:
   every table is const, results are values or views into tables, and text goes into a buffer of the
   caller's. All functions may be called from any thread. */

#ifndef SMTPCODES_H
#define SMTPCODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ vocabulary, made from tables */

typedef enum sc_language {
#define LANGUAGE(identifier, tag) SC_LANGUAGE_##identifier,
#include "../tables/languages.def"
#undef LANGUAGE
    SC_LANGUAGE_COUNT
} sc_language;

/* The fields in which codes differ, in the order in which differences are listed. */
typedef enum sc_field {
#define FIELD(NAME, name) SC_FIELD_##NAME,
#define VALUE(FIELD, VALUE, value)
#include "../tables/fields.def"
#undef FIELD
#undef VALUE
    SC_FIELD_COUNT
} sc_field;

/* The values of all fields, in one list: SC_RETRY_YES, SC_CONNECTION_CLOSED ... 0 is the value of a fact that a row
   does not state, and of a field that has a list for a value. */
typedef enum sc_value {
    SC_UNSET,
#define FIELD(NAME, name)
#define VALUE(FIELD, VALUE, value) SC_##FIELD##_##VALUE,
#include "../tables/fields.def"
#undef FIELD
#undef VALUE
    SC_VALUE_COUNT
} sc_value;

/* What a reply can answer. A set of commands is a uint32_t of SC_MAIL | SC_RCPT ... */
typedef enum sc_command {
#define COMMAND(NAME, spelling) SC_COMMAND_##NAME,
#include "../tables/commands.def"
#undef COMMAND
    SC_COMMAND_COUNT
} sc_command;

enum {
#define COMMAND(NAME, spelling) SC_##NAME = 1 << SC_COMMAND_##NAME,
#include "../tables/commands.def"
#undef COMMAND
};

/* The texts of a code. SC_TEXT_MEANING is a predicate, "550 <meaning>."; SC_TEXT_NAME is in title
   case and unique in the table; the rest are sentences. */
typedef enum sc_text_field {
#define TEXT_FIELD(NAME, name) SC_TEXT_##NAME,
#define TEXT_SLOT(FIELD, digit, name)
#include "../tables/texts.def"
#undef TEXT_FIELD
#undef TEXT_SLOT
    SC_TEXT_COUNT
} sc_text_field;

/* Headings and sentence patterns. */
typedef enum sc_sentence {
#define SENTENCE(NAME, places) SC_SENTENCE_##NAME,
#include "../tables/sentences.def"
#undef SENTENCE
    SC_SENTENCE_COUNT
} sc_sentence;

typedef enum sc_status {
    SC_OK = 0,
    SC_NOT_A_CODE = -1,       /* neither three digits from 100 to 599 nor class.subject.detail */
    SC_TOO_FEW_CODES = -2,    /* a comparison wants two */
    SC_TOO_MANY_CODES = -3,   /* and no more than SC_COMPARED_MAX */
    SC_SAME_CODE_TWICE = -4,  /* a comparison wants them different */
    SC_NOT_A_REPLY = -5,      /* no reply code at the start of the first line */
    SC_TOO_LONG = -6,         /* a reply of more octets than the limit */
    SC_NOT_SENDABLE = -7,     /* a code that no server may send, RFC 5321 4.2 */
    SC_CLASS_DIFFERS = -8,    /* an enhanced code that does not agree with its reply code, RFC 2034 4 */
    SC_TEXT_HAS_CONTROL = -9, /* an octet that no text of a reply may hold */
    SC_TEXT_NOT_ASCII = -10,  /* the same, without SMTPUTF8 */
    SC_TEXT_HAS_CODE = -11,   /* a line that begins with an enhanced code, where none was given */
    SC_NEED_MORE = 1          /* the reply is not at its end, and more of it may come */
} sc_status;

/* What a reply breaks; see tables/problems.def. */
typedef enum sc_problem {
#define PROBLEM(NAME, name) SC_PROBLEM_##NAME,
#include "../tables/problems.def"
#undef PROBLEM
    SC_PROBLEM_COUNT
} sc_problem;

/* ------------------------------------------------------------------------------------- languages */

/* The language for a BCP 47 tag or a POSIX locale name, by RFC 4647 3.4 (lookup): "vi", "vi-VN",
   "vi_VN.UTF-8". Returns SC_LANGUAGE_COUNT if there is none. */
sc_language sc_language_find(const char *tag, size_t tag_len);

/* "en"; static, NUL-terminated. */
const char *sc_language_tag(sc_language language);

/* ---------------------------------------------------------------------------------------- grammar */

/* A reply code is a number from 100 to 599. */
enum { SC_CODE_LEAST = 100, SC_CODE_MOST = 599 };

/* The number of three ASCII digits that are a reply code; 0 where they are none. */
static inline int
sc_three_digits(const char digits[3])
{
    if (digits[0] < '1' || digits[0] > '5' || digits[1] < '0' || digits[1] > '9' || digits[2] < '0' || digits[2] > '9')
        return 0;
    return (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
}

/* Does the number fit the grammar of RFC 5321 4.2? Reply-code = %x32-35 %x30-35 %x30-39 */
static inline bool
sc_number_is_grammatical(int number)
{
    return number >= 200 && number <= SC_CODE_MOST && number / 10 % 10 <= 5;
}

/* How many octets of a text, from its start, are an enhanced status code: a class of 2, 4 or 5, then subject and
   detail of one to three digits without a leading zero (RFC 3463 2), and behind them neither a letter, a digit nor a
   dot, as an IP address, a version or a name would have. 0 if there is none. */
size_t sc_enhanced_len(const char *text, size_t text_len, int16_t numbers[3]);

/* ----------------------------------------------------------------------------------------- codes */

/* The facts of a reply code as its row in tables/replies.def states them; for one that has no row,
   what its first digit alone tells (RFC 5321 4.2.1). Of an enhanced status code, what its first digit tells. */
typedef struct sc_facts {
    const char *keyword;      /* "MAILBOX_UNAVAILABLE"; NULL where no row is */
    const char *references;   /* "RFC 5321 4.2.2;RFC 821 4.2.2", the defining one first; or NULL */
    uint32_t commands;        /* set of the commands that bring it */
    uint8_t severity, retry, condition, action, message, recipient, connection, standing;   /* sc_value */
    int16_t code;             /* 0 where no row is */
    bool is_general;          /* says little by itself */
    bool of_address;          /* can be about the recipient's address */
} sc_facts;

/* The first digits of an enhanced status code, as a set. */
enum { SC_WITH_2 = 1 << 2, SC_WITH_4 = 1 << 4, SC_WITH_5 = 1 << 5 };

enum { SC_BASIC_MAX = 14 };

/* The facts of an enhanced status code that do not depend on its first digit, as its row in
   tables/enhanced.def states them. What is SC_UNSET is left to the first digit. */
typedef struct sc_enhanced_facts {
    const char *keyword, *references;           /* NULL where no row is */
    int16_t basic[SC_BASIC_MAX];                /* reply codes that the registry lists with it; 0 ends */
    int16_t subject, detail;
    uint8_t severities;                         /* set of the first digits it is listed with */
    uint8_t standing, condition, action_4, action_5, message, recipient, connection;   /* sc_value */
} sc_enhanced_facts;

/* A code of either kind: a value, copied freely; what it points to lives for ever. */
typedef struct sc_code {
    const sc_facts *facts;                  /* never NULL */
    const sc_enhanced_facts *enhanced;      /* NULL: a reply code */
    int16_t number;             /* of a reply code, 100 to 599; of an enhanced one, its first digit */
    int16_t subject, detail;    /* 0 to 999 */
    int16_t reply_code;         /* the one in front of an enhanced code, 550 in "550 5.1.1"; 0: it stands alone */
    bool registered;            /* has a row, which for an enhanced one is regardless of its first digit */
    bool grammatical;           /* a reply code that fits RFC 5321 4.2; any enhanced one */
} sc_code;

/* The reply code with this number. SC_NOT_A_CODE outside 100 to 599. */
sc_status sc_code_from_number(long number, sc_code *code);

/* The enhanced status code with these numbers (RFC 3463 2). SC_NOT_A_CODE unless the first is 2, 4 or
   5 and the others are from 0 to 999. */
sc_status sc_code_from_numbers(long severity, long subject, long detail, sc_code *code);

/* The code that is written here and nothing else: three ASCII digits, or class.subject.detail. */
sc_status sc_code_from_text(const char *text, size_t text_len, sc_code *code);

/* The same, and in addition "550 5.1.1" and "550-5.1.1": the enhanced code, with its `reply_code`. */
sc_status sc_code_from_text_or_pair(const char *text, size_t text_len, sc_code *code);

/* The registered codes, at 0 to SC_CODE_COUNT - 1: reply codes, ascending; behind them the enhanced ones, those
   that begin with 2, then 4, then 5, each ascending by subject and detail. */
enum {
    SC_REPLY_COUNT = 0
#define REPLY(code, NAME, ...) + 1
#include "../tables/replies.def"
#undef REPLY
};
enum {
    SC_ENHANCED_COUNT = 0       /* entries of the registry, first digits aside */
#define ENHANCED(subject, detail, NAME, ...) + 1
#include "../tables/enhanced.def"
#undef ENHANCED
};
enum { SC_CODE_COUNT = SC_REPLY_COUNT + 3 * SC_ENHANCED_COUNT };
sc_code sc_code_at(size_t at);

/* Where a registered code stands among them; SC_CODE_COUNT for another. */
size_t sc_code_position(const sc_code *code);

/* Is it listed? Any registered reply code, and an enhanced one with a first digit that its row names. */
bool sc_code_listed(const sc_code *code);

/* Are they the same code, behind the same reply code if any? */
bool sc_code_same(const sc_code *one, const sc_code *other);

/* The code as it is written: "550", "5.1.1", "550 5.1.1"; returns its length. */
enum { SC_WRITTEN_MAX = sizeof "550 5.999.999" - 1 };
size_t sc_code_written(const sc_code *code, char written[SC_WRITTEN_MAX]);

/* The first digit of either kind, 1 to 5, and the second of a reply code, 0 to 9. */
int sc_code_severity(const sc_code *code);
int sc_code_category(const sc_code *code);

/* "MAILBOX_UNAVAILABLE", and "RFC 5321 4.2.2;RFC 821 4.2.2" with the defining document first; NULL where
   there is none. */
const char *sc_code_keyword(const sc_code *code);
const char *sc_code_references(const sc_code *code);

/* The value of a field; for the fields that have lists for values, SC_UNSET. */
sc_value sc_code_value(const sc_code *code, sc_field field);

/* The `at`th code of the other kind that the registry lists with this one, ascending; false past the
   last. An enhanced code is given the first digit of the reply code (RFC 2034 4). */
bool sc_code_associated(const sc_code *code, size_t at, sc_code *other);

/* The `at`th other code that people confuse this one with, ascending; false past the last. */
bool sc_code_confused_with(const sc_code *code, size_t at, sc_code *other);

/* Static and NUL-terminated: the stable English names of fields, values ("" for "does not apply") and
   commands, and the keywords of sentences. */
const char *sc_field_name(sc_field field);
const char *sc_value_name(sc_value value);
const char *sc_command_name(sc_command command);
const char *sc_sentence_name(sc_sentence sentence);

/* The field that a value belongs to; not for SC_UNSET. */
sc_field sc_value_field(sc_value value);

/* ----------------------------------------------------------------------------------------- texts

   Functions that write text put at most `capacity` bytes of UTF-8 into `buffer`, no NUL, and
   return how many the whole text has: where that is more than `capacity`, call again with room.
   What is cut is cut anywhere, so use a text only if it fitted. */

/* The language in which the texts of a code are served where one is asked for: that one if it has them all, else
   English. */
sc_language sc_code_language(const sc_code *code, sc_language wanted);

/* A text of a code, in a language that sc_code_language() gave for it. */
size_t sc_code_text(const sc_code *code, sc_text_field field, sc_language language, char *buffer, size_t capacity);

/* Static and NUL-terminated, in a language: the heading of a field, the label and the clause of
   a value, a heading or pattern, and what is spoken for a command ("any command"). */
const char *sc_field_heading(sc_field field, sc_language language);
const char *sc_value_label(sc_value value, sc_language language);
const char *sc_value_clause(sc_value value, sc_language language);
const char *sc_sentence_text(sc_sentence sentence, sc_language language);
const char *sc_command_spoken(sc_command command, sc_language language);

/* ------------------------------------------------------------------------------------ comparison */

/* Several codes held side by side; borrows the caller's array. */
typedef struct sc_comparison {
    const sc_code *codes;
    size_t count;
} sc_comparison;

enum { SC_COMPARED_MAX = 64 };

/* The codes can be compared if there are 2 to SC_COMPARED_MAX and no two are the same. For SC_SAME_CODE_TWICE
   `comparison->count` is where the code stands the second time. */
sc_status sc_compare(const sc_code *codes, size_t count, sc_comparison *comparison);

/* Do the codes differ in this field? */
bool sc_comparison_differs(const sc_comparison *comparison, sc_field field);

/* The language in which a comparison is served: the wanted one if it has every text, else English. */
sc_language sc_comparison_language(const sc_comparison *comparison, sc_language wanted);

/* What a comparison has to say. */
typedef enum sc_comparison_part {
    SC_COMPARISON_TITLE,        /* "SMTP 211 System Status vs 251 User Not Local" */
    SC_COMPARISON_SUMMARY,      /* what the codes have in common by their first digit, and what each means */
    SC_COMPARISON_DIFFERENCE,   /* one sentence on a field in which the codes differ */
    SC_COMPARISON_RECEIVED,     /* what to do on receiving one of the codes */
    SC_COMPARISON_TO_SEND,      /* when to send one of the codes */
    SC_COMPARISON_NOTE          /* the notes on those of the codes that people confuse; nothing if there is none */
} sc_comparison_part;

/* `at` is the field of a DIFFERENCE, an sc_field; the place of the code of RECEIVED and TO_SEND; and 0 for the rest. */
size_t sc_comparison_text(const sc_comparison *comparison, sc_comparison_part part, size_t at, sc_language language,
                          char *buffer, size_t capacity);

/* --------------------------------------------------------------------------------------- decisions */

/* What the Action field of a bounce says (RFC 3464 2.3.3). The other actions say no more than the codes. */
typedef enum sc_outcome { SC_OUTCOME_UNREPORTED, SC_OUTCOME_FAILED, SC_OUTCOME_DELAYED } sc_outcome;

/* What there is where there is no code: no reply at all, something that is no reply, or nothing asked, since the
   server does not offer what the client needs. */
typedef enum sc_absence {
    SC_ABSENCE_NONE,            /* there is a code */
    SC_ABSENCE_SILENCE,
    SC_ABSENCE_GARBAGE,
    SC_ABSENCE_UNSUPPORTED
} sc_absence;

enum { SC_EXPLAINED_MAX = 3 };

/* What is known of a message, or of one recipient of it. */
typedef struct sc_situation {
    sc_code codes[SC_EXPLAINED_MAX];    /* of the reply, the reply code first; then the Status of a bounce */
    uint8_t count;
    bool has_detail;                    /* the reply has an enhanced code */
    bool has_status;                    /* the last code is the Status of a bounce that quotes the reply */
    sc_absence absence;
    sc_outcome outcome;
} sc_situation;

/* What follows from it. */
typedef struct sc_decision {
    sc_code lead;               /* the code that says most; none where there is no code */
    bool has_lead;
    bool is_permanent;          /* trying again as before is of no use (RFC 5321 4.2.1) */
    sc_value action;            /* SC_ACTION_ */
    sc_sentence finality;       /* the sentence that says whether it is final */
} sc_decision;

void sc_decide(const sc_situation *situation, sc_decision *decision);

/* What an explanation has to say of both. */
typedef enum sc_explanation_part {
    SC_EXPLANATION_TITLE,
    SC_EXPLANATION_SUMMARY,
    SC_EXPLANATION_FINALITY,
    SC_EXPLANATION_ADVICE,
    SC_EXPLANATION_NEXT_STEP
} sc_explanation_part;

size_t sc_explanation_text(const sc_situation *situation, const sc_decision *decision, sc_explanation_part part,
                           sc_language language, char *buffer, size_t capacity);

/* The language in which it is served: the wanted one if it has every text, else English. */
sc_language sc_explanation_language(const sc_situation *situation, const sc_decision *decision, sc_language wanted);

/* ------------------------------------------------------------------------------ codes in other texts */

/* The codes at the start of a text, as people paste them: "550", "550 5.1.1 ...", "550-5.1.1", "5.1.1: ...", after
   blanks. A reply code has a blank, a hyphen or the end behind it. Number and class are 0 where there is none; returns
   how many octets were read, 0 if there is neither. */
size_t sc_codes_read(const char *text, size_t text_len, int *number, int16_t numbers[3]);

/* Where in a text, from `pos` on, a reply begins: a reply code with a space or a hyphen behind it, and in front of it
   no letter, digit, dot or underscore. `text_len` if there is none. */
size_t sc_reply_find(const char *text, size_t text_len, size_t pos);

/* ----------------------------------------------------------------------------------- reading replies

   Replies as RFC 5321 4.2 has them, and as servers really send them. Results are numbers and offsets
   into the caller's octets, which nothing here keeps. */

typedef struct sc_reply {
    size_t length;          /* octets, line ends included */
    size_t line_count;
    size_t text, end;       /* where the text of the first line begins, and where that of the last one ends */
    int16_t code;           /* of the last line, where a client looks for it (RFC 5321 4.2.1) */
    int16_t numbers[3];     /* class, subject and detail of the first enhanced code; class 0: there is none */
} sc_reply;

/* How far the reading of one reply has come. All zero before the first octet. */
typedef struct sc_reading {
    sc_reply reply;         /* whole once SC_OK was returned */
    size_t line_pos;        /* where the line under way begins */
    size_t seen;            /* octets that hold no line end */
    size_t error_pos;       /* the first impossible octet, after SC_NOT_A_REPLY */
} sc_reading;

/* Does a reply begin here, whatever becomes of it? Looks at the first few octets only; where they are none,
   `error_pos` is the first impossible one. `data_len` is all there is. */
bool sc_reply_begins(const char *data, size_t data_len, size_t *error_pos);

/* Reads on in `data`, which begins where the reply begins and holds at least what it held in the last
   call. With `more`, further octets may come and SC_NEED_MORE asks for them; without, the end of the data
   ends the last line, with or without a line end. SC_OK: the reply is whole, and what follows it is not
   looked at. SC_NOT_A_REPLY: the first line, of reply.length octets, is no reply. SC_TOO_LONG: the reply
   has, or will have, more than `limit` octets. */
sc_status sc_reading_go(sc_reading *reading, const char *data, size_t data_len, bool more, size_t limit);

/* Reads the reply at the start of the data in one go, whatever follows it. SC_OK or SC_NOT_A_REPLY. Where the reply
   has several lines their texts are put into `buffer`, joined by line feeds; there they fit into `data_len` octets.
   The text of a reply of one line stands in the data, from reply->text to reply->end, and what is in the buffer means
   nothing. */
sc_status sc_reply_read(const char *data, size_t data_len, sc_reply *reply, char *buffer, size_t *text_len);

/* One line of a reply. */
typedef struct sc_line {
    size_t start, text, end, next;      /* of the line, of its text, of its line end, of the next line */
    int16_t code;                       /* 0: it begins with no code, and all of it is text */
    int16_t numbers[3];                 /* of its enhanced code; class 0: there is none */
    bool last;                          /* no hyphen behind its code */
} sc_line;

/* The line that starts at `pos`; false at the end of the reply. */
bool sc_line_at(const char *data, size_t reply_len, size_t pos, sc_line *line);

/* The texts of the lines of a reply, joined by line feeds; they fit into `reply_len` octets. Returns how many they
   have. */
size_t sc_reply_text(const char *data, size_t reply_len, char *buffer);

/* A text as UTF-8, with each octet that is none spelled out as \xff. Like all texts it is stored up to `capacity`, and
   its whole length is returned: that of the text itself if nothing had to be spelled. */
size_t sc_text_as_utf8(const char *text, size_t text_len, char *buffer, size_t capacity);

typedef struct sc_problem_found {
    sc_problem problem;
    size_t pos;
} sc_problem_found;

/* The problems of a reply by position: up to `capacity` of them are put into `found`; how many there are.
   `data_len` is past reply->length where octets follow the reply that do not belong there. */
size_t sc_reply_problems(const char *data, size_t data_len, const sc_reply *reply, sc_problem_found *found,
                         size_t capacity);

/* "bare_lf"; and a sentence on it in a language. Static, NUL-terminated. */
const char *sc_problem_name(sc_problem problem);
const char *sc_problem_sentence(sc_problem problem, sc_language language);

/* ----------------------------------------------------------------------------------- writing replies */

enum { SC_LINE_MAX = 512 };     /* octets of a reply line with its CRLF, RFC 5321 4.5.3.1.5 */

typedef struct sc_draft {
    const sc_code *code;
    const sc_code *enhanced;    /* NULL: none */
    const char *text;           /* UTF-8; a line feed, or CRLF, begins another line */
    size_t text_len;
    bool utf8;                  /* the client asked for SMTPUTF8 */
} sc_draft;

/* The reply as it goes over the wire: the codes on every line, lines of at most SC_LINE_MAX octets, ended
   by CRLF, and nothing in them that could end a line early. Text is broken after a blank where there is
   one, never within a character, and no octet of it is lost. Puts at most `capacity` octets into `buffer` and
   the length of the whole into `length`; where the status is not SC_OK, the position in the text that it
   is about. */
sc_status sc_reply_write(const sc_draft *draft, char *buffer, size_t capacity, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
