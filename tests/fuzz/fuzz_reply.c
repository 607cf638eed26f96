/* SPDX-License-Identifier: MIT
   A fuzz target for the reading and writing of replies:

     clang -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined -Icsrc/core tests/fuzz/fuzz_reply.c \
         $(ls csrc/core/[a-z]*.c) -o fuzz
     ./fuzz -max_total_time=60 NEW tests/fuzz/corpus/reply

   Whatever the octets, a reply read in two pieces is the reply read whole, its lines cover it, the problems found
   stand in order within it, and what can be written is read back. */

#include <stdint.h>

#include "must.h"
#include "smtpcodes.h"

enum { LIMIT = 2048, FOUND_MAX = 64 };

/* What is read in one go is what is read in steps, text and all. */
static void
read_at_once(const char *data, size_t data_len, const sc_reply *want, const char *text)
{
    char *buffer = exact(data, data_len);
    sc_reply reply;
    size_t text_len;

    MUST(sc_reply_read(data, data_len, &reply, buffer, &text_len) == SC_OK && memcmp(&reply, want, sizeof reply) == 0);
    MUST(memcmp(reply.line_count == 1 ? data + reply.text : buffer, text,
                reply.line_count == 1 ? reply.end - reply.text : text_len)
         == 0);
    free(buffer);
}

static void
look_at(const char *data, size_t data_len, const sc_reply *reply)
{
    sc_problem_found found[FOUND_MAX];
    size_t covered = 0, count = 0, problems;
    char *joined = exact(data, reply->length);
    sc_line line;

    MUST(reply->length <= data_len && reply->line_count > 0 && reply->code >= 100 && reply->code <= 599);
    for (size_t pos = 0; sc_line_at(data, reply->length, pos, &line); pos = line.next) {
        MUST(line.start == covered && line.start <= line.text && line.text <= line.end && line.end <= line.next);
        MUST(line.next > line.start);
        covered = line.next;
        count++;
    }
    MUST(covered == reply->length && count == reply->line_count);
    problems = sc_reply_problems(data, data_len, reply, found, FOUND_MAX);
    for (size_t i = 0; i < problems && i < FOUND_MAX; i++)
        MUST(found[i].pos <= data_len && (i == 0 || found[i - 1].pos <= found[i].pos));
    MUST(sc_reply_text(data, reply->length, joined) <= reply->length);
    MUST(sc_text_as_utf8(data, data_len, NULL, 0) >= data_len);
    read_at_once(data, data_len, reply, joined);
    free(joined);
}

static void
read_reply(const char *data, size_t data_len, size_t cut)
{
    sc_reading whole = {0}, pieces = {0};
    char *copy = exact(data, data_len), *first = exact(data, cut);
    sc_status status = sc_reading_go(&whole, copy, data_len, false, LIMIT), later;

    MUST(status == SC_OK || status == SC_NOT_A_REPLY || status == SC_TOO_LONG);
    size_t error_pos = 0;
    bool begins = sc_reply_begins(copy, data_len, &error_pos);
    MUST(status == SC_TOO_LONG || begins == (status == SC_OK));
    MUST(status != SC_NOT_A_REPLY || error_pos == whole.error_pos);
    if (status == SC_OK)
        look_at(copy, data_len, &whole.reply);
    if (status == SC_NOT_A_REPLY)
        MUST(whole.error_pos <= data_len && whole.reply.length <= data_len);
    later = sc_reading_go(&pieces, first, cut, true, LIMIT);
    if (later == SC_NEED_MORE)
        later = sc_reading_go(&pieces, copy, data_len, false, LIMIT);
    MUST(later == status);
    MUST(status != SC_OK || memcmp(&whole.reply, &pieces.reply, sizeof whole.reply) == 0);
    free(first);
    free(copy);
}

static void
write_reply(const char *data, size_t data_len, unsigned choice)
{
    static const char *const codes[] = {"250", "354", "450", "550", "571"};
    static const char *const details[] = {"2.0.0", "4.7.1", "5.1.1", "5.999.999"};
    sc_code code, detail;
    char *text = exact(data, data_len), *written;
    sc_draft draft = {.code = &code, .text = text, .text_len = data_len, .utf8 = choice & 1};
    size_t length;

    MUST(sc_code_from_text(codes[choice / 2 % 5], 3, &code) == SC_OK);
    if (choice / 10 % 5 < 4) {
        const char *spelled = details[choice / 10 % 5];
        MUST(sc_code_from_text(spelled, strlen(spelled), &detail) == SC_OK);
        draft.enhanced = &detail;
    }
    if (sc_reply_write(&draft, NULL, 0, &length) == SC_OK) {
        sc_reading reading = {0};
        sc_line line;
        size_t got = 0, again;
        written = malloc(length);
        MUST(written && sc_reply_write(&draft, written, length, &again) == SC_OK && again == length);
        MUST(sc_reading_go(&reading, written, length, false, SIZE_MAX) == SC_OK && reading.reply.length == length);
        look_at(written, length, &reading.reply);
        MUST(reading.reply.code == code.number && (reading.reply.numbers[0] != 0) == (draft.enhanced != NULL));
        for (size_t pos = 0; sc_line_at(written, length, pos, &line); pos = line.next) {
            MUST(line.next - line.start <= SC_LINE_MAX && line.next == line.end + 2);
            for (size_t i = line.text; i < line.end; i++) {
                while (got < data_len
                       && (text[got] == '\n' || (text[got] == '\r' && got + 1 < data_len && text[got + 1] == '\n')))
                    got++;
                MUST(got < data_len && written[i] == text[got++]);
            }
        }
        free(written);
    }
    free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_len)
{
    unsigned choice = data_len ? data[data_len - 1] : 0;

    read_reply((const char *)data, data_len, data_len ? choice % (data_len + 1) : 0);
    write_reply((const char *)data, data_len, choice);
    return 0;
}
