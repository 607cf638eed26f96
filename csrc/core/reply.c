/* SPDX-License-Identifier: MIT
   One reply: octets in, numbers and offsets out, in pieces if need be. The grammar is that of RFC 5321 4.2;
   whatever real servers do beside it is read as well and kept in the set of problems. A reader goes over
   the octets once; where each problem is, is found in a second go, which few ask for. */

#include "writer.h"

/* ------------------------------------------------------------------------------------------- octets */

static bool
is_word(char c)
{
    return sc_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_control(char c)
{
    return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7f;
}

static bool
is_plain(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7f;
}

/* Are there only printable ASCII octets? Eight at a time: a byte is below 0x20 if subtracting that
   borrows from its top bit, and is DEL if it becomes zero, so below 1, when it is XORed with DEL. */
static bool
all_plain(const char *text, size_t text_len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;

    while (text_len >= sizeof(uint64_t)) {
        uint64_t word, deleted;
        memcpy(&word, text, sizeof word);
        deleted = word ^ ones * 0x7f;
        if ((word | ((word - ones * 0x20) & ~word) | ((deleted - ones) & ~deleted)) & tops)
            return false;
        text += sizeof word;
        text_len -= sizeof word;
    }
    while (text_len > 0 && is_plain(*text)) {
        text++;
        text_len--;
    }
    return text_len == 0;
}

/* The length of the UTF-8 character (RFC 3629 4) at the start of a text; 0 if there is none. */
static size_t
character_len(const char *text, size_t text_len)
{
    const unsigned char *c = (const unsigned char *)text;
    size_t len = c[0] < 0x80 ? 1 : c[0] < 0xc2 ? 0 : c[0] < 0xe0 ? 2 : c[0] < 0xf0 ? 3 : c[0] < 0xf5 ? 4 : 0;

    if (len == 0 || len > text_len)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((c[i] & 0xc0) != 0x80)
            return 0;
    if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f)      /* overlong, surrogate */
        || (c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))  /* overlong, past U+10FFFF */
        return 0;
    return len;
}

/* -------------------------------------------------------------------------------------------- lines */

