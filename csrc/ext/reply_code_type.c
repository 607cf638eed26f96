/* SPDX-License-Identifier: MIT
   ReplyCode: a reply code with its facts and its texts in one language. Immutable. Those of registered
   codes are made once, at import, and shared; the number is a Python object from the start, everything
   else becomes one when it is asked for. */

#include <stddef.h>

#include "state.h"

typedef struct reply_code {
    PyObject_HEAD
    PyObject *number;
    sc_code code;
    sc_language language;
} reply_code;

static inline reply_code *
as_reply_code(PyObject *self)
{
    return (reply_code *)self;
}

const sc_code *
reply_code_value(PyObject *self)
{
    return &as_reply_code(self)->code;
}

/* ------------------------------------------------------------------------------------ life and death */

PyObject *
reply_code_new(module_state *state, const sc_code *code, sc_language language)
{
    PyTypeObject *type = (PyTypeObject *)state->reply_code_type;
    reply_code *self = (reply_code *)PyType_GenericAlloc(type, 0);

    if (!self)
        return NULL;
    self->code = *code;
    self->language = language;
    self->number = PyLong_FromLong(code->number);
    if (!self->number)
        Py_CLEAR(self);
    return (PyObject *)self;
}

PyObject *
reply_code_record(module_state *state, const sc_code *code, sc_language language)
{
    if (code->registered)
        return Py_NewRef(state->records[language][sc_code_position(code)]);
    return reply_code_new(state, code, language);
}

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"code", "lang", NULL};
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *given, *lang = NULL;
    sc_language language;
    sc_code code;

    if (!state || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:ReplyCode", names, &given, &lang)
        || language_from_object(lang, &language) < 0 || code_from_object(state, given, &code) < 0)
        return NULL;
    return reply_code_record(state, &code, language);
}

/* The records belong to the module state, which belongs to the module, which the type knows: the
   collector must see each step, or the three keep one another for ever. */
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
    Py_XDECREF(as_reply_code(self)->number);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* ------------------------------------------------------------------------------------------ as a value */

static PyObject *
represent(PyObject *self)
{
    reply_code *this = as_reply_code(self);

    if (this->language == SC_LANGUAGE_en)
        return PyUnicode_FromFormat("ReplyCode(%d)", (int)this->code.number);
    return PyUnicode_FromFormat("ReplyCode(%d, lang='%s')", (int)this->code.number,
                                sc_language_tag(this->language));
}

static PyObject *
as_str(PyObject *self)
{
    return PyObject_Str(as_reply_code(self)->number);
}

static PyObject *
as_int(PyObject *self)
{
    return Py_NewRef(as_reply_code(self)->number);
}

static Py_hash_t
hash(PyObject *self)
{
    return PyObject_Hash(as_reply_code(self)->number);
}

