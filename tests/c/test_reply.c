/* SPDX-License-Identifier: MIT
   Replies off the wire and onto it: what the grammar allows, what it does not, in every cut. Inputs lie in
   memory of just their size, so that the address sanitizer watches their ends. */

#include "check.h"
#include "smtpcodes.h"

enum { FOUND_MAX = 32, LIMIT = 65536 };

/* What reading gives, whole and without a line more to come. */
static sc_status
read_whole(const char *data, size_t data_len, sc_reading *reading)
{
    char *copy = exact(data, data_len);
    sc_status status;

    memset(reading, 0, sizeof *reading);
    status = sc_reading_go(reading, copy, data_len, false, LIMIT);
    free(copy);
    return status;
}

/* Does a reply begin there? If not, the first impossible octet must be where it is wanted. */
static bool
begins(const char *data, size_t data_len, size_t want)
{
    char *copy = exact(data, data_len);
    size_t error_pos;
    bool result = sc_reply_begins(copy, data_len, &error_pos);

    CHECK(result || error_pos == want);
    free(copy);
    return result;
}

/* The names and positions of the problems: "bare_lf@3 tab@7" */
static void
problems(const char *data, size_t data_len, const sc_reply *reply, char *text)
{
    sc_problem_found found[FOUND_MAX];
    char *copy = exact(data, data_len);
    size_t count = sc_reply_problems(copy, data_len, reply, found, FOUND_MAX);

    *text = '\0';
    for (size_t i = 0; i < count; i++) {
        text += sprintf(text, "%s%s@%zu", i ? " " : "", sc_problem_name(found[i].problem), found[i].pos);
        CHECK(i == 0 || found[i - 1].pos <= found[i].pos);
    }
    free(copy);
}

typedef struct row {
    const char *data;
    size_t data_len;
    int code;
    int numbers[3];
    size_t line_count, length;
    const char *problems;
} row;

#define DATA(text) text, sizeof text - 1
#define LONG "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define LONGER LONG LONG LONG LONG LONG LONG LONG LONG

