/* SPDX-License-Identifier: MIT
   From what went wrong to an exception: the only place that words one. A message names the value,
   shortened, and what would have been accepted. */

#include "state.h"

enum { SHOWN_LENGTH = 40 };

/* repr() of the value, cut so that no caller's megabytes land in a message. Str and bytes are cut
   before repr, which also keeps a subclass's own __repr__ out. */
static PyObject *
shortened(PyObject *given)
{
    PyObject *head = NULL, *shown = NULL;
    bool cut = false;

    if (PyUnicode_Check(given)) {
        Py_ssize_t length = PyUnicode_GetLength(given);
        cut = length > SHOWN_LENGTH;
        head = PyUnicode_Substring(given, 0, cut ? SHOWN_LENGTH : length);
    }
    else if (PyBytes_Check(given)) {
        Py_ssize_t length = PyBytes_Size(given);
        cut = length > SHOWN_LENGTH;
        head = PyBytes_FromStringAndSize(PyBytes_AsString(given), cut ? SHOWN_LENGTH : length);
    }
    else {
        head = Py_NewRef(given);
    }
    if (!head)
        return NULL;
    shown = PyObject_Repr(head);
    Py_DECREF(head);
    if (!shown && PyErr_ExceptionMatches(PyExc_ValueError)) {
        /* Python refuses to print integers of more than 4300 digits. */
        PyErr_Clear();
        return PyUnicode_FromString("that integer");
    }
    if (shown && !cut && PyUnicode_GetLength(shown) > SHOWN_LENGTH + 2) {
        Py_SETREF(shown, PyUnicode_Substring(shown, 0, SHOWN_LENGTH));
        cut = true;
    }
    if (shown && cut)
        Py_SETREF(shown, PyUnicode_FromFormat("%U...", shown));
    return shown;
}

int
raise_not_a_code(module_state *state, PyObject *given)
{
    PyObject *shown = shortened(given);

    if (shown)
        PyErr_Format(state->error_type,
                     "%U is no SMTP reply code: give three digits from 100 to 599, "
                     "such as 550, '550' or b'550'", shown);
    Py_XDECREF(shown);
    return -1;
}

int
raise_wrong_type(PyObject *given)
{
    PyObject *name = PyType_GetName(Py_TYPE(given));

    if (name)
        PyErr_Format(PyExc_TypeError,
                     "an SMTP reply code is an int, a str or bytes, such as 550, '550' or b'550', "
                     "not %U", name);
    Py_XDECREF(name);
    return -1;
}

int
raise_unknown_language(PyObject *given)
{
    PyObject *shown = shortened(given);
    PyObject *known = shown ? PyUnicode_FromString(sc_language_tag(SC_LANGUAGE_en)) : NULL;

    for (int language = 1; known && language < SC_LANGUAGE_COUNT; language++)
        Py_SETREF(known, PyUnicode_FromFormat("%U, %s", known,
                                              sc_language_tag((sc_language)language)));
    if (known)
        PyErr_Format(PyExc_LookupError, "there are no texts in the language %U, only in: %U",
                     shown, known);
    Py_XDECREF(known);
    Py_XDECREF(shown);
    return -1;
}

int
raise_status(module_state *state, sc_status status, const sc_code *code)
{
    switch (status) {
    case SC_TOO_FEW_CODES:
        PyErr_SetString(state->error_type, "a comparison needs two or more different codes");
        break;
    case SC_SAME_CODE_TWICE:
        PyErr_Format(state->error_type,
                     "a comparison needs different codes, and %d is given twice", (int)code->number);
        break;
    default:
        PyErr_SetString(PyExc_SystemError, "smtpcodes met a status that it does not know");
    }
    return -1;
}
