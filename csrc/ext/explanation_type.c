/* SPDX-License-Identifier: MIT
   Explanation: what became of a message, or of one recipient of it. It keeps what is known and what the core decided
   from it; sentences are made when they are read. Explanations: a tuple of them. And the function explain, which reads
   replies and codes itself and leaves whatever else people hold to smtpcodes/_shapes.py. */

#include <string.h>

#include "args.h"
#include "displays.h"
#include "errors.h"
#include "types.h"
#include "values.h"

typedef struct explanation {
    PyObject_HEAD
    PyObject *reply;            /* a Reply, or NULL */
    PyObject *recipient;        /* a str, or NULL */
    sc_situation situation;
    sc_decision decision;
    sc_language language;
} explanation;

static inline explanation *
as_explanation(PyObject *self)
{
    return (explanation *)self;
}

static const char *const absences[] = {
    [SC_ABSENCE_NONE] = NULL,
    [SC_ABSENCE_SILENCE] = "silence",
    [SC_ABSENCE_GARBAGE] = "garbage",
    [SC_ABSENCE_UNSUPPORTED] = "unsupported"};

static const char *const outcomes[] = {
    [SC_OUTCOME_UNREPORTED] = NULL, [SC_OUTCOME_FAILED] = "failed", [SC_OUTCOME_DELAYED] = "delayed"};

/* ------------------------------------------------------------------------------------ life and death */

/* An explanation of a situation; takes over the references to reply and recipient, which may be NULL, also when it
   fails. */
static PyObject *
explanation_new(module_state *state, const sc_situation *situation, PyObject *reply, PyObject *recipient,
                sc_language language)
{
    explanation *self = PyObject_New(explanation, (PyTypeObject *)state->explanation_type);

    if (!self) {
        Py_XDECREF(reply);
        Py_XDECREF(recipient);
        return NULL;
    }
    self->reply = reply;
    self->recipient = recipient;
    self->situation = *situation;
    sc_decide(situation, &self->decision);
    self->language = sc_explanation_language(situation, &self->decision, language);
    return (PyObject *)self;
}

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    Py_XDECREF(as_explanation(self)->reply);
    Py_XDECREF(as_explanation(self)->recipient);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyObject *
construct(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    (void)type;
    (void)args;
    (void)kwargs;
    PyErr_SetString(PyExc_TypeError, "an Explanation is made by explain()");
    return NULL;
}

/* What a reply tells by its codes. */
static void
read_reply(const sc_reply *reply, sc_situation *situation)
{
    (void)sc_code_from_number(reply->code, &situation->codes[0]);
    situation->count = 1;
    if (sc_code_from_numbers(reply->numbers[0], reply->numbers[1], reply->numbers[2], &situation->codes[1]) == SC_OK) {
        situation->count = 2;
        situation->has_detail = true;
    }
}

/* Takes over the reference to the reply. */
static PyObject *
of_reply(module_state *state, PyObject *reply, sc_language language)
{
    sc_situation situation = {.count = 0};

    read_reply(reply_value(reply), &situation);
    return explanation_new(state, &situation, reply, NULL, language);
}

static PyObject *
of_code(module_state *state, const sc_code *code, sc_language language)
{
    const sc_situation situation = {.codes = {*code}, .count = 1};

    return explanation_new(state, &situation, NULL, NULL, language);
}

/* ------------------------------------------------------------------------------------------- explain */

/* How many octets of a short text are left without the blanks and line ends behind it. 0 where what is left does not
   begin and end with a visible ASCII character. */
static size_t
stripped_len(const char *text, size_t text_len)
{
    while (text_len > 0 && strchr(" \t\r\n", text[text_len - 1]) && text[text_len - 1])
        text_len--;
    return text_len > 0 && text[0] > ' ' && text[0] < 0x7f && text[text_len - 1] > ' ' && text[text_len - 1] < 0x7f
               ? text_len
               : 0;
}

/* The explanation of a text no longer than a code can be, which therefore may be one. NULL with no exception set if it
   is neither a code nor a reply, or has more around it than blanks behind. */
