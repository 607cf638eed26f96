/* SPDX-License-Identifier: MIT
   ReplyCode: the record of a reply code, which is as good as its int. */

#include <stddef.h>

#include "args.h"
#include "records.h"

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"code", "lang", NULL};
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *given, *lang = NULL;
    sc_language language;
    sc_code code;

    if (!state || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:ReplyCode", names, &given, &lang)
        || language_from_object(lang, &language) < 0 || reply_code_from_object(state, given, &code) < 0)
        return NULL;
    return record_of(state, &code, language);
}

/* ------------------------------------------------------------------------------------------ as a value */

static PyObject *
represent(PyObject *self)
{
    record *this = as_record(self);

    if (this->language == SC_LANGUAGE_en)
        return PyUnicode_FromFormat("ReplyCode(%d)", (int)this->code.number);
    return PyUnicode_FromFormat("ReplyCode(%d, lang='%s')", (int)this->code.number, sc_language_tag(this->language));
}

static PyObject *
as_str(PyObject *self)
{
    return PyObject_Str(as_record(self)->number);
}

static PyObject *
as_int(PyObject *self)
{
    return Py_NewRef(as_record(self)->number);
}

static Py_hash_t
hash(PyObject *self)
{
    return PyObject_Hash(as_record(self)->number);
}

/* A code compares as its int does, with ints and with codes in whatever language. */
static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    long one = as_record(self)->code.number, two;

    if (Py_IS_TYPE(other, Py_TYPE(self))) {
        two = as_record(other)->code.number;
    }
    else if (PyLong_Check(other)) {
        int overflow;
        two = PyLong_AsLongAndOverflow(other, &overflow);
        if (two == -1 && !overflow && PyErr_Occurred())
            return NULL;
        if (overflow)
            two = overflow > 0 ? LONG_MAX : LONG_MIN;
    }
    else {
        Py_RETURN_NOTIMPLEMENTED;
    }
    Py_RETURN_RICHCOMPARE(one, two, operation);
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    record *this = as_record(self);

    (void)unused;
    if (this->language == SC_LANGUAGE_en)
        return Py_BuildValue("O(O)", Py_TYPE(self), this->number);
    return Py_BuildValue("O(Os)", Py_TYPE(self), this->number, sc_language_tag(this->language));
}

/* ------------------------------------------------------------------------------------------ attributes */

static PyObject *
get_category(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromLong(sc_code_category(record_code(self)));
}

static PyGetSetDef attributes[] = {
    SC_RECORD_ATTRIBUTES,
    {"category", get_category, NULL, "Second digit, 0 to 9 (RFC 5321 4.2.1).", NULL},
    SC_LABEL("category_name", CATEGORY, "Name of the category in the record's language."),
    {"enhanced", record_associated, NULL,
     "Enhanced codes that the IANA registry lists with it, in the class of its first digit.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef members[] = {
    {"code", Py_T_OBJECT_EX, offsetof(record, number), Py_READONLY, "The number, an int."},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    SC_RECORD_METHODS,
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"ReplyCode(code, lang=None)\n--\n\n"
"An SMTP reply code (RFC 5321 4.2): its facts, and its texts in one language.\n\n"
"Takes a reply code as lookup() does and raises what it raises. It equals and hashes as its int.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},
    {Py_tp_new, construct},
    {Py_tp_dealloc, record_dealloc},
    {Py_tp_traverse, record_traverse},
    {Py_tp_repr, represent},
    {Py_tp_str, as_str},
    {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare},
    {Py_tp_getset, attributes},
    {Py_tp_members, members},
    {Py_tp_methods, methods},
    {Py_nb_int, as_int},
    {Py_nb_index, as_int},
    {0, NULL},
};

PyType_Spec reply_code_spec = {
    .name = "smtpcodes.ReplyCode",
    .basicsize = sizeof(record),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = slots};
