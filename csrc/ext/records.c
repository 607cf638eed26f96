/* SPDX-License-Identifier: MIT
   Records: a code with its facts and its texts in one language. Immutable. Those of registered codes are shared: the
   English ones are made at import, those of another language when it is first asked for. The number of a reply code
   is a Python object from the start, everything else becomes one when it is asked for. */

#include "records.h"

#include <string.h>

#include "values.h"

/* ---------------------------------------------------------------------------------------- one record */

static PyObject *
record_new(module_state *state, const sc_code *code, sc_language language)
{
    PyObject *type = code->enhanced ? state->enhanced_code_type : state->reply_code_type;
    record *self = (record *)PyType_GenericAlloc((PyTypeObject *)type, 0);

    if (!self)
        return NULL;
    self->code = *code;
    self->code.reply_code = 0;      /* a record is of one code, whatever it was given behind */
    self->language = language;
    if (!code->enhanced) {
        self->number = PyLong_FromLong(code->number);
        if (!self->number)
            Py_CLEAR(self);
    }
    return (PyObject *)self;
}

/* The records belong to the module state, which belongs to the module, which the type knows: the
   collector must see each step, or the three keep one another for ever. */
int
record_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}

void
record_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    PyObject_GC_UnTrack(self);
    Py_XDECREF(as_record(self)->number);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

PyObject *
record_number(PyObject *self)
{
    return Py_NewRef(as_record(self)->number);
}

const sc_code *
record_code(PyObject *self)
{
    return &as_record(self)->code;
}

PyObject *
record_itself(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_NewRef(self);
}

/* Formats the code as its int where the specification ends with a type of numbers, else as its str. */
PyObject *
record_format(PyObject *self, PyObject *spec)
{
    PyObject *number = as_record(self)->number, *text, *result = NULL;
    Py_ssize_t length;

    if (!PyUnicode_Check(spec)) {
        PyErr_SetString(PyExc_TypeError, "__format__() takes a str");
        return NULL;
    }
    length = PyUnicode_GetLength(spec);
    if (number && length > 0 && PyUnicode_ReadChar(spec, length - 1) < 0x80
        && strchr("bcdoxXneEfFgG%", (int)PyUnicode_ReadChar(spec, length - 1)))
        return PyObject_Format(number, spec);
    text = PyObject_Str(self);
    if (text)
        result = PyObject_Format(text, spec);
    Py_XDECREF(text);
    return result;
}

/* ------------------------------------------------------------------------------ the records of a language */

static void
drop_records(PyObject **records)
{
    for (size_t at = 0; records && at < SC_CODE_COUNT; at++)
        Py_XDECREF(records[at]);
    PyMem_Free(records);
}

/* The records of a language, by the place of their code; NULL for a code of which the language lacks a text. */
static PyObject **
make_records(module_state *state, sc_language language)
{
    PyObject **records = PyMem_Calloc(SC_CODE_COUNT, sizeof *records);

    if (!records) {
        PyErr_NoMemory();
        return NULL;
    }
    for (size_t at = 0; at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at);
        if (sc_code_language(&code, language) != language)
            continue;
        records[at] = record_new(state, &code, language);
        if (!records[at]) {
            drop_records(records);
            return NULL;
        }
    }
    return records;
}

/* The records of a language, made whole before anybody can see them. Where two threads make them at once, those that
   are there first stay, so that a look-up always gives the same object. */
static PyObject **
records_in(module_state *state, sc_language language)
{
    PyObject **records, **made;

    if (language == SC_LANGUAGE_en)
        return state->records[language];
    SC_BEGIN_CRITICAL_SECTION(state->reply_code_type);
    records = state->records[language];
    SC_END_CRITICAL_SECTION();
    if (records)
        return records;
    made = make_records(state, language);
    if (!made)
        return NULL;
    SC_BEGIN_CRITICAL_SECTION(state->reply_code_type);
    if (!state->records[language]) {
        state->records[language] = made;
        made = NULL;
    }
    records = state->records[language];
    SC_END_CRITICAL_SECTION();
    drop_records(made);
    return records;
}

