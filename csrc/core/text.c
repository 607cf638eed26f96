/* SPDX-License-Identifier: MIT
   The languages, and the way to every text that stands in the files of csrc/text: by language, row and slot, or by
   keyword. The texts themselves are compiled in text_<language>.c; sentences are put together in pattern.c. */

#include "texts.h"

/* The block of a language begins with its sc_texts; the rest of it is known to its own file alone. */
#define LANGUAGE(identifier, tag) extern const struct sc_prose_##identifier sc_prose_##identifier;
#include "../tables/languages.def"
#undef LANGUAGE

static const sc_texts *const languages[SC_LANGUAGE_COUNT] = {
#define LANGUAGE(identifier, tag) \
    [SC_LANGUAGE_##identifier] = (const sc_texts *)(const void *)&sc_prose_##identifier,
#include "../tables/languages.def"
#undef LANGUAGE
};

static const char *const tags[SC_LANGUAGE_COUNT] = {
#define LANGUAGE(identifier, tag) [SC_LANGUAGE_##identifier] = tag,
#include "../tables/languages.def"
#undef LANGUAGE
};

/* --------------------------------------------------------------------------------------- languages */

static char
folded(char c)
{
    return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same_tag(const char *tag, size_t tag_len, const char *known)
{
    size_t at = 0;

    while (at < tag_len && known[at] && folded(tag[at]) == folded(known[at]))
        at++;
    return at == tag_len && !known[at];
}

sc_language
sc_language_find(const char *tag, size_t tag_len)
{
    /* POSIX puts codeset and modifier behind the language: vi_VN.UTF-8@euro */
    for (size_t i = 0; i < tag_len; i++)
        if (tag[i] == '.' || tag[i] == '@')
            tag_len = i;
    /* RFC 4647 3.4: shorten the range subtag by subtag until a tag equals it. */
    while (tag_len > 0) {
        for (int language = 0; language < SC_LANGUAGE_COUNT; language++)
            if (same_tag(tag, tag_len, tags[language]))
                return (sc_language)language;
        while (tag_len > 0 && tag[tag_len - 1] != '-' && tag[tag_len - 1] != '_')
            tag_len--;
        if (tag_len > 0)
            tag_len--;
    }
    return SC_LANGUAGE_COUNT;
}

const char *
sc_language_tag(sc_language language)
{
    return tags[language];
}

/* ------------------------------------------------------------------------------------- stored texts */

static const char *
text_at(sc_language language, uint32_t offset)
{
    return offset ? (const char *)languages[language] + offset : NULL;
}

const char *
sc_row_text(size_t row, sc_text_slot slot, sc_language language)
{
    return text_at(language, languages[language]->rows[row][slot]);
}

const char *
sc_pair_note(size_t pair, sc_language language)
{
    return text_at(language, languages[language]->notes[pair]);
}

const char *
sc_field_heading(sc_field field, sc_language language)
{
    return text_at(language, languages[language]->headings[field]);
}

const char *
sc_value_label(sc_value value, sc_language language)
{
    return text_at(language, languages[language]->labels[value]);
}

const char *
sc_value_clause(sc_value value, sc_language language)
{
    return text_at(language, languages[language]->clauses[value]);
}

const char *
sc_sentence_text(sc_sentence sentence, sc_language language)
{
    return text_at(language, languages[language]->sentences[sentence]);
}

const char *
sc_problem_sentence(sc_problem problem, sc_language language)
{
    return text_at(language, languages[language]->problems[problem]);
}

const char *
sc_command_spoken(sc_command command, sc_language language)
{
    switch (command) {
    case SC_COMMAND_CONNECT:
        return sc_sentence_text(SC_SENTENCE_COMMAND_CONNECT, language);
    case SC_COMMAND_DATA_END:
        return sc_sentence_text(SC_SENTENCE_COMMAND_DATA_END, language);
    case SC_COMMAND_ANY:
        return sc_sentence_text(SC_SENTENCE_COMMAND_ANY, language);
    default:
        return sc_command_name(command);
    }
}
