/* SPDX-License-Identifier: MIT
   Comparison: two or more codes held side by side. It keeps the codes and nothing else; every
   sentence is made when it is asked for, so that making one costs next to nothing. It refers to no
   Python object but its type, and so needs no collector. */

#include <string.h>

#include "args.h"
#include "displays.h"
#include "errors.h"
#include "types.h"
#include "values.h"

enum { USUAL_COUNT = 2 };

typedef struct comparison {
    PyObject_HEAD
    sc_comparison value;            /* its codes are `usual`, or memory of their own */
    sc_code usual[USUAL_COUNT];
    sc_language language;
} comparison;

static inline comparison *
as_comparison(PyObject *self)
{
    return (comparison *)self;
}

/* ------------------------------------------------------------------------------------ life and death */

static inline comparison *
allocate(module_state *state)
{
    comparison *self = PyObject_New(comparison, (PyTypeObject *)state->comparison_type);

    if (self)
        self->value.codes = self->usual;
    return self;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    comparison *this = as_comparison(self);

    if (this->value.codes != this->usual)
        PyMem_Free((void *)this->value.codes);
    PyObject_Free(self);
    Py_DECREF(type);
}

/* Reads the codes into the memory that is there for them, and compares them; 0, or -1 with an exception. */
static int
fill(module_state *state, comparison *self, sc_code *codes, PyObject *const *given, size_t count)
{
    sc_status status;

    self->value.codes = codes;
    for (size_t i = 0; i < count; i++)
        if (code_or_pair_from_object(state, given[i], &codes[i]) < 0)
            return -1;
    status = sc_compare(codes, count, &self->value);
    if (status != SC_OK)
        return raise_not_comparable(state, status, &codes[status == SC_SAME_CODE_TWICE ? self->value.count : 0]);
    return 0;
}

static PyObject *
of_many(module_state *state, PyObject *const *given, Py_ssize_t count, sc_language language)
{
    comparison *self;
    sc_code *codes;

    if (count > SC_COMPARED_MAX) {
        raise_not_comparable(state, SC_TOO_MANY_CODES, NULL);
        return NULL;
    }
    self = allocate(state);
    if (!self)
        return NULL;
    codes = self->usual;
    if (count > USUAL_COUNT)
        codes = PyMem_Malloc((size_t)count * sizeof *codes);
    if (!codes)
        PyErr_NoMemory();
    if (!codes || fill(state, self, codes, given, (size_t)count) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    self->language = sc_comparison_language(&self->value, language);
    return (PyObject *)self;
}

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"codes", "lang", NULL};
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *codes, *lang = NULL, *self = NULL, *items[SC_COMPARED_MAX + 1];
    sc_language language;
    Py_ssize_t count = 0;

    if (!state || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:Comparison", names, &codes, &lang)
        || language_from_object(lang, &language) < 0)
        return NULL;
    codes = PyObject_GetIter(codes);
    if (!codes)
        return NULL;
    /* One more than there may be says that there are too many; what is behind it, perhaps without end, is not asked. */
    while (count <= SC_COMPARED_MAX && (items[count] = PyIter_Next(codes)))
        count++;
    Py_DECREF(codes);
    if (!PyErr_Occurred())
        self = of_many(state, items, count, language);
    while (count > 0)
        Py_DECREF(items[--count]);
    return self;
}

/* A comparison of two different records, with nothing left to check. */
static inline PyObject *
of_two(module_state *state, PyObject *one, PyObject *other)
{
    comparison *self = allocate(state);

    if (self) {
        self->usual[0] = *record_code(one);
        self->usual[1] = *record_code(other);
        self->value.count = 2;
        self->language = SC_LANGUAGE_en;
    }
    return (PyObject *)self;
}

