/* SPDX-License-Identifier: MIT
   What compare.c finds in a comparison, for the sentences of wording.c. Private to the core. */

#ifndef SC_COMPARISON_H
#define SC_COMPARISON_H

#include "pattern.h"

/* All codes of a comparison. */
sc_code_set sc_comparison_all(const sc_comparison *comparison);

/* How many codes are in a set; is the code at `at` the first of them? */
size_t sc_set_count(sc_code_set codes);
bool sc_set_begins_at(sc_code_set codes, size_t at);

/* The enhanced codes of a comparison, and those that were given behind a reply code. */
sc_code_set sc_comparison_enhanced(const sc_comparison *comparison);
sc_code_set sc_comparison_behind_replies(const sc_comparison *comparison);

/* The codes of which the same clause is true as of the code at `at`. */
sc_code_set sc_comparison_sharing(const sc_comparison *comparison, size_t at, sc_field field);

/* The codes that rest on the same section of the same document as the code at `at`. */
sc_code_set sc_comparison_sharing_section(const sc_comparison *comparison, size_t at);

/* The codes that one of the commands brings. */
sc_code_set sc_comparison_brought_by(const sc_comparison *comparison, uint32_t commands);

/* The commands to name for a code. For a code that can answer any command that is ANY alone, as for 500, and CONNECT
   beside it if the code can also greet, as 421 can: the opening of a connection is no command. */
uint32_t sc_named_commands(const sc_code *code);

/* How much of its references is the document that defines a code, with its section. */
size_t sc_defining_section_len(const sc_code *code);

/* Does the second digit of a code mean nothing? No standard chose the number of a folk code, such as 441. A digit that
   the grammar forbids, as in 571, still says that. */
bool sc_category_is_chance(const sc_code *code);

/* Does a comparison show the note of the row `pair` of pairs.def? Each two codes that share rows have the note of the
   narrowest one: 452 and 552 that of the row of just these two, not that of the four full mailboxes. */
bool sc_comparison_has_note(const sc_comparison *comparison, size_t pair);

#endif