static const row rows[] = {
    {DATA("250 ok\r\n"), 250, {0, 0, 0}, 1, 8, ""},
    {DATA("250-first\r\n250-\r\n250 last\r\n"), 250, {0, 0, 0}, 3, 27, ""},
    {DATA("550 5.1.1 no\r\n"), 550, {5, 1, 1}, 1, 14, ""},
    {DATA("550-5.7.26 a\r\n550 5.7.26 b\r\n"), 550, {5, 7, 26}, 2, 28, ""},
    {DATA("550 5.1.1 no"), 550, {5, 1, 1}, 1, 12, ""},
    {DATA("250 a\tb\r\n"), 250, {0, 0, 0}, 1, 9, ""},
    {DATA("250\r\n"), 250, {0, 0, 0}, 1, 5, "no_space@3"},
    {DATA("250"), 250, {0, 0, 0}, 1, 3, "no_space@3"},
    {DATA("250 \r\n"), 250, {0, 0, 0}, 1, 6, "no_text@4"},
    {DATA("550 5.1.1\r\n"), 550, {5, 1, 1}, 1, 11, "no_text@9"},
    {DATA("250 ok\n"), 250, {0, 0, 0}, 1, 7, "bare_lf@6"},
    {DATA("250-a\n250 b\r\n"), 250, {0, 0, 0}, 2, 13, "bare_lf@5"},
    {DATA("250 a\rb\r\n"), 250, {0, 0, 0}, 1, 9, "bare_cr@5"},
    {DATA("250 a\r\r\n"), 250, {0, 0, 0}, 1, 8, "bare_cr@5"},
    {DATA("250\tok\r\n"), 250, {0, 0, 0}, 1, 8, "tab@3"},
    {DATA("571 no\r\n"), 571, {0, 0, 0}, 1, 8, "ungrammatical_code@0"},
    {DATA("101-a\r\n101 b\r\n"), 101, {0, 0, 0}, 2, 14, "ungrammatical_code@0 ungrammatical_code@7"},
    {DATA("250-a\r\n550 b\r\n"), 550, {0, 0, 0}, 2, 14, "code_differs@7"},
    {DATA("250-a\r\nwhat\r\n250 b\r\n"), 250, {0, 0, 0}, 3, 20, "no_code@7"},
    {DATA("250-a\r\n\n250 b\r\n"), 250, {0, 0, 0}, 3, 15, "no_code@7 bare_lf@7"},
    {DATA("250-a\r\n250x\r\n250 b\r\n"), 250, {0, 0, 0}, 3, 20, "no_code@7"},
    {DATA("550-5.1.1 a\r\n550 b\r\n"), 550, {5, 1, 1}, 2, 20, "enhanced_missing@17"},
    {DATA("550-a\r\n550 5.1.1 b\r\n"), 550, {5, 1, 1}, 2, 20, "enhanced_missing@4"},
    {DATA("550-5.1.1 a\r\n550 5.1.2 b\r\n"), 550, {5, 1, 1}, 2, 26, "enhanced_differs@17"},
    {DATA("454 5.7.3 a\r\n"), 454, {5, 7, 3}, 1, 13, "enhanced_class@4"},
    {DATA("354 2.0.0 go\r\n"), 354, {2, 0, 0}, 1, 14, "enhanced_class@4"},
    {DATA("550 5.7.1: no\r\n"), 550, {5, 7, 1}, 1, 15, "enhanced_space@9"},
    {DATA("550 5.7.1\tno\r\n"), 550, {5, 7, 1}, 1, 14, ""},
    {DATA("250 5.7.1.2 is my address\r\n"), 250, {0, 0, 0}, 1, 27, ""},
    {DATA("250 5.7.1rc1\r\n"), 250, {0, 0, 0}, 1, 14, ""},
    {DATA("250 5.7.1A is a name\r\n"), 250, {0, 0, 0}, 1, 22, ""},
    {DATA("550 5.7.1{no}\r\n"), 550, {5, 7, 1}, 1, 15, "enhanced_space@9"},
    {DATA("550 5.1.1111 no\r\n"), 550, {0, 0, 0}, 1, 17, ""},
    {DATA("550 a\x1b[31m\0b\x7f\r\n"), 550, {0, 0, 0}, 1, 15, "control@5"},
    {DATA("550 h\xe1\xbb\x99p\r\n"), 550, {0, 0, 0}, 1, 11, "utf8@5"},
    {DATA("550 \xe0\xa0\x80 \xed\x9f\xbf \xf4\x8f\xbf\xbf\r\n"), 550, {0, 0, 0}, 1, 18, "utf8@4"},
    {DATA("550 \xf0\x9f\x98\x80 \xc3\xa9\r\n"), 550, {0, 0, 0}, 1, 13, "utf8@4"},
    {DATA("550 h\xff\xe1\xbb\r\n"), 550, {0, 0, 0}, 1, 10, "not_utf8@5"},
    {DATA("550 \xc3\xa9\xc0\xaf\r\n"), 550, {0, 0, 0}, 1, 10, "utf8@4 not_utf8@6"},
    {DATA("550 \xe1\xbbx\r\n"), 550, {0, 0, 0}, 1, 9, "not_utf8@4"},
    {DATA("550 \xed\xa0\x80\r\n"), 550, {0, 0, 0}, 1, 9, "not_utf8@4"},
    {DATA("550 \xe0\x80\x80 \xf0\x80\x80\x80 \xf4\x90\x80\x80 \xf5\r\n"), 550, {0, 0, 0}, 1, 21, "not_utf8@4"},
    {DATA("550 " LONGER "\r\n"), 550, {0, 0, 0}, 1, 518, "long_line@512"},
    {DATA("250-a\r\n"), 250, {0, 0, 0}, 1, 7, "unfinished@7"},
    {DATA("250-a"), 250, {0, 0, 0}, 1, 5, "unfinished@5"},
    {DATA("250-a\r\nb"), 250, {0, 0, 0}, 2, 8, "no_code@7 unfinished@8"},
    {DATA("250 a\r\n250 b\r\n"), 250, {0, 0, 0}, 1, 7, "trailing@7"},
    {DATA("250-a\n550\tb\x01\n"), 550, {0, 0, 0}, 2, 13, "bare_lf@5 code_differs@6 tab@9 control@11 bare_lf@12"},
};