static SC_SLOW_PATH PyObject *
compare_slow_path(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    module_state *state = alive(PyModule_GetState(module));
    sc_language language = SC_LANGUAGE_en;

    if (!state)
        return NULL;
    if (names) {
        Py_ssize_t used = 0;
        PyObject *lang = keyword_argument(args + count, names, "lang", &used);
        if (no_other_keywords("compare", names, used) < 0 || language_from_object(lang, &language) < 0)
            return NULL;
    }
    if (count == 0) {
        PyErr_SetString(PyExc_TypeError, "compare() takes two codes or more, and none were given");
        return NULL;
    }
    return of_many(state, args, count, language);
}

PyObject *
compare(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    if (count == 2 && !names) {
        module_state *state = PyModule_GetState(module);
        PyObject *one = record_fast_path(state, args[0]), *other = record_fast_path(state, args[1]);
        if (one && other && one != other)
            return of_two(state, one, other);
    }
    return compare_slow_path(module, args, count, names);
}

/* ------------------------------------------------------------------------------------------ as a value */

/* What rebuilds the codes: ints, and strs such as '5.1.1' and '550 5.1.1'. */
static PyObject *
get_spelled(PyObject *self, void *closure)
{
    const sc_comparison *value = &as_comparison(self)->value;
    PyObject *list = PyList_New(0);

    (void)closure;
    for (size_t i = 0; list && i < value->count; i++)
        append(&list,
               value->codes[i].enhanced ? written_object(&value->codes[i]) : PyLong_FromLong(value->codes[i].number));
    return tuple_from_list(list);
}

static PyObject *
represent(PyObject *self)
{
    comparison *this = as_comparison(self);
    PyObject *codes = get_spelled(self, NULL), *shown = NULL;

    if (codes && this->language == SC_LANGUAGE_en)
        shown = PyUnicode_FromFormat("Comparison(%R)", codes);
    else if (codes)
        shown = PyUnicode_FromFormat("Comparison(%R, lang='%s')", codes, sc_language_tag(this->language));
    Py_XDECREF(codes);
    return shown;
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    comparison *this = as_comparison(self);

    (void)unused;
    if (this->language == SC_LANGUAGE_en)
        return Py_BuildValue("O(N)", Py_TYPE(self), get_spelled(self, NULL));
    return Py_BuildValue("O(Ns)", Py_TYPE(self), get_spelled(self, NULL), sc_language_tag(this->language));
}

static Py_hash_t
hash(PyObject *self)
{
    comparison *this = as_comparison(self);
    Py_uhash_t value = (Py_uhash_t)this->language;

    for (size_t i = 0; i < this->value.count; i++) {
        const sc_code *code = &this->value.codes[i];
        value = value * 1000003u
                ^ (Py_uhash_t)(code->number + code->reply_code * 7 + code->subject * 11 + code->detail * 13);
    }
    return value == (Py_uhash_t)-1 ? -2 : (Py_hash_t)value;
}

static bool
equal(const comparison *one, const comparison *two)
{
    if (one->language != two->language || one->value.count != two->value.count)
        return false;
    for (size_t i = 0; i < one->value.count; i++)
        if (!sc_code_same(&one->value.codes[i], &two->value.codes[i]))
            return false;
    return true;
}

