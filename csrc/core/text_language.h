/* SPDX-License-Identifier: MIT
   The texts of one language as data. A file text_<language>.c defines SC_LANGUAGE_FOLDER as its folder in
   ../text and includes this; nothing else does.

   The files of the folder are gone over three times: for the room that each text needs, for the texts, and for
   where each begins. A text twice, or under a keyword that no table has, does not compile; nor does a language
   that lacks a heading, a label, a clause, a sentence or a problem. The texts of a code and the notes may be missing,
   except in a language that says SC_LANGUAGE_IS_WHOLE before it includes this. */

#include "texts.h"

/* SC_EACH_PAIR(row, slot, text, slot, text ...) is ROW_TEXT(row, slot, text) for each pair, twelve at the most. */
#define SC_EACH_PAIR(row, ...) \
    SC_PICK(__VA_ARGS__, SC_TEXTS_12, SC_ODD, SC_TEXTS_11, SC_ODD, SC_TEXTS_10, SC_ODD, SC_TEXTS_9, SC_ODD,\
            SC_TEXTS_8, SC_ODD, SC_TEXTS_7, SC_ODD, SC_TEXTS_6, SC_ODD, SC_TEXTS_5, SC_ODD,\
            SC_TEXTS_4, SC_ODD, SC_TEXTS_3, SC_ODD, SC_TEXTS_2, SC_ODD, SC_TEXTS_1, SC_ODD)(row, __VA_ARGS__)
#define SC_PICK(s1, t1, s2, t2, s3, t3, s4, t4, s5, t5, s6, t6, s7, t7, s8, t8, s9, t9, s10, t10, s11, t11, s12, t12,  \
                picked, ...) picked
#define SC_TEXTS_1(row, slot, text) ROW_TEXT(row, slot, text)
#define SC_TEXTS_2(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_1(row, __VA_ARGS__)
#define SC_TEXTS_3(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_2(row, __VA_ARGS__)
#define SC_TEXTS_4(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_3(row, __VA_ARGS__)
#define SC_TEXTS_5(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_4(row, __VA_ARGS__)
#define SC_TEXTS_6(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_5(row, __VA_ARGS__)
#define SC_TEXTS_7(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_6(row, __VA_ARGS__)
#define SC_TEXTS_8(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_7(row, __VA_ARGS__)
#define SC_TEXTS_9(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_8(row, __VA_ARGS__)
#define SC_TEXTS_10(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_9(row, __VA_ARGS__)
#define SC_TEXTS_11(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_10(row, __VA_ARGS__)
#define SC_TEXTS_12(row, slot, text, ...) ROW_TEXT(row, slot, text) SC_TEXTS_11(row, __VA_ARGS__)

#define PROSE_OF(folder) sc_prose_##folder
#define PROSE_IN(folder) PROSE_OF(folder)
#define PROSE PROSE_IN(SC_LANGUAGE_FOLDER)

struct PROSE {
    sc_texts texts;
#define ROW_TEXT(row, slot, text) char row##_##slot[sizeof text];
#define WORD(list, key, text) char list##_##key[sizeof text];
#include "each_text.h"
};

/* A member that is missing here is a text that the language lacks. A sentence may be empty: in some scripts nothing
   stands between two sentences. */
#define REQUIRE_OF_SIZE(member, least) _Static_assert(sizeof((const struct PROSE *)0)->member >= least, "empty text");
#define REQUIRE(member) REQUIRE_OF_SIZE(member, 2)

#define FIELD(NAME, name) REQUIRE(headings_SC_FIELD_##NAME)
#define VALUE(FIELD, VALUE, value) REQUIRE(labels_SC_##FIELD##_##VALUE) REQUIRE(clauses_SC_##FIELD##_##VALUE)
#include "../tables/fields.def"
#undef FIELD
#undef VALUE
#define SENTENCE(NAME, places) REQUIRE_OF_SIZE(sentences_SC_SENTENCE_##NAME, 1)
#include "../tables/sentences.def"
#undef SENTENCE
#define PROBLEM(NAME, name) REQUIRE(problems_SC_PROBLEM_##NAME)
#include "../tables/problems.def"
#undef PROBLEM

#ifdef SC_LANGUAGE_IS_WHOLE
#define REQUIRE_TEXTS(row) \
    REQUIRE(row##_meaning) REQUIRE(row##_description) REQUIRE(row##_when_seen) REQUIRE(row##_how_to_fix) \
    REQUIRE(row##_when_to_send)
#define REPLY(code, NAME, ...) \
    REQUIRE(REPLY_##NAME##_name) REQUIRE_TEXTS(REPLY_##NAME) REQUIRE(REPLY_##NAME##_when_received)
#include "../tables/replies.def"
#undef REPLY
#define SEVERITY(digit, NAME, ...) REQUIRE_TEXTS(SEVERITY_##NAME) REQUIRE(SEVERITY_##NAME##_when_received)
#define ENHANCED_SEVERITY(digit, NAME, ...)
#include "../tables/severities.def"
#undef SEVERITY
#undef ENHANCED_SEVERITY
#define ENHANCED(subject, detail, NAME, ...) REQUIRE(ENHANCED_##NAME##_name) REQUIRE_TEXTS(ENHANCED_##NAME)
#include "../tables/enhanced.def"
#undef ENHANCED
#define SUBJECT(NAME) \
    REQUIRE(SUBJECT_##NAME##_name) REQUIRE_TEXTS(SUBJECT_##NAME) REQUIRE(SUBJECT_##NAME##_when_received_2) \
    REQUIRE(SUBJECT_##NAME##_when_received_4) REQUIRE(SUBJECT_##NAME##_when_received_5)
#include "../tables/subjects.def"
#undef SUBJECT
#define PAIR(NAME, ...) REQUIRE(notes_SC_PAIR_##NAME)
#include "../tables/pairs.def"
#undef PAIR
#endif

/* clang-format off: it takes what is included for one expression */
extern const struct PROSE PROSE;
const struct PROSE PROSE = {
    .texts =
        {
#define ROW_TEXT(row, slot, text) .rows[SC_ROW_##row][SC_SLOT_##slot] = offsetof(struct PROSE, row##_##slot),
#define WORD(list, key, text) .list[key] = offsetof(struct PROSE, list##_##key),
#include "each_text.h"
        },
#define ROW_TEXT(row, slot, text) .row##_##slot = text,
#define WORD(list, key, text) .list##_##key = text,
#include "each_text.h"
};
