/* SPDX-License-Identifier: MIT
   smtpcodes._core: the module, its functions, and what it makes when it is imported. */

#include "args.h"
#include "types.h"
#include "values.h"

/* ---------------------------------------------------------------------------------------- functions */

static SC_SLOW_PATH PyObject *
lookup_slow_path(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    module_state *state = alive(PyModule_GetState(module));
    Py_ssize_t used = 0;
    PyObject *lang = keyword_argument(args + count, names, "lang", &used);
    PyObject *given = count > 0 ? args[0] : keyword_argument(args + count, names, "code", &used);
    sc_language language;
    sc_code code;

    if (count > 1 || !given) {
        PyErr_Format(PyExc_TypeError, "lookup() takes one code, and %zd were given", count);
        return NULL;
    }
    if (!state || no_other_keywords("lookup", names, used) < 0 || language_from_object(lang, &language) < 0
        || code_from_object(state, given, &code) < 0)
        return NULL;
    return record_of(state, &code, language);
}

static PyObject *
lookup(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    if (count == 1 && !names) {
        PyObject *record = record_fast_path(PyModule_GetState(module), args[0]);
        if (record)
            return Py_NewRef(record);
    }
    return lookup_slow_path(module, args, count, names);
}

static PyObject *
vocabulary(PyObject *module, PyObject *lang)
{
    module_state *state = alive(PyModule_GetState(module));
    sc_language language;

    if (!state || language_from_object(lang, &language) < 0)
        return NULL;
    return vocabulary_object(language);
}

enum { LONGEST_HEAD = 64 };     /* characters at the start of a text in which its codes must stand */

/* The first octets of a bytes or str. */
static PyObject *
head_of(PyObject *text)
{
    PyObject *head, *octets;

    if (PyBytes_Check(text)) {
        Py_ssize_t size = PyBytes_Size(text);
        return PyBytes_FromStringAndSize(PyBytes_AsString(text), size < LONGEST_HEAD ? size : LONGEST_HEAD);
    }
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "codes are read in bytes or a str");
        return NULL;
    }
    head = PyUnicode_Substring(text, 0, LONGEST_HEAD);
    octets = head ? encoded(head) : NULL;
    Py_XDECREF(head);
    return octets;
}

static PyObject *
read_codes(PyObject *module, PyObject *text)
{
    module_state *state = alive(PyModule_GetState(module));
    PyObject *head = state ? head_of(text) : NULL, *basic, *detail;
    int16_t numbers[3];
    sc_code code;
    size_t end;
    int number;

    if (!head)
        return NULL;
    end = sc_codes_read(PyBytes_AsString(head), (size_t)PyBytes_Size(head), &number, numbers);
    Py_DECREF(head);
    basic = sc_code_from_number(number, &code) == SC_OK ? record_of(state, &code, SC_LANGUAGE_en) : Py_NewRef(Py_None);
    detail = sc_code_from_numbers(numbers[0], numbers[1], numbers[2], &code) == SC_OK
                 ? record_of(state, &code, SC_LANGUAGE_en)
                 : Py_NewRef(Py_None);
    return Py_BuildValue("NNn", basic, detail, (Py_ssize_t)end);
}

static PyObject *
find_reply(PyObject *module, PyObject *args)
{
    const char *text;
    Py_ssize_t text_len, start = 0;

    (void)module;
    if (!PyArg_ParseTuple(args, "y#|n:find_reply", &text, &text_len, &start))
        return NULL;
    if (start < 0 || start > text_len)
        start = text_len;
    start = (Py_ssize_t)sc_reply_find(text, (size_t)text_len, (size_t)start);
    return PyLong_FromSsize_t(start == text_len ? -1 : start);
}

PyDoc_STRVAR(lookup_doc,
"lookup($module, /, code, *, lang=None)\n--\n\n"
"What a reply code (RFC 5321 4.2) or an enhanced status code (RFC 3463) means.\n\n"
"code is 550, '550', b'550', an SMTPStatus or a ReplyCode, or '5.1.1', b'5.1.1' or an EnhancedCode;\n"
"lang a language tag such as 'vi', English if None. Returns a ReplyCode for any number from 100 to\n"
"599, an EnhancedCode for any code that the grammar allows: one that no table knows has\n"
"registered == False and says what its digits tell.\n\n"
"Raises SMTPCodesError, a ValueError, for what is no code, TypeError for other types, and\n"
"LookupError for a language that there are no texts in.");

PyDoc_STRVAR(compare_doc,
"compare($module, /, *codes, lang=None)\n--\n\n"
"What sets two or more codes apart.\n\n"
"codes are 2 to 64 of whatever lookup() takes, kinds mixed as you like, or '550 5.1.1'; lang is as there.\n"
"Returns a Comparison, whose sentences are made when they are read; print() it for the page.\n\n"
"Raises what lookup() raises, and SMTPCodesError for one code alone, the same code twice, or too many.");

PyDoc_STRVAR(vocabulary_doc,
"vocabulary($module, lang, /)\n--\n\n"
"Headings, patterns and the names of fields and values in a language, for the displays.");

