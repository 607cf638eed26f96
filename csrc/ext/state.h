/* SPDX-License-Identifier: MIT
   All that one module object owns, and the way to it. */

#ifndef SC_STATE_H
#define SC_STATE_H

#include "compat.h"

#include "../core/smtpcodes.h"

/* Every object the module holds, once: struct, traverse and clear are made from this list. */
#define SC_STATE_OBJECTS(X) \
    X(error_type)           \
    X(reply_code_type)      \
    X(enhanced_code_type)   \
    X(reply_type)           \
    X(reader_type)          \
    X(comparison_type)      \
    X(difference_type)      \
    X(explanation_type)     \
    X(explanations_type)    \
    X(rows_module)          \
    X(text_module)          \
    X(markdown_module)      \
    X(html_module)          \
    X(shapes_module)        \
    X(to_dict)              \
    X(page)                 \
    X(pretty)               \
    X(explain_shape)

typedef struct module_state {
#define X(name) PyObject *name;
    SC_STATE_OBJECTS(X)
#undef X
    /* The records of the registered codes in each language, by position; NULL until the language is first asked for.
       A record is NULL where the language lacks a text of its code. English is there from the start. */
    PyObject **records[SC_LANGUAGE_COUNT];
    /* The English records of reply codes once more, by number from SC_CODE_LEAST, borrowed; NULL between them. */
    PyObject *by_number[SC_CODE_MOST - SC_CODE_LEAST + 1];
} module_state;

/* While an interpreter ends, code may still run that holds our functions and objects, after the
   module was cleared. Nothing of it may crash: whoever takes something from the state goes through
   one of these two. */
static inline module_state *
alive(module_state *state)
{
    if (state && !state->error_type) {
        PyErr_SetString(PyExc_RuntimeError, "smtpcodes is gone, since the interpreter is ending");
        return NULL;
    }
    return state;       /* NULL: the exception is set */
}

/* The state behind an object of one of our types; they are final, so the type is ours. */
static inline module_state *
state_of(PyObject *self)
{
    return alive(PyType_GetModuleState(Py_TYPE(self)));
}

#endif