/* What is read in one go is what is read in steps, and the joined texts are those of the lines. */
static void
whole_reply(const char *data, size_t data_len, const sc_reply *want)
{
    char *copy = exact(data, data_len), *joined = exact(data, want->length);
    char *buffer = exact(data, data_len);
    size_t len, got = 0, text_len;
    sc_reply reply;
    sc_line line;

    CHECK(sc_reply_read(copy, data_len, &reply, buffer, &text_len) == SC_OK && memcmp(&reply, want, sizeof reply) == 0);
    len = sc_reply_text(copy, want->length, joined);
    for (size_t pos = 0; sc_line_at(copy, want->length, pos, &line); pos = line.next) {
        CHECK(pos == 0 || joined[got++] == '\n');
        CHECK(memcmp(joined + got, copy + line.text, line.end - line.text) == 0);
        got += line.end - line.text;
        CHECK(pos > 0 || line.text == want->text);
        CHECK(line.next < want->length || line.end == want->end);
    }
    CHECK(got == len);
    CHECK(text_len == len || want->line_count == 1);
    CHECK(memcmp(joined, want->line_count == 1 ? copy + reply.text : buffer, len) == 0);
    free(buffer);
    free(joined);
    free(copy);
}

static void
tolerance(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const row *want = &rows[i];
        char text[512];
        sc_reading reading;
        CHECK(read_whole(want->data, want->data_len, &reading) == SC_OK && begins(want->data, want->data_len, 0));
        CHECK(reading.reply.code == want->code && reading.reply.line_count == want->line_count);
        CHECK(reading.reply.length == want->length);
        whole_reply(want->data, want->data_len, &reading.reply);
        CHECK(reading.reply.numbers[0] == want->numbers[0] && reading.reply.numbers[1] == want->numbers[1]
              && reading.reply.numbers[2] == want->numbers[2]);
        problems(want->data, want->data_len, &reading.reply, text);
        if (strcmp(text, want->problems) != 0) {
            failures++;
            fprintf(stderr, "row %zu: got \"%s\", want \"%s\"\n", i, text, want->problems);
        }
    }
}

static void
no_reply(void)
{
    static const struct {
        const char *data;
        size_t data_len, pos, length;
    } wrong[] = {{DATA(""), 0, 0},           {DATA("\r\n"), 0, 2},       {DATA("hello\r\n250 ok\r\n"), 0, 7},
                 {DATA("25"), 2, 2},         {DATA("2"), 1, 1},          {DATA("2x0 ok\r\n"), 1, 8},
                 {DATA("25x ok\r\n"), 2, 8}, {DATA("250x\r\n"), 3, 6},   {DATA("250\rx\r\n"), 3, 7},
                 {DATA("250\r"), 3, 4},      {DATA("2500 x"), 3, 6},     {DATA("600 x\r\n"), 0, 7},
                 {DATA("099 x\r\n"), 0, 7},  {DATA(" 250 x\r\n"), 0, 8}, {DATA("\xff\xfe"), 0, 2}};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        sc_reading reading;
        CHECK(read_whole(wrong[i].data, wrong[i].data_len, &reading) == SC_NOT_A_REPLY);
        CHECK(reading.error_pos == wrong[i].pos && reading.reply.length == wrong[i].length);
        CHECK(!begins(wrong[i].data, wrong[i].data_len, wrong[i].pos));
        char buffer[32];
        size_t text_len;
        CHECK(sc_reply_read(wrong[i].data, wrong[i].data_len, &reading.reply, buffer, &text_len) == SC_NOT_A_REPLY);
    }
}

