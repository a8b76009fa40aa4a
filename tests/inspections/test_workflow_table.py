"""Every (state, act, function) against a table typed here by hand from the rules of the procedure.

One line per state: act > next state : functions. ``=`` means that the state stays. Whatever is not listed is illegal.
O officer, V verifier, I inspector, M manager, F maintenance firm, S the program itself.
"""

from __future__ import annotations

import itertools

import pytest

from core.models import Function
from inspections import workflow as w
from inspections.workflow import Act, Actor, Case, Given, State

LETTERS = {"O": "officer", "V": "verifier", "I": "inspector", "M": "manager", "F": "maintainer", "S": "system"}
IDLE = ["administrator", "fire_service", "auditor", "viewer"]

OPEN_ANYWHERE = "renew>=:S note_passed>=:S flag_imminent>=:OVI lift_imminent>=:OV take_measures>=:OVI reassign>=:OS"
EXPECTED = {
    "new": "propose>proposed:S report>reported:OVI",
    "proposed": f"verify>verified:OV dismiss>dismissed:OV withdraw>withdrawn:S {OPEN_ANYWHERE}",
    "reported": f"verify>verified:OV dismiss>dismissed:OV {OPEN_ANYWHERE}",
    "verified": f"grade>graded:O dismiss>dismissed:OV withdraw>withdrawn:S {OPEN_ANYWHERE}",
    "graded": f"regrade>=:O issue_order>order_issued:O withdraw>withdrawn:S {OPEN_ANYWHERE}",
    "order_issued": f"regrade>=:O serve>rectifying:OVI {OPEN_ANYWHERE}",
    "rectifying": f"regrade>=:O submit_rectification>submitted:MF start_reinspection>reinspecting:OVI {OPEN_ANYWHERE}",
    "submitted": "regrade>=:O start_reinspection>reinspecting:OVI return>returned:OVI close>closed:OVI "
    + OPEN_ANYWHERE,
    "reinspecting": f"regrade>=:O return>returned:OVI close>closed:OVI {OPEN_ANYWHERE}",
    "returned": f"regrade>=:O submit_rectification>submitted:MF start_reinspection>reinspecting:OVI {OPEN_ANYWHERE}",
    "dismissed": "reopen>reported:O",
    "withdrawn": "propose>proposed:S",
    "closed": "reopen>graded:O",
}


def expected_moves() -> dict[tuple[str, str, str], str]:
    moves = {}
    for state, line in EXPECTED.items():
        for word in line.split():
            act, rest = word.split(">")
            to, letters = rest.split(":")
            for letter in letters:
                moves[state, act, LETTERS[letter]] = state if to == "=" else to
    return moves


MOVES = expected_moves()


def willing(state: State, act: Act) -> tuple[Case, Given]:
    """A case and papers with which nothing is missing for this act: only state and function decide."""
    import datetime as dt

    day = dt.date(2026, 5, 14)
    case = Case(
        state=state,
        imminent=act is Act.LIFT_IMMINENT,
        from_check=True,
        has_responsible=True,
        clock_started_on=dt.date(2026, 4, 29),
    )
    given = Given("why", "grade", w.ClosingKind.ENGINEERING, (day,), day, "direct", "cordon", "text", "repair it", 7)
    return case, given


def mismatches() -> list[tuple[str, str, str]]:
    """Where the code and the typed table differ."""
    wrong = []
    functions = [*LETTERS.values(), *IDLE]
    for state, act, function in itertools.product(State, Act, functions):
        case, given = willing(state, act)
        try:
            got: str | None = w.apply(case, act, Actor(1, frozenset({function})), given)
        except (w.Illegal, w.Forbidden):
            got = None
        if got != MOVES.get((state, act, function)):
            wrong.append((state, act, function))
    return [(str(state), str(act), function) for state, act, function in wrong]


def test_every_state_act_and_function() -> None:
    assert mismatches() == []


def test_the_typed_table_is_not_vacuous() -> None:
    # By hand: report 3 + propose 2; verify 2x2; dismiss 3x2; withdraw 3; grade 1; regrade 6; issue 1; serve 3;
    # submit 2x2; start 3x3; return 2x3; close 2x3; reopen 2; nine open states x (1+1+3+2+3+2).
    assert len(MOVES) == 5 + 4 + 6 + 3 + 1 + 6 + 1 + 3 + 4 + 9 + 6 + 6 + 2 + 9 * 12


def test_functions_are_those_of_the_memberships() -> None:
    known = set(Function.values) | {"system"}
    assert {f for move in w.TABLE.values() for f in move.functions} <= known
    assert set(LETTERS.values()) | set(IDLE) == known


def test_an_unknown_move_is_illegal_before_it_is_forbidden() -> None:
    with pytest.raises(w.Illegal):
        w.apply(Case(state=State.CLOSED), Act.CLOSE, Actor(1, frozenset()), Given())
    with pytest.raises(w.Forbidden):
        w.apply(Case(state=State.GRADED), Act.ISSUE_ORDER, Actor(1, frozenset({"manager"})), Given())


MUTANTS = {
    "a manager may close": ((State.SUBMITTED, Act.CLOSE), w.Transition(State.CLOSED, w.STAFF | {"manager"}, w.CLOSING)),
    "an owner's done is closed": ((State.RECTIFYING, Act.SUBMIT), w.Transition(State.CLOSED, w.PARTY)),
    "grading without verifying": ((State.PROPOSED, Act.GRADE), w.Transition(State.GRADED, w.OFFICERS)),
    "a return goes back to before service": ((State.SUBMITTED, Act.RETURN), w.Transition(State.ORDER_ISSUED, w.STAFF)),
    "the program withdraws an issued order": (
        (State.RECTIFYING, Act.WITHDRAW),
        w.Transition(State.WITHDRAWN, w.MACHINE, (w.Need.FROM_CHECK,)),
    ),
    "a verifier issues orders": ((State.GRADED, Act.ISSUE_ORDER), w.Transition(State.ORDER_ISSUED, w.DESK)),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_seeded_mutant_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key, move = MUTANTS[name]
    monkeypatch.setitem(w.TABLE, key, move)
    assert mismatches()
