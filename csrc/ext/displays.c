/* SPDX-License-Identifier: MIT
   The displays of codes, comparisons and explanations. They are drawn in Python, one module a format, each imported
   when it is first looked at; here is only the way there. */

#include "displays.h"

PyObject *
package_function(PyObject *module_name, PyObject *function_name)
{
    PyObject *module = PyImport_GetModule(module_name), *function;

    if (!module && !PyErr_Occurred())
        module = PyImport_Import(module_name);
    function = module ? PyObject_GetAttr(module, function_name) : NULL;
    Py_XDECREF(module);
    return function;
}

/* Calls a function of the package with an object and what follows it, which may be NULL. */
static PyObject *
draw(PyObject *self, PyObject *module_name, PyObject *function_name, PyObject *arguments)
{
    PyObject *function = package_function(module_name, function_name), *first, *all, *result = NULL;

    if (!function)
        return NULL;
    if (!arguments) {
        result = PyObject_CallFunctionObjArgs(function, self, NULL);
    }
    else {
        first = PyTuple_Pack(1, self);
        all = first ? PySequence_Concat(first, arguments) : NULL;
        Py_XDECREF(first);
        if (all)
            result = PyObject_CallObject(function, all);
        Py_XDECREF(all);
    }
    Py_DECREF(function);
    return result;
}

PyObject *
display_to_dict(PyObject *self, PyObject *unused)
{
    module_state *state = state_of(self);

    (void)unused;
    return state ? draw(self, state->rows_module, state->to_dict, NULL) : NULL;
}

PyObject *
display_html(PyObject *self, PyObject *unused)
{
    module_state *state = state_of(self);

    (void)unused;
    return state ? draw(self, state->html_module, state->page, NULL) : NULL;
}

PyObject *
display_markdown(PyObject *self, PyObject *unused)
{
    module_state *state = state_of(self);

    (void)unused;
    return state ? draw(self, state->markdown_module, state->page, NULL) : NULL;
}

PyObject *
display_pretty(PyObject *self, PyObject *arguments)
{
    module_state *state = state_of(self);

    return state ? draw(self, state->text_module, state->pretty, arguments) : NULL;
}

PyObject *
display_text(PyObject *self)
{
    module_state *state = state_of(self);

    return state ? draw(self, state->text_module, state->page, NULL) : NULL;
}
