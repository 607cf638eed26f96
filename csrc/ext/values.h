/* SPDX-License-Identifier: MIT
   The core's facts and texts as Python objects. */

#ifndef SC_VALUES_H
#define SC_VALUES_H

#include "state.h"

/* A text that the core writes: which part of what, in which language. */
typedef struct text_source {
    enum { OF_CODE, OF_COMPARISON, OF_EXPLANATION } of;
    const sc_code *code;
    const sc_comparison *comparison;
    const sc_situation *situation;
    const sc_decision *decision;
    int part;       /* an sc_text_field, an sc_comparison_part or an sc_explanation_part */
    size_t at;      /* for the parts of a comparison that want it */
    sc_language language;
} text_source;

PyObject *text_object(const text_source *source);

/* The stable name of a value; None where it says "does not apply". */
PyObject *value_object(sc_value value);

/* The code as it is written, a str. */
PyObject *written_object(const sc_code *code);

/* A tuple of the codes of the other kind that the registry lists with it; of the reply code alone that it was given
   behind, if any. */
PyObject *associated_object(const sc_code *code);

PyObject *references_object(const sc_code *code);

/* ("RCPT", ...), and (("RCPT", "E"), ...) */
PyObject *command_names_object(const sc_code *code);
PyObject *commands_object(const sc_code *code);

/* Headings, patterns and labels of a language, for the displays. */
PyObject *vocabulary_object(sc_language language);

/* A tuple of what a list holds, which it takes over; NULL for NULL. */
PyObject *tuple_from_list(PyObject *list);

/* Appends an item and drops it; 0, or -1 with the list dropped as well. */
int append(PyObject **list, PyObject *item);

#endif
