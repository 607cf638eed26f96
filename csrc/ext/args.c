/* SPDX-License-Identifier: MIT
   What callers pass, turned into the core's values. Whatever they pass, the worst that comes of it
   is an exception. */

#include "args.h"

#include "errors.h"
#include "types.h"

static int
code_from_int(module_state *state, PyObject *object, PyObject *given, sc_code *code)
{
    int overflow;
    long number = PyLong_AsLongAndOverflow(object, &overflow);

    if (number == -1 && !overflow && PyErr_Occurred())
        return -1;
    if (overflow || sc_code_from_number(number, code) != SC_OK)
        return raise_not_a_code(state, given);
    return 0;
}

/* What reads a text: sc_code_from_text or sc_code_from_text_or_pair. */
typedef sc_status text_reader(const char *text, size_t text_len, sc_code *code);

static int
code_from_str(module_state *state, PyObject *object, text_reader *read, sc_code *code)
{
    /* The length first: a long text would be encoded as a whole, and kept so. */
    if (PyUnicode_GetLength(object) <= SC_WRITTEN_MAX) {
        Py_ssize_t text_len;
        const char *text = PyUnicode_AsUTF8AndSize(object, &text_len);
        if (!text) {
            if (!PyErr_ExceptionMatches(PyExc_UnicodeError))
                return -1;
            PyErr_Clear();      /* a lone surrogate */
        }
        else if (read(text, (size_t)text_len, code) == SC_OK) {
            return 0;
        }
    }
    return raise_not_a_code(state, object);
}

static int
code_from_bytes(module_state *state, PyObject *object, text_reader *read, sc_code *code)
{
    char *text;
    Py_ssize_t text_len;

    if (PyBytes_AsStringAndSize(object, &text, &text_len) < 0)
        return -1;
    if (read(text, (size_t)text_len, code) != SC_OK)
        return raise_not_a_code(state, object);
    return 0;
}

static int
code_from(module_state *state, PyObject *object, text_reader *read, sc_code *code)
{
    int result;

    if (PyLong_CheckExact(object))
        return code_from_int(state, object, object, code);
    if (PyUnicode_Check(object))
        return code_from_str(state, object, read, code);
    if (PyBytes_Check(object))
        return code_from_bytes(state, object, read, code);
    if (Py_IS_TYPE(object, (PyTypeObject *)state->reply_code_type)
        || Py_IS_TYPE(object, (PyTypeObject *)state->enhanced_code_type)) {
        *code = *record_code(object);
        return 0;
    }
    /* IntEnum members are ints; NumPy's integers only have __index__. A bool is no code. */
    if (PyBool_Check(object) || !PyIndex_Check(object))
        return raise_wrong_type(object);
    PyObject *number = PyNumber_Index(object);
    if (!number)
        return -1;
    result = code_from_int(state, number, object, code);
    Py_DECREF(number);
    return result;
}

int
code_from_object(module_state *state, PyObject *object, sc_code *code)
{
    return code_from(state, object, sc_code_from_text, code);
}

int
code_or_pair_from_object(module_state *state, PyObject *object, sc_code *code)
{
    return code_from(state, object, sc_code_from_text_or_pair, code);
}

int
reply_code_from_object(module_state *state, PyObject *object, sc_code *code)
{
    if (code_from_object(state, object, code) < 0)
        return -1;
    return code->enhanced ? raise_not_this_kind(state, object, "a reply code, such as 550") : 0;
}

int
enhanced_code_from_object(module_state *state, PyObject *object, sc_code *code)
{
    if (code_from_object(state, object, code) < 0)
        return -1;
    return code->enhanced ? 0 : raise_not_this_kind(state, object, "an enhanced code, such as '5.1.1'");
}

int
enhanced_code_from_objects(module_state *state, PyObject *const given[3], sc_code *code)
{
    long numbers[3];

    for (int i = 0; i < 3; i++) {
        int overflow;
        PyObject *number = PyBool_Check(given[i]) ? NULL : PyNumber_Index(given[i]);
        if (!number) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_TypeError, "an enhanced code has three ints, not a bool");
            return -1;
        }
        numbers[i] = PyLong_AsLongAndOverflow(number, &overflow);
        Py_DECREF(number);
        if (numbers[i] == -1 && !overflow && PyErr_Occurred())
            return -1;
    }
    /* A number past a long came out as -1, which is none of an enhanced code either. */
    if (sc_code_from_numbers(numbers[0], numbers[1], numbers[2], code) != SC_OK)
        return raise_not_numbers(state, given);
    return 0;
}

int
language_from_object(PyObject *object, sc_language *language)
{
    const char *tag;
    Py_ssize_t tag_len;

    *language = SC_LANGUAGE_en;
    if (!object || object == Py_None)
        return 0;
    if (!PyUnicode_Check(object)) {
        PyObject *name = PyType_GetName(Py_TYPE(object));
        if (name)
            PyErr_Format(PyExc_TypeError, "lang is a language tag such as 'vi', or None, not %U", name);
        Py_XDECREF(name);
        return -1;
    }
    tag = PyUnicode_AsUTF8AndSize(object, &tag_len);
    if (!tag) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeError))
            return -1;
        PyErr_Clear();
        return raise_unknown_language(object);
    }
    *language = sc_language_find(tag, (size_t)tag_len);
    return *language == SC_LANGUAGE_COUNT ? raise_unknown_language(object) : 0;
}

PyObject *
keyword_argument(PyObject *const *values, PyObject *names, const char *name, Py_ssize_t *used)
{
    for (Py_ssize_t i = 0; names && i < PyTuple_Size(names); i++)
        if (PyUnicode_CompareWithASCIIString(PyTuple_GetItem(names, i), name) == 0) {
            *used += 1;
            return values[i];
        }
    return NULL;
}

int
no_other_keywords(const char *function, PyObject *names, Py_ssize_t used)
{
    if (!names || PyTuple_Size(names) == used)
        return 0;
    PyErr_Format(PyExc_TypeError, "%s() was given a keyword argument that it does not have, in %R", function, names);
    return -1;
}
