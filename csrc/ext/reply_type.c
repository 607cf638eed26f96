/* SPDX-License-Identifier: MIT
   Reply: one reply of a server. It keeps the octets and what the core found in them; code and text are objects from
   the start, since nearly everybody reads them, all else becomes one when it is read. And the two functions that go
   from octets to a Reply and back. */

#include <stddef.h>

#include "args.h"
#include "errors.h"
#include "types.h"
#include "values.h"

typedef struct reply {
    PyObject_HEAD
    PyObject *raw;      /* bytes that begin like a reply */
    PyObject *code;     /* an int */
    PyObject *text;     /* a str */
    sc_reply value;
} reply;

static inline reply *
as_reply(PyObject *self)
{
    return (reply *)self;
}

const sc_reply *
reply_value(PyObject *self)
{
    return &as_reply(self)->value;
}

/* ------------------------------------------------------------------------------------ life and death */

enum { LONG_TEXT = 1024 };

/* Python's own handler takes a fifth of a microsecond for each octet that it spells out. */
SC_SLOW_PATH static PyObject *
decoded_long(const char *text, size_t text_len)
{
    const size_t length = sc_text_as_utf8(text, text_len, NULL, 0);
    char *spelled;
    PyObject *result;

    if (length == text_len)
        return PyUnicode_DecodeUTF8(text, (Py_ssize_t)text_len, NULL);
    spelled = PyMem_Malloc(length);
    if (!spelled)
        return PyErr_NoMemory();
    sc_text_as_utf8(text, text_len, spelled, length);
    result = PyUnicode_DecodeUTF8(spelled, (Py_ssize_t)length, NULL);
    PyMem_Free(spelled);
    return result;
}

/* No octet can make this fail: what is no UTF-8 is shown as \xff. */
static inline PyObject *
decoded(const char *text, size_t text_len)
{
    return text_len > LONG_TEXT ? decoded_long(text, text_len)
                                : PyUnicode_DecodeUTF8(text, (Py_ssize_t)text_len, "backslashreplace");
}

/* The number of a reply code as the int that its record has, if it is registered. */
static inline PyObject *
number_of(module_state *state, int code)
{
    PyObject *record = state->by_number[code - SC_CODE_LEAST];

    return record ? record_number(record) : PyLong_FromLong(code);
}

/* A reply of these octets, still without all else; takes over the reference, also when it fails. */
static inline reply *
allocate(module_state *state, PyObject *raw)
{
    reply *self = PyObject_New(reply, (PyTypeObject *)state->reply_type);

    if (!self) {
        Py_DECREF(raw);
        return NULL;
    }
    self->raw = raw;
    self->code = self->text = NULL;
    return self;
}

/* The same once its value is there, with the text, whose reference it takes over. */
static inline PyObject *
finish(module_state *state, reply *self, PyObject *text)
{
    self->text = text;
    if (text)
        self->code = number_of(state, self->value.code);
    if (!self->code)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    Py_DECREF(as_reply(self)->raw);
    Py_XDECREF(as_reply(self)->code);
    Py_XDECREF(as_reply(self)->text);
    PyObject_Free(self);
    Py_DECREF(type);
}

enum { USUAL_TEXT = 1024 };

/* Where texts of lines are joined: memory at hand for those that are not long. NULL with an exception. */
static inline char *
text_buffer(char usual[USUAL_TEXT], size_t size)
{
    char *buffer = size <= USUAL_TEXT ? usual : PyMem_Malloc(size);

    if (!buffer)
        PyErr_NoMemory();
    return buffer;
}

/* The text of a reply of one line, which stands in the data. */
static inline PyObject *
text_of_line(const char *data, const sc_reply *value)
{
    return decoded(data + value->text, value->end - value->text);
}

PyObject *
reply_new(module_state *state, PyObject *raw, const sc_reply *value)
{
    reply *self = allocate(state, raw);
    char usual[USUAL_TEXT], *buffer;
    PyObject *text;

    if (!self)
        return NULL;
    self->value = *value;
    if (value->line_count == 1)
        return finish(state, self, text_of_line(bytes_data(raw), value));
    buffer = text_buffer(usual, value->length);
    text = buffer ? decoded(buffer, sc_reply_text(bytes_data(raw), value->length, buffer)) : NULL;
    if (buffer != usual)
        PyMem_Free(buffer);
    return finish(state, self, text);
}

