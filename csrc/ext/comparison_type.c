/* SPDX-License-Identifier: MIT
   Comparison: two or more codes held side by side. It keeps the codes and nothing else; every
   sentence is made when it is asked for, so that making one costs next to nothing. It refers to no
   Python object but its type, and so needs no collector. */

#include <string.h>

#include "state.h"

enum { USUAL_COUNT = 2 };

typedef struct comparison {
    PyObject_HEAD
    PyObject *module;               /* keeps the state alive, which takes the memory back */
    module_state *state;
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
allocate(PyObject *module, module_state *state)
{
    comparison *self = (comparison *)take_memory(&state->spare_comparison, state->comparison_type);

    if (self) {
        self->module = Py_NewRef(module);
        self->state = state;
        self->value.codes = self->usual;
    }
    return self;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    comparison *this = as_comparison(self);
    PyObject *module = this->module;

    if (this->value.codes != this->usual)
        PyMem_Free((void *)this->value.codes);
    give_memory(&this->state->spare_comparison, self);
    Py_DECREF(type);
    Py_DECREF(module);
}

/* The code that stands twice; for the message. */
static const sc_code *
repeated(const sc_code *codes, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (sc_code_same(&codes[i], &codes[j]))
                return &codes[i];
    return codes;
}

static PyObject *
with_codes(module_state *state, comparison *self, sc_code *codes, PyObject *const *given,
           size_t count)
{
    sc_status status;

    for (size_t i = 0; i < count; i++)
        if (compared_code_from_object(state, given[i], &codes[i]) < 0)
            goto failed;
    status = sc_compare(codes, count, &self->value);
    if (status == SC_OK)
        return (PyObject *)self;
    raise_status(state, status, count ? repeated(codes, count) : NULL);
failed:
    self->value.codes = codes;      /* for dealloc */
    Py_DECREF(self);
    return NULL;
}

static PyObject *
of_many(PyObject *module, PyObject *const *given, Py_ssize_t count, sc_language language)
{
    module_state *state = PyModule_GetState(module);
    comparison *self = allocate(module, state);
    sc_code *codes;

    if (!self)
        return NULL;
    self->language = language;
    codes = self->usual;
    if (count > USUAL_COUNT) {
        codes = PyMem_Malloc((size_t)count * sizeof *codes);
        if (!codes) {
            Py_DECREF(self);
            return PyErr_NoMemory();
        }
    }
    return with_codes(state, self, codes, given, (size_t)count);
}

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"codes", "lang", NULL};
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *codes, *lang = NULL, *self = NULL, **items;
    sc_language language;
    Py_ssize_t count;

    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:Comparison", names, &codes, &lang)
        || language_from_object(lang, &language) < 0)
        return NULL;
    codes = PySequence_Tuple(codes);
    if (!codes)
        return NULL;
    count = PyTuple_Size(codes);
    items = PyMem_Malloc((size_t)(count ? count : 1) * sizeof *items);
    if (!items)
        PyErr_NoMemory();
    else {
        for (Py_ssize_t i = 0; i < count; i++)
            items[i] = PyTuple_GetItem(codes, i);
        self = of_many(PyType_GetModule(type), items, count, language);
    }
    PyMem_Free(items);
    Py_DECREF(codes);
    return self;
}

/* The same for two different records, with nothing left to check. */
static inline PyObject *
of_two(PyObject *module, module_state *state, PyObject *one, PyObject *other)
{
    comparison *self = allocate(module, state);

    if (self) {
        self->usual[0] = *record_value(one);
        self->usual[1] = *record_value(other);
        self->value = (sc_comparison){self->usual, 2};
        self->language = SC_LANGUAGE_en;
    }
    return (PyObject *)self;
}

static SC_APART PyObject *
compare_thoroughly(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    sc_language language = SC_LANGUAGE_en;

    if (!alive(PyModule_GetState(module)))
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
    return of_many(module, args, count, language);
}

PyObject *
compare(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    if (count == 2 && !names) {
        module_state *state = PyModule_GetState(module);
        PyObject *one = record_at_once(state, args[0]), *other = record_at_once(state, args[1]);
        if (one && other && one != other)
            return of_two(module, state, one, other);
    }
    return compare_thoroughly(module, args, count, names);
}

/* ------------------------------------------------------------------------------------------ as a value */

