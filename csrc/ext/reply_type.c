/* SPDX-License-Identifier: MIT
   Reply: one reply of a server. It keeps the octets and what the core found in them; texts and lines
   become objects when they are read. And the two functions that go from octets to a Reply and back. */

#include <string.h>

#include "state.h"

typedef struct reply {
    PyObject_HEAD
    PyObject *raw;              /* bytes that begin like a reply */
    PyObject *module;           /* keeps the state alive, which takes the memory back */
    module_state *state;
    bool is_read;               /* value is there */
    sc_reply value;
} reply;

static inline reply *
as_reply(PyObject *self)
{
    return (reply *)self;
}

/* ------------------------------------------------------------------------------------ life and death */

static void
read_value(PyObject *raw, sc_reply *value)
{
    sc_reading reading;

    memset(&reading, 0, sizeof reading);
    (void)sc_reading_go(&reading, PyBytes_AsString(raw), (size_t)PyBytes_Size(raw), false, SIZE_MAX);
    *value = reading.reply;
}

/* What the core finds in a reply, read when something of it is first asked for: many a reply is only
   passed on. */
static const sc_reply *
value_of(PyObject *self)
{
    reply *this = as_reply(self);

    if (!this->is_read) {
        read_value(this->raw, &this->value);
        this->is_read = true;
    }
    return &this->value;
}

PyObject *
reply_new(PyObject *module, module_state *state, PyObject *raw, const sc_reply *value)
{
    reply *self = (reply *)take_memory(&state->spare_reply, state->reply_type);

    if (!self) {
        Py_DECREF(raw);
        return NULL;
    }
    self->raw = raw;
    self->module = Py_NewRef(module);
    self->state = state;
    self->is_read = value != NULL;
    if (value)
        self->value = *value;
#ifdef Py_GIL_DISABLED
    (void)value_of((PyObject *)self);       /* before another thread may see it */
#endif
    return (PyObject *)self;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *module = as_reply(self)->module;

    Py_DECREF(as_reply(self)->raw);
    give_memory(&as_reply(self)->state->spare_reply, self);
    Py_DECREF(type);
    Py_DECREF(module);
}

/* A reply out of bytes, whose reference it takes over. */
static inline PyObject *
from_bytes(PyObject *module, module_state *state, PyObject *raw)
{
    size_t error_pos;

    if (sc_reply_begins(PyBytes_AsString(raw), (size_t)PyBytes_Size(raw), &error_pos))
        return reply_new(module, state, raw, NULL);
    raise_not_a_reply(state, raw, error_pos);
    Py_DECREF(raw);
    return NULL;
}

/* Text stands for its UTF-8, and for the octets that surrogateescape made it from. */
static PyObject *
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

    return raw ? from_bytes(module, state, raw) : NULL;
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
    return raw ? from_bytes(PyType_GetModule(type), state, raw) : NULL;
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

GETTER(get_code)
{
    (void)closure;
    return PyLong_FromLong(value_of(self)->code);
}

GETTER(get_status)
{
    module_state *state = state_of(self);
    sc_code code;

    (void)closure;
    if (!state || sc_code_from_number(value_of(self)->code, &code) != SC_OK)
        return NULL;
    return record_of(state, &code, SC_LANGUAGE_en);
}

GETTER(get_enhanced)
{
    const int16_t *numbers = value_of(self)->numbers;
    module_state *state = state_of(self);
    sc_code code;

    (void)closure;
    if (!state)
        return NULL;
    if (sc_code_from_numbers(numbers[0], numbers[1], numbers[2], &code) != SC_OK)
        Py_RETURN_NONE;
    return record_of(state, &code, SC_LANGUAGE_en);
}

/* No octet can make this fail: what is no UTF-8 is shown as \xff. */
static PyObject *
line_text(const char *data, const sc_line *line)
{
    return PyUnicode_DecodeUTF8(data + line->text, (Py_ssize_t)(line->end - line->text), "backslashreplace");
}

static PyObject *
lines_list(PyObject *self)
{
    const char *data = PyBytes_AsString(as_reply(self)->raw);
    PyObject *list = PyList_New(0);
    sc_line line;

    for (size_t pos = 0; list && sc_line_at(data, value_of(self)->length, pos, &line); pos = line.next) {
        PyObject *text = line_text(data, &line);
        if (!text || PyList_Append(list, text) < 0)
            Py_CLEAR(list);
        Py_XDECREF(text);
    }
    return list;
}

GETTER(get_text)
{
    reply *this = as_reply(self);
    const char *data = PyBytes_AsString(this->raw);
    PyObject *list, *feed, *text = NULL;
    sc_line line;

    (void)closure;
    if (value_of(self)->line_count == 1 && sc_line_at(data, value_of(self)->length, 0, &line))
        return line_text(data, &line);
    list = lines_list(self);
    feed = list ? PyUnicode_FromStringAndSize("\n", 1) : NULL;
    if (feed)
        text = PyUnicode_Join(feed, list);
    Py_XDECREF(feed);
    Py_XDECREF(list);
    return text;
}

GETTER(get_lines)
{
    PyObject *list = lines_list(self), *tuple = list ? PyList_AsTuple(list) : NULL;

    (void)closure;
    Py_XDECREF(list);
    return tuple;
}

GETTER(get_raw)
{
    (void)closure;
    return Py_NewRef(as_reply(self)->raw);
}

enum { PROBLEMS_SHOWN = 100 };

GETTER(get_problems)
{
    const sc_reply *value = value_of(self);
    PyObject *raw = as_reply(self)->raw, *tuple;
    size_t data_len = (size_t)PyBytes_Size(raw), count = 0;
    sc_problem_found found[PROBLEMS_SHOWN];

    (void)closure;
    if (value->problems || data_len > value->length)
        count = sc_reply_problems(PyBytes_AsString(raw), data_len, value, found, PROBLEMS_SHOWN);
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
    {"code", get_code, NULL, "The reply code, an int; of the last line (RFC 5321 4.2.1).", NULL},
    {"status", get_status, NULL, "The reply code as a ReplyCode.", NULL},
    {"enhanced", get_enhanced, NULL, "The first enhanced status code as an EnhancedCode, or None.", NULL},
    {"text", get_text, NULL,
     "The text without codes, lines joined by line feeds; octets that are no UTF-8 as \\xff.", NULL},
    {"lines", get_lines, NULL, "The text of each line, without codes and line end.", NULL},
    {"raw", get_raw, NULL, "The octets as they were given.", NULL},
    {"problems", get_problems, NULL,
     "What the reply breaks: (name, position of the octet), by position, at most 100.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

PyDoc_STRVAR(doc,
"Reply(data)\n--\n\n"
"One reply of a server (RFC 5321 4.2), as parse() reads it.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},
    {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},
    {Py_tp_repr, represent},
    {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare},
    {Py_tp_getset, attributes},
    {Py_tp_methods, methods},
    {0, NULL}};

PyType_Spec reply_spec = {
    .name = "smtpcodes.Reply",
    .basicsize = sizeof(reply),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots};

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

    if (!state || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|OU$p:format_reply", names, &given, &enhanced,
                                               &text, &utf8)
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
