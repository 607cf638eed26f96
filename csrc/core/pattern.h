/* SPDX-License-Identifier: MIT
   Sentences out of patterns: what a {place} can be filled with, and the texts of codes, some of which are such
   sentences. Private to the core. */

#ifndef SC_PATTERN_H
#define SC_PATTERN_H

#include "writer.h"

/* Some of the codes of a comparison: bit i stands for its i-th code. */
typedef uint64_t sc_code_set;

_Static_assert(SC_COMPARED_MAX <= 64, "a set of codes has a bit for each");

/* What fills one {place} of a pattern. */
typedef enum sc_filling_kind {
    SC_FILL_TEXT,           /* `text`: "Mailbox Status" */
    SC_FILL_CODE,           /* `code` as it is written: "550 5.1.1" */
    SC_FILL_CODE_TEXT,      /* the text `field` of `code` */
    SC_FILL_ASSOCIATED,     /* the codes that the registry lists with `code`: "4.2.0, 4.2.4 and 3 more" */
    SC_FILL_CODES,          /* those of `comparison` that are in `codes`: "250, 251 and 252" */
    SC_FILL_NAMED_CODES,    /* the same with their names: "250 (OK) and 251 (User Not Local)" */
    SC_FILL_COMMANDS        /* `commands`: "RCPT, VRFY or EXPN" */
} sc_filling_kind;

typedef struct sc_filling {
    const char *place;      /* its name, without braces */
    sc_filling_kind kind;
    const char *text;
    size_t text_len;        /* how much of the text; 0: all */
    const sc_code *code;
    sc_text_field field;
    const sc_comparison *comparison;
    sc_code_set codes;
    uint32_t commands;
} sc_filling;

/* Writes a pattern with its places filled. Every place of the pattern has a filling: a test holds the patterns of
   each language against tables/sentences.def. */
void sc_write_pattern(sc_writer *writer, sc_sentence pattern, sc_language language, const sc_filling *fillings,
                      size_t filling_count);

void sc_write_sentence(sc_writer *writer, sc_sentence sentence, sc_language language);

/* A text of a code, as sc_code_text. */
void sc_write_code_text(sc_writer *writer, const sc_code *code, sc_text_field field, sc_language language);

#endif