/* What rebuilds a code: an int, or a str such as '5.1.1' and '550 5.1.1'. */
static PyObject *
spelled(const sc_code *code)
{
    return code->enhanced ? written_object(code) : PyLong_FromLong(code->number);
}

static PyObject *
numbers(comparison *this)
{
    PyObject *tuple = PyTuple_New((Py_ssize_t)this->value.count);

    for (size_t i = 0; tuple && i < this->value.count; i++) {
        PyObject *number = spelled(&this->value.codes[i]);
        if (!number || PyTuple_SetItem(tuple, (Py_ssize_t)i, number) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *
represent(PyObject *self)
{
    comparison *this = as_comparison(self);
    PyObject *codes = numbers(this), *shown = NULL;

    if (codes && this->language == SC_LANGUAGE_en)
        shown = PyUnicode_FromFormat("Comparison(%R)", codes);
    else if (codes)
        shown = PyUnicode_FromFormat("Comparison(%R, lang='%s')", codes,
                                     sc_language_tag(this->language));
    Py_XDECREF(codes);
    return shown;
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    comparison *this = as_comparison(self);

    (void)unused;
    if (this->language == SC_LANGUAGE_en)
        return Py_BuildValue("O(N)", Py_TYPE(self), numbers(this));
    return Py_BuildValue("O(Ns)", Py_TYPE(self), numbers(this), sc_language_tag(this->language));
}

static Py_hash_t
hash(PyObject *self)
{
    comparison *this = as_comparison(self);
    Py_uhash_t value = (Py_uhash_t)this->language;

    for (size_t i = 0; i < this->value.count; i++) {
        const sc_code *code = &this->value.codes[i];
        value = value * 1000003u ^ (Py_uhash_t)(code->number + code->basic * 7 + code->subject * 11
                                                + code->detail * 13);
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
text(PyObject *self, text_wanted wanted)
{
    wanted.comparison = &as_comparison(self)->value;
    wanted.language = as_comparison(self)->language;
    return text_object(&wanted);
}

static PyObject *
get_codes(PyObject *self, void *closure)
{
    comparison *this = as_comparison(self);
    module_state *state = state_of(self);
    PyObject *tuple = state ? PyTuple_New((Py_ssize_t)this->value.count) : NULL;

    (void)closure;
    for (size_t i = 0; tuple && i < this->value.count; i++) {
        PyObject *record = record_of(state, &this->value.codes[i], this->language);
        if (!record || PyTuple_SetItem(tuple, (Py_ssize_t)i, record) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *
get_title(PyObject *self, void *closure)
{
    (void)closure;
    return text(self, (text_wanted){.kind = TITLE});
}

static PyObject *
get_summary(PyObject *self, void *closure)
{
    (void)closure;
    return text(self, (text_wanted){.kind = SUMMARY});
}

static PyObject *
value_of(const sc_code *code, sc_field field)
{
    switch (field) {
    case SC_FIELD_COMMANDS:
        return command_names_object(code);
    case SC_FIELD_ENHANCED:
    case SC_FIELD_BASIC:
        return company_object(code);
    case SC_FIELD_REFERENCES:
        return references_object(code);
    default:
        return aspect_object(sc_code_aspect(code, field));
    }
}

static PyObject *
difference(PyObject *self, sc_field field)
{
    const sc_comparison *these = &as_comparison(self)->value;
    module_state *state = state_of(self);
    PyObject *values = state ? PyTuple_New((Py_ssize_t)these->count) : NULL;

    for (size_t i = 0; values && i < these->count; i++) {
        PyObject *value = value_of(&these->codes[i], field);
        if (!value || PyTuple_SetItem(values, (Py_ssize_t)i, value) < 0)
            Py_CLEAR(values);
    }
    if (!values)
        return NULL;
    return difference_new(state, field, values,
                          text(self, (text_wanted){.kind = DIFFERENCE, .difference = field}));
}

static PyObject *
get_differences(PyObject *self, void *closure)
{
    PyObject *list = PyList_New(0), *tuple;

    (void)closure;
    for (int field = 0; list && field < SC_FIELD_COUNT; field++) {
        if (!sc_comparison_differs(&as_comparison(self)->value, (sc_field)field))
            continue;
        PyObject *one = difference(self, (sc_field)field);
        if (!one || PyList_Append(list, one) < 0)
            Py_CLEAR(list);
        Py_XDECREF(one);
    }
    tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

/* For each code, first what a client does that receives it, then when a server sends it. */
static PyObject *
get_guidance(PyObject *self, void *closure)
{
    size_t count = as_comparison(self)->value.count;
    PyObject *tuple = PyTuple_New((Py_ssize_t)count * 2);

    (void)closure;
    for (size_t i = 0; tuple && i < count * 2; i++) {
        PyObject *one = text(self, (text_wanted){.kind = i % 2 ? TO_SEND : RECEIVED, .at = i / 2});
        if (!one || PyTuple_SetItem(tuple, (Py_ssize_t)i, one) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *
get_note(PyObject *self, void *closure)
{
    PyObject *note = text(self, (text_wanted){.kind = NOTE});

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

/* A code and its texts, as a page on a comparison shows them. */
static PyObject *
code_on_page(const sc_code *code, sc_language language)
{
    static const sc_text_field fields[] = {
        SC_TEXT_NAME, SC_TEXT_DESCRIPTION, SC_TEXT_WHEN_SEEN, SC_TEXT_HOW_TO_FIX};
    Py_ssize_t count = sizeof fields / sizeof fields[0];
    PyObject *tuple = PyTuple_New(count + 1), *number = written_object(code);

    if (!tuple || !number || PyTuple_SetItem(tuple, 0, Py_NewRef(number)) < 0)
        Py_CLEAR(tuple);
    Py_XDECREF(number);
    for (Py_ssize_t i = 0; tuple && i < count; i++) {
        const text_wanted wanted = {
            .kind = TEXT_OF_CODE, .code = code, .field = fields[i], .language = language};
        PyObject *one = text_object(&wanted);
        if (!one || PyTuple_SetItem(tuple, i + 1, one) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *
codes_on_page(const comparison *this)
{
    PyObject *tuple = PyTuple_New((Py_ssize_t)this->value.count);

    for (size_t i = 0; tuple && i < this->value.count; i++) {
        PyObject *one = code_on_page(&this->value.codes[i], this->language);
        if (!one || PyTuple_SetItem(tuple, (Py_ssize_t)i, one) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *
differences_on_page(PyObject *self)
{
    PyObject *list = PyList_New(0);

    for (int field = 0; list && field < SC_FIELD_COUNT; field++) {
        if (!sc_comparison_differs(&as_comparison(self)->value, (sc_field)field))
            continue;
        PyObject *one = text(self, (text_wanted){.kind = DIFFERENCE, .difference = (sc_field)field});
        if (!one || PyList_Append(list, one) < 0)
            Py_CLEAR(list);
        Py_XDECREF(one);
    }
    return list;
}

/* "N" hands over the reference, and NULL among the arguments makes the whole NULL. */
static PyObject *
page(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_BuildValue("NNNNNN", get_title(self, NULL), get_summary(self, NULL),
                         get_note(self, NULL), codes_on_page(as_comparison(self)),
                         differences_on_page(self), get_guidance(self, NULL));
}

static PyGetSetDef attributes[] = {
    {"codes", get_codes, NULL, "The codes, in the order given.", NULL},
    {"title", get_title, NULL, "Such as 'SMTP 211 System Status vs 251 User Not Local'.", NULL},
    {"summary", get_summary, NULL, "What the first digits say, and what each code means.", NULL},
    {"differences", get_differences, NULL,
     "A Difference for each aspect in which the codes differ; what is the same is left out.", NULL},
    {"guidance", get_guidance, NULL,
     "For each code what to do on receiving it, and when a server should send it.", NULL},
    {"note", get_note, NULL, "What parts codes that people confuse, or None.", NULL},
    {"lang", get_lang, NULL, "Language of the texts, a BCP 47 tag.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {"_page", page, METH_NOARGS,
     "_page($self, /)\n--\n\n"
     "All texts of a plain page at once: title, summary, note, (code, name, description, when seen,\n"
     "how to fix) of each code, texts of the differences, guidance."},
    SC_FACE_METHODS,
    {NULL, NULL, 0, NULL}};

PyDoc_STRVAR(doc,
"Comparison(codes, lang=None)\n--\n\n"
"Two or more codes side by side, as compare(*codes, lang=lang) makes it. Its str is a whole page.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},
    {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},
    {Py_tp_repr, represent},
    {Py_tp_str, face_text},
    {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare},
    {Py_tp_getset, attributes},
    {Py_tp_methods, methods},
    {0, NULL}};

PyType_Spec comparison_spec = {
    .name = "smtpcodes.Comparison",
    .basicsize = sizeof(comparison),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots};
