/* SPDX-License-Identifier: MIT
   One reply: octets in, numbers and offsets out, in pieces if need be. The grammar is that of RFC 5321 4.2;
   whatever real servers do beside it is read as well. What a reply breaks is found in reply_problems.c, by those
   who ask. */

#include <string.h>

#include "octets.h"
#include "writer.h"

/* -------------------------------------------------------------------------------------------- lines */

/* What may stand behind a reply code on its line: more lines follow behind the hyphen. */
static inline bool
is_separator(char c)
{
    return c == ' ' || c == '-' || c == '\t';
}

/* Takes apart the line whose start and end are set. */
static inline void
read_line(const char *data, sc_line *line)
{
    const char *start = data + line->start, *text = start + 4;
    const size_t len = line->end - line->start;
    int16_t numbers[3];
    size_t enhanced_len;

    line->code = len < 3 ? 0 : (int16_t)sc_three_digits(start);
    line->numbers[0] = 0;
    line->text = line->start;
    line->last = false;
    if (len > 3 && !is_separator(start[3]))
        line->code = 0;
    if (!line->code)
        return;
    line->last = len == 3 || start[3] != '-';
    line->text = line->start + (len == 3 ? 3 : 4);
    if (len < 4 + 5 || text[1] != '.')          /* no enhanced code, as on most lines of a long reply */
        return;
    enhanced_len = sc_enhanced_len(text, len - 4, numbers);
    if (!enhanced_len)
        return;
    memcpy(line->numbers, numbers, sizeof numbers);
    line->text += enhanced_len;
    if (line->text < line->end && (data[line->text] == ' ' || data[line->text] == '\t'))
        line->text++;
}

/* The line that starts at `pos`, up to `feed` or, where that is NULL, to the end of the data. */
static inline void
take_line(const char *data, size_t data_len, size_t pos, const char *feed, sc_line *line)
{
    line->start = pos;
    line->end = feed ? (size_t)(feed - data) : data_len;
    line->next = feed ? line->end + 1 : data_len;
    if (feed && line->end > pos && data[line->end - 1] == '\r')
        line->end--;
    read_line(data, line);
}

static inline bool
line_at(const char *data, size_t reply_len, size_t pos, sc_line *line)
{
    if (pos >= reply_len)
        return false;
    take_line(data, reply_len, pos, memchr(data + pos, '\n', reply_len - pos), line);
    return true;
}

bool
sc_line_at(const char *data, size_t reply_len, size_t pos, sc_line *line)
{
    return line_at(data, reply_len, pos, line);
}

/* ------------------------------------------------------------------------------------------ reading */

static inline void
add_line(sc_reply *reply, const sc_line *line)
{
    if (reply->line_count++ == 0)
        reply->text = line->text;
    if (line->code)
        reply->code = line->code;
    if (line->numbers[0] && !reply->numbers[0])
        memcpy(reply->numbers, line->numbers, sizeof reply->numbers);
    reply->end = line->end;
    reply->length = line->next;
}

/* The first octet of a line at which it ceases to look like the start of a reply. */
static size_t
first_impossible(const char *line, size_t line_len)
{
    size_t at = 0;

    if (line_len == 0 || line[0] < '1' || line[0] > '5')
        return 0;
    while (at < 3 && at < line_len && line[at] >= '0' && line[at] <= '9')
        at++;
    return at;
}

bool
sc_reply_begins(const char *data, size_t data_len, size_t *error_pos)
{
    if (data_len >= 3 && sc_three_digits(data)
        && (data_len == 3 || is_separator(data[3]) || data[3] == '\n'
            || (data_len > 4 && data[3] == '\r' && data[4] == '\n')))
        return true;
    *error_pos = first_impossible(data, data_len);
    return false;
}

sc_status
sc_reading_go(sc_reading *reading, const char *data, size_t data_len, bool more, size_t limit)
{
    sc_line line;

    for (;;) {
        const size_t from = reading->seen > reading->line_pos ? reading->seen : reading->line_pos;
        const char *feed = from < data_len ? memchr(data + from, '\n', data_len - from) : NULL;
        if (!feed && more) {
            reading->seen = data_len;
            return data_len > limit ? SC_TOO_LONG : SC_NEED_MORE;
        }
        take_line(data, data_len, reading->line_pos, feed, &line);
        if (line.next > limit)
            return SC_TOO_LONG;
        if (!line.code && reading->reply.line_count == 0) {
            reading->error_pos = first_impossible(data, line.end);
            reading->reply.length = line.next;
            return SC_NOT_A_REPLY;
        }
        if (!feed && line.start == line.end)        /* it broke off after a line that promised another */
            return SC_OK;
        add_line(&reading->reply, &line);
        if (line.last)
            return SC_OK;
        reading->line_pos = line.next;
    }
}

/* Puts the text of a line behind those of the lines before; where that ends. */
static inline size_t
append_text(const char *data, const sc_line *line, char *buffer, size_t len)
{
    if (len > 0 || line->start > 0)
        buffer[len++] = '\n';
    memcpy(buffer + len, data + line->text, line->end - line->text);
    return len + (line->end - line->text);
}

sc_status
sc_reply_read(const char *data, size_t data_len, sc_reply *reply, char *buffer, size_t *text_len)
{
    sc_line line = {.last = false};

    *reply = (sc_reply){.length = 0};
    *text_len = 0;
    while (!line.last && line_at(data, data_len, reply->length, &line)) {
        if (!line.code && reply->line_count == 0)
            return SC_NOT_A_REPLY;
        add_line(reply, &line);
        if (reply->line_count > 1 || !line.last)
            *text_len = append_text(data, &line, buffer, *text_len);
    }
    return reply->line_count ? SC_OK : SC_NOT_A_REPLY;
}

size_t
sc_reply_text(const char *data, size_t reply_len, char *buffer)
{
    size_t len = 0;
    sc_line line;

    for (size_t pos = 0; line_at(data, reply_len, pos, &line); pos = line.next)
        len = append_text(data, &line, buffer, len);
    return len;
}

size_t
sc_text_as_utf8(const char *text, size_t text_len, char *buffer, size_t capacity)
{
    static const char digits[] = "0123456789abcdef";
    sc_writer writer = {buffer, capacity, 0};
    size_t from = 0, at = 0;

    while (at < text_len) {
        const size_t len = sc_character_len(text + at, text_len - at);
        const unsigned char octet = (unsigned char)text[at];
        const char spelled[] = {'\\', 'x', digits[octet >> 4], digits[octet & 15]};
        if (len > 0) {
            at += len;
            continue;
        }
        sc_write_bytes(&writer, text + from, at - from);
        sc_write_bytes(&writer, spelled, sizeof spelled);
        from = ++at;
    }
    sc_write_bytes(&writer, text + from, text_len - from);
    return writer.length;
}