static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    if (!Py_IS_TYPE(other, Py_TYPE(self)) || (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    return PyBool_FromLong(equal(as_comparison(self), as_comparison(other)) == (operation == Py_EQ));
}

/* ------------------------------------------------------------------------------------------ attributes */

static PyObject *
part(PyObject *self, sc_comparison_part part, size_t at)
{
    const text_source source = {
        .of = OF_COMPARISON,
        .comparison = &as_comparison(self)->value,
        .part = part,
        .at = at,
        .language = as_comparison(self)->language};

    return text_object(&source);
}

static PyObject *
get_codes(PyObject *self, void *closure)
{
    comparison *this = as_comparison(self);
    module_state *state = state_of(self);
    PyObject *list = state ? PyList_New(0) : NULL;

    (void)closure;
    for (size_t i = 0; list && i < this->value.count; i++)
        append(&list, record_of(state, &this->value.codes[i], this->language));
    return tuple_from_list(list);
}

static PyObject *
get_part(PyObject *self, void *closure)
{
    return part(self, (sc_comparison_part)(intptr_t)closure, 0);
}

static PyObject *
value_of(const sc_code *code, sc_field field)
{
    switch (field) {
    case SC_FIELD_COMMANDS:
        return command_names_object(code);
    case SC_FIELD_ENHANCED:
    case SC_FIELD_BASIC:
        return associated_object(code);
    case SC_FIELD_REFERENCES:
        return references_object(code);
    default:
        return value_object(sc_code_value(code, field));
    }
}

static PyObject *
difference(PyObject *self, module_state *state, sc_field field)
{
    const sc_comparison *value = &as_comparison(self)->value;
    PyObject *values = PyList_New(0);

    for (size_t i = 0; values && i < value->count; i++)
        append(&values, value_of(&value->codes[i], field));
    values = tuple_from_list(values);
    if (!values)
        return NULL;
    return difference_new(state, field, values, part(self, SC_COMPARISON_DIFFERENCE, field));
}

static PyObject *
get_differences(PyObject *self, void *closure)
{
    module_state *state = state_of(self);
    PyObject *list = state ? PyList_New(0) : NULL;

    (void)closure;
    for (int field = 0; list && field < SC_FIELD_COUNT; field++)
        if (sc_comparison_differs(&as_comparison(self)->value, (sc_field)field))
            append(&list, difference(self, state, (sc_field)field));
    return tuple_from_list(list);
}

/* For each code, first what a client does that receives it, then when a server sends it. */
static PyObject *
get_guidance(PyObject *self, void *closure)
{
    PyObject *list = PyList_New(0);

    (void)closure;
    for (size_t at = 0; list && at < as_comparison(self)->value.count; at++)
        if (append(&list, part(self, SC_COMPARISON_RECEIVED, at)) == 0)
            append(&list, part(self, SC_COMPARISON_TO_SEND, at));
    return tuple_from_list(list);
}

static PyObject *
get_note(PyObject *self, void *closure)
{
    PyObject *note = part(self, SC_COMPARISON_NOTE, 0);

    (void)closure;
    if (note && PyUnicode_GetLength(note) == 0)
        Py_SETREF(note, Py_NewRef(Py_None));
    return note;
}

static PyObject *
get_lang(PyObject *self, void *closure)
{
    (void)closure;
    return PyUnicode_FromString(sc_language_tag(as_comparison(self)->language));
}

static PyGetSetDef attributes[] = {
    {"codes", get_codes, NULL, "The codes, in the order given.", NULL},
    {"title", get_part, NULL, "Such as 'SMTP 211 System Status vs 251 User Not Local'.",
     (void *)(intptr_t)SC_COMPARISON_TITLE},
    {"summary", get_part, NULL, "What the first digits say, and what each code means.",
     (void *)(intptr_t)SC_COMPARISON_SUMMARY},
    {"differences", get_differences, NULL,
     "A Difference for each field in which the codes differ; what is the same is left out.", NULL},
    {"guidance", get_guidance, NULL, "For each code what to do on receiving it, and when a server should send it.",
     NULL},
    {"note", get_note, NULL, "What parts codes that people confuse, or None.", NULL},
    {"lang", get_lang, NULL, "Language of the texts, a BCP 47 tag: the one asked for if it has them all.", NULL},
    {"_spelled", get_spelled, NULL, "The codes as ints and strs, '550 5.1.1' as one, for the displays.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    SC_DISPLAY_METHODS,
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"Comparison(codes, lang=None)\n--\n\n"
"Two or more codes side by side, as compare(*codes, lang=lang) makes it. Its str is a whole page.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},          {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},          {Py_tp_repr, represent},
    {Py_tp_str, display_text},         {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare}, {Py_tp_getset, attributes},
    {Py_tp_methods, methods},          {0, NULL},
};

PyType_Spec comparison_spec = {
    .name = "smtpcodes.Comparison", .basicsize = sizeof(comparison), .flags = Py_TPFLAGS_DEFAULT, .slots = slots};
