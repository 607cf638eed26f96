/* SPDX-License-Identifier: MIT
   What the package draws in Python, one module a format, each imported when it is first needed. */

#ifndef SC_DISPLAYS_H
#define SC_DISPLAYS_H

#include "state.h"

/* A function of a module of the package, imported if it was not yet. */
PyObject *package_function(PyObject *module_name, PyObject *function_name);

PyObject *display_to_dict(PyObject *self, PyObject *unused);
PyObject *display_html(PyObject *self, PyObject *unused);
PyObject *display_markdown(PyObject *self, PyObject *unused);
PyObject *display_pretty(PyObject *self, PyObject *arguments);
PyObject *display_text(PyObject *self);

#define SC_DISPLAY_METHODS                                                                     \
    {"to_dict", display_to_dict, METH_NOARGS,                                                  \
     "to_dict($self, /)\n--\n\n"                                                               \
     "A dict of plain JSON types with stable keys, texts in the object's language."},          \
    SC_PAGE_METHODS

#define SC_PAGE_METHODS                                                                        \
    {"_repr_html_", display_html, METH_NOARGS,                                                 \
     "_repr_html_($self, /)\n--\n\n"                                                           \
     "The page as HTML, for notebooks; everything is escaped, and there is no script or id."}, \
    {"_repr_markdown_", display_markdown, METH_NOARGS,                                         \
     "_repr_markdown_($self, /)\n--\n\n"                                                       \
     "The page as Markdown."},                                                                 \
    {"_repr_pretty_", display_pretty, METH_VARARGS,                                            \
     "_repr_pretty_($self, printer, cycle, /)\n--\n\n"                                         \
     "The page as text, for IPython's terminal."},                                             \
    {"__html__", display_html, METH_NOARGS,                                                    \
     "__html__($self, /)\n--\n\n"                                                              \
     "The same as _repr_html_, for template engines."}

#endif