/* Fed in any two or three pieces, and octet by octet, a reply comes out as it does whole. */
static void
cuts(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sc_reading whole, pieces;
        size_t len = rows[i].data_len;
        memset(&whole, 0, sizeof whole);
        sc_status want = sc_reading_go(&whole, rows[i].data, len, true, LIMIT);
        CHECK(want == SC_OK || want == SC_NEED_MORE);
        for (size_t first = 0; first <= len; first += len > 100 ? 37 : 1)
            for (size_t second = first; second <= len; second += len > 100 ? 41 : 1) {
                const size_t ends[] = {first, second, len};
                sc_status status = SC_NEED_MORE;
                memset(&pieces, 0, sizeof pieces);
                for (size_t at = 0; at < 3 && status == SC_NEED_MORE; at++) {
                    char *copy = exact(rows[i].data, ends[at]);
                    status = sc_reading_go(&pieces, copy, ends[at], true, LIMIT);
                    free(copy);
                }
                CHECK(status == want);
                CHECK(status == SC_NEED_MORE || memcmp(&pieces.reply, &whole.reply, sizeof whole.reply) == 0);
            }
    }
}

static void
limits(void)
{
    static const char reply[] = "250-aaaa\r\n250 bbbb\r\n";
    const size_t len = sizeof reply - 1;
    sc_reading reading;

    for (size_t limit = 1; limit <= len; limit++) {
        memset(&reading, 0, sizeof reading);
        CHECK(sc_reading_go(&reading, reply, len, true, limit) == (limit < len ? SC_TOO_LONG : SC_OK));
        memset(&reading, 0, sizeof reading);
        CHECK(sc_reading_go(&reading, reply, len - 1, true, limit) == (limit < len - 1 ? SC_TOO_LONG : SC_NEED_MORE));
    }
}

static void
lines(void)
{
    static const char reply[] = "550-5.1.1 a\r\n550-\n550 5.1.1 b c";
    const size_t len = sizeof reply - 1;
    char *copy = exact(reply, len);
    sc_line line;

    CHECK(sc_line_at(copy, len, 0, &line) && line.text == 10 && line.end == 11 && line.next == 13 && !line.last);
    CHECK(sc_line_at(copy, len, 13, &line) && line.text == 17 && line.end == 17 && line.next == 18 && !line.last);
    CHECK(sc_line_at(copy, len, 18, &line) && line.text == 28 && line.end == len && line.next == len && line.last);
    CHECK(line.code == 550 && line.numbers[0] == 5);
    CHECK(!sc_line_at(copy, len, len, &line));
    free(copy);
}

/* More problems than there is room for are counted, and the first are kept. */
static void
many_problems(void)
{
    static const char reply[] = "250-a\n250-\x01\n250-b\n250 c\n";
    sc_problem_found found[3];
    sc_reading reading;

    CHECK(read_whole(reply, sizeof reply - 1, &reading) == SC_OK);
    CHECK(sc_reply_problems(reply, sizeof reply - 1, &reading.reply, found, 3) == 5);
    CHECK(found[0].pos == 5 && found[1].pos == 10 && found[2].pos == 11);
    CHECK(sc_reply_problems(reply, sizeof reply - 1, &reading.reply, NULL, 0) == 5);
}

/* Writes a reply, checks it by its length and by reading it, and gives it in `text`. */
static sc_status
write_reply(const char *code_text, const char *enhanced_text, const char *text, size_t text_len, bool utf8,
            char **written, size_t *length)
{
    char *copy = exact(text, text_len);
    sc_code code, enhanced;
    sc_draft draft = {.code = &code, .text = copy, .text_len = text_len, .utf8 = utf8};
    sc_status status;

    CHECK(sc_code_from_text(code_text, strlen(code_text), &code) == SC_OK);
    if (enhanced_text) {
        CHECK(sc_code_from_text(enhanced_text, strlen(enhanced_text), &enhanced) == SC_OK);
        draft.enhanced = &enhanced;
    }
    *written = NULL;
    status = sc_reply_write(&draft, NULL, 0, length);
    if (status == SC_OK) {
        size_t again;
        *written = malloc(*length);
        CHECK(*written && sc_reply_write(&draft, *written, *length, &again) == SC_OK && again == *length);
    }
    free(copy);
    return status;
}

