/* SPDX-License-Identifier: MIT
   From what went wrong to an exception. The functions set it and return -1. */

#ifndef SC_ERRORS_H
#define SC_ERRORS_H

#include "state.h"

int raise_not_a_code(module_state *state, PyObject *given);
int raise_not_this_kind(module_state *state, PyObject *given, const char *wanted);
int raise_not_numbers(module_state *state, PyObject *const given[3]);
int raise_wrong_type(PyObject *given);
int raise_unknown_language(PyObject *given);
int raise_wrong_data(PyObject *given);
int raise_wrong_octets(PyObject *given);
int raise_not_a_reply(module_state *state, PyObject *raw, size_t pos);
int raise_too_long(module_state *state, size_t limit);
int raise_not_sendable(module_state *state, sc_status status, const sc_draft *draft, size_t pos);

/* Codes that cannot be compared; the code is the one that stands twice, if one does. */
int raise_not_comparable(module_state *state, sc_status status, const sc_code *code);

#endif
