/* SPDX-License-Identifier: MIT
   Records: a code with its facts and its texts in one language. Immutable. Those of registered codes are
   made once, at import, and shared; the number of a reply code is a Python object from the start,
   everything else becomes one when it is asked for. */

#include "records.h"

/* ------------------------------------------------------------------------------------ life and death */

PyObject *
record_new(module_state *state, const sc_code *code, sc_language language)
{
    PyObject *type = code->enhanced ? state->enhanced_code_type : state->reply_code_type;
    record *self = (record *)PyType_GenericAlloc((PyTypeObject *)type, 0);

    if (!self)
        return NULL;
    self->code = *code;
    self->code.basic = 0;       /* a record is of one code, in whatever company it was given */
    self->language = language;
    if (!code->enhanced) {
        self->number = PyLong_FromLong(code->number);
        if (!self->number)
            Py_CLEAR(self);
    }
    return (PyObject *)self;
}

PyObject *
record_of(module_state *state, const sc_code *code, sc_language language)
{
    size_t at = sc_code_position(code);

    if (at < SC_CODE_COUNT)
        return Py_NewRef(state->records[language][at]);
    return record_new(state, code, language);
}

const sc_code *
record_value(PyObject *self)
{
    return &as_record(self)->code;
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
record_itself(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_NewRef(self);
}

/* ------------------------------------------------------------------------------------------ attributes */

#define GETTER(name) PyObject *name(PyObject *self, void *closure)

GETTER(record_keyword)
{
    const char *keyword = sc_code_keyword(record_value(self));

    (void)closure;
    return keyword ? PyUnicode_FromString(keyword) : Py_NewRef(Py_None);
}

GETTER(record_severity)
{
    (void)closure;
    return PyLong_FromLong(sc_code_severity(record_value(self)));
}

GETTER(record_label)
{
    sc_aspect aspect = sc_code_aspect(record_value(self), (sc_field)(intptr_t)closure);

    return PyUnicode_FromString(sc_aspect_label(aspect, as_record(self)->language));
}

GETTER(record_aspect)
{
    return aspect_object(sc_code_aspect(record_value(self), (sc_field)(intptr_t)closure));
}

GETTER(record_text)
{
    const text_wanted wanted = {
        .kind = TEXT_OF_CODE, .code = record_value(self),
        .field = (sc_text_field)(intptr_t)closure, .language = as_record(self)->language};

    return text_object(&wanted);
}

GETTER(record_is_severity)
{
    return PyBool_FromLong(sc_code_severity(record_value(self)) == (int)(intptr_t)closure);
}

GETTER(record_registered)
{
    (void)closure;
    return PyBool_FromLong(record_value(self)->registered);
}

GETTER(record_grammatical)
{
    (void)closure;
    return PyBool_FromLong(record_value(self)->grammatical);
}

GETTER(record_references)
{
    (void)closure;
    return references_object(record_value(self));
}

GETTER(record_commands)
{
    (void)closure;
    return commands_object(record_value(self));
}

/* A tuple of the records that `next` finds. */
static PyObject *
tuple_of_records(PyObject *self, bool (*next)(const sc_code *code, size_t at, sc_code *other))
{
    module_state *state = state_of(self);
    PyObject *list = state ? PyList_New(0) : NULL, *tuple;
    sc_code other;

    for (size_t at = 0; list && next(record_value(self), at, &other); at++) {
        PyObject *one = record_of(state, &other, as_record(self)->language);
        if (!one || PyList_Append(list, one) < 0)
            Py_CLEAR(list);
        Py_XDECREF(one);
    }
    tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
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
