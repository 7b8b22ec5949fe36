"""Plausible wrong versions of the code, each to be put in where a law should notice."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import final

from attrs import frozen

from neglect_rules.analysis import _loose, _narrow
from neglect_rules.audit import _hidden, _replay
from neglect_rules.audit.logs import _ledger, _verify
from neglect_rules.completions import _counts as _tallied
from neglect_rules.completions import _space
from neglect_rules.evaluation import _outcomes, _shown, _trace
from neglect_rules.facts import _answers, _counts, _facts
from neglect_rules.facts import _standing as _known
from neglect_rules.households import _together, _worst
from neglect_rules.linking import _laws, _link
from neglect_rules.model import Record
from neglect_rules.pathways import _route
from neglect_rules.people import _standing
from neglect_rules.reasons import _change, _next, _view, _why
from tests.property.drawn import Check, Drawn
from tests.property.laws import (
    agreement,
    direction,
    history,
    households,
    keys,
    logs,
    order,
    privacy,
    proofs,
    reasons,
    redaction,
    replay,
    routes,
    sameness,
    sums,
    totality,
    traces,
    unknowns,
    words,
)
from tests.property.laws.versions import (
    Patch,
    a_cap_shows,
    any_way,
    broken_by_the_gravest,
    capped,
    certain_only,
    guarded_by_a_strength,
    guards_cap,
    ignoring_caps,
    judging,
    leaving_measures_out,
    low_when_thin,
    lowers,
    lowest_when_missing,
    met_by_gaps,
    not_applicable,
    nothing,
    one_too_few,
    put,
    quoting_the_case,
    raised,
    raises_at_the_start_only,
    relinked,
    short_by_one,
    telling_what_was_found,
    the_first_question,
    the_least,
    tidying,
    unknown_is_no,
    unknown_is_yes,
    without_exceptions,
    without_na,
    without_the_gravest,
    without_the_mildest,
    words_in_the_program,
)


@final
@frozen(kw_only=True)
class Wrong:
    """A wrong version.

    Attributes:
        law: The law that it breaks; 0 for the contribution table.
        check: The law as a function.
        put_in: Puts the wrong version in.
        prepare: What to make of a draw under it, before the law looks.
        witness: A draw that shows it; without one, any draw may.
        tries: How many draws to look at, at most.
    """

    law: int
    check: Check
    put_in: Patch = nothing
    prepare: Callable[[Drawn], Drawn] = lambda drawn: drawn
    witness: Callable[[], Drawn] | None = None
    tries: int = 160


WRONG: Mapping[str, Wrong] = {
    "the trace reads a clock": Wrong(
        law=1,
        check=sameness.decided_again_and_in_threads,
        put_in=put(_trace, "zone_name", lambda _: str(time.perf_counter_ns())),
    ),
    "a case is judged without asking whether it fits": Wrong(
        law=2,
        check=totality.broken_cases_are_refused,
        put_in=put(_facts, "misfits_among", lambda *_: ()),
    ),
    "linking does not look at grades, bands and tables": Wrong(
        law=2,
        check=totality.broken_rulesets_are_refused,
        put_in=put(_link, "_STAGES", _link._STAGES[:1]),
        tries=400,
    ),
    "an unknown number counts as too low": Wrong(
        law=3,
        check=unknowns.forgetting_an_answer,
        put_in=judging("compared", unknown_is_no),
    ),
    "forgetting leaves out that it may not apply": Wrong(
        law=3,
        check=unknowns.forgetting_an_answer,
        prepare=without_na,
        witness=not_applicable,
        tries=20,
    ),
    "a missing answer counts as the lowest grade": Wrong(
        law=3,
        check=unknowns.forgetting_in_the_case,
        put_in=put(_known, "graded", lowest_when_missing),
    ),
    "a grade that may be meant counts as meant": Wrong(
        law=4,
        check=unknowns.refining_answers,
        put_in=judging("contained", unknown_is_yes),
    ),
    "what thresholds may reach is left out": Wrong(
        law=4,
        check=unknowns.refining_answers,
        put_in=judging("reached", certain_only),
    ),
    "linking lets through what a worse answer undoes": Wrong(
        law=5,
        check=direction.making_an_answer_worse,
        put_in=put(_link, "broken", lambda *_: ()),
        prepare=without_exceptions,
    ),
    "a modifier raises only the grade it starts from": Wrong(
        law=5,
        check=direction.making_an_answer_worse,
        put_in=judging("_shifted_from", raises_at_the_start_only),
        witness=raised,
        tries=20,
    ),
    "a guard caps instead of lifting": Wrong(
        law=6, check=direction.guards_hold, prepare=guards_cap
    ),
    "linking lets a guard read a strength": Wrong(
        law=6,
        check=direction.guards_hold,
        put_in=put(_laws, "_guards_reading_strengths", lambda *_: ()),
        prepare=relinked,
        witness=guarded_by_a_strength,
        tries=40,
    ),
    "of two raters the first one counts": Wrong(
        law=8,
        check=order.order_is_nothing,
        put_in=put(_answers, "worst_of", lambda sets, _: sets[0]),
        tries=600,
    ),
    "the trace lists answers as the document does": Wrong(
        law=8,
        check=order.keys_have_no_order,
        put_in=put(_trace, "_place", lambda _: ""),
    ),
    "a household is as its first child": Wrong(
        law=9,
        check=households.at_least_its_worst_child,
        put_in=put(_worst, "worst", households.as_the_first),
    ),
    "a child who is not assessed is taken for well": Wrong(
        law=9,
        check=households.at_least_its_worst_child,
        put_in=put(_worst, "possible_of", households.low_when_not_assessed),
        witness=households.a_well_child,
        tries=40,
    ),
    "what is shared is left out where a child has an answer": Wrong(
        law=9,
        check=households.what_is_shared_is_each_childs,
        put_in=put(_together, "_of_both", households.own_only),
    ),
    "a modifier lowers": Wrong(
        law=10,
        check=direction.modifiers_and_guards_only_raise,
        put_in=judging("_shifted_from", lowers),
    ),
    "the trace leaves measures out": Wrong(
        law=11,
        check=traces.the_trace_is_the_reason,
        put_in=put(_trace, "entries", leaving_measures_out),
    ),
    "the trace rounds": Wrong(
        law=11,
        check=traces.the_trace_is_the_reason,
        put_in=put(_shown, "_number", lambda of, per: str(round(of / per))),
    ),
    "replay does not compare what was stored with what the trace names": Wrong(
        law=12,
        check=replay.replay_is_exact,
        put_in=put(_replay, "fingerprint", lambda _: ""),
        tries=20,
    ),
    "a log's chain is not looked at": Wrong(
        law=18,
        check=logs.the_log_tells,
        put_in=put(_ledger, "_follows", lambda *_: True),
        tries=20,
    ),
    "a seal is believed unread": Wrong(
        law=18,
        check=logs.no_other_key_seals,
        put_in=put(_verify, "_holds", lambda *_: True),
        tries=5,
    ),
    "what is hidden is read as the least": Wrong(
        law=19,
        check=redaction.hiding_never_flips,
        put_in=put(_hidden, "_anything", the_least),
        tries=60,
    ),
    "what is hidden is read as never asked": Wrong(
        law=19,
        check=redaction.hiding_never_flips,
        put_in=put(_hidden, "_is_hidden", lambda *_: False),
        tries=200,
    ),
    "the answer that weighs least is spared without a look": Wrong(
        law=13,
        check=reasons.a_reason_suffices,
        put_in=put(_why, "_enough", one_too_few),
    ),
    "the first change that works is taken for the least": Wrong(
        law=14,
        check=reasons.a_counterfactual_works,
        put_in=put(_change, "cheapest", any_way),
    ),
    "a change is taken for done when it may be": Wrong(
        law=14,
        check=reasons.a_counterfactual_works,
        put_in=put(_change, "lowest", lambda choice: choice.bit_length() - 1),
    ),
    "only the first question is looked at": Wrong(
        law=15,
        check=reasons.a_question_matters_or_not,
        put_in=put(_next, "asked_in", the_first_question),
    ),
    "the mildest answer to what is open is left out": Wrong(
        law=15,
        check=reasons.everything_possible_is_told,
        put_in=put(_view, "completed", without_the_mildest),
    ),
    "one engine takes unknown for no": Wrong(
        law=16,
        check=agreement.engines_agree,
        put_in=judging("compared", unknown_is_no),
    ),
    "a question that makes no difference counts once": Wrong(
        law=17,
        check=proofs.changes_are_counted,
        put_in=put(_tallied, "_between", lambda *_: 1),
        witness=raised,
        tries=20,
    ),
    "a sum that is only compared stops one too early": Wrong(
        law=17,
        check=proofs.a_filled_form_is_a_case,
        put_in=put(_space, "saturated", short_by_one),
    ),
    "what filled forms do not say is left out of a proof": Wrong(
        law=17,
        check=proofs.proved_means_proved,
        put_in=put(_loose, "is_loose", lambda *_: False),
        witness=met_by_gaps,
        tries=20,
    ),
    "an answer that may meet a promise is narrowed away": Wrong(
        law=17,
        check=proofs.proved_means_proved,
        put_in=put(_narrow, "_only", without_the_gravest),
        witness=broken_by_the_gravest,
        tries=20,
    ),
    "the last word counts, higher or lower": Wrong(
        law=10,
        check=direction.people_never_edit,
        put_in=put(_standing, "highest", lambda _, claimed: claimed[-1]),
    ),
    "the answer in the middle stands": Wrong(
        law=7,
        check=history.adding_what_is_as_grave,
        put_in=put(_known, "standing", history.in_the_middle),
        witness=history.three_dated_answers,
    ),
    "a date with two records is taken for a slip": Wrong(
        law=7,
        check=history.adding_what_is_as_grave,
        put_in=put(_counts, "_sightings", history.what_stands_twice_is_a_slip),
        witness=history.a_sign_seen_today,
    ),
    "an agency records one event and no more": Wrong(
        law=7,
        check=history.adding_an_event,
        put_in=put(_counts, "different", history.once_for_each_agency),
        witness=history.an_event_of_today,
    ),
    "what is stale may have been anything": Wrong(
        law=24,
        check=history.waiting_without_news,
        put_in=put(_answers, "_set_of", history.anything_when_stale),
        witness=history.a_stale_answer,
    ),
    "only those who are open are listed": Wrong(
        law=20,
        check=routes.a_decision_has_a_route,
        put_in=put(_route, "_entries", routes.only_those_open),
    ),
    "a message about a case says what was found": Wrong(
        law=21,
        check=privacy.nothing_is_told_of_a_child,
        put_in=telling_what_was_found,
    ),
    "the schema's findings about a case quote it": Wrong(
        law=21,
        check=privacy.nothing_is_told_of_a_child,
        put_in=quoting_the_case,
    ),
    "a record shows who said it": Wrong(
        law=21,
        check=privacy.nothing_is_told_of_an_answer,
        put_in=put(Record, "__repr__", lambda record: f"Record(by={record.by!r})"),
    ),
    "labels stand in the Program": Wrong(
        law=22,
        check=words.words_are_not_rules,
        put_in=words_in_the_program,
        prepare=relinked,
    ),
    "too little coverage recommends the lowest": Wrong(
        law=23,
        check=unknowns.gaps_and_floors,
        put_in=put(_outcomes, "_recommended", low_when_thin),
    ),
    "coverage is not looked at": Wrong(
        law=23,
        check=unknowns.gaps_and_floors,
        put_in=put(_outcomes, "is_enough", lambda *_: True),
    ),
    "unknown keys are left out": Wrong(
        law=25, check=keys.unknown_keys_are_refused, put_in=tidying
    ),
    "a cap is read by nobody": Wrong(
        law=25,
        check=a_cap_shows,
        put_in=ignoring_caps,
        prepare=relinked,
        witness=capped,
    ),
    "the score forgets its cap": Wrong(
        law=0,
        check=sums.the_table_adds_up,
        put_in=judging("clamped", lambda _, extent: extent),
    ),
}
"""Each wrong version by what it does wrong."""
