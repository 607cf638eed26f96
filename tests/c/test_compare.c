/* SPDX-License-Identifier: MIT
   Comparisons: who may be compared, what differs, and the sentences, whole and in small buffers. */

#include <stdlib.h>

#include "check.h"
#include "smtpcodes.h"

enum { MOST = 8, PAIR_STEP = 7 };

static sc_code codes[MOST];

static sc_comparison
compare(size_t count, const int *numbers)
{
    sc_comparison comparison = {codes, count};

    for (size_t i = 0; i < count; i++)
        CHECK(sc_code_from_number(numbers[i], &codes[i]) == SC_OK);
    CHECK(sc_compare(codes, count, &comparison) == SC_OK);
    return comparison;
}

#define COMPARE(...) compare(sizeof((int[]){__VA_ARGS__}) / sizeof(int), (int[]){__VA_ARGS__})

/* The codes written in a text, up to a blank line of it: "550;5.1.1;550 5.1.1" */
static sc_comparison
compare_texts(const char *texts)
{
    sc_comparison comparison = {codes, 0};
    size_t count = 0;

    while (*texts) {
        size_t len = strcspn(texts, ";");
        CHECK(sc_code_from_text_or_pair(texts, len, &codes[count++]) == SC_OK);
        texts += len + (texts[len] == ';');
    }
    CHECK(sc_compare(codes, count, &comparison) == SC_OK);
    return comparison;
}

static void
statuses(void)
{
    sc_comparison comparison;

    COMPARE(211, 251);
    CHECK(sc_compare(codes, 0, &comparison) == SC_TOO_FEW_CODES);
    CHECK(sc_compare(codes, 1, &comparison) == SC_TOO_FEW_CODES);
    codes[1] = codes[0];
    CHECK(sc_compare(codes, 2, &comparison) == SC_SAME_CODE_TWICE && comparison.count == 1);
}

/* As many codes as a set has bits, and one more. */
static void
many_codes(void)
{
    static sc_code many[SC_COMPARED_MAX + 1];
    static char text[1 << 17];
    sc_comparison comparison;

    for (int i = 0; i <= SC_COMPARED_MAX; i++)
        CHECK(sc_code_from_number(500 + i, &many[i]) == SC_OK);
    CHECK(sc_compare(many, SC_COMPARED_MAX + 1, &comparison) == SC_TOO_MANY_CODES);
    CHECK(sc_compare(many, SC_COMPARED_MAX, &comparison) == SC_OK && comparison.count == SC_COMPARED_MAX);
    for (int part = SC_COMPARISON_TITLE; part <= SC_COMPARISON_NOTE; part++)
        if (part != SC_COMPARISON_DIFFERENCE)
            CHECK(sc_comparison_text(&comparison, (sc_comparison_part)part, SC_COMPARED_MAX - 1, SC_LANGUAGE_en, text,
                                     sizeof text)
                  > 0);
    for (int field = 0; field < SC_FIELD_COUNT; field++)
        if (sc_comparison_differs(&comparison, (sc_field)field))
            CHECK(sc_comparison_text(&comparison, SC_COMPARISON_DIFFERENCE, (size_t)field, SC_LANGUAGE_en, text,
                                     sizeof text)
                  > 0);
    many[SC_COMPARED_MAX - 1] = many[3];
    CHECK(sc_compare(many, SC_COMPARED_MAX, &comparison) == SC_SAME_CODE_TWICE);
    CHECK(comparison.count == SC_COMPARED_MAX - 1);
}

static void
languages(void)
{
    sc_comparison comparison = COMPARE(452, 552);

    CHECK(sc_comparison_language(&comparison, SC_LANGUAGE_en) == SC_LANGUAGE_en);
    CHECK(sc_comparison_language(&comparison, SC_LANGUAGE_vi) == SC_LANGUAGE_vi);
}

