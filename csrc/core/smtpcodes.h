/* SPDX-License-Identifier: MIT

   The whole face of the core: what SMTP reply codes and enhanced status codes mean, how they differ,
   and the sentences that say it; reading replies off the wire, and writing them. Plain C11, libc headers only. Nothing here allocates, blocks, fails for want of memory,
   or changes any global: every table is const, results are values or views into tables, and text
   goes into a buffer of the caller's. All functions may be called from any thread. */

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
#define LANGUAGE(identifier, tag, own_name) SC_LANGUAGE_##identifier,
#include "../tables/languages.def"
#undef LANGUAGE
    SC_LANGUAGE_COUNT
} sc_language;

/* The aspects in which codes differ, in the order in which differences are listed. */
typedef enum sc_field {
#define FIELD(NAME, name) SC_FIELD_##NAME,
#define ASPECT(FIELD, VALUE, value)
#include "../tables/aspects.def"
#undef FIELD
#undef ASPECT
    SC_FIELD_COUNT
} sc_field;

/* The values of all aspects, in one list: SC_RETRY_YES, SC_CONNECTION_CLOSED ... */
typedef enum sc_aspect {
#define FIELD(NAME, name)
#define ASPECT(FIELD, VALUE, value) SC_##FIELD##_##VALUE,
#include "../tables/aspects.def"
#undef FIELD
#undef ASPECT
    SC_ASPECT_COUNT
} sc_aspect;

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

/* The classes of enhanced status codes, as a set. */
enum { SC_CLASS_2 = 1 << 2, SC_CLASS_4 = 1 << 4, SC_CLASS_5 = 1 << 5 };

/* The texts of a code. SC_TEXT_MEANING is a predicate, "550 <meaning>."; SC_TEXT_NAME is in title
   case and unique in the table; the rest are sentences. */
