/* SPDX-License-Identifier: MIT
   ReplyReader: replies out of a stream that comes in pieces. The one type here that changes; it does no
   I/O. What was fed and not read yet lies in one buffer; a reply is scanned on where the last call stopped,
   so that a stream costs the same however it is cut. */

#include <string.h>

#include "errors.h"
#include "types.h"

enum { USUAL_LIMIT = 65536, LEAST_CAPACITY = 512 };

typedef struct reader {
    PyObject_HEAD
    char *buffer;
    size_t start, end, capacity;    /* unread octets are those from start to end */
    size_t limit;
    sc_reading reading;             /* of the reply that begins at start */
} reader;

static inline reader *
as_reader(PyObject *self)
{
    return (reader *)self;
}

/* ------------------------------------------------------------------------------------ life and death */

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"limit", NULL};
    Py_ssize_t limit = USUAL_LIMIT;
    reader *self;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|$n:ReplyReader", names, &limit))
        return NULL;
    if (limit < SC_LINE_MAX) {
        PyErr_Format(PyExc_ValueError, "the limit is %d octets or more, the length of a line, not %zd",
                     (int)SC_LINE_MAX, limit);
        return NULL;
    }
    self = (reader *)PyType_GenericAlloc(type, 0);
    if (self)
        self->limit = (size_t)limit;
    return (PyObject *)self;
}

static int
traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    PyObject_GC_UnTrack(self);
    PyMem_Free(as_reader(self)->buffer);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* -------------------------------------------------------------------------------------------- buffer */

/* Makes room for more octets behind the unread ones; false without memory. */
static bool
make_room(reader *this, size_t more)
{
    size_t unread = this->end - this->start, capacity = this->capacity;
    char *buffer;

    if (this->capacity - this->end >= more)
        return true;
    if (more > SIZE_MAX / 4 - unread)
        return false;
    /* Moving pays while it is no more than what was read. */
    if (this->start >= unread && capacity >= unread + more) {
        memmove(this->buffer, this->buffer + this->start, unread);
        this->start = 0;
        this->end = unread;
        return true;
    }
    capacity = LEAST_CAPACITY;
    while (capacity < unread + more)
        capacity += capacity / 2;
    buffer = PyMem_Malloc(capacity);
    if (!buffer)
        return false;
    if (unread)
        memcpy(buffer, this->buffer + this->start, unread);
    PyMem_Free(this->buffer);
    this->buffer = buffer;
    this->start = 0;
    this->end = unread;
    this->capacity = capacity;
    return true;
}

/* Drops octets at the start, and with the last of them a buffer that has grown large. */
static void
drop(reader *this, size_t octets)
{
    this->start += octets;
    memset(&this->reading, 0, sizeof this->reading);
    if (this->start < this->end)
        return;
    this->start = this->end = 0;
    if (this->capacity > USUAL_LIMIT) {
        PyMem_Free(this->buffer);
        this->buffer = NULL;
        this->capacity = 0;
    }
}

/* ----------------------------------------------------------------------------------------- methods */

static PyObject *
feed_lock_held(PyObject *self, const Py_buffer *data)
{
    reader *this = as_reader(self);

    if (data->len == 0)
        Py_RETURN_NONE;
    if (!make_room(this, (size_t)data->len))
        return PyErr_NoMemory();
    memcpy(this->buffer + this->end, data->buf, (size_t)data->len);
    this->end += (size_t)data->len;
    Py_RETURN_NONE;
}

/* Takes octets that lie one beside the other. */
static PyObject *
feed_contiguous(PyObject *self, PyObject *object)
{
    PyObject *result;
    Py_buffer data;

    if (PyObject_GetBuffer(object, &data, PyBUF_SIMPLE) < 0)
        return NULL;
    SC_BEGIN_CRITICAL_SECTION(self);
    result = feed_lock_held(self, &data);
    SC_END_CRITICAL_SECTION();
    PyBuffer_Release(&data);
    return result;
}

static PyObject *
feed(PyObject *self, PyObject *object)
{
    PyObject *result, *copy;

    if (PyUnicode_Check(object) || !PyObject_CheckBuffer(object)) {
        raise_wrong_octets(object);
        return NULL;
    }
    result = feed_contiguous(self, object);
    if (result || !PyErr_ExceptionMatches(PyExc_BufferError))
        return result;
    /* A memoryview with steps, which parse() takes as well. */
    PyErr_Clear();
    copy = PyBytes_FromObject(object);
    result = copy ? feed_contiguous(self, copy) : NULL;
    Py_XDECREF(copy);
    return result;
}