PyDoc_STRVAR(explain_doc,
"explain($module, /, anything, *, lang=None)\n--\n\n"
"What happened to a message, whether it is final, and what to do.\n\n"
"anything is a code (550, '5.1.1'), a reply (bytes, str, its lines, or (code, text)), an exception of smtplib\n"
"or aiosmtplib, the dict of refused recipients that sendmail() returns, or a delivery status notification\n"
"(RFC 3464, RFC 6533) as an email.message.Message or as bytes. lang is as for lookup().\n\n"
"Returns an Explanation; a tuple of them, even of one or none, for what can name several recipients: a dict,\n"
"SMTPRecipientsRefused, a notification, an exception group.\n\n"
"Raises TypeError for what is none of these, SMTPCodesError, a ValueError, for text that is neither a code, a\n"
"reply nor a notification, and LookupError for a language that there are no texts in.");

PyDoc_STRVAR(make_explanation_doc,
"make_explanation($module, reply, codes, absence, recipient, lang, outcome, /)\n--\n\n"
"An Explanation out of what is known: a Reply or None; a tuple of the code that was given beside it or instead\n"
"of it, or (); where there is neither, 'silence', 'garbage' or 'unsupported', else None; the recipient or None;\n"
"the language; and 'failed' or 'delayed' where a bounce says so, else None. For _shapes.py and for pickles.");

PyDoc_STRVAR(read_codes_doc,
"read_codes($module, text, /)\n--\n\n"
"The codes at the start of a text: (ReplyCode or None, EnhancedCode or None, where they end).");

PyDoc_STRVAR(find_reply_doc,
"find_reply($module, data, start=0, /)\n--\n\n"
"Where in some bytes, from start on, a reply begins; -1 if none does.");

PyDoc_STRVAR(parse_doc,
"parse($module, data, /)\n--\n\n"
"Reads one reply, of one line or many, ended by CRLF, LF or the end of the data (RFC 5321 4.2).\n\n"
"data is bytes, another buffer, or a str, which stands for its UTF-8. Returns a Reply; what real\n"
"servers break is read all the same and listed in its problems.\n\n"
"Raises SMTPCodesError, with the position in pos, for data that does not begin with a reply code.");

PyDoc_STRVAR(format_reply_doc,
"format_reply($module, /, code, enhanced=None, text='', *, utf8=False)\n--\n\n"
"A reply as a server sends it: bytes, ended by CRLF (RFC 5321 4.2, RFC 2034 4).\n\n"
"code and enhanced are as in lookup(); the enhanced code is repeated on every line. text is a str; a\n"
"line feed begins another line, and lines are folded so that none passes 512 octets. With utf8, for a\n"
"client that asked for SMTPUTF8, it need not be ASCII.\n\n"
"Raises SMTPCodesError, a ValueError, for a code that no server may send, for an enhanced code of\n"
"another class, and for text with control characters, which could split the reply.");

static PyMethodDef functions[] = {
    {"parse", parse, METH_O, parse_doc},
    {"format_reply", (PyCFunction)(void (*)(void))format_reply, METH_VARARGS | METH_KEYWORDS, format_reply_doc},
    {"lookup", (PyCFunction)(void (*)(void))lookup, METH_FASTCALL | METH_KEYWORDS, lookup_doc},
    {"compare", (PyCFunction)(void (*)(void))compare, METH_FASTCALL | METH_KEYWORDS, compare_doc},
    {"explain", (PyCFunction)(void (*)(void))explain, METH_FASTCALL | METH_KEYWORDS, explain_doc},
    {"make_explanation", (PyCFunction)(void (*)(void))make_explanation, METH_FASTCALL, make_explanation_doc},
    {"read_codes", read_codes, METH_O, read_codes_doc},
    {"find_reply", find_reply, METH_VARARGS, find_reply_doc},
    {"vocabulary", vocabulary, METH_O, vocabulary_doc},
    {NULL, NULL, 0, NULL},
};

/* ------------------------------------------------------------------------------------------- making */

/* A tuple of names, up to a NULL. */
static PyObject *
tuple_of_names(const char *const *names)
{
    PyObject *list = PyList_New(0);

    for (; list && *names; names++)
        append(&list, PyUnicode_FromString(*names));
    return tuple_from_list(list);
}

/* Makes a type and puts it into the module; its base is object where none is given. Its match arguments, up to a NULL,
   are those of its repr; they are a class attribute, and so the type is frozen once it has them. */
static int
make_type(PyObject *module, PyObject **slot, PyType_Spec *spec, PyTypeObject *base, const char *const *match_args)
{
    PyObject *names;
    int result = 0;

    *slot = PyType_FromModuleAndSpec(module, spec, (PyObject *)base);
    if (!*slot)
        return -1;
    if (match_args) {
        names = tuple_of_names(match_args);
        result = names ? PyObject_SetAttrString(*slot, "__match_args__", names) : -1;
        Py_XDECREF(names);
    }
    if (result < 0)
        return -1;
    freeze_type(*slot);
    return PyModule_AddType(module, (PyTypeObject *)*slot);
}

#define NAMES(...) (const char *const[]){__VA_ARGS__, NULL}

