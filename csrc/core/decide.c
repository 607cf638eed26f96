/* SPDX-License-Identifier: MIT
   What follows from codes and from the outcome that a bounce reports: the code that says most, whether it is final,
   and what to do. Whoever asks that, asks here; it is a pure function. The facts it rests on stand in the tables, and
   what to do about a single code is its own `action`.

   The order of precedence:
     1. is it final?       the outcome of a bounce, else the first digit of the reply code (RFC 5321 4.2.1)
     2. which code leads?  the enhanced code in the class of the reply code, unless it says less than the reply code
     3. what to do?        what the leading code says if it is more than its first digit tells; then what the reply
                           code says; then what the first digit tells
     4. veto               codes that contradict each other decide nothing that is costly: a person must look */

#include "smtpcodes.h"

/* Is that an action which a first digit tells by itself, too? */
static bool
is_by_severity(sc_value action)
{
    return action == SC_ACTION_NONE || action == SC_ACTION_RETRY || action == SC_ACTION_INVESTIGATE;
}

/* Of "550 5.0.0" the reply code says most, as it does of "530 5.7.0"; of "550 5.7.0" the enhanced code does, since 550
   by itself is about anything. */
static bool
says_less(const sc_code *detail, const sc_code *basic)
{
    return detail->detail == 0 && basic->registered && (detail->subject == 0 || !basic->facts->is_general);
}

/* The enhanced code in the class of the reply code, which is what counts: 5.1.1 behind 450 is read as 4.1.1. */
static sc_code
leading_code(const sc_situation *situation)
{
    const sc_code *basic = &situation->codes[0], *detail = &situation->codes[1];
    sc_code lead;

    if (situation->count == 1 || basic->enhanced || says_less(detail, basic)
        || sc_code_from_numbers(sc_code_severity(basic), detail->subject, detail->detail, &lead) != SC_OK)
        return *basic;
    return lead;
}

static bool
lists_reply_code(const sc_code *detail, const sc_code *basic)
{
    sc_code listed;

    for (size_t at = 0; sc_code_associated(detail, at, &listed); at++)
        if (listed.number == basic->number)
            return true;
    return false;
}

/* Does the reply code speak of something else than the enhanced code behind it? Real servers say 552 5.1.1 of a full
   mailbox, 521 5.2.1 of a policy, 550 5.7.9 of anything. */
static bool
contradicts(const sc_code *basic, const sc_code *lead, sc_value action)
{
    bool is_odd;

    if (basic->enhanced || !lead->enhanced)
        return false;
    if (action == SC_ACTION_SUPPRESS)
        is_odd = !basic->facts->of_address && basic->facts->standing == SC_STANDING_STANDARD;
    else
        is_odd = action == SC_ACTION_FIX_ACCESS && basic->facts->is_general;
    return is_odd && !lists_reply_code(lead, basic);
}

static sc_value
action_of(const sc_situation *situation, const sc_code *lead, bool is_permanent)
{
    const sc_code *first = &situation->codes[0];
    const sc_value action = sc_code_value(lead, SC_FIELD_ACTION), of_first = sc_code_value(first, SC_FIELD_ACTION);

    if (!is_by_severity(action))
        return is_permanent && contradicts(first, lead, action) ? SC_ACTION_INVESTIGATE : action;
    /* A reply code gives up an address only where no enhanced code leads: that would say so itself. */
    if (!is_by_severity(of_first) && (of_first != SC_ACTION_SUPPRESS || sc_code_same(lead, first)))
        return of_first;
    /* The sending side gave up over something that may have passed by now. */
    if (action == SC_ACTION_RETRY && is_permanent && sc_code_severity(lead) == 4)
        return SC_ACTION_INVESTIGATE;
    return action;
}

static sc_sentence
finality_of(const sc_situation *situation, bool is_permanent)
{
    const int severity = situation->count ? sc_code_severity(&situation->codes[0]) : 0;

    if (situation->outcome == SC_OUTCOME_DELAYED)
        return SC_SENTENCE_FINAL_DELAYED;
    if (is_permanent)
        return severity == 4 ? SC_SENTENCE_FINAL_GIVEN_UP : SC_SENTENCE_FINAL_PERMANENT;
    if (severity == 0 || severity == 4)
        return SC_SENTENCE_FINAL_TRANSIENT;
    return severity == 2 ? SC_SENTENCE_FINAL_ACCEPTED : SC_SENTENCE_FINAL_GOES_ON;
}

void
sc_decide(const sc_situation *situation, sc_decision *decision)
{
    bool is_permanent = situation->outcome == SC_OUTCOME_FAILED;

    if (situation->outcome == SC_OUTCOME_UNREPORTED)
        is_permanent = situation->count > 0 && sc_code_severity(&situation->codes[0]) == 5;
    *decision = (sc_decision){
        .has_lead = situation->count > 0,
        .is_permanent = is_permanent,
        .action = is_permanent ? SC_ACTION_INVESTIGATE : SC_ACTION_RETRY,
        .finality = finality_of(situation, is_permanent)};
    if (!decision->has_lead)
        return;
    decision->lead = leading_code(situation);
    decision->action = action_of(situation, &decision->lead, is_permanent);
}
