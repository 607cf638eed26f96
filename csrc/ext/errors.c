/* SPDX-License-Identifier: MIT
   From what went wrong to an exception: the only place that words one. A message names the value,
   shortened, and what would have been accepted. */

#include "errors.h"

#include "values.h"

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
                     "%U is no SMTP code: give a reply code from 100 to 599, such as 550, '550' or b'550', "
                     "or an enhanced status code, such as '5.1.1'",
                     shown);
    Py_XDECREF(shown);
    return -1;
}

int
raise_not_this_kind(module_state *state, PyObject *given, const char *wanted)
{
    PyObject *shown = shortened(given);

    if (shown)
        PyErr_Format(state->error_type, "%U is not %s", shown, wanted);
    Py_XDECREF(shown);
    return -1;
}

int
raise_not_numbers(module_state *state, PyObject *const given[3])
{
    PyObject *shown[3] = {shortened(given[0]), NULL, NULL};

    for (int i = 1; i < 3 && shown[i - 1]; i++)
        shown[i] = shortened(given[i]);
    if (shown[2])
        PyErr_Format(state->error_type,
                     "%U, %U, %U is no enhanced status code: the first is 2, 4 or 5, and the others are "
                     "from 0 to 999",
                     shown[0], shown[1], shown[2]);
    for (int i = 0; i < 3; i++)
        Py_XDECREF(shown[i]);
    return -1;
}

int
raise_unknown_language(PyObject *given)
{
    PyObject *shown = shortened(given);
    PyObject *known = shown ? PyUnicode_FromString(sc_language_tag(SC_LANGUAGE_en)) : NULL;

    for (int language = 1; known && language < SC_LANGUAGE_COUNT; language++)
        Py_SETREF(known, PyUnicode_FromFormat("%U, %s", known, sc_language_tag((sc_language)language)));
    if (known)
        PyErr_Format(PyExc_LookupError, "there are no texts in the language %U, only in: %U", shown, known);
    Py_XDECREF(known);
    Py_XDECREF(shown);
    return -1;
}

/* "... not <type>" */
static int
raise_type(const char *wanted, PyObject *given)
{
    PyObject *name = PyType_GetName(Py_TYPE(given));

    if (name)
        PyErr_Format(PyExc_TypeError, "%s, not %U", wanted, name);
    Py_XDECREF(name);
    return -1;
}

int
raise_wrong_type(PyObject *given)
{
    return raise_type("an SMTP code is an int, a str or bytes, such as 550, '550', b'550' or '5.1.1'", given);
}

int
raise_wrong_data(PyObject *given)
{
    return raise_type("a reply is bytes or a str", given);
}

int
raise_wrong_octets(PyObject *given)
{
    return raise_type("a stream of replies is fed as bytes or another buffer", given);
}

/* An SMTPCodesError that knows at which octet it is; takes over the message, which may be NULL. */
static int
raise_at(module_state *state, PyObject *message, size_t pos)
{
    PyObject *error = message ? PyObject_CallFunctionObjArgs(state->error_type, message, NULL) : NULL;
    PyObject *number = error ? PyLong_FromSize_t(pos) : NULL;

    if (number && PyObject_SetAttrString(error, "pos", number) == 0)
        PyErr_SetObject(state->error_type, error);
    Py_XDECREF(number);
    Py_XDECREF(error);
    Py_XDECREF(message);
    return -1;
}

int
raise_not_a_reply(module_state *state, PyObject *raw, size_t pos)
{
    PyObject *shown = shortened(raw);

    if (shown)
        raise_at(state,
                 PyUnicode_FromFormat("%U is no SMTP reply: that begins with a code from 100 to 599, then a space, a "
                                      "hyphen or the end of the line (position %zu)",
                                      shown, pos),
                 pos);
    Py_XDECREF(shown);
    return -1;
}

int
raise_too_long(module_state *state, size_t limit)
{
    return raise_at(state, PyUnicode_FromFormat("a reply has more than %zu octets, the limit of this reader", limit),
                    limit);
}

int
raise_not_sendable(module_state *state, sc_status status, const sc_draft *draft, size_t pos)
{
    PyObject *code = written_object(draft->code);
    PyObject *enhanced = code && draft->enhanced ? written_object(draft->enhanced) : NULL;

    switch (code ? status : SC_OK) {
    case SC_NOT_SENDABLE:
        PyErr_Format(state->error_type,
                     "%U is no code that a server may send: its first digit is from 2 to 5, its second from 0 "
                     "to 5 (RFC 5321 4.2)",
                     code);
        break;
    case SC_CLASS_DIFFERS:
        if (enhanced)
            PyErr_Format(state->error_type,
                         sc_code_severity(draft->code) == 3 ? "%U takes no enhanced code, and %U was given (RFC 2034 4)"
                                                            : "%U and %U begin with different digits (RFC 2034 4)",
                         code, enhanced);
        break;
    case SC_TEXT_HAS_CONTROL:
        raise_at(
            state,
            PyUnicode_FromFormat("the text of a reply holds no control character but tabs and line feeds (position "
                                 "%zu)",
                                 pos),
            pos);
        break;
    case SC_TEXT_NOT_ASCII:
        raise_at(
            state,
            PyUnicode_FromFormat("the text of a reply is ASCII (position %zu); to a client that asked for SMTPUTF8 "
                                 "send with utf8=True",
                                 pos),
            pos);
        break;
    case SC_TEXT_HAS_CODE:
        raise_at(
            state,
            PyUnicode_FromFormat("a line of the text begins with an enhanced status code (position %zu); give that "
                                 "as enhanced, so that each line carries it",
                                 pos),
            pos);
        break;
    default:
        break;
    }
    Py_XDECREF(enhanced);
    Py_XDECREF(code);
    return -1;
}

static void
raise_twice(module_state *state, const sc_code *code)
{
    PyObject *shown = written_object(code);

    if (shown)
        PyErr_Format(state->error_type, "a comparison needs different codes, and %U is given twice", shown);
    Py_XDECREF(shown);
}

int
raise_not_comparable(module_state *state, sc_status status, const sc_code *code)
{
    switch (status) {
    case SC_TOO_FEW_CODES:
        PyErr_SetString(state->error_type, "a comparison needs two or more different codes");
        break;
    case SC_TOO_MANY_CODES:
        PyErr_Format(state->error_type, "a comparison takes %d codes at the most", (int)SC_COMPARED_MAX);
        break;
    default:
        raise_twice(state, code);
    }
    return -1;
}