static void
title_and_summary(void)
{
    char text[1024];
    sc_comparison comparison = COMPARE(211, 251);

    CHECK_TEXT(text, sc_comparison_text(&comparison, SC_COMPARISON_TITLE, 0, SC_LANGUAGE_en, text, sizeof text),
               "SMTP 211 System Status vs 251 User Not Local");
    CHECK_TEXT(text, sc_comparison_text(&comparison, SC_COMPARISON_SUMMARY, 0, SC_LANGUAGE_en, text, sizeof text),
               "Both SMTP 211 (System Status) and 251 (User Not Local) belong to the 2xx Positive "
               "Completion category. 211 carries the server's status, or its general answer to HELP. "
               "251 accepts a recipient whose mailbox is elsewhere: the server forwards the mail "
               "itself, and its text names the new address.");
    comparison = COMPARE(550, 211, 551);
    sc_comparison_text(&comparison, SC_COMPARISON_SUMMARY, 0, SC_LANGUAGE_en, text, sizeof text);
    CHECK_BEGINS(text, "550 (Mailbox Unavailable) and 551 (User Not Local, Try Forward Path) belong to "
                       "the 5xx Permanent Negative Completion category; 211 (System Status) belongs to "
                       "the 2xx Positive Completion category. 550 ");
    comparison = COMPARE(550, 551, 553);
    sc_comparison_text(&comparison, SC_COMPARISON_SUMMARY, 0, SC_LANGUAGE_en, text, sizeof text);
    CHECK_BEGINS(text, "SMTP 550 (Mailbox Unavailable), 551 (User Not Local, Try Forward Path) and "
                       "553 (Mailbox Name Not Allowed) all belong");
}

static void
differences(void)
{
    static const struct {
        int numbers[5];
        sc_field field;
        const char *want;       /* NULL: no difference */
    } rows[] = {
        {{250, 550},
         SC_FIELD_SEVERITY,
         "With 250, the command has succeeded; with 550, the command has failed for good."},
        {{250, 251}, SC_FIELD_SEVERITY, NULL},
        {{550, 451, 450},
         SC_FIELD_RETRY,
         "With 550, the client should not repeat the same request; with 451 and 450, the client "
         "should try again later."},
        {{221, 421}, SC_FIELD_CONNECTION, NULL},
        {{211, 251}, SC_FIELD_COMMANDS, "211 can follow HELP; 251 can follow RCPT, VRFY, EXPN or ETRN."},
        {{251, 250},
         SC_FIELD_COMMANDS,
         "251 and 250 can follow RCPT, VRFY, EXPN or ETRN; of these, only 250 can follow EHLO, HELO, "
         "LHLO, MAIL, the end of the message text, RSET, NOOP, ATRN, BDAT or BURL."},
        {{500, 501}, SC_FIELD_COMMANDS, NULL},
        {{500, 221, 421},
         SC_FIELD_COMMANDS,
         "500 and 421 can follow any command; 221 can follow QUIT; 421 can follow the opening of the "
         "connection."},
        {{441, 354}, SC_FIELD_COMMANDS, "354 can follow DATA; no standard in force names a command for 441."},
        {{441, 446}, SC_FIELD_COMMANDS, NULL},
        {{250, 221}, SC_FIELD_REFERENCES, NULL},
        {{235, 441, 250, 442},
         SC_FIELD_REFERENCES,
         "235 is documented in RFC 4954 4; 250 is documented in RFC 5321 4.2.2; we know of no document "
         "that defines 441 and 442."},
        {{441, 442}, SC_FIELD_REFERENCES, NULL},
        {{250, 251, 334, 441, 214},
         SC_FIELD_REFERENCES,
         "250, 251 and 214 are documented in RFC 5321 4.2.2; 334 is documented in RFC 4954 4; we know of "
         "no document that defines 441."},
        {{221, 530}, SC_FIELD_CONDITION, "With 530, the same command can succeed after AUTH or STARTTLS."},
        {{441, 211, 512},
         SC_FIELD_CATEGORY,
         "With 441 and 512, the second digit follows no rule, since no standard chose the number; with "
         "211, the second digit points to information that somebody asked for."},
        {{441, 512}, SC_FIELD_CATEGORY, NULL},
        {{211, 512}, SC_FIELD_CATEGORY, NULL},
        {{550, 571},
         SC_FIELD_CATEGORY,
         "With 550, the second digit points to the receiving mail system; with 571, the second digit is "
         "outside the grammar of RFC 5321."},
        {{353, 456},
         SC_FIELD_REFERENCES,
         "353 is documented in draft-hall-prdr-00; 456 is documented in "
         "draft-martin-smtp-ipv6-to-ipv4-fallback-00."},
        {{599, 550},
         SC_FIELD_STANDING,
         "With 599, the code is in no document we know of; with 550, the code is part of the SMTP "
         "standard."},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[512];
        size_t count = 0;
        while (count < 5 && rows[i].numbers[count])
            count++;
        sc_comparison comparison = compare(count, rows[i].numbers);
        CHECK(sc_comparison_differs(&comparison, rows[i].field) == (rows[i].want != NULL));
        if (rows[i].want)
            CHECK_TEXT(text,
                       sc_comparison_text(&comparison, SC_COMPARISON_DIFFERENCE, rows[i].field, SC_LANGUAGE_en, text,
                                          sizeof text),
                       rows[i].want);
    }
}

