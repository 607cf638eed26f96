/* SPDX-License-Identifier: MIT
   smtpcodes._core: the module, its functions, and what it makes when it is imported. */

#include <string.h>

#include "state.h"

/* ---------------------------------------------------------------------------------------- functions */

static SC_APART PyObject *
lookup_thoroughly(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
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
        PyObject *record = record_at_once(PyModule_GetState(module), args[0]);
        if (record)
            return Py_NewRef(record);
    }
    return lookup_thoroughly(module, args, count, names);
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
"codes are whatever lookup() takes, kinds mixed as you like, or '550 5.1.1'; lang is as there. Returns a Comparison, whose sentences are\n"
"made when they are read; print() it for the page.\n\n"
"Raises what lookup() raises, and SMTPCodesError for one code alone or the same code twice.");

PyDoc_STRVAR(vocabulary_doc,
"vocabulary($module, lang, /)\n--\n\n"
"Headings, patterns and the names of aspects in a language, for the displays.");

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
    {"vocabulary", vocabulary, METH_O, vocabulary_doc},
    {NULL, NULL, 0, NULL}};

/* ------------------------------------------------------------------------------------------- making */

/* Finds the dict of a type, the only dict that it refers to with a name of its own in it. */
static int
find_dict(PyObject *object, void *found)
{
    if (PyDict_CheckExact(object) && PyDict_GetItemString(object, "__doc__"))
        *(PyObject **)found = object;
    return 0;
}

/* Sets a class attribute. Our types are frozen from the start, which shuts the ordinary way, and the stable
   ABI can neither freeze them later nor name their dict. So the type itself is asked what it refers to, as the
   collector does it. Nobody has looked anything up in it yet. Takes over the value. */
static int
set_match_args(PyObject *type, PyObject *value)
{
    traverseproc traverse = (traverseproc)PyType_GetSlot(Py_TYPE(type), Py_tp_traverse);
    PyObject *dict = NULL;
    int result = -1;

    if (value)
        (void)traverse(type, find_dict, &dict);
    if (dict)
        result = PyDict_SetItemString(dict, "__match_args__", value);
    else if (value)
        PyErr_SetString(PyExc_SystemError, "smtpcodes found no dict in a type of its own");
    PyType_Modified((PyTypeObject *)type);
    Py_XDECREF(value);
    return result;
}

/* Makes a type and puts it into the module; its match arguments, if any, are the order of its repr. */
static int
make_type(PyObject *module, PyObject **slot, PyType_Spec *spec, PyObject *match_args)
{
    *slot = PyType_FromModuleAndSpec(module, spec, NULL);
    if (!*slot) {
        Py_XDECREF(match_args);
        return -1;
    }
    if (match_args && set_match_args(*slot, match_args) < 0)
        return -1;
    return PyModule_AddType(module, (PyTypeObject *)*slot);
}

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
           || make_type(module, &state->reply_code_type, &reply_code_spec,
                        Py_BuildValue("(ss)", "code", "lang")) < 0
           || make_type(module, &state->enhanced_code_type, &enhanced_code_spec,
                        Py_BuildValue("(ssss)", "severity", "subject", "detail", "lang")) < 0
           || make_type(module, &state->comparison_type, &comparison_spec,
                        Py_BuildValue("(ss)", "codes", "lang")) < 0
           || make_type(module, &state->difference_type, &difference_spec,
                        Py_BuildValue("(sss)", "field", "values", "text")) < 0
           || make_type(module, &state->reply_type, &reply_spec, Py_BuildValue("(s)", "raw")) < 0
           || make_type(module, &state->reader_type, &reader_spec, NULL) < 0 ? -1 : 0;
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
    return intern(&state->rows_module, "smtpcodes._rows") < 0
           || intern(&state->text_module, "smtpcodes._text") < 0
           || intern(&state->markdown_module, "smtpcodes._markdown") < 0
           || intern(&state->html_module, "smtpcodes._html") < 0
           || intern(&state->to_dict, "to_dict") < 0 || intern(&state->page, "page") < 0
           || intern(&state->pretty, "pretty") < 0 ? -1 : 0;
}

static int
make_records(PyObject *module, module_state *state)
{
    PyObject *registered = PyList_New(0), *tuple = NULL;
    int result = -1;

    for (size_t at = 0; registered && at < SC_CODE_COUNT; at++) {
        sc_code code = sc_code_at(at);
        for (int language = 0; language < SC_LANGUAGE_COUNT; language++) {
            state->records[language][at] = record_new(state, &code, (sc_language)language);
            if (!state->records[language][at])
                goto done;
        }
        if (!code.enhanced)
            state->by_number[code.number - LEAST_CODE] = state->records[SC_LANGUAGE_en][at];
        if (sc_code_listed(&code) && PyList_Append(registered, state->records[SC_LANGUAGE_en][at]) < 0)
            goto done;
    }
    tuple = registered ? PyList_AsTuple(registered) : NULL;
    if (tuple)
        result = PyModule_AddObjectRef(module, "registered", tuple);
done:
    Py_XDECREF(tuple);
    Py_XDECREF(registered);
    return result;
}

static int
make_languages(PyObject *module)
{
    PyObject *languages = PyTuple_New(SC_LANGUAGE_COUNT);
    int result = -1;

    for (int i = 0; languages && i < SC_LANGUAGE_COUNT; i++) {
        PyObject *tag = PyUnicode_FromString(sc_language_tag((sc_language)i));
        if (!tag || PyTuple_SetItem(languages, i, tag) < 0)
            Py_CLEAR(languages);
    }
    if (languages)
        result = PyModule_AddObjectRef(module, "languages", languages);
    Py_XDECREF(languages);
    return result;
}

static int
execute(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    if (make_types(module, state) < 0 || make_names(state) < 0
        || make_records(module, state) < 0 || make_languages(module) < 0)
        return -1;
    return PyModule_AddStringConstant(module, "__version__", SMTPCODES_VERSION);
}

/* ------------------------------------------------------------------------------------------- module */

static int
traverse(PyObject *module, visitproc visit, void *arg)
{
    module_state *state = PyModule_GetState(module);

#define X(name) Py_VISIT(state->name);
    SC_STATE_OBJECTS(X)
#undef X
    for (int language = 0; language < SC_LANGUAGE_COUNT; language++)
        for (int i = 0; i < SC_CODE_COUNT; i++)
            Py_VISIT(state->records[language][i]);
    return 0;
}

static int
clear(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    /* The records first: while they are there, the quick ways take everything else for granted. */
    memset(state->by_number, 0, sizeof state->by_number);
    for (int language = 0; language < SC_LANGUAGE_COUNT; language++)
        for (int i = 0; i < SC_CODE_COUNT; i++)
            Py_CLEAR(state->records[language][i]);
#define X(name) Py_CLEAR(state->name);
    SC_STATE_OBJECTS(X)
#undef X
    return 0;
}

static void
free_state(void *module)
{
    module_state *state = PyModule_GetState(module);

    (void)clear(module);
    PyObject_Free(state->spare_comparison);
    PyObject_Free(state->spare_reply);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, execute},
#ifdef Py_mod_multiple_interpreters
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};

PyDoc_STRVAR(doc, "The C side of smtpcodes: the table of codes, looking up and comparing.");

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "smtpcodes._core",
    .m_doc = doc,
    .m_size = sizeof(module_state),
    .m_methods = functions,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = free_state};

PyMODINIT_FUNC
PyInit__core(void)
{
    return PyModuleDef_Init(&definition);
}
