/* SPDX-License-Identifier: MIT
   Difference: one field in which compared codes differ. A plain immutable record. */

#include <stddef.h>

#include "types.h"

typedef struct difference {
    PyObject_HEAD
    PyObject *field, *values, *text;
} difference;

static PyObject *
filled(PyTypeObject *type, PyObject *field, PyObject *values, PyObject *text)
{
    difference *self = (difference *)PyType_GenericAlloc(type, 0);

    if (self) {
        self->field = Py_NewRef(field);
        self->values = Py_NewRef(values);
        self->text = Py_NewRef(text);
    }
    return (PyObject *)self;
}

PyObject *
difference_new(module_state *state, sc_field field, PyObject *values, PyObject *text)
{
    PyTypeObject *type = (PyTypeObject *)state->difference_type;
    PyObject *name = PyUnicode_FromString(sc_field_name(field));
    PyObject *self = name && values && text ? filled(type, name, values, text) : NULL;

    Py_XDECREF(name);
    Py_XDECREF(values);
    Py_XDECREF(text);
    return self;
}

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"field", "values", "text", NULL};
    PyObject *field, *values, *text;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "UO!U:Difference", names, &field, &PyTuple_Type, &values, &text))
        return NULL;
    return filled(type, field, values, text);
}

static int
traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    /* Any of them may be of a subclass with references of its own. */
    Py_VISIT(((difference *)self)->field);
    Py_VISIT(((difference *)self)->values);
    Py_VISIT(((difference *)self)->text);
    return 0;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    difference *this = (difference *)self;

    PyObject_GC_UnTrack(self);
    Py_XDECREF(this->field);
    Py_XDECREF(this->values);
    Py_XDECREF(this->text);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyObject *
as_tuple(PyObject *self)
{
    difference *this = (difference *)self;

    return PyTuple_Pack(3, this->field, this->values, this->text);
}

static PyObject *
represent(PyObject *self)
{
    difference *this = (difference *)self;

    return PyUnicode_FromFormat("Difference(%R, %R, %R)", this->field, this->values, this->text);
}

static PyObject *
as_str(PyObject *self)
{
    return Py_NewRef(((difference *)self)->text);
}

static Py_hash_t
hash(PyObject *self)
{
    PyObject *tuple = as_tuple(self);
    Py_hash_t value = tuple ? PyObject_Hash(tuple) : -1;

    Py_XDECREF(tuple);
    return value;
}

static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    if (!Py_IS_TYPE(other, Py_TYPE(self)) || (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    PyObject *one = as_tuple(self), *two = as_tuple(other), *result = NULL;
    if (one && two)
        result = PyObject_RichCompare(one, two, operation);
    Py_XDECREF(one);
    Py_XDECREF(two);
    return result;
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_BuildValue("ON", Py_TYPE(self), as_tuple(self));
}

static PyMemberDef members[] = {
    {"field", Py_T_OBJECT_EX, offsetof(difference, field), Py_READONLY,
     "Stable English name of the field, such as 'retry'."},
    {"values", Py_T_OBJECT_EX, offsetof(difference, values), Py_READONLY,
     "The value for each code, in the order of the comparison."},
    {"text", Py_T_OBJECT_EX, offsetof(difference, text), Py_READONLY,
     "The difference in a sentence, in the comparison's language."},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"Difference(field, values, text)\n--\n\n"
"One field in which compared codes differ.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},
    {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},
    {Py_tp_traverse, traverse},
    {Py_tp_repr, represent},
    {Py_tp_str, as_str},
    {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare},
    {Py_tp_members, members},
    {Py_tp_methods, methods},
    {0, NULL},
};

PyType_Spec difference_spec = {
    .name = "smtpcodes.Difference",
    .basicsize = sizeof(difference),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = slots};