static PyObject *
of_short_text(module_state *state, PyObject *raw, sc_language language)
{
    const size_t len = stripped_len(bytes_data(raw), bytes_size(raw));
    size_t error_pos;
    PyObject *stripped, *reply;
    sc_code code;

    if (len == 0)
        return NULL;
    if (sc_code_from_text(bytes_data(raw), len, &code) == SC_OK)
        return of_code(state, &code, language);
    stripped = len == bytes_size(raw) ? Py_NewRef(raw) : PyBytes_FromStringAndSize(bytes_data(raw), (Py_ssize_t)len);
    reply = stripped ? reply_from_bytes(state, stripped, &error_pos) : NULL;
    return reply ? of_reply(state, reply, language) : NULL;
}

/* The explanation of a text that is nothing but a code or a reply. NULL with no exception set for any other. */
static PyObject *
of_text(module_state *state, PyObject *text, sc_language language)
{
    const bool is_bytes = PyBytes_CheckExact(text);
    PyObject *raw = is_bytes ? Py_NewRef(text) : encoded(text), *found, *reply;
    size_t error_pos;

    if (!raw)
        return NULL;
    if ((is_bytes ? PyBytes_Size(text) : PyUnicode_GetLength(text)) <= SC_WRITTEN_MAX) {
        found = of_short_text(state, raw, language);
        Py_DECREF(raw);
        return found;
    }
    reply = reply_from_bytes(state, raw, &error_pos);
    return reply ? of_reply(state, reply, language) : NULL;
}

/* Whatever else people hold: exceptions, bounces, texts with something around a reply ... */
static PyObject *
of_shape(module_state *state, PyObject *anything, sc_language language)
{
    PyObject *function = package_function(state->shapes_module, state->explain_shape), *tag, *result = NULL;

    if (!function)
        return NULL;
    tag = PyUnicode_FromString(sc_language_tag(language));
    if (tag)
        result = PyObject_CallFunctionObjArgs(function, anything, tag, NULL);
    Py_XDECREF(tag);
    Py_DECREF(function);
    return result;
}

PyObject *
explain(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    module_state *state = alive(PyModule_GetState(module));
    PyObject *anything = count > 0 ? args[0] : NULL, *found = NULL, *record;
    sc_language language = SC_LANGUAGE_en;

    if (!state)
        return NULL;
    if (names) {
        Py_ssize_t used = 0;
        PyObject *lang = keyword_argument(args + count, names, "lang", &used);
        if (!anything)
            anything = keyword_argument(args + count, names, "anything", &used);
        if (no_other_keywords("explain", names, used) < 0 || language_from_object(lang, &language) < 0)
            return NULL;
    }
    if (count > 1 || !anything) {
        PyErr_Format(PyExc_TypeError, "explain() takes one thing to explain, and %zd were given", count);
        return NULL;
    }
    record = record_fast_path(state, anything);
    if (record)
        return of_code(state, record_code(record), language);
    if (PyBytes_CheckExact(anything) || PyUnicode_CheckExact(anything))
        found = of_text(state, anything, language);
    else if (Py_IS_TYPE(anything, (PyTypeObject *)state->reply_type))
        found = of_reply(state, Py_NewRef(anything), language);
    else if (Py_IS_TYPE(anything, (PyTypeObject *)state->reply_code_type)
             || Py_IS_TYPE(anything, (PyTypeObject *)state->enhanced_code_type))
        found = of_code(state, record_code(anything), language);
    if (found || PyErr_Occurred())
        return found;
    return of_shape(state, anything, language);
}

/* ------------------------------------------------------------------------------------ make_explanation */

/* The index of a name in a list of names, of which the first stands for None; -1 with an exception. */
static int
index_of(PyObject *name, const char *const *names, int count, const char *what)
{
    if (name == Py_None)
        return 0;
    for (int i = 1; PyUnicode_Check(name) && i < count; i++)
        if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0)
            return i;
    PyErr_Format(PyExc_ValueError, "%R is no %s of an explanation", name, what);
    return -1;
}

/* The code given beside a reply or instead of one: a tuple of none or one. */
static int
read_given(module_state *state, PyObject *codes, sc_situation *situation)
{
    PyObject *one;

    if (!PyTuple_Check(codes) || PyTuple_Size(codes) > 1) {
        PyErr_SetString(PyExc_TypeError, "an explanation has a tuple of one code or none beside its reply");
        return -1;
    }
    if (PyTuple_Size(codes) == 0)
        return 0;
    one = PyTuple_GetItem(codes, 0);
    if (!Py_IS_TYPE(one, (PyTypeObject *)state->enhanced_code_type)
        && (situation->count > 0 || !Py_IS_TYPE(one, (PyTypeObject *)state->reply_code_type))) {
        PyErr_SetString(PyExc_TypeError,
                        "the code of an explanation is an EnhancedCode, or without a reply a ReplyCode");
        return -1;
    }
    situation->has_status = situation->count > 0;
    situation->codes[situation->count++] = *record_code(one);
    return 0;
}

