/* SPDX-License-Identifier: MIT
   A bounded place to write text to. Past the capacity nothing is stored but all is counted, so that
   the caller learns how much room the whole text wants. Private to the core. */

#ifndef SC_WRITER_H
#define SC_WRITER_H

#include <string.h>

#include "smtpcodes.h"

typedef struct sc_writer {
    char *buffer;
    size_t capacity;
    size_t length;      /* of the whole text, stored or not */
} sc_writer;

static inline void
sc_write_bytes(sc_writer *writer, const char *bytes, size_t bytes_len)
{
    if (writer->length < writer->capacity) {
        size_t room = writer->capacity - writer->length;
        memcpy(writer->buffer + writer->length, bytes, bytes_len < room ? bytes_len : room);
    }
    writer->length += bytes_len;
}

static inline void
sc_write(sc_writer *writer, const char *text)
{
    sc_write_bytes(writer, text, strlen(text));
}

/* The note on a pair of codes. */
const char *sc_pair_note(size_t pair, sc_language language);

static inline bool
sc_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A code as sc_code_written. */
void sc_write_number(sc_writer *writer, const sc_code *code);

/* A text of a code, as sc_code_text. */
void sc_write_code_text(sc_writer *writer, const sc_code *code, sc_text_field field,
                        sc_language language);

/* What fills one {place} of a pattern: either bytes, or a function that writes them. */
typedef struct sc_filling {
    const char *place;              /* its name, without braces */
    const char *text;               /* NULL: call `write` */
    void (*write)(sc_writer *writer, const void *what, sc_language language);
    const void *what;
} sc_filling;

/* A pattern with its places filled. Every place of the pattern has a filling: a test holds the
   patterns of each language against tables/sentences.def. */
void sc_write_pattern(sc_writer *writer, sc_sentence pattern, sc_language language,
                      const sc_filling *fillings, size_t filling_count);

/* Reads class.subject.detail at the beginning of a text: its length, 0 if there is none. */
size_t sc_enhanced_read(const char *text, size_t text_len, int numbers[3]);

/* The rows of tables/enhanced.def, ascending by subject and detail. */
extern const sc_enhanced_facts sc_enhanced_rows[SC_ENHANCED_COUNT];

/* Does the registry list this reply code with it? Most rows list few, and all ascend. */
static inline bool
sc_enhanced_lists(const sc_enhanced_facts *row, int number)
{
    size_t i = 0;

    while (i < SC_BASIC_MAX && row->basic[i] && row->basic[i] < number)
        i++;
    return i < SC_BASIC_MAX && row->basic[i] == number;
}

/* The row of tables/subjects.def for the subject of an enhanced code. */
enum {
    SC_SUBJECT_COUNT = 0
#define SUBJECT(NAME) + 1
#include "../tables/subjects.def"
#undef SUBJECT
};

static inline size_t
sc_subject_row(const sc_code *code)
{
    return code->subject < SC_SUBJECT_COUNT - 1 ? (size_t)code->subject : SC_SUBJECT_COUNT - 1;
}

/* The rows of tables/pairs.def: reply codes by number, enhanced codes, whatever their class, by key. */
enum { SC_PAIR_MAX = 4 };
#define SC_PAIR_KEY(subject, detail) (1000 + 1000 * (subject) + (detail))

typedef struct sc_pair {
    int32_t codes[SC_PAIR_MAX];     /* 0 where there are fewer */
} sc_pair;

extern const sc_pair sc_pairs[];
extern const size_t sc_pair_count;

static inline size_t
sc_pair_size(const sc_pair *pair)
{
    size_t size = 0;

    while (size < SC_PAIR_MAX && pair->codes[size])
        size++;
    return size;
}

static inline int32_t
sc_pair_key(const sc_code *code)
{
    return code->enhanced ? SC_PAIR_KEY(code->subject, code->detail) : code->number;
}

static inline bool
sc_pair_has(const sc_pair *pair, const sc_code *code)
{
    int32_t key = sc_pair_key(code);

    for (size_t i = 0; i < SC_PAIR_MAX; i++)
        if (pair->codes[i] == key)
            return true;
    return false;
}

/* From compare.c, for the sentences on what it finds. */

/* The commands that bring a code, less those that it goes without saying. */
uint32_t sc_telling_commands(const sc_code *code);

/* How much of its references is the document that defines a code, with or without the section. */
size_t sc_defining_reference_len(const sc_code *code, bool with_section);
bool sc_same_reference(const sc_code *one, const sc_code *other, bool with_section);

/* Does one clause serve both codes? */
bool sc_same_clause(const sc_code *one, const sc_code *other, sc_field field);

/* Is its second digit no statement? */
bool sc_digit_by_chance(const sc_code *code);

bool sc_is_enhanced(const sc_code *code);

/* How many codes of a comparison pass a test. */
size_t sc_count_of(const sc_comparison *comparison, bool (*counted)(const sc_code *code));

#endif
