/* SPDX-License-Identifier: MIT
   The displays of codes and comparisons. They are drawn in Python, one module a face, each imported
   when it is first looked at; here is only the way there. */

#include "state.h"

PyObject *
face_call(PyObject *self, PyObject *module_name, PyObject *function_name, PyObject *arguments)
{
    PyObject *module, *function = NULL, *all = NULL, *result = NULL;

    module = PyImport_GetModule(module_name);
    if (!module && !PyErr_Occurred())
        module = PyImport_Import(module_name);
    if (module)
        function = PyObject_GetAttr(module, function_name);
    Py_XDECREF(module);
    if (!function)
        return NULL;
    if (!arguments) {
        result = PyObject_CallFunctionObjArgs(function, self, NULL);
    }
    else {
        PyObject *first = PyTuple_Pack(1, self);
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
face_to_dict(PyObject *self, PyObject *unused)
{
    module_state *state = state_of(self);

    (void)unused;
    return state ? face_call(self, state->rows_module, state->to_dict, NULL) : NULL;
}

PyObject *
face_html(PyObject *self, PyObject *unused)
{
    module_state *state = state_of(self);

    (void)unused;
    return state ? face_call(self, state->html_module, state->page, NULL) : NULL;
}

PyObject *
face_markdown(PyObject *self, PyObject *unused)
{
    module_state *state = state_of(self);

    (void)unused;
    return state ? face_call(self, state->markdown_module, state->page, NULL) : NULL;
}

PyObject *
face_pretty(PyObject *self, PyObject *arguments)
{
    module_state *state = state_of(self);

    return state ? face_call(self, state->text_module, state->pretty, arguments) : NULL;
}

PyObject *
face_text(PyObject *self)
{
    module_state *state = state_of(self);

    return state ? face_call(self, state->text_module, state->page, NULL) : NULL;
}