static void
enhanced_differences(void)
{
    static const struct {
        const char *texts;
        sc_field field;
        const char *want;       /* NULL: no difference */
    } rows[] = {
        {"550;5.7.1", SC_FIELD_KIND,
         "With 550, you have a reply code, by whose first digit every client acts; with 5.7.1, you have an "
         "enhanced status code, which stands behind a reply code and gives the reason."},
        {"5.1.1;5.7.1", SC_FIELD_KIND, NULL},
        {"550;5.7.1", SC_FIELD_CATEGORY, NULL},
        {"550;5.7.1", SC_FIELD_COMMANDS, NULL},
        {"550;5.7.1", SC_FIELD_SUBJECT, NULL},
        {"550;5.7.1", SC_FIELD_BASIC, NULL},
        {"5.1.1;5.7.1", SC_FIELD_SUBJECT,
         "With 5.1.1, the second number points to an address; with 5.7.1, the second number points to security "
         "or policy."},
        {"5.1.1;5.7.1", SC_FIELD_ACTION,
         "With 5.1.1, the sender should stop mailing this recipient; with 5.7.1, a person should look into it."},
        {"5.1.1;4.7.1", SC_FIELD_ACTION, NULL},
        {"450;451", SC_FIELD_ENHANCED,
         "The registry lists 450 with 4.2.4, 4.7.0 and 4.7.15; it lists 451 with 4.1.1, 4.1.8, 4.3.0, 4.4.1, 4.4.3 "
         "and 6 more."},
        {"450;354", SC_FIELD_ENHANCED, NULL},
        {"523;538", SC_FIELD_ENHANCED,
         "The registry lists 523 with 5.7.10; it lists "
         "538 with 5.7.11."},
        {"550;5.1.1", SC_FIELD_ENHANCED, NULL},
        {"5.1.1;5.1.10", SC_FIELD_BASIC, "The registry lists 5.1.1 with 451 and 550; it lists 5.1.10 with 556."},
        {"5.1.1;5.1.2", SC_FIELD_BASIC, NULL},
        {"4.2.2;5.2.2", SC_FIELD_BASIC, NULL},
        {"550;554;501", SC_FIELD_ENHANCED,
         "The registry lists 550 with 5.1.1, 5.3.0, 5.4.3, 5.5.1, 5.5.2 and 18 more; it lists 554 with 5.3.0, 5.3.4, "
         "5.5.0, 5.5.1, 5.6.3 and 3 more; it lists 501 with 5.1.3, 5.1.8, 5.5.0, 5.5.1, 5.5.2 and 2 more."},
        {"550 5.1.1;553 5.1.1", SC_FIELD_BASIC,
         "5.1.1 stands behind 550, which refuses for good: no such mailbox, no access to it, or a policy that "
         "says no; 5.1.1 stands behind 553, which refuses the address as such: its form or its use is not "
         "permitted here."},
        {"550 5.1.1;5.7.1", SC_FIELD_BASIC,
         "5.1.1 stands behind 550, which refuses for good: no such mailbox, no access to it, or a policy that "
         "says no."},
        {"550 5.1.1;550 5.7.1", SC_FIELD_BASIC, NULL},
        {"5.1.1;5.1.10", SC_FIELD_REFERENCES,
         "5.1.1 is documented in RFC 3463 3.2; 5.1.10 is documented in RFC 7505 4.1."},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[1024];
        sc_comparison comparison = compare_texts(rows[i].texts);
        CHECK(sc_comparison_differs(&comparison, rows[i].field) == (rows[i].want != NULL));
        if (rows[i].want)
            CHECK_TEXT(text,
                       sc_comparison_text(&comparison, SC_COMPARISON_DIFFERENCE, rows[i].field, SC_LANGUAGE_en, text,
                                          sizeof text),
                       rows[i].want);
    }
}

/* Of the same detail in two classes, or behind two codes, the meaning is told once. */
static void
enhanced_summary(void)
{
    char text[1024];
    sc_comparison comparison = compare_texts("4.2.2;5.2.2");

    text[sc_comparison_text(&comparison, SC_COMPARISON_SUMMARY, 0, SC_LANGUAGE_en, text, sizeof text - 1)] = '\0';
    CHECK_BEGINS(text, "4.2.2 (Mailbox Full) belongs to the 4.x.x Transient Negative Completion category; 5.2.2");
    CHECK(strstr(text, " Each of them says that the recipient's mailbox is over its quota"));
    CHECK(sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text) == 0);
    comparison = compare_texts("550 5.1.1;450 4.2.1");
    CHECK_TEXT(text, sc_comparison_text(&comparison, SC_COMPARISON_TITLE, 0, SC_LANGUAGE_en, text, sizeof text),
               "SMTP 550 5.1.1 Bad Destination Mailbox Address vs 450 4.2.1 Mailbox Disabled, Not Accepting Messages");
    CHECK(sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text) > 0);
    comparison = compare_texts("5.1.90;5.1.91");
    text[sc_comparison_text(&comparison, SC_COMPARISON_SUMMARY, 0, SC_LANGUAGE_en, text, sizeof text - 1)] = '\0';
    CHECK(!strstr(text, "Each of them"));
}