static int
read_situation(module_state *state, PyObject *const *args, sc_situation *situation)
{
    int absence, outcome;

    if (args[0] != Py_None && !Py_IS_TYPE(args[0], (PyTypeObject *)state->reply_type)) {
        PyErr_SetString(PyExc_TypeError, "the reply of an explanation is a Reply or None");
        return -1;
    }
    if (args[0] != Py_None)
        read_reply(reply_value(args[0]), situation);
    absence = index_of(args[2], absences, (int)(sizeof absences / sizeof absences[0]), "lack of codes");
    outcome = absence < 0 ? -1 : index_of(args[5], outcomes, (int)(sizeof outcomes / sizeof outcomes[0]), "outcome");
    if (outcome < 0 || read_given(state, args[1], situation) < 0)
        return -1;
    if ((situation->count == 0) != (absence != SC_ABSENCE_NONE)) {
        PyErr_SetString(PyExc_ValueError, "an explanation has codes, or says why there are none");
        return -1;
    }
    situation->absence = (sc_absence)absence;
    situation->outcome = (sc_outcome)outcome;
    return 0;
}

PyObject *
make_explanation(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    module_state *state = alive(PyModule_GetState(module));
    sc_situation situation = {.count = 0};
    PyObject *recipient = NULL;
    sc_language language;

    if (!state)
        return NULL;
    if (count != 6) {
        PyErr_Format(PyExc_TypeError, "make_explanation() takes six arguments, and %zd were given", count);
        return NULL;
    }
    if (read_situation(state, args, &situation) < 0 || language_from_object(args[4], &language) < 0)
        return NULL;
    if (args[3] != Py_None && !PyUnicode_Check(args[3])) {
        PyErr_SetString(PyExc_TypeError, "the recipient of an explanation is a str or None");
        return NULL;
    }
    if (args[3] != Py_None) {
        recipient = PyUnicode_FromObject(args[3]);      /* a plain str of a subclass */
        if (!recipient)
            return NULL;
    }
    return explanation_new(state, &situation, args[0] == Py_None ? NULL : Py_NewRef(args[0]), recipient, language);
}

/* ------------------------------------------------------------------------------------------ as a value */

static PyObject *
or_none(PyObject *object)
{
    return Py_NewRef(object ? object : Py_None);
}

static PyObject *
name_or_none(const char *name)
{
    return name ? PyUnicode_FromString(name) : Py_NewRef(Py_None);
}

/* The code that was given beside the reply or instead of one, as a tuple of English records. */
static PyObject *
given_codes(module_state *state, const sc_situation *situation, bool has_reply)
{
    PyObject *list = PyList_New(0);

    if (list && (situation->has_status || (!has_reply && situation->count > 0)))
        append(&list, record_of(state, &situation->codes[situation->count - 1], SC_LANGUAGE_en));
    return tuple_from_list(list);
}

static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    const explanation *this = as_explanation(self);
    module_state *state = state_of(self);
    PyObject *module = state ? PyType_GetModule(Py_TYPE(self)) : NULL;
    PyObject *function = module ? PyObject_GetAttrString(module, "make_explanation") : NULL;

    (void)unused;
    if (!function)
        return NULL;
    return Py_BuildValue("N(NNNNsN)", function, or_none(this->reply),
                         given_codes(state, &this->situation, this->reply != NULL),
                         name_or_none(absences[this->situation.absence]), or_none(this->recipient),
                         sc_language_tag(this->language), name_or_none(outcomes[this->situation.outcome]));
}

/* "550 5.1.1", or what there is instead: "silence" */
static PyObject *
shown_codes(const sc_situation *situation)
{
    PyObject *shown =
        situation->count ? written_object(&situation->codes[0]) : PyUnicode_FromString(absences[situation->absence]);

    for (size_t i = 1; shown && i < situation->count; i++) {
        PyObject *written = written_object(&situation->codes[i]);
        Py_SETREF(shown, written ? PyUnicode_FromFormat("%U %U", shown, written) : NULL);
        Py_XDECREF(written);
    }
    return shown;
}