static void
writing(void)
{
    static const struct {
        const char *code, *enhanced, *text;
        bool utf8;
        const char *want;
    } good[] = {
        {"250", NULL, "ok", false, "250 ok\r\n"},
        {"250", NULL, "", false, "250 \r\n"},
        {"550", "5.1.1", "no", false, "550 5.1.1 no\r\n"},
        {"550", "5.1.1", "", false, "550 5.1.1 \r\n"},
        {"550", "5.1.1", "a\nb", false, "550-5.1.1 a\r\n550 5.1.1 b\r\n"},
        {"550", NULL, "a\r\n\nb\n", false, "550-a\r\n550-\r\n550-b\r\n550 \r\n"},
        {"550", "5.1.1", "5.7.1 x", false, "550 5.1.1 5.7.1 x\r\n"},
        {"250", NULL, "a\tb", false, "250 a\tb\r\n"},
        {"550", NULL, "h\xe1\xbb\x99p", true, "550 h\xe1\xbb\x99p\r\n"},
        {"550", NULL, "\xc2\xa0\xc3\x80", true, "550 \xc2\xa0\xc3\x80\r\n"},
        {"354", NULL, "go", false, "354 go\r\n"},
        {"250", NULL, " 5.1.1 x", false, "250  5.1.1 x\r\n"},
        {"250", NULL, "5.1.1.1", false, "250 5.1.1.1\r\n"}};
    static const struct {
        const char *code, *enhanced, *text;
        size_t text_len;
        bool utf8;
        sc_status want;
        size_t pos;
    } bad[] = {
        {"571", NULL, DATA("no"), false, SC_NOT_SENDABLE, 0},
        {"101", NULL, DATA("no"), false, SC_NOT_SENDABLE, 0},
        {"5.1.1", NULL, DATA("no"), false, SC_NOT_SENDABLE, 0},
        {"450", "5.1.1", DATA("no"), false, SC_CLASS_DIFFERS, 0},
        {"354", "2.0.0", DATA("go"), false, SC_CLASS_DIFFERS, 0},
        {"550", "550", DATA("no"), false, SC_CLASS_DIFFERS, 0},
        {"550", NULL, DATA("a\rb"), false, SC_TEXT_HAS_CONTROL, 1},
        {"550", NULL, DATA("ab\r"), false, SC_TEXT_HAS_CONTROL, 2},
        {"550", NULL, DATA("a\0b"), true, SC_TEXT_HAS_CONTROL, 1},
        {"550", NULL, DATA("a\x7f"), true, SC_TEXT_HAS_CONTROL, 1},
        {"550", NULL, DATA("\x1b"), false, SC_TEXT_HAS_CONTROL, 0},
        {"550", NULL, DATA("h\xc3\xa9"), false, SC_TEXT_NOT_ASCII, 1},
        {"550", NULL, DATA("h\xc3"), true, SC_TEXT_NOT_ASCII, 1},
        {"550", NULL, DATA("5.1.1 no"), false, SC_TEXT_HAS_CODE, 0},
        {"550", NULL, DATA("a\n5.1.1"), false, SC_TEXT_HAS_CODE, 2},
        /* C1 controls, which some terminals obey; what looks like one but is a letter passes. */
        {"550", NULL, DATA("a\xc2\x80"), true, SC_TEXT_HAS_CONTROL, 1},
        {"550", NULL,
         DATA("\xc2\x9b"
              "31m"),
         true, SC_TEXT_HAS_CONTROL, 0},
        {"550", NULL, DATA("\xc2\x9f"), true, SC_TEXT_HAS_CONTROL, 0},
        {"550", NULL, DATA("\xc2\x85"), false, SC_TEXT_NOT_ASCII, 0}};
    char *written;
    size_t length;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        CHECK(write_reply(good[i].code, good[i].enhanced, good[i].text, strlen(good[i].text), good[i].utf8, &written,
                          &length)
              == SC_OK);
        CHECK_TEXT(written, length, good[i].want);
        free(written);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK(write_reply(bad[i].code, bad[i].enhanced, bad[i].text, bad[i].text_len, bad[i].utf8, &written, &length)
              == bad[i].want);
        CHECK(length == bad[i].pos && !written);
    }
}

