/* SPDX-License-Identifier: MIT
   The sentences of an explanation. What follows from the codes is decided in decide.c. */

#include "pattern.h"

/* The codes as the reply has them: "550 5.1.1", or the only one. */
static sc_code
spelled(const sc_situation *situation)
{
    const sc_code *first = &situation->codes[0];
    sc_code code = *first;

    if (situation->count > 1 && !first->enhanced) {
        code = situation->codes[1];
        code.reply_code = first->number;
    }
    return code;
}

static void
write_about(sc_writer *writer, sc_sentence pattern, const sc_code *code, const sc_code *lead, sc_language language)
{
    const sc_filling fillings[] = {
        {.place = "code", .kind = SC_FILL_CODE, .code = code},
        {.place = "name", .kind = SC_FILL_CODE_TEXT, .code = lead, .field = SC_TEXT_NAME},
        {.place = "meaning", .kind = SC_FILL_CODE_TEXT, .code = lead, .field = SC_TEXT_MEANING}};

    sc_write_pattern(writer, pattern, language, fillings, 3);
}

/* Does the Status of a bounce say something else than the reply it quotes? */
static bool
status_disagrees(const sc_situation *situation)
{
    const sc_code *status = &situation->codes[situation->count - 1];

    return situation->has_status
           && ((status->subject != 0 && situation->has_detail)
               || sc_code_severity(status) != sc_code_severity(&situation->codes[0]));
}

static void
write_summary(sc_writer *writer, const sc_situation *situation, const sc_decision *decision, sc_language language)
{
    const sc_code code = spelled(situation), *status = &situation->codes[situation->count - 1];

    write_about(writer, SC_SENTENCE_SUMMARY_MEANING, &code, &decision->lead, language);
    sc_write_sentence(writer, SC_SENTENCE_FULL_STOP, language);
    if (status_disagrees(situation)) {
        sc_write_sentence(writer, SC_SENTENCE_SENTENCE_BREAK, language);
        write_about(writer, SC_SENTENCE_STATUS_DISAGREES, status, status, language);
    }
}

/* The sentences for where there is no code. */
static sc_sentence
sentence_without_code(sc_absence absence, sc_explanation_part part)
{
    static const sc_sentence sentences[][4] = {
        [SC_ABSENCE_SILENCE] =
            {SC_SENTENCE_SILENCE_TITLE, SC_SENTENCE_SILENCE_SUMMARY, SC_SENTENCE_SILENCE_ADVICE,
             SC_SENTENCE_SILENCE_NEXT_STEP},
        [SC_ABSENCE_GARBAGE] =
            {SC_SENTENCE_GARBAGE_TITLE, SC_SENTENCE_GARBAGE_SUMMARY, SC_SENTENCE_GARBAGE_ADVICE,
             SC_SENTENCE_GARBAGE_NEXT_STEP},
        [SC_ABSENCE_UNSUPPORTED] = {
            SC_SENTENCE_UNSUPPORTED_TITLE, SC_SENTENCE_UNSUPPORTED_SUMMARY, SC_SENTENCE_UNSUPPORTED_ADVICE,
            SC_SENTENCE_UNSUPPORTED_NEXT_STEP}};
    static const int columns[] = {
        [SC_EXPLANATION_TITLE] = 0,
        [SC_EXPLANATION_SUMMARY] = 1,
        [SC_EXPLANATION_ADVICE] = 2,
        [SC_EXPLANATION_NEXT_STEP] = 3};

    return sentences[absence][columns[part]];
}

size_t
sc_explanation_text(const sc_situation *situation, const sc_decision *decision, sc_explanation_part part,
                    sc_language language, char *buffer, size_t capacity)
{
    sc_writer writer = {buffer, capacity, 0};
    sc_code code;

    if (part == SC_EXPLANATION_FINALITY) {
        sc_write_sentence(&writer, decision->finality, language);
        return writer.length;
    }
    if (!decision->has_lead) {
        sc_write_sentence(&writer, sentence_without_code(situation->absence, part), language);
        return writer.length;
    }
    switch (part) {
    case SC_EXPLANATION_TITLE:
        code = spelled(situation);
        write_about(&writer, SC_SENTENCE_EXPLAINED, &code, &decision->lead, language);
        break;
    case SC_EXPLANATION_SUMMARY:
        write_summary(&writer, situation, decision, language);
        break;
    case SC_EXPLANATION_ADVICE:
        sc_write_code_text(&writer, &decision->lead, SC_TEXT_HOW_TO_FIX, language);
        break;
    default:
        sc_write_code_text(&writer, &decision->lead, SC_TEXT_WHEN_RECEIVED, language);
    }
    return writer.length;
}

sc_language
sc_explanation_language(const sc_situation *situation, const sc_decision *decision, sc_language wanted)
{
    for (size_t i = 0; wanted != SC_LANGUAGE_en && i < situation->count; i++)
        wanted = sc_code_language(&situation->codes[i], wanted);
    return decision->has_lead ? sc_code_language(&decision->lead, wanted) : wanted;
}