PyObject *
reply_from_bytes(module_state *state, PyObject *raw, size_t *error_pos)
{
    const char *data = bytes_data(raw);
    const size_t data_len = bytes_size(raw);
    reply *self = allocate(state, raw);
    char usual[USUAL_TEXT], *buffer;
    PyObject *text = NULL;
    size_t text_len;

    if (!self)
        return NULL;
    buffer = text_buffer(usual, data_len);
    if (buffer && sc_reply_read(data, data_len, &self->value, buffer, &text_len) == SC_OK)
        text = self->value.line_count == 1 ? text_of_line(data, &self->value) : decoded(buffer, text_len);
    else if (buffer)
        (void)sc_reply_begins(data, data_len, error_pos);
    if (buffer != usual)
        PyMem_Free(buffer);
    return finish(state, self, text);
}

/* The same, with an exception where they do not begin with a reply. */
static PyObject *
from_bytes(module_state *state, PyObject *raw)
{
    size_t error_pos;
    PyObject *self;

    Py_INCREF(raw);     /* for the message */
    self = reply_from_bytes(state, raw, &error_pos);
    if (!self && !PyErr_Occurred())
        raise_not_a_reply(state, raw, error_pos);
    Py_DECREF(raw);
    return self;
}

PyObject *
encoded(PyObject *text)
{
    PyObject *raw = PyUnicode_AsEncodedString(text, "utf-8", "surrogateescape");

    if (!raw && PyErr_ExceptionMatches(PyExc_UnicodeError)) {
        PyErr_Clear();
        raw = PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace");
    }
    return raw;
}

static PyObject *
bytes_of(PyObject *object)
{
    if (PyBytes_CheckExact(object))
        return Py_NewRef(object);
    if (PyUnicode_Check(object))
        return encoded(object);
    if (PyObject_CheckBuffer(object))
        return PyBytes_FromObject(object);
    raise_wrong_data(object);
    return NULL;
}

PyObject *
parse(PyObject *module, PyObject *data)
{
    module_state *state = alive(PyModule_GetState(module));
    PyObject *raw = state ? bytes_of(data) : NULL;

    return raw ? from_bytes(state, raw) : NULL;
}

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"data", NULL};
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *data, *raw;

    if (!state || !PyArg_ParseTupleAndKeywords(args, kwargs, "O:Reply", names, &data))
        return NULL;
    raw = bytes_of(data);
    return raw ? from_bytes(state, raw) : NULL;
}

/* ------------------------------------------------------------------------------------------ as a value */

static PyObject *
represent(PyObject *self)
{
    return PyUnicode_FromFormat("Reply(%R)", as_reply(self)->raw);
}

static Py_hash_t
hash(PyObject *self)
{
    return PyObject_Hash(as_reply(self)->raw);
}

