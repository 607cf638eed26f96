/* SPDX-License-Identifier: MIT
   What callers pass, turned into the core's values. The functions return 0, or -1 with an exception set. */

#ifndef SC_ARGS_H
#define SC_ARGS_H

#include "state.h"

/* The fast path of look-ups: the shared English record of a plain int, str or bytes that is a registered reply code;
   borrowed. NULL, with no exception set, for anything else. It needs no state that is alive. */
static inline PyObject *
record_fast_path(module_state *state, PyObject *object)
{
    long number = 0;

    if (PyLong_CheckExact(object)) {
        number = small_int(object);
    }
    else {
        const char *text = three_bytes(object);
        if (text)
            number = sc_three_digits(text);
    }
    return number >= SC_CODE_LEAST && number <= SC_CODE_MOST ? state->by_number[number - SC_CODE_LEAST] : NULL;
}

int code_from_object(module_state *state, PyObject *object, sc_code *code);
int reply_code_from_object(module_state *state, PyObject *object, sc_code *code);
int enhanced_code_from_object(module_state *state, PyObject *object, sc_code *code);

/* First digit, subject and detail. */
int enhanced_code_from_objects(module_state *state, PyObject *const given[3], sc_code *code);

/* A code, or a reply code and an enhanced one, as in "550 5.1.1". */
int code_or_pair_from_object(module_state *state, PyObject *object, sc_code *code);

int language_from_object(PyObject *object, sc_language *language);

/* The keyword argument of that name, counted as used; or NULL, with no exception. */
PyObject *keyword_argument(PyObject *const *values, PyObject *names, const char *name, Py_ssize_t *used);
int no_other_keywords(const char *function, PyObject *names, Py_ssize_t used);

#endif
