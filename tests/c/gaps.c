/* SPDX-License-Identifier: MIT
   A language with gaps serves what it has, and English where it lacks a text. Only for a copy of the core that has the
   languages of tests/made_up.py. */

#include "check.h"
#include "smtpcodes.h"

static sc_language
served(const char *spelled, sc_language wanted)
{
    sc_code code;

    CHECK(sc_code_from_text(spelled, strlen(spelled), &code) == SC_OK);
    return sc_code_language(&code, wanted);
}

static void
codes(sc_language whole, sc_language gapped)
{
    /* A text of 550 is missing, and all of 220, of X.2.2, of subject 6, and of the digit 4 alone. */
    static const char *const missing[] = {"550", "220", "5.1.3", "5.6.999", "448"};
    static const char *const there[] = {"450", "251", "5.1.1", "5.6.3", "5.7.999", "559", "199"};

    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        CHECK(served(missing[i], gapped) == SC_LANGUAGE_en);
        CHECK(served(missing[i], whole) == whole);
    }
    for (size_t i = 0; i < sizeof there / sizeof there[0]; i++)
        CHECK(served(there[i], gapped) == gapped);
    CHECK(served("5.2.2", gapped) == SC_LANGUAGE_en && served("550", SC_LANGUAGE_en) == SC_LANGUAGE_en);
}

static void
comparisons(sc_language whole, sc_language gapped)
{
    sc_code pair[2];
    sc_comparison comparison;

    CHECK(sc_code_from_number(250, &pair[0]) == SC_OK && sc_code_from_number(550, &pair[1]) == SC_OK);
    CHECK(sc_compare(pair, 2, &comparison) == SC_OK);
    CHECK(sc_comparison_language(&comparison, gapped) == SC_LANGUAGE_en);
    CHECK(sc_comparison_language(&comparison, whole) == whole);
    CHECK(sc_code_from_number(251, &pair[1]) == SC_OK);
    CHECK(sc_comparison_language(&comparison, gapped) == gapped);
    /* Every text of these two is there, but not the note on them. */
    CHECK(sc_code_from_number(452, &pair[0]) == SC_OK && sc_code_from_number(552, &pair[1]) == SC_OK);
    CHECK(sc_comparison_language(&comparison, gapped) == SC_LANGUAGE_en);
}

static void
explanations(sc_language gapped)
{
    sc_situation situation = {.count = 1};
    sc_decision decision;

    CHECK(sc_code_from_number(550, &situation.codes[0]) == SC_OK);
    sc_decide(&situation, &decision);
    CHECK(sc_explanation_language(&situation, &decision, gapped) == SC_LANGUAGE_en);
    CHECK(sc_code_from_number(450, &situation.codes[0]) == SC_OK);
    sc_decide(&situation, &decision);
    CHECK(sc_explanation_language(&situation, &decision, gapped) == gapped);
}

int
main(void)
{
    const sc_language whole = sc_language_find("qaa-Hani", 8), gapped = sc_language_find("qab-Arab", 8);

    CHECK(whole < SC_LANGUAGE_COUNT && gapped < SC_LANGUAGE_COUNT && whole != gapped);
    codes(whole, gapped);
    comparisons(whole, gapped);
    explanations(gapped);
    return REPORT();
}
