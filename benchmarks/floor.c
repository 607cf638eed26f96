/* SPDX-License-Identifier: MIT
   What a call into C costs at least: a function of one argument that does nothing. */

#include <Python.h>

static PyObject *
empty(PyObject *module, PyObject *argument)
{
    (void)module;
    (void)argument;
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {{"empty", empty, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "floor", .m_methods = functions, .m_slots = slots};

PyMODINIT_FUNC
PyInit_floor(void)
{
    return PyModuleDef_Init(&definition);
}