static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    if (!Py_IS_TYPE(other, Py_TYPE(self)) || (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    return PyObject_RichCompare(as_reply(self)->raw, as_reply(other)->raw, operation);
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_BuildValue("O(O)", Py_TYPE(self), as_reply(self)->raw);
}

/* ------------------------------------------------------------------------------------------ attributes */

#define GETTER(name) static PyObject *name(PyObject *self, void *closure)

GETTER(get_status)
{
    module_state *state = state_of(self);
    sc_code code;

    (void)closure;
    if (!state || sc_code_from_number(reply_value(self)->code, &code) != SC_OK)
        return NULL;
    return record_of(state, &code, SC_LANGUAGE_en);
}

GETTER(get_enhanced)
{
    const int16_t *numbers = reply_value(self)->numbers;
    module_state *state = state_of(self);
    sc_code code;

    (void)closure;
    if (!state)
        return NULL;
    if (sc_code_from_numbers(numbers[0], numbers[1], numbers[2], &code) != SC_OK)
        Py_RETURN_NONE;
    return record_of(state, &code, SC_LANGUAGE_en);
}

GETTER(get_lines)
{
    const char *data = bytes_data(as_reply(self)->raw);
    PyObject *list = PyList_New(0);
    sc_line line;

    (void)closure;
    for (size_t pos = 0; list && sc_line_at(data, reply_value(self)->length, pos, &line); pos = line.next)
        append(&list, decoded(data + line.text, line.end - line.text));
    return tuple_from_list(list);
}

enum { PROBLEMS_SHOWN = 100 };

GETTER(get_problems)
{
    const sc_reply *value = reply_value(self);
    PyObject *raw = as_reply(self)->raw, *tuple;
    sc_problem_found found[PROBLEMS_SHOWN];
    size_t count;

    (void)closure;
    count = sc_reply_problems(bytes_data(raw), bytes_size(raw), value, found, PROBLEMS_SHOWN);
    if (count > PROBLEMS_SHOWN)
        count = PROBLEMS_SHOWN;
    tuple = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *one = Py_BuildValue("(sn)", sc_problem_name(found[i].problem), (Py_ssize_t)found[i].pos);
        if (!one || PyTuple_SetItem(tuple, (Py_ssize_t)i, one) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyGetSetDef attributes[] = {
    {"status", get_status, NULL, "The reply code as a ReplyCode.", NULL},
    {"enhanced", get_enhanced, NULL, "The first enhanced status code as an EnhancedCode, or None.", NULL},
    {"lines", get_lines, NULL, "The text of each line, without codes and line end.", NULL},
    {"problems", get_problems, NULL, "What the reply breaks: (name, position of the octet), by position, at most 100.",
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef members[] = {
    {"code", Py_T_OBJECT_EX, offsetof(reply, code), Py_READONLY,
     "The reply code, an int; of the last line (RFC 5321 4.2.1)."},
    {"text", Py_T_OBJECT_EX, offsetof(reply, text), Py_READONLY,
     "The text without codes, lines joined by line feeds; octets that are no UTF-8 as \\xff."},
    {"raw", Py_T_OBJECT_EX, offsetof(reply, raw), Py_READONLY, "The octets as they were given."},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"Reply(data)\n--\n\n"
"One reply of a server (RFC 5321 4.2), as parse() reads it.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},   {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},   {Py_tp_repr, represent},
    {Py_tp_hash, hash},         {Py_tp_richcompare, rich_compare},
    {Py_tp_getset, attributes}, {Py_tp_members, members},
    {Py_tp_methods, methods},   {0, NULL},
};

PyType_Spec reply_spec = {
    .name = "smtpcodes.Reply", .basicsize = sizeof(reply), .flags = Py_TPFLAGS_DEFAULT, .slots = slots};

/* ------------------------------------------------------------------------------------------- writing */

/* The reply as bytes: the length first, then the octets. */
static PyObject *
written_reply(module_state *state, const sc_draft *draft)
{
    char usual[1024];
    size_t length;
    sc_status status = sc_reply_write(draft, usual, sizeof usual, &length);
    PyObject *raw;

    if (status != SC_OK) {
        raise_not_sendable(state, status, draft, length);
        return NULL;
    }
    raw = PyBytes_FromStringAndSize(length <= sizeof usual ? usual : NULL, (Py_ssize_t)length);
    if (raw && length > sizeof usual)
        (void)sc_reply_write(draft, PyBytes_AsString(raw), length, &length);
    return raw;
}

PyObject *
format_reply(PyObject *module, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"code", "enhanced", "text", "utf8", NULL};
    module_state *state = alive(PyModule_GetState(module));
    PyObject *given, *enhanced = Py_None, *text = NULL;
    int utf8 = 0;
    sc_code code, detail;
    sc_draft draft = {.code = &code, .text = ""};
    Py_ssize_t text_len = 0;

    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|OU$p:format_reply", names, &given, &enhanced, &text, &utf8)
        || reply_code_from_object(state, given, &code) < 0)
        return NULL;
    if (enhanced != Py_None) {
        if (enhanced_code_from_object(state, enhanced, &detail) < 0)
            return NULL;
        draft.enhanced = &detail;
    }
    if (text) {
        draft.text = PyUnicode_AsUTF8AndSize(text, &text_len);
        if (!draft.text)
            return NULL;        /* a UnicodeEncodeError, which is a ValueError */
    }
    draft.text_len = (size_t)text_len;
    draft.utf8 = utf8;
    return written_reply(state, &draft);
}