static PyObject *
represent(PyObject *self)
{
    const explanation *this = as_explanation(self);
    const char *action = sc_value_name(this->decision.action);
    const char *permanent = this->decision.is_permanent ? ", permanent" : "";
    PyObject *codes = shown_codes(&this->situation), *shown = NULL;

    if (codes && this->recipient)
        shown = PyUnicode_FromFormat("<Explanation: %U for %R: %s%s>", codes, this->recipient, action, permanent);
    else if (codes)
        shown = PyUnicode_FromFormat("<Explanation: %U: %s%s>", codes, action, permanent);
    Py_XDECREF(codes);
    return shown;
}

static Py_hash_t
hash(PyObject *self)
{
    const explanation *this = as_explanation(self);
    Py_uhash_t value = this->situation.count * 7u + this->situation.absence * 11u + this->situation.outcome * 13u;

    for (size_t i = 0; i < this->situation.count; i++) {
        const sc_code *code = &this->situation.codes[i];
        value = value * 1000003u ^ (Py_uhash_t)(code->number * 1000000L + code->subject * 1000L + code->detail);
    }
    if (this->reply)
        value = value * 1000003u ^ (Py_uhash_t)PyObject_Hash(this->reply);
    if (this->recipient)
        value = value * 1000003u ^ (Py_uhash_t)PyObject_Hash(this->recipient);
    return value == (Py_uhash_t)-1 ? -2 : (Py_hash_t)value;
}

/* 1, 0, or -1 with an exception; for objects that may be NULL. */
static int
same_object(PyObject *one, PyObject *other)
{
    if (!one || !other)
        return one == other;
    return PyObject_RichCompareBool(one, other, Py_EQ);
}

static int
equal(const explanation *one, const explanation *other)
{
    int same;

    if (one->language != other->language || one->situation.count != other->situation.count
        || one->situation.absence != other->situation.absence || one->situation.outcome != other->situation.outcome)
        return 0;
    for (size_t i = 0; i < one->situation.count; i++)
        if (!sc_code_same(&one->situation.codes[i], &other->situation.codes[i]))
            return 0;
    same = same_object(one->reply, other->reply);
    return same == 1 ? same_object(one->recipient, other->recipient) : same;
}

