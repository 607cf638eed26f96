/* SPDX-License-Identifier: MIT
   One reply as a server sends it: codes and text in, octets out. Nothing that could end a line early gets through,
   and what is written is read back by reply.c as it was meant. */

#include "octets.h"
#include "writer.h"

static bool
is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* May a line begin so? Not like an enhanced code where the reply has none. */
static bool
may_begin(const sc_draft *draft, const char *text, size_t text_len)
{
    int16_t numbers[3];

    return draft->enhanced || !sc_enhanced_len(text, text_len, numbers);
}

/* What is wrong with the text, and where. */
static sc_status
check_text(const sc_draft *draft, size_t *pos)
{
    bool line_starts = true;
    size_t len = 1;

    for (*pos = 0; *pos < draft->text_len; *pos += len) {
        const char *text = draft->text + *pos;
        const size_t rest_len = draft->text_len - *pos;
        len = 1;
        if (line_starts && !may_begin(draft, text, rest_len))
            return SC_TEXT_HAS_CODE;
        line_starts = *text == '\n';
        if (line_starts || (*text == '\r' && rest_len > 1 && text[1] == '\n'))
            continue;
        if (sc_is_control(*text) || (draft->utf8 && sc_is_c1_control(text, rest_len)))
            return SC_TEXT_HAS_CONTROL;
        if ((unsigned char)*text >= 0x80) {
            len = draft->utf8 ? sc_character_len(text, rest_len) : 0;
            if (!len)
                return SC_TEXT_NOT_ASCII;
        }
    }
    return SC_OK;
}

/* How much of a line of text goes into one line of the reply: all, or up to and with the last blank that
   fits, or as many whole characters as fit. */
static size_t
piece_len(const sc_draft *draft, const char *text, size_t text_len, size_t room)
{
    size_t cut = room;

    if (text_len <= room)
        return text_len;
    while (cut > 0 && !(text[cut - 1] == ' ' && may_begin(draft, text + cut, text_len - cut)))
        cut--;
    if (cut > 0)
        return cut;
    cut = room;
    while (is_continuation(text[cut]) || !may_begin(draft, text + cut, text_len - cut))
        cut--;
    return cut;
}

static void
write_piece(sc_writer *writer, const sc_draft *draft, const char *text, size_t text_len, bool last)
{
    sc_write_code(writer, draft->code);
    sc_write_bytes(writer, last ? " " : "-", 1);
    if (draft->enhanced) {
        sc_write_code(writer, draft->enhanced);
        sc_write_bytes(writer, " ", 1);
    }
    sc_write_bytes(writer, text, text_len);
    sc_write_bytes(writer, "\r\n", 2);
}

/* One line of the text, in as many lines of the reply as it takes. */
static void
write_line(sc_writer *writer, const sc_draft *draft, const char *text, size_t text_len, size_t room, bool is_final)
{
    size_t pos = 0, len;

    do {
        len = piece_len(draft, text + pos, text_len - pos, room);
        write_piece(writer, draft, text + pos, len, is_final && pos + len == text_len);
        pos += len;
    } while (pos < text_len);
}

sc_status
sc_reply_write(const sc_draft *draft, char *buffer, size_t capacity, size_t *length)
{
    sc_writer writer = {buffer, capacity, 0};
    size_t room = SC_LINE_MAX - 2 - 4;
    char written[SC_WRITTEN_MAX];
    const char *feed;
    sc_status status;

    *length = 0;
    if (draft->code->enhanced || !draft->code->grammatical)
        return SC_NOT_SENDABLE;
    if (draft->enhanced && (!draft->enhanced->enhanced || draft->enhanced->number != sc_code_severity(draft->code)))
        return SC_CLASS_DIFFERS;
    status = check_text(draft, length);
    if (status != SC_OK)
        return status;
    if (draft->enhanced)
        room -= sc_code_written(draft->enhanced, written) + 1;
    for (size_t pos = 0; pos <= draft->text_len; pos = (size_t)(feed - draft->text) + 1) {
        const char *line = draft->text + pos;
        size_t line_len = draft->text_len - pos;
        feed = line_len ? memchr(line, '\n', line_len) : NULL;
        if (!feed) {
            write_line(&writer, draft, line, line_len, room, true);
            break;
        }
        line_len = (size_t)(feed - line);
        if (line_len && line[line_len - 1] == '\r')
            line_len--;
        write_line(&writer, draft, line, line_len, room, false);
    }
    *length = writer.length;
    return SC_OK;
}
