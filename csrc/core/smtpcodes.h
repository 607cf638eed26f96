/* SPDX-License-Identifier: MIT

   The whole face of the core: what SMTP reply codes mean, how they differ, and the sentences that
   say it. Plain C11, libc headers only. Nothing here allocates, blocks, fails for want of memory,
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
    SC_NOT_A_CODE = -1,       /* not three digits from 100 to 599 */
    SC_TOO_FEW_CODES = -2,    /* a comparison wants two */
    SC_SAME_CODE_TWICE = -3   /* a comparison wants them different */
} sc_status;

/* ------------------------------------------------------------------------------------- languages */

/* The language for a BCP 47 tag or a POSIX locale name, by RFC 4647 3.4 (lookup): "vi", "vi-VN",
   "vi_VN.UTF-8". Returns SC_LANGUAGE_COUNT if there is none. */
sc_language sc_language_find(const char *tag, size_t tag_len);

/* "en"; static, NUL-terminated. */
const char *sc_language_tag(sc_language language);

/* ----------------------------------------------------------------------------------------- codes */

/* The facts of a code as its row in tables/replies.def states them; for a code that has no row,
   what its first digit alone tells (RFC 5321 4.2.1). */
typedef struct sc_facts {
    const char *keyword;      /* "MAILBOX_UNAVAILABLE"; NULL where no row is */
    const char *references;   /* "RFC 5321 4.2.2;RFC 821 4.2.2", the defining one first; or NULL */
    uint32_t commands;        /* set of the commands that bring it */
    uint8_t outcome, retry, condition, message, recipient, connection, standing;   /* sc_aspect */
    int16_t code;             /* 0 where no row is */
} sc_facts;

/* A reply code: a value, copied freely; `facts` lives for ever. */
typedef struct sc_code {
    const sc_facts *facts;    /* never NULL */
    int16_t number;           /* 100 to 599 */
    bool registered;          /* has a row */
    bool grammatical;         /* fits Reply-code of RFC 5321 4.2: [2-5][0-5][0-9] */
} sc_code;

/* The code with this number. SC_NOT_A_CODE outside 100 to 599. */
sc_status sc_code_from_number(long number, sc_code *code);

/* The code that is written here, as exactly three ASCII digits. */
sc_status sc_code_from_text(const char *text, size_t text_len, sc_code *code);

/* The registered codes, ascending: at 0 to SC_CODE_COUNT - 1. */
enum {
    SC_CODE_COUNT = 0
#define REPLY(code, NAME, ...) + 1
#include "../tables/replies.def"
#undef REPLY
};
sc_code sc_code_at(size_t at);

/* Where a registered code stands among them. */
size_t sc_code_position(const sc_code *code);

/* The first digit, 1 to 5, and the second, 0 to 9. */
int sc_code_severity(const sc_code *code);
int sc_code_category(const sc_code *code);

/* The value of an aspect; for SC_FIELD_COMMANDS and SC_FIELD_REFERENCES, which have lists for
   values, SC_ASPECT_COUNT. */
sc_aspect sc_code_aspect(const sc_code *code, sc_field field);

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

#ifdef __cplusplus
}
#endif

#endif