/* A code compares as its int does, with ints and with codes in whatever language. */
static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    long one = as_reply_code(self)->code.number, two;

    if (Py_IS_TYPE(other, Py_TYPE(self))) {
        two = as_reply_code(other)->code.number;
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
itself(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_NewRef(self);
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    reply_code *this = as_reply_code(self);

    (void)unused;
    if (this->language == SC_LANGUAGE_en)
        return Py_BuildValue("O(O)", Py_TYPE(self), this->number);
    return Py_BuildValue("O(Os)", Py_TYPE(self), this->number, sc_language_tag(this->language));
}

/* ------------------------------------------------------------------------------------------ attributes */

#define GETTER(name) static PyObject *name(PyObject *self, void *closure)

GETTER(get_keyword)
{
    const char *keyword = reply_code_value(self)->facts->keyword;

    (void)closure;
    return keyword ? PyUnicode_FromString(keyword) : Py_NewRef(Py_None);
}

GETTER(get_severity)
{
    (void)closure;
    return PyLong_FromLong(sc_code_severity(reply_code_value(self)));
}

GETTER(get_category)
{
    (void)closure;
    return PyLong_FromLong(sc_code_category(reply_code_value(self)));
}

/* The label of the aspect that the closure names. */
GETTER(get_label)
{
    sc_aspect aspect = sc_code_aspect(reply_code_value(self), (sc_field)(intptr_t)closure);

    return PyUnicode_FromString(sc_aspect_label(aspect, as_reply_code(self)->language));
}

GETTER(get_aspect)
{
    return aspect_object(sc_code_aspect(reply_code_value(self), (sc_field)(intptr_t)closure));
}

GETTER(get_text)
{
    const text_wanted wanted = {
        .kind = TEXT_OF_CODE, .code = reply_code_value(self),
        .field = (sc_text_field)(intptr_t)closure, .language = as_reply_code(self)->language};

    return text_object(&wanted);
}

/* Is the first digit the closure's? */
GETTER(get_is_severity)
{
    return PyBool_FromLong(sc_code_severity(reply_code_value(self)) == (int)(intptr_t)closure);
}

GETTER(get_registered)
{
    (void)closure;
    return PyBool_FromLong(reply_code_value(self)->registered);
}

GETTER(get_grammatical)
{
    (void)closure;
    return PyBool_FromLong(reply_code_value(self)->grammatical);
}

GETTER(get_references)
{
    (void)closure;
    return references_object(reply_code_value(self));
}

GETTER(get_commands)
{
    (void)closure;
    return commands_object(reply_code_value(self));
}

GETTER(get_confused_with)
{
    module_state *state = state_of(self);
    PyObject *list = state ? PyList_New(0) : NULL, *tuple;
    sc_code other;

    (void)closure;
    for (size_t at = 0; list && sc_code_confused_with(reply_code_value(self), at, &other); at++) {
        PyObject *record = reply_code_record(state, &other, as_reply_code(self)->language);
        if (!record || PyList_Append(list, record) < 0)
            Py_CLEAR(list);
        Py_XDECREF(record);
    }
    tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

GETTER(get_lang)
{
    (void)closure;
    return PyUnicode_FromString(sc_language_tag(as_reply_code(self)->language));
}

#undef GETTER

#define ASPECT(name, FIELD, doc) {name, get_aspect, NULL, doc, (void *)(intptr_t)SC_FIELD_##FIELD}
#define TEXT(name, FIELD, doc) {name, get_text, NULL, doc, (void *)(intptr_t)SC_TEXT_##FIELD}
#define SEVERITY(name, digit, doc) {name, get_is_severity, NULL, doc, (void *)(intptr_t)digit}

static PyGetSetDef attributes[] = {
    {"keyword", get_keyword, NULL,
     "Stable English identifier, such as 'MAILBOX_UNAVAILABLE'; None if not registered.", NULL},
    TEXT("name", NAME, "Short name, unique among registered codes."),
    {"severity", get_severity, NULL, "First digit, 1 to 5 (RFC 5321 4.2.1).", NULL},
    {"severity_name", get_label, NULL, "Name of the severity in the record's language.",
     (void *)(intptr_t)SC_FIELD_OUTCOME},
    {"category", get_category, NULL, "Second digit, 0 to 9 (RFC 5321 4.2.1).", NULL},
    {"category_name", get_label, NULL, "Name of the category in the record's language.",
     (void *)(intptr_t)SC_FIELD_CATEGORY},
    ASPECT("standing", STANDING,
           "'standard', 'extension', 'obsolete' or 'nonstandard'; None if not registered."),
    {"registered", get_registered, NULL, "True if our table has the code.", NULL},
    {"grammatical", get_grammatical, NULL,
     "True if the number fits Reply-code of RFC 5321 4.2.", NULL},
    {"references", get_references, NULL,
     "Documents and sections, the defining one first: ('RFC 5321 4.2.2', ...).", NULL},
    {"commands", get_commands, NULL,
     "Commands that bring the code, each with S, I or E as in RFC 5321 4.3.2: (('RCPT', 'S'), ...).",
     NULL},
    ASPECT("retry", RETRY, "'yes', 'no', 'conditional' or None (RFC 5321 4.2.1)."),
    ASPECT("condition", CONDITION,
           "What has to change before a retry can succeed, such as 'new_credentials', or None."),
    ASPECT("message", MESSAGE, "What becomes of the message, such as 'kept_by_client'."),
    ASPECT("recipient", RECIPIENT, "What becomes of the recipient, such as 'refused'."),
    ASPECT("connection", CONNECTION, "What becomes of the connection, such as 'closed'."),
    SEVERITY("is_success", 2, "True for 2yz."),
    SEVERITY("is_intermediate", 3, "True for 3yz."),
    SEVERITY("is_transient", 4, "True for 4yz."),
    SEVERITY("is_permanent", 5, "True for 5yz."),
    {"confused_with", get_confused_with, NULL, "Codes that people mix this one up with.", NULL},
    TEXT("meaning", MEANING, "What follows the number in a sentence: '550 <meaning>.'"),
    TEXT("description", DESCRIPTION, "What the server says with it."),
    TEXT("when_seen", WHEN_SEEN, "Which command brings it, and in which situation."),
    TEXT("how_to_fix", HOW_TO_FIX, "What the sending side can do, then the receiving side."),
    TEXT("when_received", WHEN_RECEIVED, "What a program that reads the code does next."),
    TEXT("when_to_send", WHEN_TO_SEND, "When the code is the right one for a server."),
    {"lang", get_lang, NULL, "Language of the texts, a BCP 47 tag.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMemberDef members[] = {
    {"code", Py_T_OBJECT_EX, offsetof(reply_code, number), Py_READONLY, "The number, an int."},
    {NULL, 0, 0, 0, NULL}};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {"__copy__", itself, METH_NOARGS, NULL},
    {"__deepcopy__", itself, METH_O, NULL},
    SC_FACE_METHODS,
    {NULL, NULL, 0, NULL}};

PyDoc_STRVAR(doc,
"ReplyCode(code, lang=None)\n--\n\n"
"An SMTP reply code (RFC 5321 4.2): its facts, and its texts in one language.\n\n"
"Takes what lookup() takes and raises what it raises. It equals and hashes as its int.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},
    {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},
    {Py_tp_traverse, traverse},
    {Py_tp_repr, represent},
    {Py_tp_str, as_str},
    {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare},
    {Py_tp_getset, attributes},
    {Py_tp_members, members},
    {Py_tp_methods, methods},
    {Py_nb_int, as_int},
    {Py_nb_index, as_int},
    {0, NULL}};

PyType_Spec reply_code_spec = {
    .name = "smtpcodes.ReplyCode",
    .basicsize = sizeof(reply_code),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots};