static int
read_code(const char *line, size_t line_len)
{
    if (line_len < 3 || line[0] < '1' || line[0] > '5' || !sc_is_digit(line[1]) || !sc_is_digit(line[2]))
        return 0;
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

static uint32_t
bit(sc_problem problem)
{
    return UINT32_C(1) << problem;
}

/* Takes apart the line whose start and end are set; the problems that can be seen in its codes. */
static uint32_t
read_line(const char *data, sc_line *line)
{
    const char *start = data + line->start;
    size_t len = line->end - line->start, enhanced_len;
    int code = read_code(start, len), numbers[3];
    uint32_t problems = 0;

    line->code = 0;
    line->numbers[0] = 0;
    line->text = line->start;
    line->last = false;
    if (!code)
        return bit(SC_PROBLEM_NO_CODE);
    if (len == 3) {
        line->last = true;
        problems |= bit(SC_PROBLEM_NO_SPACE);
    }
    else if (start[3] == ' ' || start[3] == '\t') {
        line->last = true;
        problems |= start[3] == '\t' ? bit(SC_PROBLEM_TAB) : 0;
    }
    else if (start[3] != '-') {
        return bit(SC_PROBLEM_NO_CODE);
    }
    line->code = (int16_t)code;
    line->text = line->start + (len == 3 ? 3 : 4);
    if (code < 200 || code / 10 % 10 > 5)
        problems |= bit(SC_PROBLEM_UNGRAMMATICAL_CODE);
    enhanced_len = sc_enhanced_read(data + line->text, line->end - line->text, numbers);
    if (enhanced_len) {
        const char *behind = data + line->text + enhanced_len;
        bool at_end = line->text + enhanced_len == line->end;
        if (!at_end && (is_word(*behind) || *behind == '.'))
            return problems;        /* the beginning of an IP address, a version, a name */
        for (int i = 0; i < 3; i++)
            line->numbers[i] = (int16_t)numbers[i];
        line->text += enhanced_len;
        if (!at_end && (*behind == ' ' || *behind == '\t'))
            line->text++;
        else if (!at_end)
            problems |= bit(SC_PROBLEM_ENHANCED_SPACE);
        if (numbers[0] != code / 100)
            problems |= bit(SC_PROBLEM_ENHANCED_CLASS);
    }
    if (line->last && len > 3 && line->text == line->end)
        problems |= bit(SC_PROBLEM_NO_TEXT);
    return problems;
}

/* The problems of octets, which most lines have none of. */
static uint32_t
odd_octets(const char *text, size_t text_len)
{
    uint32_t problems = 0;
    size_t len;

    for (size_t at = 0; at < text_len; at += len) {
        len = 1;
        if (text[at] == '\r')
            problems |= bit(SC_PROBLEM_BARE_CR);
        else if (is_control(text[at]))
            problems |= bit(SC_PROBLEM_CONTROL);
        else if ((unsigned char)text[at] >= 0x80) {
            len = character_len(text + at, text_len - at);
            problems |= bit(len ? SC_PROBLEM_UTF8 : SC_PROBLEM_NOT_UTF8);
            len += len == 0;
        }
    }
    return problems;
}

static uint32_t
line_end_problems(const char *data, const sc_line *line)
{
    uint32_t problems = 0;

    if (line->next == line->end + 1)
        problems |= bit(SC_PROBLEM_BARE_LF);
    if (line->next - line->start > SC_LINE_MAX)
        problems |= bit(SC_PROBLEM_LONG_LINE);
    if (!all_plain(data + line->start, line->end - line->start))
        problems |= odd_octets(data + line->start, line->end - line->start);
    return problems;
}

/* ------------------------------------------------------------------------------------------ reading */

static void
add_line(sc_reading *reading, const sc_line *line, uint32_t problems)
{
    sc_reply *reply = &reading->reply;

    if (reply->line_count++ == 0)
        reading->first_code = line->code;
    else if (line->code && line->code != reading->first_code)
        problems |= bit(SC_PROBLEM_CODE_DIFFERS);
    if (line->code)
        reply->code = line->code;
    if (line->code && !line->numbers[0]) {
        reading->some_without = true;
    }
    else if (line->code && !reply->numbers[0]) {
        memcpy(reply->numbers, line->numbers, sizeof reply->numbers);
    }
    else if (line->code && memcmp(reply->numbers, line->numbers, sizeof reply->numbers) != 0) {
        problems |= bit(SC_PROBLEM_ENHANCED_DIFFERS);
    }
    if (reply->numbers[0] && reading->some_without)
        problems |= bit(SC_PROBLEM_ENHANCED_MISSING);
    reply->problems |= problems;
    reply->length = line->next;
}

/* The first octet of a line at which it ceases to look like the start of a reply. */
static size_t
first_impossible(const char *line, size_t line_len)
{
    size_t at = 0;

    if (line_len == 0 || line[0] < '1' || line[0] > '5')
        return 0;
    while (at < 3 && at < line_len && sc_is_digit(line[at]))
        at++;
    return at;
}

bool
sc_reply_begins(const char *data, size_t data_len, size_t *error_pos)
{
    if (read_code(data, data_len)
        && (data_len == 3 || data[3] == ' ' || data[3] == '-' || data[3] == '\t' || data[3] == '\n'
            || (data_len > 4 && data[3] == '\r' && data[4] == '\n')))
        return true;
    *error_pos = first_impossible(data, data_len);
    return false;
}

sc_status
sc_reading_go(sc_reading *reading, const char *data, size_t data_len, bool more, size_t limit)
{
    sc_line line;
    uint32_t problems;

    for (;;) {
        size_t from = reading->seen > reading->line_pos ? reading->seen : reading->line_pos;
        const char *feed = from < data_len ? memchr(data + from, '\n', data_len - from) : NULL;
        if (!feed && more) {
            reading->seen = data_len;
            return data_len > limit ? SC_TOO_LONG : SC_NEED_MORE;
        }
        line.start = reading->line_pos;
        line.end = feed ? (size_t)(feed - data) : data_len;
        line.next = feed ? line.end + 1 : data_len;
        if (feed && line.end > line.start && data[line.end - 1] == '\r')
            line.end--;
        if (line.next > limit)
            return SC_TOO_LONG;
        problems = read_line(data, &line);
        if (!line.code && reading->reply.line_count == 0) {
            reading->error_pos = first_impossible(data, line.end);
            reading->reply.length = line.next;
            return SC_NOT_A_REPLY;
        }
        if (!feed && line.start == line.end) {      /* it broke off after a line that promised another */
            reading->reply.problems |= bit(SC_PROBLEM_UNFINISHED);
            return SC_OK;
        }
        add_line(reading, &line, problems | line_end_problems(data, &line));
        if (line.last)
            return SC_OK;
        reading->line_pos = line.next;
    }
}

bool
sc_line_at(const char *data, size_t reply_len, size_t pos, sc_line *line)
{
    const char *feed;

    if (pos >= reply_len)
        return false;
    feed = memchr(data + pos, '\n', reply_len - pos);
    line->start = pos;
    line->end = feed ? (size_t)(feed - data) : reply_len;
    line->next = feed ? line->end + 1 : reply_len;
    if (feed && line->end > pos && data[line->end - 1] == '\r')
        line->end--;
    (void)read_line(data, line);
    return true;
}

/* ------------------------------------------------------------------------------------------ problems */

typedef struct findings {
    sc_problem_found *found;
    size_t capacity, count;
} findings;

/* Keeps the list by position; a line adds few, so that what moves is little. */
static void
note(findings *list, sc_problem problem, size_t pos)
{
    size_t at = list->count < list->capacity ? list->count : list->capacity;

    list->count++;
    while (at > 0 && list->found[at - 1].pos > pos) {
        if (at < list->capacity)
            list->found[at] = list->found[at - 1];
        at--;
    }
    if (at < list->capacity)
        list->found[at] = (sc_problem_found){problem, pos};
}

/* The first octet of each kind that has no business in a line. */
static void
note_octets(findings *list, const char *data, const sc_line *line)
{
    uint32_t told = 0;
    size_t len;

    for (size_t at = line->start; at < line->end; at += len) {
        uint32_t problem = odd_octets(data + at, 1);
        len = (unsigned char)data[at] < 0x80 ? 1 : character_len(data + at, line->end - at);
        if (len > 1)
            problem = bit(SC_PROBLEM_UTF8);
        len += len == 0;
        for (int i = 0; problem & ~told && i < SC_PROBLEM_COUNT; i++)
            if (problem >> i & 1)
                note(list, (sc_problem)i, at);
        told |= problem;
    }
}

static void
note_line(findings *list, const char *data, const sc_line *line, const sc_reply *reply, int first_code)
{
    sc_line again = *line;
    uint32_t problems = read_line(data, &again) | line_end_problems(data, line);
    const size_t enhanced_pos = line->start + 4;
    const struct { sc_problem problem; size_t pos; } places[] = {
        {SC_PROBLEM_UNGRAMMATICAL_CODE, line->start}, {SC_PROBLEM_NO_CODE, line->start},
        {SC_PROBLEM_NO_SPACE, line->start + 3}, {SC_PROBLEM_TAB, line->start + 3},
        {SC_PROBLEM_ENHANCED_CLASS, enhanced_pos}, {SC_PROBLEM_ENHANCED_SPACE, line->text},
        {SC_PROBLEM_NO_TEXT, line->text}, {SC_PROBLEM_LONG_LINE, line->start + SC_LINE_MAX},
        {SC_PROBLEM_BARE_LF, line->end}};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (problems & bit(places[i].problem))
            note(list, places[i].problem, places[i].pos);
    if (!line->code)
        return;
    if (line->code != first_code)
        note(list, SC_PROBLEM_CODE_DIFFERS, line->start);
    if (reply->numbers[0] && !line->numbers[0])
        note(list, SC_PROBLEM_ENHANCED_MISSING, line->text);
    else if (reply->numbers[0] && memcmp(reply->numbers, line->numbers, sizeof line->numbers) != 0)
        note(list, SC_PROBLEM_ENHANCED_DIFFERS, enhanced_pos);
}

size_t
sc_reply_problems(const char *data, size_t data_len, const sc_reply *reply,
                  sc_problem_found *found, size_t capacity)
{
    findings list = {found, capacity, 0};
    sc_line line;
    int first_code = 0;

    for (size_t pos = 0; sc_line_at(data, reply->length, pos, &line); pos = line.next) {
        if (pos == 0)
            first_code = line.code;
        note_octets(&list, data, &line);
        note_line(&list, data, &line, reply, first_code);
    }
    if (reply->problems & bit(SC_PROBLEM_UNFINISHED))
        note(&list, SC_PROBLEM_UNFINISHED, reply->length);
    if (data_len > reply->length)
        note(&list, SC_PROBLEM_TRAILING, reply->length);
    return list.count;
}

const char *
sc_problem_name(sc_problem problem)
{
    static const char *const names[] = {
#define PROBLEM(NAME, name) [SC_PROBLEM_##NAME] = name,
#include "../tables/problems.def"
#undef PROBLEM
    };
    return names[problem];
}

/* ------------------------------------------------------------------------------------------ writing */

/* Where the first line feed of a text is, or its end. */
static size_t
feed_pos(const char *text, size_t text_len)
{
    const char *feed = text_len ? memchr(text, '\n', text_len) : NULL;

    return feed ? (size_t)(feed - text) : text_len;
}

static bool
looks_enhanced(const char *text, size_t text_len)
{
    int numbers[3];
    size_t len = sc_enhanced_read(text, text_len, numbers);

    return len && (len == text_len || !(is_word(text[len]) || text[len] == '.'));
}

static bool
is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* May a line begin so? Not like an enhanced code where there is none. */
static bool
may_begin(const sc_draft *draft, const char *text, size_t text_len)
{
    return draft->enhanced || !looks_enhanced(text, text_len);
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

/* What is wrong with the text, and where. */
static sc_status
check_text(const sc_draft *draft, size_t *pos)
{
    bool line_starts = true;
    size_t len = 1;

    for (*pos = 0; *pos < draft->text_len; *pos += len) {
        const char *text = draft->text + *pos;
        size_t rest_len = draft->text_len - *pos;
        len = 1;
        if (line_starts && !draft->enhanced && looks_enhanced(text, feed_pos(text, rest_len)))
            return SC_TEXT_HAS_CODE;
        line_starts = *text == '\n';
        if (line_starts || (*text == '\r' && rest_len > 1 && text[1] == '\n'))
            continue;
        if (is_control(*text))
            return SC_TEXT_HAS_CONTROL;
        if ((unsigned char)*text >= 0x80) {
            len = draft->utf8 ? character_len(text, rest_len) : 0;
            if (!len)
                return SC_TEXT_NOT_ASCII;
        }
    }
    return SC_OK;
}

static void
write_line(sc_writer *writer, const sc_draft *draft, const char *text, size_t text_len, bool last)
{
    sc_write_number(writer, draft->code);
    sc_write_bytes(writer, last ? " " : "-", 1);
    if (draft->enhanced) {
        sc_write_number(writer, draft->enhanced);
        sc_write_bytes(writer, " ", 1);
    }
    sc_write_bytes(writer, text, text_len);
    sc_write_bytes(writer, "\r\n", 2);
}

sc_status
sc_reply_write(const sc_draft *draft, char *buffer, size_t capacity, size_t *length)
{
    sc_writer writer = {buffer, capacity, 0};
    const char *rest = draft->text;
    size_t rest_len = draft->text_len, room = SC_LINE_MAX - 2 - 4;
    char written[SC_WRITTEN_MAX];
    sc_status status;

    *length = 0;
    if (draft->code->enhanced || !draft->code->grammatical)
        return SC_NOT_SENDABLE;
    if (draft->enhanced && (!draft->enhanced->enhanced
                            || draft->enhanced->number != sc_code_severity(draft->code)))
        return SC_CLASS_DIFFERS;
    status = check_text(draft, length);
    if (status != SC_OK)
        return status;
    if (draft->enhanced)
        room -= sc_code_written(draft->enhanced, written) + 1;
    for (bool last = false; !last;) {
        size_t line_len = feed_pos(rest, rest_len);
        bool is_final = line_len == rest_len;
        size_t content_len = line_len - (!is_final && line_len > 0 && rest[line_len - 1] == '\r');
        size_t piece = piece_len(draft, rest, content_len, room);
        size_t taken = piece < content_len ? piece : line_len + !is_final;
        last = is_final && piece == content_len;
        write_line(&writer, draft, rest, piece, last);
        rest += taken;
        rest_len -= taken;
    }
    *length = writer.length;
    return SC_OK;
}