/* Is beyond-ASCII text all that a reply breaks? */
static bool
only_utf8(const char *data, size_t data_len, const sc_reply *reply)
{
    sc_problem_found found[FOUND_MAX];
    size_t count = sc_reply_problems(data, data_len, reply, found, FOUND_MAX);

    for (size_t i = 0; i < count && i < FOUND_MAX; i++)
        if (found[i].problem != SC_PROBLEM_UTF8)
            return false;
    return true;
}

/* Long text is folded: no line is over 512 octets, none begins in the middle of a character or with what
   looks like an enhanced code, and the pieces put together are the text. */
static void
folding(void)
{
    static const char *const units[] = {"x",          "word ", "\xe1\xbb\x99",   "\xf0\x9f\x98\x80", "5.1.1 ",
                                        "ab 5.7.26 ", " ",     "\xc3\xa9 5.1.1 "};

    for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++)
        for (size_t shift = 0; shift < 24; shift++)
            for (int with = 0; with < 2; with++) {
                char text[2048] = "", *written;
                size_t len = shift, length, got = 0;
                memset(text, 'a', shift);
                while (len + strlen(units[unit]) < sizeof text - 1 && len < 1500) {
                    strcpy(text + len, units[unit]);
                    len += strlen(units[unit]);
                }
                if (shift == 0 && !with && units[unit][0] == '5')
                    continue;       /* begins with a code, and is refused */
                CHECK(write_reply("550", with ? "5.1.1" : NULL, text, len, true, &written, &length) == SC_OK);
                sc_reading reading;
                sc_line line;
                memset(&reading, 0, sizeof reading);
                CHECK(sc_reading_go(&reading, written, length, false, LIMIT) == SC_OK
                      && reading.reply.length == length);
                CHECK(reading.reply.line_count >= 3 && only_utf8(written, length, &reading.reply));
                CHECK((reading.reply.numbers[0] == 5) == with);
                for (size_t pos = 0; sc_line_at(written, length, pos, &line); pos = line.next) {
                    CHECK(line.next - line.start <= SC_LINE_MAX && line.end > line.text);
                    CHECK(memcmp(text + got, written + line.text, line.end - line.text) == 0);
                    got += line.end - line.text;
                }
                CHECK(got == len);
                free(written);
            }
}

static void
as_utf8(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", ""},
        {"a b", "a b"},
        {"\xc3\xa9", "\xc3\xa9"},
        {"\xff", "\\xff"},
        {"a\xe2\x82 b", "a\\xe2\\x82 b"},              /* cut short */
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"},       /* a surrogate */
        {"\xc0\xaf\xf0\x9f\x98\x80", "\\xc0\\xaf\xf0\x9f\x98\x80"},
    };
    char text[64];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const size_t len = strlen(rows[i].text), want_len = strlen(rows[i].want);
        char *copy = exact(rows[i].text, len);
        CHECK(sc_text_as_utf8(copy, len, NULL, 0) == want_len);
        CHECK_TEXT(text, sc_text_as_utf8(copy, len, text, sizeof text), rows[i].want);
        memset(text, '#', sizeof text);
        CHECK(sc_text_as_utf8(copy, len, text, want_len / 2) == want_len && text[want_len / 2] == '#');
        free(copy);
    }
}

int
main(void)
{
    as_utf8();
    tolerance();
    no_reply();
    cuts();
    limits();
    lines();
    many_problems();
    writing();
    folding();
    return REPORT();
}
