"""Requirements beyond the table: separation of duties, evidence, interim measures. One fact changed at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from inspections import workflow as w
from inspections.workflow import Act, Actor, Case, ClosingKind, Given, Need, Policy, State

SERVED = dt.date(2026, 4, 29)
LATER = dt.date(2026, 5, 12)
INSPECTOR = Actor(1, frozenset({"inspector"}))
CLOSING = Case(
    state=State.SUBMITTED,
    order_issued=True,
    has_responsible=True,
    finders=frozenset({4}),
    rectifiers=frozenset({9}),
    rectifying_parties=frozenset({70}),
    clock_started_on=SERVED,
)
PROOF = Given(closing_kind=ClosingKind.ENGINEERING, photo_days=(LATER,))


def lacking(case: Case, act: Act, actor: Actor, given: Given) -> set[str]:
    try:
        w.apply(case, act, actor, given)
    except w.Lacking as problem:
        return set(problem.needs)
    return set()


def test_with_everything_there_it_closes() -> None:
    assert w.apply(CLOSING, Act.CLOSE, INSPECTOR, PROOF) is State.CLOSED


CLOSE_CASES = {
    "no kind": ({}, {}, {"closing_kind": None}, {"closing_kind"}),
    "no photo": ({}, {}, {"photo_days": ()}, {"fresh_photos"}),
    "a photo from before the clock": ({}, {}, {"photo_days": (LATER, dt.date(2026, 4, 28))}, {"fresh_photos"}),
    "a photo of the first day": ({}, {}, {"photo_days": (SERVED,)}, set()),
    "who rectified closes": ({}, {"person": 9}, {}, {"not_the_rectifier"}),
    "a colleague of who rectified": ({}, {"organisations": frozenset({70})}, {}, {"not_of_the_party"}),
    "somebody of another firm": ({}, {"organisations": frozenset({71})}, {}, set()),
    "the finder, by default": ({}, {"person": 4}, {}, set()),
    "the finder of a severe one": ({"policy": Policy.NOT_THE_FINDER}, {"person": 4}, {}, {"not_the_finder"}),
    "another one, severe": ({"policy": Policy.NOT_THE_FINDER}, {}, {}, set()),
    "the finder finds nothing": ({}, {"person": 4}, {"closing_kind": ClosingKind.NOT_FOUND}, {"second_person"}),
    "a second person finds nothing": ({}, {}, {"closing_kind": ClosingKind.NOT_FOUND}, set()),
    "imminent, mended": ({"imminent": True, "interim_measures": True}, {}, {}, {"flag_lifted"}),
    "imminent, demolished": ({"imminent": True}, {}, {"closing_kind": ClosingKind.DEMOLISHED}, {"flag_lifted"}),
    "imminent, managed by nothing": (
        {"imminent": True},
        {},
        {"closing_kind": ClosingKind.MANAGEMENT},
        {"measures_stand"},
    ),
    "imminent, managed": (
        {"imminent": True, "interim_measures": True},
        {},
        {"closing_kind": ClosingKind.MANAGEMENT},
        set(),
    ),
    "not imminent, managed": ({}, {}, {"closing_kind": ClosingKind.MANAGEMENT}, set()),
}


@pytest.mark.parametrize("name", CLOSE_CASES)
def test_closing(name: str) -> None:
    case, actor, given, expected = CLOSE_CASES[name]
    got = lacking(replace(CLOSING, **case), Act.CLOSE, replace(INSPECTOR, **actor), replace(PROOF, **given))
    assert got == expected


@pytest.mark.parametrize("act", [Act.START_REINSPECTION, Act.RETURN])
def test_the_other_acts_of_a_reinspection_separate_duties_too(act: Act) -> None:
    party = replace(INSPECTOR, person=9, organisations=frozenset({70}))
    assert lacking(CLOSING, act, party, Given(reason="not done")) == {"not_the_rectifier", "not_of_the_party"}


ORDER = Case(state=State.GRADED, has_responsible=True)
OFFICER = Actor(2, frozenset({"officer"}))
ORDER_CASES = {
    "all there": ({}, {}, set()),
    "nobody responsible": ({"has_responsible": False}, {}, {"responsible_party"}),
    "responsible named with the order": ({"has_responsible": False}, {"responsible": 3}, set()),
    "imminent without measures": ({"imminent": True}, {}, {"measures_in_force"}),
    "imminent with measures": ({"imminent": True, "interim_measures": True}, {}, set()),
    "nothing demanded": ({}, {"demand": "  "}, {"demand"}),
}


@pytest.mark.parametrize("name", ORDER_CASES)
def test_issuing_an_order(name: str) -> None:
    case, given, expected = ORDER_CASES[name]
    got = lacking(replace(ORDER, **case), Act.ISSUE_ORDER, OFFICER, replace(Given(demand="mend the door"), **given))
    assert got == expected


PROGRAM = Actor(0, frozenset({"system"}))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"from_check": True}, set()),
        ({"from_check": False}, {"from_check"}),
        ({"from_check": True, "order_issued": True}, {"no_order"}),
        ({"from_check": True, "imminent": True}, {"not_flagged"}),
    ],
)
def test_only_an_unissued_unflagged_proposal_of_a_check_is_withdrawn(
    facts: dict[str, bool], expected: set[str]
) -> None:
    assert lacking(Case(state=State.GRADED, **facts), Act.WITHDRAW, PROGRAM, Given()) == expected


@pytest.mark.parametrize(
    ("state", "act", "function", "needs"),
    [
        (State.NEW, Act.REPORT, "inspector", {"text"}),
        (State.REPORTED, Act.DISMISS, "verifier", {"reason"}),
        (State.VERIFIED, Act.GRADE, "officer", {"grade"}),
        (State.RECTIFYING, Act.REGRADE, "officer", {"grade", "reason"}),
        (State.ORDER_ISSUED, Act.SERVE, "inspector", {"served_on", "method"}),
        (State.RECTIFYING, Act.SUBMIT, "manager", {"text", "photos"}),
        (State.SUBMITTED, Act.RETURN, "inspector", {"reason"}),
        (State.CLOSED, Act.REOPEN, "officer", {"reason"}),
        (State.SUBMITTED, Act.REASSIGN, "officer", {"responsible", "reason"}),
        (State.SUBMITTED, Act.TAKE_MEASURES, "inspector", {"measures"}),
        (State.SUBMITTED, Act.FLAG_IMMINENT, "inspector", {"reason"}),
        (State.SUBMITTED, Act.LIFT_IMMINENT, "officer", {"flagged", "reason"}),
    ],
)
def test_what_an_act_asks_for(state: State, act: Act, function: str, needs: set[str]) -> None:
    assert lacking(Case(state=state), act, Actor(1, frozenset({function})), Given()) == needs


def test_a_flag_keeps_a_hazard_from_being_dismissed() -> None:
    case = Case(state=State.VERIFIED, imminent=True)
    assert lacking(case, Act.DISMISS, OFFICER, Given(reason="no")) == {"not_flagged"}


def test_every_need_is_either_filled_in_or_a_fact() -> None:
    facts = {
        "responsible_party", "measures_in_force", "flagged", "not_flagged", "no_order", "from_check",
        "not_the_rectifier", "not_of_the_party", "not_the_finder", "second_person", "flag_lifted",
        "measures_stand",
    }  # fmt: skip
    assert {str(n) for n in Need if n not in w.INPUTS} == facts


NEED_MUTANTS = [
    Need.NOT_THE_RECTIFIER,
    Need.NOT_OF_THE_PARTY,
    Need.FRESH_PHOTOS,
    Need.CLOSING_KIND,
    Need.SECOND_PERSON,
    Need.FLAG_LIFTED,
    Need.MEASURES_STAND,
]


@pytest.mark.parametrize("need", NEED_MUTANTS)
def test_a_requirement_that_always_holds_is_noticed(need: Need, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutants: with the check switched off, one of the cases above must change its answer."""
    monkeypatch.setitem(w.MET, need, lambda case, actor, given: True)
    wrong = []
    for name, (case, actor, given, expected) in CLOSE_CASES.items():
        got = lacking(replace(CLOSING, **case), Act.CLOSE, replace(INSPECTOR, **actor), replace(PROOF, **given))
        if got != expected:
            wrong.append(name)
    assert wrong