static PyObject *
rich_compare(PyObject *self, PyObject *other, int operation)
{
    int same;

    if (!Py_IS_TYPE(other, Py_TYPE(self)) || (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    same = equal(as_explanation(self), as_explanation(other));
    return same < 0 ? NULL : PyBool_FromLong(same == (operation == Py_EQ));
}

/* ------------------------------------------------------------------------------------------ attributes */

#define GETTER(name) static PyObject *name(PyObject *self, void *closure)

GETTER(get_reply)
{
    (void)closure;
    return or_none(as_explanation(self)->reply);
}

GETTER(get_recipient)
{
    (void)closure;
    return or_none(as_explanation(self)->recipient);
}

GETTER(get_codes)
{
    const explanation *this = as_explanation(self);
    module_state *state = state_of(self);
    PyObject *list = state ? PyList_New(0) : NULL;

    (void)closure;
    for (size_t i = 0; list && i < this->situation.count; i++)
        append(&list, record_of(state, &this->situation.codes[i], this->language));
    return tuple_from_list(list);
}

GETTER(get_is_permanent)
{
    (void)closure;
    return PyBool_FromLong(as_explanation(self)->decision.is_permanent);
}

GETTER(get_action)
{
    (void)closure;
    return value_object(as_explanation(self)->decision.action);
}

GETTER(get_reason)
{
    (void)self;
    (void)closure;
    Py_RETURN_NONE;
}

GETTER(get_lang)
{
    (void)closure;
    return PyUnicode_FromString(sc_language_tag(as_explanation(self)->language));
}

GETTER(get_part)
{
    const explanation *this = as_explanation(self);
    const text_source source = {
        .of = OF_EXPLANATION,
        .situation = &this->situation,
        .decision = &this->decision,
        .part = (int)(intptr_t)closure,
        .language = this->language};

    return text_object(&source);
}

#define SC_PART(name, PART, doc) {name, get_part, NULL, doc, (void *)(intptr_t)SC_EXPLANATION_##PART}

static PyGetSetDef attributes[] = {
    {"reply", get_reply, NULL, "The Reply, or None where there was only a code or no reply at all.", NULL},
    {"codes", get_codes, NULL,
     "The codes it rests on: of the reply, the reply code first; in a bounce also that of its Status field where it\n"
     "says something else.",
     NULL},
    {"is_permanent", get_is_permanent, NULL, "True if trying again as before is of no use (RFC 5321 4.2.1).", NULL},
    {"action", get_action, NULL, "What a program should do; the type's documentation lists the actions.", NULL},
    {"reason", get_reason, NULL, "None; a finer reason, read from the words of the reply, is still to come.", NULL},
    {"recipient", get_recipient, NULL, "The address it is about where that is known, else None.", NULL},
    {"lang", get_lang, NULL, "Language of the sentences, a BCP 47 tag: the one asked for if it has them all.", NULL},
    SC_PART("title", TITLE, "What it is called."),
    SC_PART("summary", SUMMARY, "What happened."),
    SC_PART("finality", FINALITY, "Whether that is final."),
    SC_PART("advice", ADVICE, "What a person should do."),
    SC_PART("next_step", NEXT_STEP, "What a program should do."),
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    SC_DISPLAY_METHODS,
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(doc,
"What became of a message, or of one recipient of it: made by explain().\n\n"
"action is one of:\n"
"  'none'            nothing, it went well\n"
"  'retry'           try the same message again later\n"
"  'slow_down'       try again, and give this destination less at a time, or fewer recipients\n"
"  'suppress'        stop sending to this recipient, whose address is no good\n"
"  'fix_access'      mend credentials, the permission to relay, or TLS\n"
"  'fix_identity'    mend SPF, DKIM, DMARC, reverse DNS, HELO or the sender address\n"
"  'fix_reputation'  mend the reputation of the sending address or domain\n"
"  'fix_content'     change the message\n"
"  'investigate'     have a person look\n\n"
"Immutable; it compares by its content, and can be pickled.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)doc},          {Py_tp_new, construct},
    {Py_tp_dealloc, dealloc},          {Py_tp_repr, represent},
    {Py_tp_str, display_text},         {Py_tp_hash, hash},
    {Py_tp_richcompare, rich_compare}, {Py_tp_getset, attributes},
    {Py_tp_methods, methods},          {0, NULL},
};

PyType_Spec explanation_spec = {
    .name = "smtpcodes.Explanation", .basicsize = sizeof(explanation), .flags = Py_TPFLAGS_DEFAULT, .slots = slots};

/* --------------------------------------------------------------------------------------- several of them */

/* A tuple of explanations alone. Its own part is the type, which lives on the heap as that of a tuple does not. */
static PyObject *
several_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    newfunc make_tuple = (newfunc)PyType_GetSlot(&PyTuple_Type, Py_tp_new);
    module_state *state = alive(PyType_GetModuleState(type));
    PyObject *self = state ? make_tuple(type, args, kwargs) : NULL;

    for (Py_ssize_t i = 0; self && i < PyTuple_Size(self); i++) {
        PyTypeObject *given = Py_TYPE(PyTuple_GetItem(self, i));
        if (given == (PyTypeObject *)state->explanation_type)
            continue;
        PyErr_Format(PyExc_TypeError, "Explanations takes what explain() makes of one thing, not %R", given);
        Py_CLEAR(self);
    }
    return self;
}

static int
several_traverse(PyObject *self, visitproc visit, void *arg)
{
    traverseproc traverse = (traverseproc)PyType_GetSlot(&PyTuple_Type, Py_tp_traverse);

    Py_VISIT(Py_TYPE(self));
    return traverse(self, visit, arg);
}

static void
several_dealloc(PyObject *self)
{
    destructor dealloc = (destructor)PyType_GetSlot(&PyTuple_Type, Py_tp_dealloc);
    PyTypeObject *type = Py_TYPE(self);

    dealloc(self);
    Py_DECREF(type);
}

static PyMethodDef several_methods[] = {
    SC_PAGE_METHODS,
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(several_doc, "Several explanations: a tuple that shows itself as their pages.");

static PyType_Slot several_slots[] = {
    {Py_tp_doc, (void *)several_doc},
    {Py_tp_new, several_new},
    {Py_tp_traverse, several_traverse},
    {Py_tp_dealloc, several_dealloc},
    {Py_tp_str, display_text},
    {Py_tp_methods, several_methods},
    {0, NULL},
};

PyType_Spec explanations_spec = {
    .name = "smtpcodes.Explanations", .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, .slots = several_slots};