typedef enum sc_text_field {
    SC_TEXT_NAME,
    SC_TEXT_MEANING,
    SC_TEXT_DESCRIPTION,
    SC_TEXT_WHEN_SEEN,
    SC_TEXT_HOW_TO_FIX,
    SC_TEXT_WHEN_RECEIVED,
    SC_TEXT_WHEN_TO_SEND,
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
    SC_SAME_CODE_TWICE = -3,  /* a comparison wants them different */
    SC_NEED_MORE = 1,         /* the reply is not at its end, and more of it may come */
    SC_NOT_A_REPLY = -4,      /* no reply code at the start of the first line */
    SC_TOO_LONG = -5,         /* a reply of more octets than the limit */
    SC_NOT_SENDABLE = -6,     /* a code that no server may send, RFC 5321 4.2 */
    SC_CLASS_DIFFERS = -7,    /* an enhanced code that does not agree with its reply code, RFC 2034 4 */
    SC_TEXT_HAS_CONTROL = -8, /* an octet that no text of a reply may hold */
    SC_TEXT_NOT_ASCII = -9,   /* the same, without SMTPUTF8 */
    SC_TEXT_HAS_CODE = -10    /* a line that begins with an enhanced code, where none was given */
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

/* ----------------------------------------------------------------------------------------- codes */

/* The facts of a reply code as its row in tables/replies.def states them; for one that has no row,
   what its first digit alone tells (RFC 5321 4.2.1). Of an enhanced status code, what its class tells. */
typedef struct sc_facts {
    const char *keyword;      /* "MAILBOX_UNAVAILABLE"; NULL where no row is */
    const char *references;   /* "RFC 5321 4.2.2;RFC 821 4.2.2", the defining one first; or NULL */
    uint32_t commands;        /* set of the commands that bring it */
    uint8_t outcome, retry, condition, action, message, recipient, connection, standing;   /* sc_aspect */
    int16_t code;             /* 0 where no row is */
} sc_facts;

enum { SC_BASIC_MAX = 14 };

/* The facts of an enhanced status code that do not depend on its class, as its row in
   tables/enhanced.def states them. Aspects that are 0 are left to the class. */
typedef struct sc_enhanced_facts {
    const char *keyword, *references;           /* NULL where no row is */
    int16_t basic[SC_BASIC_MAX];                /* reply codes that the registry lists with it; 0 ends */
    int16_t subject, detail;
    uint8_t classes;                            /* set of the classes that the defining text allows */
    uint8_t standing, condition, action_4, action_5, message, recipient, connection;   /* sc_aspect */
} sc_enhanced_facts;

/* A code of either kind: a value, copied freely; what it points to lives for ever. */
typedef struct sc_code {
    const sc_facts *facts;                  /* never NULL */
    const sc_enhanced_facts *enhanced;      /* NULL: a reply code */
    int16_t number;             /* of a reply code, 100 to 599; of an enhanced one, its class */
    int16_t subject, detail;    /* 0 to 999 */
    int16_t basic;              /* the reply code that an enhanced one was given with; 0: alone */
    bool registered;            /* has a row, which for an enhanced one is regardless of its class */
    bool grammatical;           /* a reply code that fits RFC 5321 4.2: [2-5][0-5][0-9]; any enhanced one */
} sc_code;

/* The reply code with this number. SC_NOT_A_CODE outside 100 to 599. */
sc_status sc_code_from_number(long number, sc_code *code);

/* The enhanced status code with these numbers (RFC 3463 2). SC_NOT_A_CODE unless the class is 2, 4 or
   5 and the others are from 0 to 999. */
sc_status sc_code_from_numbers(long class_digit, long subject, long detail, sc_code *code);

/* The code that is written here and nothing else: exactly three ASCII digits, or three numbers with
   dots between, of one to three digits and without leading zeros (RFC 3463 2). */
sc_status sc_code_from_text(const char *text, size_t text_len, sc_code *code);

/* The same, and in addition "550 5.1.1" and "550-5.1.1": the enhanced code, with its `basic`. */
sc_status sc_code_from_texts(const char *text, size_t text_len, sc_code *code);

/* The registered codes, at 0 to SC_CODE_COUNT - 1: reply codes, ascending; behind them the enhanced ones, those
   of class 2, then 4, then 5, each ascending by subject and detail. */
enum {
    SC_REPLY_COUNT = 0
#define REPLY(code, NAME, ...) + 1
#include "../tables/replies.def"
#undef REPLY
};
enum {
    SC_ENHANCED_COUNT = 0       /* entries of the registry, classes aside */
#define ENHANCED(subject, detail, NAME, ...) + 1
#include "../tables/enhanced.def"
#undef ENHANCED
};
enum { SC_CODE_COUNT = SC_REPLY_COUNT + 3 * SC_ENHANCED_COUNT };
sc_code sc_code_at(size_t at);

/* Where a registered code stands among them; SC_CODE_COUNT for another. */
size_t sc_code_position(const sc_code *code);

/* A registered code that its own text provides for: any reply code, and an enhanced one in a class that its
   defining text allows. */
bool sc_code_listed(const sc_code *code);

/* The same code, in the same company? */
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

/* The value of an aspect; for the fields that have lists for values, SC_ASPECT_COUNT. */
sc_aspect sc_code_aspect(const sc_code *code, sc_field field);

/* The `at`th code of the other kind that the registry lists with this one, ascending; false past the
   last. An enhanced code is given the class of the reply code (RFC 2034 4). */
bool sc_code_associated(const sc_code *code, size_t at, sc_code *other);

/* The `at`th other code that people confuse this one with, ascending; false past the last. */
bool sc_code_confused_with(const sc_code *code, size_t at, sc_code *other);

/* ----------------------------------------------------------------------------------------- texts

   Functions that write text put at most `capacity` bytes of UTF-8 into `buffer`, no NUL, and
   return how many the whole text has: where that is more than `capacity`, call again with room.
   What is cut is cut anywhere, so use a text only if it fitted. */

/* A text of a code. Where a language lacks it, English. */
size_t sc_code_text(const sc_code *code, sc_text_field field, sc_language language,
                    char *buffer, size_t capacity);

/* Static and NUL-terminated: the stable English names of fields, aspects ("" for "does not apply"),
   commands and sentences. */
const char *sc_field_name(sc_field field);
const char *sc_aspect_name(sc_aspect aspect);
const char *sc_command_name(sc_command command);
const char *sc_sentence_name(sc_sentence sentence);

/* The field that an aspect is a value of. */
sc_field sc_aspect_field(sc_aspect aspect);

/* Static and NUL-terminated, in a language: the heading of a field, the label and the clause of
   an aspect, a heading or pattern, and what is spoken for a command ("any command"). */
const char *sc_field_heading(sc_field field, sc_language language);
const char *sc_aspect_label(sc_aspect aspect, sc_language language);
const char *sc_aspect_clause(sc_aspect aspect, sc_language language);
const char *sc_sentence_text(sc_sentence sentence, sc_language language);
const char *sc_command_spoken(sc_command command, sc_language language);

/* ------------------------------------------------------------------------------------ comparison */

/* Several codes held side by side; borrows the caller's array. */
typedef struct sc_comparison {
    const sc_code *codes;
    size_t count;
} sc_comparison;

/* The codes can be compared if there are two or more and no two are the same. */
sc_status sc_compare(const sc_code *codes, size_t count, sc_comparison *comparison);

/* Do the codes differ in this aspect? */
bool sc_comparison_differs(const sc_comparison *comparison, sc_field field);

/* "SMTP 211 System Status vs 251 User Not Local" */
size_t sc_comparison_title(const sc_comparison *comparison, sc_language language,
                           char *buffer, size_t capacity);

/* What the codes have in common by their first digit, and what each means. */
size_t sc_comparison_summary(const sc_comparison *comparison, sc_language language,
                             char *buffer, size_t capacity);

/* One sentence on a field in which the codes differ: codes of the same value are named together. */
size_t sc_comparison_difference(const sc_comparison *comparison, sc_field field,
                                sc_language language, char *buffer, size_t capacity);

/* What to do on receiving the `at`th code, and when to send it. */
size_t sc_comparison_received(const sc_comparison *comparison, size_t at, sc_language language,
                              char *buffer, size_t capacity);
size_t sc_comparison_to_send(const sc_comparison *comparison, size_t at, sc_language language,
                             char *buffer, size_t capacity);

/* The notes on those of the codes that people confuse, one for any two, the narrowest; 0 if there
   is none. */
size_t sc_comparison_note(const sc_comparison *comparison, sc_language language,
                          char *buffer, size_t capacity);

/* ----------------------------------------------------------------------------------- reading replies

   Replies as RFC 5321 4.2 has them, and as servers really send them. Results are numbers and offsets
   into the caller's octets, which nothing here keeps. */

typedef struct sc_reply {
    size_t length;          /* octets, line ends included */
    size_t line_count;
    uint32_t problems;      /* set of 1 << sc_problem */
    int16_t code;           /* of the last line, as RFC 5321 4.2.1 bids a client look for it */
    int16_t numbers[3];     /* class, subject and detail of the first enhanced code; class 0: there is none */
} sc_reply;

/* How far the reading of one reply has come. All zero before the first octet. */
typedef struct sc_reading {
    sc_reply reply;         /* whole once SC_OK was returned */
    size_t line_pos;        /* where the line under way begins */
    size_t seen;            /* octets that hold no line end */
    size_t error_pos;       /* the first impossible octet, after SC_NOT_A_REPLY */
    int16_t first_code;
    bool some_without;      /* a line without an enhanced code */
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

/* One line of a reply. */
typedef struct sc_line {
    size_t start, text, end, next;      /* of the line, of its text, of its line end, of the next line */
    int16_t code;                       /* 0: it begins with no code, and all of it is text */
    int16_t numbers[3];                 /* of its enhanced code; class 0: there is none */
    bool last;                          /* no hyphen behind its code */
} sc_line;

/* The line that starts at `pos`; false at the end of the reply. */
bool sc_line_at(const char *data, size_t reply_len, size_t pos, sc_line *line);

typedef struct sc_problem_found {
    sc_problem problem;
    size_t pos;
} sc_problem_found;

/* The problems of a reply by position: up to `capacity` of them are put into `found`; how many there are.
   `data_len` is past reply->length where octets follow the reply that do not belong there. */
size_t sc_reply_problems(const char *data, size_t data_len, const sc_reply *reply,
                         sc_problem_found *found, size_t capacity);

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