/* The next reply; NULL without an exception if there is none yet. */
static PyObject *
next_lock_held(PyObject *self)
{
    reader *this = as_reader(self);
    module_state *state = state_of(self);
    const char *data = this->buffer + this->start;
    size_t unread = this->end - this->start;
    PyObject *raw, *result;

    if (!state || unread == 0)
        return NULL;
    switch (sc_reading_go(&this->reading, data, unread, true, this->limit)) {
    case SC_OK:
        raw = PyBytes_FromStringAndSize(data, (Py_ssize_t)this->reading.reply.length);
        result = raw ? reply_new(state, raw, &this->reading.reply) : NULL;
        if (result)
            drop(this, this->reading.reply.length);
        return result;
    case SC_NEED_MORE:
        return NULL;
    case SC_TOO_LONG:
        raise_too_long(state, this->limit);
        return NULL;
    default:
        raw = PyBytes_FromStringAndSize(data, (Py_ssize_t)this->reading.reply.length);
        if (!raw)
            return NULL;
        raise_not_a_reply(state, raw, this->reading.error_pos);
        Py_DECREF(raw);
        if (PyErr_ExceptionMatches(state->error_type))      /* and not for want of memory */
            drop(this, this->reading.reply.length);
        return NULL;
    }
}

static PyObject *
iternext(PyObject *self)
{
    PyObject *result;

    SC_BEGIN_CRITICAL_SECTION(self);
    result = next_lock_held(self);
    SC_END_CRITICAL_SECTION();
    return result;
}

static PyObject *
next(PyObject *self, PyObject *unused)
{
    PyObject *result = iternext(self);

    (void)unused;
    return result || PyErr_Occurred() ? result : Py_NewRef(Py_None);
}

static PyObject *
clear(PyObject *self, PyObject *unused)
{
    (void)unused;
    SC_BEGIN_CRITICAL_SECTION(self);
    drop(as_reader(self), as_reader(self)->end - as_reader(self)->start);
    SC_END_CRITICAL_SECTION();
    Py_RETURN_NONE;
}

static PyObject *
get_pending(PyObject *self, void *closure)
{
    size_t pending;

    (void)closure;
    SC_BEGIN_CRITICAL_SECTION(self);
    pending = as_reader(self)->end - as_reader(self)->start;
    SC_END_CRITICAL_SECTION();
    return PyLong_FromSize_t(pending);
}

static PyObject *
get_limit(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromSize_t(as_reader(self)->limit);
}

static PyGetSetDef attributes[] = {
    {"pending", get_pending, NULL, "Octets that were fed and belong to no reply read so far.", NULL},
    {"limit", get_limit, NULL, "Octets that one reply may have.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef methods[] = {
    {"feed", feed, METH_O,
     "feed($self, data, /)\n--\n\n"
     "Takes octets of the stream, bytes or any buffer, cut wherever they happen to be."},
    {"next", next, METH_NOARGS,
     "next($self, /)\n--\n\n"
     "The next Reply, or None until more is fed.\n\n"
     "Raises SMTPCodesError for a line that is no reply, which is then behind you, and for a reply of more\n"
     "octets than the limit, of which nothing is taken: close the connection, or clear()."},
    {"clear", clear, METH_NOARGS,
     "clear($self, /)\n--\n\n"
     "Forgets what was fed, as for a new connection."},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"ReplyReader(*, limit=65536)\n--\n\n"
"Reads replies out of a stream, without I/O: feed() it, then take next() until that is None.\n\n"
"Any cut of the stream gives the same replies. limit is the number of octets that one reply may have.\n"
"Iterating gives the replies that are there.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},   {Py_tp_new, construct},          {Py_tp_dealloc, dealloc},
    {Py_tp_traverse, traverse}, {Py_tp_iter, PyObject_SelfIter}, {Py_tp_iternext, iternext},
    {Py_tp_getset, attributes}, {Py_tp_methods, methods},        {0, NULL},
};

PyType_Spec reader_spec = {
    .name = "smtpcodes.ReplyReader",
    .basicsize = sizeof(reader),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = slots};
