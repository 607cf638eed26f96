/* SPDX-License-Identifier: MIT
   A bounded place to write text to. Past the capacity nothing is stored but all is counted, so that
   the caller learns how much room the whole text wants. Private to the core. */

#ifndef SC_WRITER_H
#define SC_WRITER_H

#include <string.h>

#include "smtpcodes.h"

typedef struct sc_writer {
    char *buffer;
    size_t capacity;
    size_t length;      /* of the whole text, stored or not */
} sc_writer;

static inline void
sc_write_bytes(sc_writer *writer, const char *bytes, size_t bytes_len)
{
    if (writer->length < writer->capacity) {
        size_t room = writer->capacity - writer->length;
        memcpy(writer->buffer + writer->length, bytes, bytes_len < room ? bytes_len : room);
    }
    writer->length += bytes_len;
}

static inline void
sc_write(sc_writer *writer, const char *text)
{
    sc_write_bytes(writer, text, strlen(text));
}

/* A code as sc_code_written has it. */
static inline void
sc_write_code(sc_writer *writer, const sc_code *code)
{
    char written[SC_WRITTEN_MAX];

    sc_write_bytes(writer, written, sc_code_written(code, written));
}

#endif