PyObject *
record_of(module_state *state, const sc_code *code, sc_language language)
{
    const size_t at = sc_code_position(code);
    PyObject **records;

    if (at == SC_CODE_COUNT)
        return record_new(state, code, sc_code_language(code, language));
    records = records_in(state, language);
    if (!records)
        return NULL;
    return Py_NewRef(records[at] ? records[at] : state->records[SC_LANGUAGE_en][at]);
}

int
records_make(module_state *state)
{
    PyObject **records = make_records(state, SC_LANGUAGE_en);

    if (!records)
        return -1;
    state->records[SC_LANGUAGE_en] = records;
    for (size_t at = 0; at < SC_REPLY_COUNT; at++)
        state->by_number[record_code(records[at])->number - SC_CODE_LEAST] = records[at];
    return 0;
}

int
records_traverse(module_state *state, visitproc visit, void *arg)
{
    for (int language = 0; language < SC_LANGUAGE_COUNT; language++)
        for (size_t at = 0; state->records[language] && at < SC_CODE_COUNT; at++)
            Py_VISIT(state->records[language][at]);
    return 0;
}

void
records_clear(module_state *state)
{
    memset(state->by_number, 0, sizeof state->by_number);
    for (int language = 0; language < SC_LANGUAGE_COUNT; language++) {
        PyObject **records = state->records[language];
        state->records[language] = NULL;
        drop_records(records);
    }
}

/* ------------------------------------------------------------------------------------------ attributes */

#define GETTER(name) PyObject *name(PyObject *self, void *closure)

GETTER(record_keyword)
{
    const char *keyword = sc_code_keyword(record_code(self));

    (void)closure;
    return keyword ? PyUnicode_FromString(keyword) : Py_NewRef(Py_None);
}

GETTER(record_severity)
{
    (void)closure;
    return PyLong_FromLong(sc_code_severity(record_code(self)));
}

GETTER(record_label)
{
    sc_value value = sc_code_value(record_code(self), (sc_field)(intptr_t)closure);

    return PyUnicode_FromString(sc_value_label(value, as_record(self)->language));
}

GETTER(record_field_value)
{
    return value_object(sc_code_value(record_code(self), (sc_field)(intptr_t)closure));
}

GETTER(record_text)
{
    const text_source source = {
        .of = OF_CODE,
        .code = record_code(self),
        .part = (int)(intptr_t)closure,
        .language = as_record(self)->language};

    return text_object(&source);
}

GETTER(record_begins_with)
{
    return PyBool_FromLong(sc_code_severity(record_code(self)) == (int)(intptr_t)closure);
}

GETTER(record_registered)
{
    (void)closure;
    return PyBool_FromLong(record_code(self)->registered);
}

GETTER(record_grammatical)
{
    (void)closure;
    return PyBool_FromLong(record_code(self)->grammatical);
}

GETTER(record_references)
{
    (void)closure;
    return references_object(record_code(self));
}

GETTER(record_commands)
{
    (void)closure;
    return commands_object(record_code(self));
}

/* A tuple of the records of the codes that `next` finds. */
static PyObject *
tuple_of_records(PyObject *self, bool (*next)(const sc_code *code, size_t at, sc_code *other))
{
    module_state *state = state_of(self);
    PyObject *list = state ? PyList_New(0) : NULL;
    sc_code other;

    for (size_t at = 0; list && next(record_code(self), at, &other); at++)
        append(&list, record_of(state, &other, as_record(self)->language));
    return tuple_from_list(list);
}

GETTER(record_associated)
{
    (void)closure;
    return tuple_of_records(self, sc_code_associated);
}

GETTER(record_confused_with)
{
    (void)closure;
    return tuple_of_records(self, sc_code_confused_with);
}

GETTER(record_lang)
{
    (void)closure;
    return PyUnicode_FromString(sc_language_tag(as_record(self)->language));
}
