/* SPDX-License-Identifier: MIT
   The core's facts and texts as Python objects. */

#include <string.h>

#include "values.h"

/* ------------------------------------------------------------------------------------------- texts */

enum { USUAL_SIZE = 2048 };     /* room for any text of two codes; longer ones are written twice */

static size_t
write_text(const text_source *source, char *buffer, size_t capacity)
{
    switch (source->of) {
    case OF_CODE:
        return sc_code_text(source->code, (sc_text_field)source->part, source->language, buffer, capacity);
    case OF_COMPARISON:
        return sc_comparison_text(source->comparison, (sc_comparison_part)source->part, source->at, source->language,
                                  buffer, capacity);
    default:
        return sc_explanation_text(source->situation, source->decision, (sc_explanation_part)source->part,
                                   source->language, buffer, capacity);
    }
}

PyObject *
text_object(const text_source *source)
{
    char usual[USUAL_SIZE];
    size_t length = write_text(source, usual, sizeof usual);
    PyObject *text;

    if (length <= sizeof usual)
        return PyUnicode_DecodeUTF8(usual, (Py_ssize_t)length, NULL);
    char *roomy = PyMem_Malloc(length);
    if (!roomy)
        return PyErr_NoMemory();
    write_text(source, roomy, length);
    text = PyUnicode_DecodeUTF8(roomy, (Py_ssize_t)length, NULL);
    PyMem_Free(roomy);
    return text;
}

/* ------------------------------------------------------------------------------------------- facts */

PyObject *
tuple_from_list(PyObject *list)
{
    PyObject *tuple = list ? PyList_AsTuple(list) : NULL;

    Py_XDECREF(list);
    return tuple;
}

int
append(PyObject **list, PyObject *item)
{
    if (!item || PyList_Append(*list, item) < 0)
        Py_CLEAR(*list);
    Py_XDECREF(item);
    return *list ? 0 : -1;
}

PyObject *
value_object(sc_value value)
{
    const char *name = sc_value_name(value);

    return *name ? PyUnicode_FromString(name) : Py_NewRef(Py_None);
}

PyObject *
references_object(const sc_code *code)
{
    const char *references = sc_code_references(code), *rest = references ? references : "";
    PyObject *list = PyList_New(0);

    while (list && *rest) {
        size_t len = strcspn(rest, ";");
        append(&list, PyUnicode_FromStringAndSize(rest, (Py_ssize_t)len));
        rest += len + (rest[len] == ';');
    }
    return tuple_from_list(list);
}

PyObject *
written_object(const sc_code *code)
{
    char text[SC_WRITTEN_MAX];

    return PyUnicode_FromStringAndSize(text, (Py_ssize_t)sc_code_written(code, text));
}

PyObject *
associated_object(const sc_code *code)
{
    PyObject *list = PyList_New(0);
    sc_code other;

    if (code->reply_code) {
        if (list)
            append(&list, PyLong_FromLong(code->reply_code));
        return tuple_from_list(list);
    }
    for (size_t at = 0; list && sc_code_associated(code, at, &other); at++)
        append(&list, other.enhanced ? written_object(&other) : PyLong_FromLong(other.number));
    return tuple_from_list(list);
}

/* A tuple with an item for each command that brings the code, made by `item`. */
static PyObject *
command_tuple(const sc_code *code, PyObject *(*item)(const char *name, const sc_code *code))
{
    Py_ssize_t count = 0, at = 0;
    PyObject *tuple;

    for (int command = 0; command < SC_COMMAND_COUNT; command++)
        count += code->facts->commands >> command & 1;
    tuple = PyTuple_New(count);
    for (int command = 0; tuple && command < SC_COMMAND_COUNT; command++) {
        if (!(code->facts->commands >> command & 1))
            continue;
        PyObject *one = item(sc_command_name((sc_command)command), code);
        if (!one || PyTuple_SetItem(tuple, at++, one) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *
just_name(const char *name, const sc_code *code)
{
    (void)code;
    return PyUnicode_FromString(name);
}

/* RFC 5321 4.3.2: S for success, I for intermediate, E for error */
static PyObject *
name_and_outcome(const char *name, const sc_code *code)
{
    int severity = sc_code_severity(code);

    return Py_BuildValue("(ss)", name, severity == 2 ? "S" : severity == 3 ? "I" : "E");
}

PyObject *
command_names_object(const sc_code *code)
{
    return command_tuple(code, just_name);
}

PyObject *
commands_object(const sc_code *code)
{
    return command_tuple(code, name_and_outcome);
}

/* -------------------------------------------------------------------------------------- vocabulary */

/* Puts an item under a key and drops it; false if either is not to be had. */
static bool
put(PyObject *dict, const char *key, PyObject *item)
{
    bool done = item && PyDict_SetItemString(dict, key, item) == 0;

    Py_XDECREF(item);
    return done;
}

static bool
put_words(PyObject *values, sc_value value, sc_language language)
{
    PyObject *key = Py_BuildValue("(sN)", sc_field_name(sc_value_field(value)), value_object(value));
    PyObject *words = Py_BuildValue("(ss)", sc_value_label(value, language), sc_value_clause(value, language));
    bool done = key && words && PyDict_SetItem(values, key, words) == 0;

    Py_XDECREF(key);
    Py_XDECREF(words);
    return done;
}

PyObject *
vocabulary_object(sc_language language)
{
    PyObject *sentences = PyDict_New(), *fields = PyDict_New();
    PyObject *values = PyDict_New(), *commands = PyDict_New(), *problems = PyDict_New();
    bool done = sentences && fields && values && commands && problems;

    for (int i = 0; done && i < SC_SENTENCE_COUNT; i++)
        done = put(sentences, sc_sentence_name((sc_sentence)i),
                   PyUnicode_FromString(sc_sentence_text((sc_sentence)i, language)));
    for (int i = 0; done && i < SC_FIELD_COUNT; i++)
        done = put(fields, sc_field_name((sc_field)i), PyUnicode_FromString(sc_field_heading((sc_field)i, language)));
    for (int i = SC_UNSET + 1; done && i < SC_VALUE_COUNT; i++)
        done = put_words(values, (sc_value)i, language);
    for (int i = 0; done && i < SC_COMMAND_COUNT; i++)
        done = put(commands, sc_command_name((sc_command)i),
                   PyUnicode_FromString(sc_command_spoken((sc_command)i, language)));
    for (int i = 0; done && i < SC_PROBLEM_COUNT; i++)
        done = put(problems, sc_problem_name((sc_problem)i),
                   PyUnicode_FromString(sc_problem_sentence((sc_problem)i, language)));
    if (done)
        return Py_BuildValue("{sNsNsNsNsN}", "sentences", sentences, "fields", fields, "values", values, "commands",
                             commands, "problems", problems);
    Py_XDECREF(sentences);
    Py_XDECREF(fields);
    Py_XDECREF(values);
    Py_XDECREF(commands);
    Py_XDECREF(problems);
    return NULL;
}
