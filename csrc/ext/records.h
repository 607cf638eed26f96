/* SPDX-License-Identifier: MIT
   What ReplyCode and EnhancedCode have in common: the record of a code, and the attributes that every code
   has. What only one of them has stands in its own file. */

#ifndef SC_RECORDS_H
#define SC_RECORDS_H

#include "displays.h"
#include "types.h"

typedef struct record {
    PyObject_HEAD
    PyObject *number;       /* a ReplyCode's int; NULL in an EnhancedCode */
    sc_code code;
    sc_language language;
} record;

static inline record *
as_record(PyObject *self)
{
    return (record *)self;
}

int record_traverse(PyObject *self, visitproc visit, void *arg);
void record_dealloc(PyObject *self);
PyObject *record_format(PyObject *self, PyObject *spec);
PyObject *record_itself(PyObject *self, PyObject *unused);

PyObject *record_keyword(PyObject *self, void *closure);
PyObject *record_severity(PyObject *self, void *closure);
PyObject *record_label(PyObject *self, void *field);
PyObject *record_field_value(PyObject *self, void *field);
PyObject *record_text(PyObject *self, void *text_field);
PyObject *record_begins_with(PyObject *self, void *digit);
PyObject *record_registered(PyObject *self, void *closure);
PyObject *record_grammatical(PyObject *self, void *closure);
PyObject *record_references(PyObject *self, void *closure);
PyObject *record_commands(PyObject *self, void *closure);
PyObject *record_associated(PyObject *self, void *closure);
PyObject *record_confused_with(PyObject *self, void *closure);
PyObject *record_lang(PyObject *self, void *closure);

#define SC_LABEL(name, FIELD, doc) {name, record_label, NULL, doc, (void *)(intptr_t)SC_FIELD_##FIELD}
#define SC_VALUE(name, FIELD, doc) {name, record_field_value, NULL, doc, (void *)(intptr_t)SC_FIELD_##FIELD}
#define SC_TEXT(name, FIELD, doc) {name, record_text, NULL, doc, (void *)(intptr_t)SC_TEXT_##FIELD}
#define SC_BEGINS_WITH(name, digit, doc) {name, record_begins_with, NULL, doc, (void *)(intptr_t)digit}

#define SC_RECORD_ATTRIBUTES                                                                            \
    {"keyword", record_keyword, NULL,                                                                   \
     "Stable English identifier, such as 'MAILBOX_UNAVAILABLE'; None if not registered.", NULL},        \
    SC_TEXT("name", NAME, "Short name, unique among registered codes of its kind."),                    \
    {"severity", record_severity, NULL, "First digit (RFC 5321 4.2.1, RFC 3463 2).", NULL},             \
    SC_LABEL("severity_name", SEVERITY, "Name of the severity in the record's language."),               \
    SC_VALUE("standing", STANDING,                                                                     \
              "'standard', 'extension', 'obsolete' or 'nonstandard'; None if not registered."),         \
    {"registered", record_registered, NULL, "True if our table has the code.", NULL},                   \
    {"grammatical", record_grammatical, NULL,                                                           \
     "True if it fits the grammar of RFC 5321 4.2 or of RFC 3463 2.", NULL},                            \
    {"references", record_references, NULL,                                                             \
     "Documents and sections, the defining one first: ('RFC 5321 4.2.2', ...).", NULL},                 \
    {"commands", record_commands, NULL,                                                                 \
     "Commands that bring the code, each with S, I or E as in RFC 5321 4.3.2: (('RCPT', 'S'), ...).",   \
     NULL},                                                                                             \
    SC_VALUE("retry", RETRY, "'yes', 'no', 'conditional' or None (RFC 5321 4.2.1)."),                  \
    SC_VALUE("condition", CONDITION,                                                                   \
              "What has to change before a retry can succeed, such as 'new_credentials', or None."),    \
    SC_VALUE("action", ACTION,                                                                         \
              "What a sender does about it, such as 'suppress'; explain() has them all."),                     \
    SC_VALUE("message", MESSAGE, "What becomes of the message, such as 'kept_by_client'."),            \
    SC_VALUE("recipient", RECIPIENT, "What becomes of the recipient, such as 'refused'."),             \
    SC_VALUE("connection", CONNECTION, "What becomes of the connection, such as 'closed'."),           \
    SC_BEGINS_WITH("is_success", 2, "True if it begins with 2."),                                          \
    SC_BEGINS_WITH("is_intermediate", 3, "True if it begins with 3."),                                     \
    SC_BEGINS_WITH("is_transient", 4, "True if it begins with 4."),                                        \
    SC_BEGINS_WITH("is_permanent", 5, "True if it begins with 5."),                                        \
    {"confused_with", record_confused_with, NULL, "Codes that people mix this one up with.", NULL},     \
    SC_TEXT("meaning", MEANING, "What follows the code in a sentence: '550 <meaning>.'"),               \
    SC_TEXT("description", DESCRIPTION, "What the server says with it."),                               \
    SC_TEXT("when_seen", WHEN_SEEN, "Who sends it, at which step, and in which situation."),            \
    SC_TEXT("how_to_fix", HOW_TO_FIX, "What the sending side can do, then the receiving side."),        \
    SC_TEXT("when_received", WHEN_RECEIVED, "What a program that reads the code does next."),           \
    SC_TEXT("when_to_send", WHEN_TO_SEND, "When the code is the right one for a server."),              \
    {"lang", record_lang, NULL, "Language of the texts, a BCP 47 tag: the one asked for if it has them all.", NULL}

#define SC_RECORD_METHODS                                       \
    {"__format__", record_format, METH_O, NULL},                \
    {"__copy__", record_itself, METH_NOARGS, NULL},             \
    {"__deepcopy__", record_itself, METH_O, NULL},              \
    SC_DISPLAY_METHODS

#endif
