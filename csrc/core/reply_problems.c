/* SPDX-License-Identifier: MIT
   What a reply breaks, and where: names in tables/problems.def. Few ask for it, and so it is looked for in a pass of
   its own, when it is asked for. */

#include <string.h>

#include "octets.h"
#include "smtpcodes.h"

static uint32_t
bit(sc_problem problem)
{
    return UINT32_C(1) << problem;
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

/* The problem of a character that is `len` octets long, or of an octet that begins none if `len` is 0;
   SC_PROBLEM_COUNT if there is no problem. */
static sc_problem
odd_character(char first, size_t len)
{
    if (first == '\r')
        return SC_PROBLEM_BARE_CR;
    if (sc_is_control(first))
        return SC_PROBLEM_CONTROL;
    if (len == 0)
        return SC_PROBLEM_NOT_UTF8;
    return len > 1 ? SC_PROBLEM_UTF8 : SC_PROBLEM_COUNT;
}

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
    uint32_t noted = 0;
    size_t len;

    for (size_t at = line->start; at < line->end; at += len) {
        sc_problem problem;
        len = sc_character_len(data + at, line->end - at);
        problem = odd_character(data[at], len);
        len += len == 0;
        if (problem == SC_PROBLEM_COUNT || noted & bit(problem))
            continue;
        note(list, problem, at);
        noted |= bit(problem);
    }
}

static bool
same_numbers(const int16_t one[3], const int16_t other[3])
{
    return memcmp(one, other, 3 * sizeof one[0]) == 0;
}

/* Does text follow the enhanced code of a line with nothing between? */
static bool
lacks_space(const char *data, const sc_line *line)
{
    int16_t numbers[3];
    const size_t enhanced_pos = line->start + 4;

    return line->text < line->end
           && line->text == enhanced_pos + sc_enhanced_len(data + enhanced_pos, line->end - enhanced_pos, numbers);
}

static void
note_line(findings *list, const char *data, const sc_line *line, const sc_reply *reply, int first_code)
{
    const size_t len = line->end - line->start, enhanced_pos = line->start + 4;
    const bool has_detail = line->numbers[0] != 0;
    const struct {
        bool is_there;
        sc_problem problem;
        size_t pos;
    } problems[] = {
        {line->code && !sc_number_is_grammatical(line->code), SC_PROBLEM_UNGRAMMATICAL_CODE, line->start},
        {!line->code, SC_PROBLEM_NO_CODE, line->start},
        {line->code && len == 3, SC_PROBLEM_NO_SPACE, line->start + 3},
        {line->code && len > 3 && data[line->start + 3] == '\t', SC_PROBLEM_TAB, line->start + 3},
        {has_detail && line->numbers[0] != line->code / 100, SC_PROBLEM_ENHANCED_CLASS, enhanced_pos},
        {has_detail && lacks_space(data, line), SC_PROBLEM_ENHANCED_SPACE, line->text},
        {line->last && len > 3 && line->text == line->end, SC_PROBLEM_NO_TEXT, line->text},
        {line->next - line->start > SC_LINE_MAX, SC_PROBLEM_LONG_LINE, line->start + SC_LINE_MAX},
        {line->next == line->end + 1, SC_PROBLEM_BARE_LF, line->end},
        {line->code && line->code != first_code, SC_PROBLEM_CODE_DIFFERS, line->start},
        {line->code && reply->numbers[0] && !has_detail, SC_PROBLEM_ENHANCED_MISSING, line->text},
        {has_detail && !same_numbers(reply->numbers, line->numbers), SC_PROBLEM_ENHANCED_DIFFERS, enhanced_pos}};

    for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++)
        if (problems[i].is_there)
            note(list, problems[i].problem, problems[i].pos);
}

size_t
sc_reply_problems(const char *data, size_t data_len, const sc_reply *reply, sc_problem_found *found, size_t capacity)
{
    findings list = {found, capacity, 0};
    sc_line line = {.last = false};
    int first_code = 0;

    for (size_t pos = 0; sc_line_at(data, reply->length, pos, &line); pos = line.next) {
        if (pos == 0)
            first_code = line.code;
        if (!all_plain(data + line.start, line.end - line.start))
            note_octets(&list, data, &line);
        note_line(&list, data, &line, reply, first_code);
    }
    if (!line.last)
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
