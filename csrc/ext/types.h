/* SPDX-License-Identifier: MIT
   The types of the module, one file each: their specs, and what one file wants of another's objects. And the functions
   of the module that make such objects, for module.c. */

#ifndef SC_TYPES_H
#define SC_TYPES_H

#include "state.h"

/* records.c, reply_code_type.c, enhanced_code_type.c */
extern PyType_Spec reply_code_spec, enhanced_code_spec;
/* The record of a code in a language, or in English where that lacks a text: the shared one of a registered code, else
   a new one. */
PyObject *record_of(module_state *state, const sc_code *code, sc_language language);
const sc_code *record_code(PyObject *self);
/* A new reference to the int of a ReplyCode. */
PyObject *record_number(PyObject *self);
/* Makes the records of English, and forgets those of all languages. */
int records_make(module_state *state);
int records_traverse(module_state *state, visitproc visit, void *arg);
void records_clear(module_state *state);

/* comparison_type.c */
extern PyType_Spec comparison_spec;
PyObject *compare(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names);

/* difference_type.c */
extern PyType_Spec difference_spec;
/* Takes over the references to values and text, also when it fails. */
PyObject *difference_new(module_state *state, sc_field field, PyObject *values, PyObject *text);

/* reply_type.c */
extern PyType_Spec reply_spec;
/* Takes over the reference to raw, also when it fails. */
PyObject *reply_new(module_state *state, PyObject *raw, const sc_reply *value);
/* A reply out of bytes, which it takes over; NULL without an exception where they do not begin with a reply, and where
   that is is in `error_pos`. */
PyObject *reply_from_bytes(module_state *state, PyObject *raw, size_t *error_pos);
const sc_reply *reply_value(PyObject *self);
/* The UTF-8 of a str, or the octets that surrogateescape made it from. */
PyObject *encoded(PyObject *text);
PyObject *parse(PyObject *module, PyObject *data);
PyObject *format_reply(PyObject *module, PyObject *args, PyObject *kwargs);

/* reader_type.c */
extern PyType_Spec reader_spec;

/* explanation_type.c */
extern PyType_Spec explanation_spec, explanations_spec;
PyObject *explain(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names);
PyObject *make_explanation(PyObject *module, PyObject *const *args, Py_ssize_t count);

#endif
