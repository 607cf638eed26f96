/* SPDX-License-Identifier: MIT
   Goes once over all texts of the language in the folder SC_LANGUAGE_FOLDER, calling for each

     ROW_TEXT(row, slot, text)       a text of a code: REPLY_OK, description, "..."
     WORD(list, key, text)           any other: sentences, SC_SENTENCE_FULL_STOP, "."

   which whoever includes this defines, and which are undefined at the end. */

#define HERE_OF(path) #path
#define HERE_IN(folder, file) HERE_OF(../text/folder/file.def)
#define HERE_FROM(folder, file) HERE_IN(folder, file)
#define HERE(file) HERE_FROM(SC_LANGUAGE_FOLDER, file)

#define TEXT(NAME, ...) SC_EACH_PAIR(REPLY_##NAME, __VA_ARGS__)
#include HERE(replies)
#undef TEXT
#define TEXT(NAME, ...) SC_EACH_PAIR(SEVERITY_##NAME, __VA_ARGS__)
#include HERE(severities)
#undef TEXT
#define TEXT(NAME, ...) SC_EACH_PAIR(ENHANCED_##NAME, __VA_ARGS__)
#include HERE(enhanced)
#undef TEXT
#define TEXT(NAME, ...) SC_EACH_PAIR(SUBJECT_##NAME, __VA_ARGS__)
#include HERE(subjects)
#undef TEXT

#define FIELD(NAME, heading) WORD(headings, SC_FIELD_##NAME, heading)
#define VALUE(FIELD, VALUE, label, clause) \
    WORD(labels, SC_##FIELD##_##VALUE, label) WORD(clauses, SC_##FIELD##_##VALUE, clause)
#include HERE(fields)
#undef FIELD
#undef VALUE
#define SENTENCE(NAME, text) WORD(sentences, SC_SENTENCE_##NAME, text)
#include HERE(sentences)
#undef SENTENCE
#define PROBLEM(NAME, text) WORD(problems, SC_PROBLEM_##NAME, text)
#include HERE(problems)
#undef PROBLEM
#define NOTE(NAME, text) WORD(notes, SC_PAIR_##NAME, text)
#include HERE(pairs)
#undef NOTE

#undef HERE_OF
#undef HERE_IN
#undef HERE_FROM
#undef HERE
#undef ROW_TEXT
#undef WORD
