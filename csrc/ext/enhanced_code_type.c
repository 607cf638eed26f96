/* SPDX-License-Identifier: MIT
   EnhancedCode: the record of an enhanced status code, three numbers in order. */

#include "args.h"
#include "records.h"

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"severity", "subject", "detail", "lang", NULL};
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *given[3], *lang = NULL;
    sc_language language;
    sc_code code;

    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "OOO|O:EnhancedCode", names, &given[0], &given[1], &given[2],
                                        &lang)
        || language_from_object(lang, &language) < 0 || enhanced_code_from_objects(state, given, &code) < 0)
        return NULL;
    return record_of(state, &code, language);
}

/* ------------------------------------------------------------------------------------------ as a value */

static PyObject *
written(PyObject *self)
{
    char text[SC_WRITTEN_MAX];

    return PyUnicode_FromStringAndSize(text, (Py_ssize_t)sc_code_written(record_code(self), text));
}

static PyObject *
get_code(PyObject *self, void *closure)
{
    (void)closure;
    return written(self);
}

static PyObject *
represent(PyObject *self)
{
    const sc_code *code = record_code(self);
    const char *tag = sc_language_tag(as_record(self)->language);

    if (as_record(self)->language == SC_LANGUAGE_en)
        return PyUnicode_FromFormat("EnhancedCode(%d, %d, %d)", (int)code->number, (int)code->subject,
                                    (int)code->detail);
    return PyUnicode_FromFormat("EnhancedCode(%d, %d, %d, lang='%s')", (int)code->number, (int)code->subject,
                                (int)code->detail, tag);
}

/* The three numbers as one, in which their order is kept. */
static long
ordinal(PyObject *self)
{
    const sc_code *code = record_code(self);

    return (code->number * 1000L + code->subject) * 1000L + code->detail;
}

static Py_hash_t
hash(PyObject *self)
{
    return (Py_hash_t)((Py_uhash_t)ordinal(self) * 2654435761u ^ 0x534d5450u);
}

static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    if (!Py_IS_TYPE(other, Py_TYPE(self)))
        Py_RETURN_NOTIMPLEMENTED;
    long one = ordinal(self), two = ordinal(other);
    Py_RETURN_RICHCOMPARE(one, two, operation);
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    const sc_code *code = record_code(self);

    (void)unused;
    if (as_record(self)->language == SC_LANGUAGE_en)
        return Py_BuildValue("O(hhh)", Py_TYPE(self), code->number, code->subject, code->detail);
    return Py_BuildValue("O(hhhs)", Py_TYPE(self), code->number, code->subject, code->detail,
                         sc_language_tag(as_record(self)->language));
}

/* ------------------------------------------------------------------------------------------ attributes */

static PyObject *
get_subject(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromLong(record_code(self)->subject);
}

static PyObject *
get_detail(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromLong(record_code(self)->detail);
}

static PyGetSetDef attributes[] = {
    SC_RECORD_ATTRIBUTES,
    {"code", get_code, NULL, "The code as it is written, such as '5.1.1'.", NULL},
    {"subject", get_subject, NULL, "Second number, 0 to 999 (RFC 3463 2).", NULL},
    SC_LABEL("subject_name", SUBJECT, "Name of the subject in the record's language."),
    {"detail", get_detail, NULL, "Third number, 0 to 999 (RFC 3463 2).", NULL},
    {"basic", record_associated, NULL, "Reply codes that the IANA registry lists with it, whatever the class.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    SC_RECORD_METHODS,
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"EnhancedCode(severity, subject, detail, lang=None)\n--\n\n"
"An enhanced status code (RFC 3463 2): its facts, and its texts in one language.\n\n"
"severity is 2, 4 or 5, subject and detail from 0 to 999; raises SMTPCodesError for other numbers.\n"
"Ordered by its numbers; str() gives '5.1.1'.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},
    {Py_tp_new, construct},
    {Py_tp_dealloc, record_dealloc},
    {Py_tp_traverse, record_traverse},
    {Py_tp_repr, represent},
    {Py_tp_str, written},
    {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare},
    {Py_tp_getset, attributes},
    {Py_tp_methods, methods},
    {0, NULL},
};

PyType_Spec enhanced_code_spec = {
    .name = "smtpcodes.EnhancedCode",
    .basicsize = sizeof(record),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = slots};
