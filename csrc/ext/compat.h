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

/* Keeps a slow path out of the function with the fast one, which would otherwise save registers for both. */
#if defined(_MSC_VER)
#define SC_SLOW_PATH __declspec(noinline)
#else
#define SC_SLOW_PATH __attribute__((noinline))
#endif

/* Freezes a type whose class attributes are set, so that nobody can set others. The stable ABI cannot: it has no way
   to change the flags of a type, and PyType_Freeze came with 3.14. Types stay open there; objects never are. */
static inline void
freeze_type(PyObject *type)
{
#if defined(Py_LIMITED_API)
    (void)type;
#else
    ((PyTypeObject *)type)->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
    PyType_Modified((PyTypeObject *)type);
#endif
}

/* The value of an int that is small, and some number that is no code for any other. */
static inline long
small_int(PyObject *number)
{
#if defined(Py_LIMITED_API)
    int overflow;
    return PyLong_AsLongAndOverflow(number, &overflow);
#elif PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Long_IsCompact((PyLongObject *)number)
               ? (long)PyUnstable_Long_CompactValue((PyLongObject *)number)
               : 0;
#else
    return Py_SIZE(number) == 1 ? (long)((PyLongObject *)number)->ob_digit[0] : 0;
#endif
}

/* The bytes of a str or bytes of three ASCII characters; NULL for anything else. The length is seen
   first, because a long text would be encoded as a whole, and kept so. */
static inline const char *
three_bytes(PyObject *text)
{
#if defined(Py_LIMITED_API)
    if (PyUnicode_CheckExact(text)) {
        Py_ssize_t size;
        const char *bytes = PyUnicode_GetLength(text) == 3 ? PyUnicode_AsUTF8AndSize(text, &size) : NULL;
        if (bytes)
            return size == 3 ? bytes : NULL;
        PyErr_Clear();
        return NULL;
    }
    return PyBytes_CheckExact(text) && PyBytes_Size(text) == 3 ? PyBytes_AsString(text) : NULL;
#else
    if (PyUnicode_CheckExact(text))
        return PyUnicode_IS_COMPACT_ASCII(text) && PyUnicode_GET_LENGTH(text) == 3
                   ? (const char *)PyUnicode_1BYTE_DATA(text)
                   : NULL;
    return PyBytes_CheckExact(text) && PyBytes_GET_SIZE(text) == 3 ? PyBytes_AS_STRING(text) : NULL;
#endif
}

/* The octets of a bytes, and how many they are. */
static inline const char *
bytes_data(PyObject *bytes)
{
#if defined(Py_LIMITED_API)
    return PyBytes_AsString(bytes);
#else
    return PyBytes_AS_STRING(bytes);
#endif
}

static inline size_t
bytes_size(PyObject *bytes)
{
#if defined(Py_LIMITED_API)
    return (size_t)PyBytes_Size(bytes);
#else
    return (size_t)PyBytes_GET_SIZE(bytes);
#endif
}

/* Guards an object that changes where no lock does, which is only outside the limited API. */
#if defined(Py_GIL_DISABLED) && !defined(Py_LIMITED_API)
#define SC_BEGIN_CRITICAL_SECTION(object) Py_BEGIN_CRITICAL_SECTION(object)
#define SC_END_CRITICAL_SECTION() Py_END_CRITICAL_SECTION()
#else
#define SC_BEGIN_CRITICAL_SECTION(object) {
#define SC_END_CRITICAL_SECTION() }
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
