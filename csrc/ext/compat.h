/* SPDX-License-Identifier: MIT
   Python's header, and every test of its version that the project makes. */

#ifndef SC_COMPAT_H
#define SC_COMPAT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#if PY_VERSION_HEX < 0x030B0000
#error "smtpcodes needs Python 3.11 or newer"
#endif

/* 3.12 gave the member types their Py_ names and moved them into Python.h. */
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define Py_T_OBJECT_EX T_OBJECT_EX
#define Py_READONLY READONLY
#endif

/* Not in the limited API. */
#ifndef Py_SETREF
#define Py_SETREF(slot, value)          \
    do {                                \
        PyObject *before = (slot);      \
        (slot) = (value);               \
        Py_XDECREF(before);             \
    } while (0)
#endif

#endif
