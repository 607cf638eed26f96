/* SPDX-License-Identifier: MIT
   All that one module object owns, and what the files of the extension offer one another. */

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
    X(rows_module)          \
    X(text_module)          \
    X(markdown_module)      \
    X(html_module)          \
    X(to_dict)              \
    X(page)                 \
    X(pretty)

enum { LEAST_CODE = 100, MOST_CODE = 599 };

typedef struct module_state {
#define X(name) PyObject *name;
    SC_STATE_OBJECTS(X)
#undef X
    /* The registered codes in every language. */
    PyObject *records[SC_LANGUAGE_COUNT][SC_CODE_COUNT];
    /* The English ones once more, by number from LEAST_CODE, borrowed; NULL between them. */
    PyObject *by_number[MOST_CODE - LEAST_CODE + 1];
    /* The memory of a comparison and of a reply that are no more, or NULL; no references. */
    PyObject *spare_comparison, *spare_reply;
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

/* Most comparisons and replies are looked at and dropped before the next is made, so the memory of one
   of each is kept. With no lock around us that would need one of its own, and cost more than it saves. */
static inline PyObject *
take_memory(PyObject **spare, PyObject *type)
{
#ifndef Py_GIL_DISABLED
    if (*spare) {
        PyObject *self = PyObject_Init(*spare, (PyTypeObject *)type);
        *spare = NULL;
        return self;
    }
#endif
    return PyObject_New(PyObject, (PyTypeObject *)type);
}

static inline void
give_memory(PyObject **spare, PyObject *self)
{
#ifndef Py_GIL_DISABLED
    if (!*spare) {
        *spare = self;
        return;
    }
#endif
    PyObject_Free(self);
}

/* records.c, reply_code_type.c, enhanced_code_type.c */
extern PyType_Spec reply_code_spec, enhanced_code_spec;
/* The record of a code: the one made at import if there is one, else a new one. */
PyObject *record_of(module_state *state, const sc_code *code, sc_language language);
/* A new record; for making those. */
PyObject *record_new(module_state *state, const sc_code *code, sc_language language);
const sc_code *record_value(PyObject *self);

/* comparison_type.c */
extern PyType_Spec comparison_spec;
/* The function smtpcodes.compare. */
PyObject *compare(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names);

/* reply_type.c */
extern PyType_Spec reply_spec;
/* Takes over the reference to raw, also when it fails. Without a value it is read when it is asked for. */
PyObject *reply_new(PyObject *module, module_state *state, PyObject *raw, const sc_reply *value);
/* The functions smtpcodes.parse and smtpcodes.format_reply. */
PyObject *parse(PyObject *module, PyObject *data);
PyObject *format_reply(PyObject *module, PyObject *args, PyObject *kwargs);

/* reader_type.c */
extern PyType_Spec reader_spec;

/* difference_type.c */
extern PyType_Spec difference_spec;
/* Takes over the references to values and text, also when it fails. */
PyObject *difference_new(module_state *state, sc_field field, PyObject *values, PyObject *text);

/* The English record that a plain int, str or bytes names; borrowed. NULL, with no exception set,
   where that is not to be had so quickly. It needs no state that is alive. */
static inline PyObject *
record_at_once(module_state *state, PyObject *object)
{
    long number = 0;

    if (PyLong_CheckExact(object)) {
        number = small_int(object);
    }
    else {
        const char *text = three_bytes(object);
        if (text && (unsigned)(text[0] - '1') < 5 && (unsigned)(text[1] - '0') < 10
            && (unsigned)(text[2] - '0') < 10)
            number = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
    }
    return number >= LEAST_CODE && number <= MOST_CODE ? state->by_number[number - LEAST_CODE] : NULL;
}

/* args.c: 0, or -1 with an exception set */
int code_from_object(module_state *state, PyObject *object, sc_code *code);
int reply_code_from_object(module_state *state, PyObject *object, sc_code *code);
int enhanced_code_from_object(module_state *state, PyObject *object, sc_code *code);
/* Class, subject and detail. */
int enhanced_code_from_objects(module_state *state, PyObject *const given[3], sc_code *code);
/* A code, or both kinds together, as in "550 5.1.1". */
int compared_code_from_object(module_state *state, PyObject *object, sc_code *code);
int language_from_object(PyObject *object, sc_language *language);
/* The keyword argument of that name, counted as used; or NULL, with no exception. */
PyObject *keyword_argument(PyObject *const *values, PyObject *names, const char *name,
                           Py_ssize_t *used);
int no_other_keywords(const char *function, PyObject *names, Py_ssize_t used);

/* errors.c: they set the exception and return -1 */
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
int raise_status(module_state *state, sc_status status, const sc_code *code);

/* values.c: facts and texts as Python objects */
typedef enum text_kind {
    TEXT_OF_CODE, TITLE, SUMMARY, DIFFERENCE, RECEIVED, TO_SEND, NOTE
} text_kind;

typedef struct text_wanted {
    text_kind kind;
    const sc_code *code;                /* TEXT_OF_CODE */
    sc_text_field field;
    const sc_comparison *comparison;    /* all others */
    sc_field difference;                /* DIFFERENCE */
    size_t at;                          /* RECEIVED, TO_SEND */
    sc_language language;
} text_wanted;

PyObject *text_object(const text_wanted *wanted);
/* The stable name of a value; None where it says "does not apply". */
PyObject *aspect_object(sc_aspect aspect);
PyObject *written_object(const sc_code *code);
PyObject *company_object(const sc_code *code);
PyObject *references_object(const sc_code *code);
PyObject *command_names_object(const sc_code *code);
PyObject *commands_object(const sc_code *code);
PyObject *vocabulary_object(sc_language language);

/* faces.c: displays, which Python draws */
PyObject *face_call(PyObject *self, PyObject *module_name, PyObject *function_name,
                    PyObject *arguments);
PyObject *face_to_dict(PyObject *self, PyObject *unused);
PyObject *face_html(PyObject *self, PyObject *unused);
PyObject *face_markdown(PyObject *self, PyObject *unused);
PyObject *face_pretty(PyObject *self, PyObject *arguments);
PyObject *face_text(PyObject *self);

#define SC_FACE_METHODS                                                                        \
    {"to_dict", face_to_dict, METH_NOARGS,                                                     \
     "to_dict($self, /)\n--\n\n"                                                               \
     "A dict of plain JSON types with stable keys, texts in the object's language."},          \
    {"_repr_html_", face_html, METH_NOARGS,                                                    \
     "_repr_html_($self, /)\n--\n\n"                                                           \
     "The page as HTML, for notebooks; everything is escaped, and there is no script or id."}, \
    {"_repr_markdown_", face_markdown, METH_NOARGS,                                            \
     "_repr_markdown_($self, /)\n--\n\n"                                                       \
     "The page as Markdown."},                                                                 \
    {"_repr_pretty_", face_pretty, METH_VARARGS,                                               \
     "_repr_pretty_($self, printer, cycle, /)\n--\n\n"                                         \
     "The page as text, for IPython's terminal."},                                             \
    {"__html__", face_html, METH_NOARGS,                                                       \
     "__html__($self, /)\n--\n\n"                                                              \
     "The same as _repr_html_, for template engines."}

#endif
