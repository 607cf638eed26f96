/* SPDX-License-Identifier: MIT
   The rows of the tables: where each stands, and what the files of the core ask of them. Private to the core. */

#ifndef SC_ROWS_H
#define SC_ROWS_H

#include "smtpcodes.h"

/* The rows that have texts, of four tables one behind the other: a text is tied to its facts by this number. */
enum {
#define REPLY(code, NAME, ...) SC_ROW_REPLY_##NAME,
#include "../tables/replies.def"
#undef REPLY
#define SEVERITY(digit, NAME, ...) SC_ROW_SEVERITY_##NAME,
#define ENHANCED_SEVERITY(digit, NAME, ...)
#include "../tables/severities.def"
#undef SEVERITY
#undef ENHANCED_SEVERITY
#define ENHANCED(subject, detail, NAME, ...) SC_ROW_ENHANCED_##NAME,
#include "../tables/enhanced.def"
#undef ENHANCED
#define SUBJECT(NAME) SC_ROW_SUBJECT_##NAME,
#include "../tables/subjects.def"
#undef SUBJECT
    SC_ROW_COUNT,
    SC_ROW_SEVERITIES = SC_ROW_SEVERITY_POSITIVE_PRELIMINARY,
    SC_ROW_ENHANCED = SC_ROW_SEVERITIES + 5,
    SC_ROW_SUBJECTS = SC_ROW_ENHANCED + SC_ENHANCED_COUNT
};

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

/* The row of tables/subjects.def for the subject of an enhanced code, counted from the first of them; the last
   stands for all subjects that RFC 3463 does not list. */
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

/* The rows of tables/pairs.def: reply codes by number, enhanced codes, whatever their first digit, by key. */
enum { SC_PAIR_MAX = 4 };
#define SC_PAIR_KEY(subject, detail) (1000 + 1000 * (subject) + (detail))

enum {
#define PAIR(NAME, ...) SC_PAIR_##NAME,
#include "../tables/pairs.def"
#undef PAIR
    SC_PAIR_COUNT
};

typedef struct sc_pair {
    int32_t codes[SC_PAIR_MAX];     /* 0 where there are fewer */
} sc_pair;

extern const sc_pair sc_pairs[SC_PAIR_COUNT];

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

#endif
