/* SPDX-License-Identifier: MIT
   One language's entry in the catalogues of text.c, which includes this file once for each with
   SC_TEXT_LANGUAGE set to its folder. It ends by unsetting what it was given. */

#define HERE(file) PATH(../text/SC_TEXT_LANGUAGE/file.def)

[INDEX(SC_TEXT_LANGUAGE)] = {
#define TEXT(NAME, ...) [AT_##NAME] = { __VA_ARGS__ },
    .replies = {
#include HERE(replies)
    },
    .severities = {
#include HERE(severities)
    },
#undef TEXT
#define TEXT(NAME, ...) [AT_X_##NAME] = { __VA_ARGS__ },
    .enhanced = {
#include HERE(enhanced)
    },
#undef TEXT
#define TEXT(NAME, ...) [AT_SUBJECT_##NAME] = { __VA_ARGS__ },
    .subjects = {
#include HERE(subjects)
    },
#undef TEXT
#define NOTE(NAME, note) [AT_##NAME] = note,
    .pairs = {
#include HERE(pairs)
    },
#undef NOTE
#define FIELD(NAME, heading)
#define ASPECT(FIELD, VALUE, label, clause) [SC_##FIELD##_##VALUE] = {label, clause},
    .aspects = {
#include HERE(aspects)
    },
#undef FIELD
#undef ASPECT
#define FIELD(NAME, heading) [SC_FIELD_##NAME] = heading,
#define ASPECT(FIELD, VALUE, label, clause)
    .fields = {
#include HERE(aspects)
    },
#undef FIELD
#undef ASPECT
#define SENTENCE(NAME, text) [SC_SENTENCE_##NAME] = text,
    .sentences = {
#include HERE(sentences)
    },
#undef SENTENCE
#define PROBLEM(NAME, text) [SC_PROBLEM_##NAME] = text,
    .problems = {
#include HERE(problems)
    },
#undef PROBLEM
},

#undef HERE
#undef SC_TEXT_LANGUAGE