static void
guidance_and_note(void)
{
    char text[1024];
    sc_comparison comparison = COMPARE(211, 251);

    CHECK_TEXT(text, sc_comparison_text(&comparison, SC_COMPARISON_RECEIVED, 0, SC_LANGUAGE_en, text, sizeof text),
               "Receiving 211: Show the text or log it, and carry on with the session; no queue "
               "decision hangs on it.");
    CHECK_TEXT(text, sc_comparison_text(&comparison, SC_COMPARISON_TO_SEND, 1, SC_LANGUAGE_en, text, sizeof text),
               "Sending 251: When you forward and want the sender to know it; 250 if you forward "
               "silently, 551 if you will not forward.");
    CHECK(sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text) == 0);
    comparison = COMPARE(200, 250, 251);
    sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text);
    CHECK_BEGINS(text, "200 is a habit from HTTP and from SMTP's forerunner; a mail server that means "
                       "yes says 250. 250, 251 and 252 all let the client go on");
}

/* 452 and 552 stand in two rows of pairs.def: the one on just comparison two speaks. 421 and 451 stand in
   a row of three and one of four: the narrower speaks, and only once. */
static void
narrowest_note(void)
{
    char text[1024];
    sc_comparison comparison = COMPARE(452, 552);

    sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text);
    CHECK_BEGINS(text, "452 is a shortage that passes, 552 a limit that stands.");
    comparison = COMPARE(421, 450, 451);
    text[sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text - 1)] = '\0';
    CHECK_BEGINS(text, "421, 450 and 451 all mean later");
    CHECK(!strstr(text, "441"));
    comparison = COMPARE(442, 451);
    sc_comparison_text(&comparison, SC_COMPARISON_NOTE, 0, SC_LANGUAGE_en, text, sizeof text);
    CHECK_BEGINS(text, "421 and 451 are sent by a server.");
}

/* A part fits a buffer of its own length and is cut, not overrun, by any smaller one. */
static void
bounds(const sc_comparison *comparison, sc_comparison_part part, size_t at, sc_language language)
{
    size_t len = sc_comparison_text(comparison, part, at, language, NULL, 0);
    char *whole = malloc(len ? len : 1);

    CHECK(whole && sc_comparison_text(comparison, part, at, language, whole, len) == len);
    for (size_t capacity = 1; capacity < len; capacity += 1 + capacity / 2) {
        char *cut = malloc(capacity);
        CHECK(cut && sc_comparison_text(comparison, part, at, language, cut, capacity) == len);
        CHECK(cut && memcmp(cut, whole, capacity) == 0);
        free(cut);
    }
    free(whole);
}

static void
every_pair(void)
{
    /* Every pair of reply codes; of the far more numerous others some, the same in each run. */
    for (size_t i = 0; i < SC_CODE_COUNT; i++)
        for (size_t j = i + 1; j < SC_CODE_COUNT; j += j < SC_REPLY_COUNT ? 1 : PAIR_STEP)
            for (int language = 0; language < SC_LANGUAGE_COUNT; language++) {
                sc_comparison comparison;
                codes[0] = sc_code_at(i);
                codes[1] = sc_code_at(j);
                sc_language served;
                CHECK(sc_compare(codes, 2, &comparison) == SC_OK);
                served = sc_comparison_language(&comparison, (sc_language)language);
                bounds(&comparison, SC_COMPARISON_TITLE, 0, served);
                bounds(&comparison, SC_COMPARISON_SUMMARY, 0, served);
                bounds(&comparison, SC_COMPARISON_NOTE, 0, served);
                for (size_t field = 0; field < SC_FIELD_COUNT; field++)
                    if (sc_comparison_differs(&comparison, (sc_field)field))
                        bounds(&comparison, SC_COMPARISON_DIFFERENCE, field, served);
            }
}

int
main(void)
{
    statuses();
    many_codes();
    languages();
    title_and_summary();
    differences();
    enhanced_differences();
    enhanced_summary();
    guidance_and_note();
    narrowest_note();
    every_pair();
    return REPORT();
}