static int
make_error(PyObject *module, module_state *state)
{
    PyObject *names = Py_BuildValue("{sO}", "pos", Py_None);

    if (!names)
        return -1;
    state->error_type = PyErr_NewExceptionWithDoc(
        "smtpcodes.SMTPCodesError",
        "What is no code, no reply, or cannot be compared or sent. pos is the position of the octet that it is\n"
        "about, or None.",
        PyExc_ValueError, names);
    Py_DECREF(names);
    return state->error_type ? PyModule_AddObjectRef(module, "SMTPCodesError", state->error_type) : -1;
}

static int
make_types(PyObject *module, module_state *state)
{
    return make_error(module, state) < 0
                   || make_type(module, &state->reply_code_type, &reply_code_spec, NULL, NAMES("code", "lang")) < 0
                   || make_type(module, &state->enhanced_code_type, &enhanced_code_spec, NULL,
                                NAMES("severity", "subject", "detail", "lang"))
                          < 0
                   || make_type(module, &state->comparison_type, &comparison_spec, NULL, NAMES("codes", "lang")) < 0
                   || make_type(module, &state->difference_type, &difference_spec, NULL,
                                NAMES("field", "values", "text"))
                          < 0
                   || make_type(module, &state->reply_type, &reply_spec, NULL, NAMES("raw")) < 0
                   || make_type(module, &state->explanation_type, &explanation_spec, NULL,
                                NAMES("action", "is_permanent", "recipient"))
                          < 0
                   || make_type(module, &state->explanations_type, &explanations_spec, &PyTuple_Type, NULL) < 0
                   || make_type(module, &state->reader_type, &reader_spec, NULL, NULL) < 0
               ? -1
               : 0;
}

/* Interns a C string into a slot of the state. */
static int
intern(PyObject **slot, const char *name)
{
    *slot = PyUnicode_InternFromString(name);
    return *slot ? 0 : -1;
}

static int
make_names(module_state *state)
{
    return intern(&state->rows_module, "smtpcodes._rows") < 0 || intern(&state->text_module, "smtpcodes._text") < 0
                   || intern(&state->markdown_module, "smtpcodes._markdown") < 0
                   || intern(&state->html_module, "smtpcodes._html") < 0
                   || intern(&state->shapes_module, "smtpcodes._shapes") < 0
                   || intern(&state->explain_shape, "explain_shape") < 0 || intern(&state->to_dict, "to_dict") < 0
                   || intern(&state->page, "page") < 0 || intern(&state->pretty, "pretty") < 0
               ? -1
               : 0;
}

/* The listed codes, in order. */
static int
make_registered(PyObject *module, module_state *state)
{
    PyObject *list = PyList_New(0), *tuple;
    int result = -1;

    for (size_t at = 0; list && at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at);
        if (sc_code_listed(&code))
            append(&list, record_of(state, &code, SC_LANGUAGE_en));
    }
    tuple = tuple_from_list(list);
    if (tuple)
        result = PyModule_AddObjectRef(module, "registered", tuple);
    Py_XDECREF(tuple);
    return result;
}

static int
make_languages(PyObject *module)
{
    PyObject *list = PyList_New(0), *tuple;
    int result = -1;

    for (int language = 0; list && language < SC_LANGUAGE_COUNT; language++)
        append(&list, PyUnicode_FromString(sc_language_tag((sc_language)language)));
    tuple = tuple_from_list(list);
    if (tuple)
        result = PyModule_AddObjectRef(module, "languages", tuple);
    Py_XDECREF(tuple);
    return result;
}

static int
execute(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    if (make_types(module, state) == 0 && make_names(state) == 0 && records_make(state) == 0
        && make_registered(module, state) == 0 && make_languages(module) == 0
        && PyModule_AddStringConstant(module, "__version__", SMTPCODES_VERSION) == 0)
        return 0;
    if (!PyErr_Occurred())
        PyErr_NoMemory();       /* CPython 3.11 can fail to make a type for want of it and set no exception */
    return -1;
}

/* ------------------------------------------------------------------------------------------- module */

static int
traverse(PyObject *module, visitproc visit, void *arg)
{
    module_state *state = PyModule_GetState(module);

#define X(name) Py_VISIT(state->name);
    SC_STATE_OBJECTS(X)
#undef X
    return records_traverse(state, visit, arg);
}

static int
clear(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    /* The records first: while they are there, the fast paths take everything else for granted. */
    records_clear(state);
#define X(name) Py_CLEAR(state->name);
    SC_STATE_OBJECTS(X)
#undef X
    return 0;
}

static void
free_state(void *module)
{
    (void)clear(module);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, execute},
#ifdef Py_mod_multiple_interpreters
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

PyDoc_STRVAR(doc, "The C side of smtpcodes: the table of codes, looking up, comparing, reading and explaining replies.");

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,  .m_name = "smtpcodes._core",
    .m_doc = doc,           .m_size = sizeof(module_state),
    .m_methods = functions, .m_slots = slots,
    .m_traverse = traverse, .m_clear = clear,
    .m_free = free_state};

PyMODINIT_FUNC
PyInit__core(void)
{
    return PyModuleDef_Init(&definition);
}
