/* SPDX-License-Identifier: MIT
   The texts of one language, and the way to one of them. A language is one block of text without a pointer in it:
   in front stands where each text begins. Private to the core. */

#ifndef SC_TEXTS_H
#define SC_TEXTS_H

#include "rows.h"

typedef enum sc_text_slot {
#define TEXT_FIELD(NAME, name)
#define TEXT_SLOT(FIELD, digit, name) SC_SLOT_##name,
#include "../tables/texts.def"
#undef TEXT_FIELD
#undef TEXT_SLOT
    SC_SLOT_COUNT
} sc_text_slot;

/* Where the texts of a language begin, counted in octets from this very struct; 0: it has none. */
typedef struct sc_texts {
    uint32_t rows[SC_ROW_COUNT][SC_SLOT_COUNT];
    uint32_t headings[SC_FIELD_COUNT], labels[SC_VALUE_COUNT], clauses[SC_VALUE_COUNT];
    uint32_t sentences[SC_SENTENCE_COUNT], problems[SC_PROBLEM_COUNT], notes[SC_PAIR_COUNT];
} sc_texts;

/* The text of a row in a language; NULL where it has none. */
const char *sc_row_text(size_t row, sc_text_slot slot, sc_language language);

/* The note on a pair of codes; NULL where the language has none. */
const char *sc_pair_note(size_t pair, sc_language language);

#endif
