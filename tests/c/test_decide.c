/* SPDX-License-Identifier: MIT
   Decisions and the sentences of explanations: what leads, whether it is final, what to do, and every combination of
   codes in small buffers. */

#include <stdlib.h>

#include "check.h"
#include "smtpcodes.h"

/* The situation of "550 5.1.1", of "550" or of "5.1.1", and of the Status of a bounce behind it. */
static sc_situation
situation(const char *reply, const char *status, sc_outcome outcome)
{
    sc_situation result = {.outcome = outcome};
    sc_code code;

    CHECK(sc_code_from_text_or_pair(reply, strlen(reply), &code) == SC_OK);
    if (code.reply_code) {
        CHECK(sc_code_from_number(code.reply_code, &result.codes[result.count++]) == SC_OK);
        code.reply_code = 0;
        result.has_detail = true;
    }
    result.codes[result.count++] = code;
    if (status) {
        CHECK(sc_code_from_text(status, strlen(status), &result.codes[result.count++]) == SC_OK);
        result.has_status = true;
    }
    return result;
}

static void
decisions(void)
{
    static const struct {
        const char *reply, *status;
        sc_outcome outcome;
        const char *lead;
        bool is_permanent;
        sc_value action;
        sc_sentence finality;
    } rows[] = {
        /* the enhanced code says more than the reply code */
        {"550 5.1.1", NULL, SC_OUTCOME_UNREPORTED, "5.1.1", true, SC_ACTION_SUPPRESS, SC_SENTENCE_FINAL_PERMANENT},
        {"550", NULL, SC_OUTCOME_UNREPORTED, "550", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        {"450 4.2.0", NULL, SC_OUTCOME_UNREPORTED, "4.2.0", false, SC_ACTION_RETRY, SC_SENTENCE_FINAL_TRANSIENT},
        /* X.y.0 behind a code that is about something is less than it; behind one that is about anything it is more */
        {"530 5.7.0", NULL, SC_OUTCOME_UNREPORTED, "530", true, SC_ACTION_FIX_ACCESS, SC_SENTENCE_FINAL_PERMANENT},
        {"550 5.7.0", NULL, SC_OUTCOME_UNREPORTED, "5.7.0", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        {"550 5.0.0", NULL, SC_OUTCOME_UNREPORTED, "550", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        {"599 5.0.0", NULL, SC_OUTCOME_UNREPORTED, "5.0.0", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        /* the class of the reply code counts */
        {"450 5.1.1", NULL, SC_OUTCOME_UNREPORTED, "4.1.1", false, SC_ACTION_RETRY, SC_SENTENCE_FINAL_TRANSIENT},
        {"354 5.1.1", NULL, SC_OUTCOME_UNREPORTED, "354", false, SC_ACTION_NONE, SC_SENTENCE_FINAL_GOES_ON},
        {"250 2.1.5", NULL, SC_OUTCOME_UNREPORTED, "2.1.5", false, SC_ACTION_NONE, SC_SENTENCE_FINAL_ACCEPTED},
        /* codes that contradict each other decide nothing that is costly */
        {"552 5.1.1", NULL, SC_OUTCOME_UNREPORTED, "5.1.1", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        {"521 5.2.1", NULL, SC_OUTCOME_UNREPORTED, "5.2.1", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        {"550 5.7.9", NULL, SC_OUTCOME_UNREPORTED, "5.7.9", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        {"554 5.7.8", NULL, SC_OUTCOME_UNREPORTED, "5.7.8", true, SC_ACTION_FIX_ACCESS, SC_SENTENCE_FINAL_PERMANENT},
        {"535 5.7.8", NULL, SC_OUTCOME_UNREPORTED, "5.7.8", true, SC_ACTION_FIX_ACCESS, SC_SENTENCE_FINAL_PERMANENT},
        {"501 5.1.3", NULL, SC_OUTCOME_UNREPORTED, "5.1.3", true, SC_ACTION_SUPPRESS, SC_SENTENCE_FINAL_PERMANENT},
        /* an address is given up on the reply code alone only where that leads */
        {"556", NULL, SC_OUTCOME_UNREPORTED, "556", true, SC_ACTION_SUPPRESS, SC_SENTENCE_FINAL_PERMANENT},
        {"556 5.4.4", NULL, SC_OUTCOME_UNREPORTED, "5.4.4", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT},
        /* the outcome of a bounce beats the class */
        {"450 4.2.0", NULL, SC_OUTCOME_FAILED, "4.2.0", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_GIVEN_UP},
        {"550 5.1.1", NULL, SC_OUTCOME_DELAYED, "5.1.1", false, SC_ACTION_SUPPRESS, SC_SENTENCE_FINAL_DELAYED},
        {"4.4.1", NULL, SC_OUTCOME_FAILED, "4.4.1", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_GIVEN_UP},
        {"5.1.1", NULL, SC_OUTCOME_FAILED, "5.1.1", true, SC_ACTION_SUPPRESS, SC_SENTENCE_FINAL_PERMANENT},
        /* a Status beside a reply without an enhanced code stands in for it */
        {"550", "5.1.1", SC_OUTCOME_FAILED, "5.1.1", true, SC_ACTION_SUPPRESS, SC_SENTENCE_FINAL_PERMANENT},
        {"550 5.7.1", "5.1.1", SC_OUTCOME_FAILED, "5.7.1", true, SC_ACTION_INVESTIGATE, SC_SENTENCE_FINAL_PERMANENT}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const sc_situation known = situation(rows[i].reply, rows[i].status, rows[i].outcome);
        char written[SC_WRITTEN_MAX + 1];
        sc_decision decision;
        sc_decide(&known, &decision);
        written[sc_code_written(&decision.lead, written)] = '\0';
        if (!decision.has_lead || strcmp(written, rows[i].lead) != 0 || decision.is_permanent != rows[i].is_permanent
            || decision.action != rows[i].action || decision.finality != rows[i].finality) {
            failures++;
            fprintf(stderr, "%s: %s leads, %s, %s, %s\n", rows[i].reply, written,
                    decision.is_permanent ? "final" : "not final", sc_value_name(decision.action),
                    sc_sentence_name(decision.finality));
        }
    }
}

static void
without_codes(void)
{
    static const struct {
        sc_absence absence;
        sc_outcome outcome;
        bool is_permanent;
        sc_value action;
        const char *title;
    } rows[] = {
        {SC_ABSENCE_SILENCE, SC_OUTCOME_UNREPORTED, false, SC_ACTION_RETRY, "No Reply"},
        {SC_ABSENCE_GARBAGE, SC_OUTCOME_UNREPORTED, false, SC_ACTION_RETRY, "Not an SMTP Reply"},
        {SC_ABSENCE_UNSUPPORTED, SC_OUTCOME_FAILED, true, SC_ACTION_INVESTIGATE, "Feature Not Supported by the Server"},
        {SC_ABSENCE_SILENCE, SC_OUTCOME_DELAYED, false, SC_ACTION_RETRY, "No Reply"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const sc_situation known = {.absence = rows[i].absence, .outcome = rows[i].outcome};
        sc_decision decision;
        char text[1024];
        sc_decide(&known, &decision);
        CHECK(!decision.has_lead && decision.is_permanent == rows[i].is_permanent && decision.action == rows[i].action);
        CHECK(sc_explanation_language(&known, &decision, SC_LANGUAGE_vi) == SC_LANGUAGE_vi);
        CHECK_TEXT(text,
                   sc_explanation_text(&known, &decision, SC_EXPLANATION_TITLE, SC_LANGUAGE_en, text, sizeof text),
                   rows[i].title);
        for (int part = SC_EXPLANATION_SUMMARY; part <= SC_EXPLANATION_NEXT_STEP; part++)
            CHECK(sc_explanation_text(&known, &decision, (sc_explanation_part)part, SC_LANGUAGE_vi, NULL, 0) > 20);
    }
}

static void
sentences(void)
{
    static const struct {
        const char *reply, *status, *title, *summary;
    } rows[] = {
        {"550 5.1.1", NULL, "550 5.1.1 Bad Destination Mailbox Address",
         "550 5.1.1 says that there is no such mailbox"},
        {"450 5.1.1", NULL, "450 5.1.1 Bad Destination Mailbox Address", "450 5.1.1 says"},
        {"550", NULL, "550 Mailbox Unavailable", "550 refuses for good"},
        {"5.7.26", NULL, "5.7.26 Multiple Authentication Checks Failed", "5.7.26 "},
        {"550", "5.1.1", "550 5.1.1 Bad Destination Mailbox Address", "550 5.1.1 says"}};
    sc_decision decision;
    char text[2048];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const sc_situation known = situation(rows[i].reply, rows[i].status, SC_OUTCOME_UNREPORTED);
        sc_decide(&known, &decision);
        CHECK_TEXT(text,
                   sc_explanation_text(&known, &decision, SC_EXPLANATION_TITLE, SC_LANGUAGE_en, text, sizeof text),
                   rows[i].title);
        text[sc_explanation_text(&known, &decision, SC_EXPLANATION_SUMMARY, SC_LANGUAGE_en, text, sizeof text - 1)] =
            '\0';
        CHECK_BEGINS(text, rows[i].summary);
        CHECK(!strstr(text, "status field") && !strstr(text, "Status field"));
    }
    /* A Status that says something else than the reply is told of. */
    const sc_situation disagreeing = situation("550 5.7.1", "5.1.1", SC_OUTCOME_FAILED);
    sc_decide(&disagreeing, &decision);
    text[sc_explanation_text(&disagreeing, &decision, SC_EXPLANATION_SUMMARY, SC_LANGUAGE_en, text, sizeof text - 1)] =
        '\0';
    CHECK(strstr(text, "5.1.1") && strstr(text, "550 5.7.1"));
}

static void
bounds(const sc_situation *known, const sc_decision *decision, sc_explanation_part part, sc_language language)
{
    size_t len = sc_explanation_text(known, decision, part, language, NULL, 0);
    char *whole = malloc(len);

    CHECK(len > 0 && whole && sc_explanation_text(known, decision, part, language, whole, len) == len);
    for (size_t capacity = 1; capacity < len; capacity += 1 + capacity) {
        char *cut = malloc(capacity);
        CHECK(cut && sc_explanation_text(known, decision, part, language, cut, capacity) == len);
        CHECK(cut && memcmp(cut, whole, capacity) == 0);
        free(cut);
    }
    free(whole);
}

/* Every reply code alone and with some details: the decision agrees with itself, and each part is there. */
static void
every_code(void)
{
    static const char *const details[] = {NULL, "2.1.5", "4.2.2", "5.1.1", "5.7.0", "5.0.0", "5.9.9"};

    for (int number = SC_CODE_LEAST; number <= SC_CODE_MOST; number++)
        for (size_t i = 0; i < sizeof details / sizeof details[0]; i++)
            for (int outcome = SC_OUTCOME_UNREPORTED; outcome <= SC_OUTCOME_DELAYED; outcome++) {
                sc_situation known = {.outcome = (sc_outcome)outcome, .count = 1};
                sc_decision decision;
                CHECK(sc_code_from_number(number, &known.codes[0]) == SC_OK);
                if (details[i]) {
                    CHECK(sc_code_from_text(details[i], strlen(details[i]), &known.codes[1]) == SC_OK);
                    known.count = 2;
                    known.has_detail = true;
                }
                sc_decide(&known, &decision);
                CHECK(decision.has_lead && sc_value_field(decision.action) == SC_FIELD_ACTION);
                CHECK(sc_code_severity(&decision.lead) == number / 100);
                CHECK(outcome != SC_OUTCOME_UNREPORTED || decision.is_permanent == (number >= 500));
                CHECK(sc_explanation_language(&known, &decision, SC_LANGUAGE_vi) == SC_LANGUAGE_vi);
                if (number % 7 == 0 || decision.lead.registered)
                    for (int part = SC_EXPLANATION_TITLE; part <= SC_EXPLANATION_NEXT_STEP; part++)
                        bounds(&known, &decision, (sc_explanation_part)part,
                               sc_explanation_language(&known, &decision, (sc_language)(number % SC_LANGUAGE_COUNT)));
            }
}

int
main(void)
{
    decisions();
    without_codes();
    sentences();
    every_code();
    return REPORT();
}
