"""The one table of moves of a hazard, from proposal to closing. Pure Python: no Django, no clock, no database.

``TABLE[state, act]`` says where an act leads, whose functions may do it and what must be there first. ``apply`` is the
only way through it; ``missing`` says what still stands in the way, so that a page can show an act with what it lacks.
Rules beyond the table (separation of duties, evidence, interim measures) are the requirements at the foot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

SYSTEM = "system"
"""The program itself, after a model check or a handover; no person holds this function."""

OFFICER, VERIFIER, INSPECTOR = "officer", "verifier", "inspector"
STAFF = frozenset({OFFICER, VERIFIER, INSPECTOR})
DESK = frozenset({OFFICER, VERIFIER})
OFFICERS = frozenset({OFFICER})
PARTY = frozenset({"manager", "maintainer"})
MACHINE = frozenset({SYSTEM})


class State(StrEnum):
    NEW = "new"
    PROPOSED = "proposed"
    REPORTED = "reported"
    VERIFIED = "verified"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    GRADED = "graded"
    ORDER_ISSUED = "order_issued"
    RECTIFYING = "rectifying"
    SUBMITTED = "submitted"
    REINSPECTING = "reinspecting"
    RETURNED = "returned"
    CLOSED = "closed"


class Act(StrEnum):
    PROPOSE = "propose"
    REPORT = "report"
    RENEW = "renew"
    WITHDRAW = "withdraw"
    NOTE_PASSED = "note_passed"
    VERIFY = "verify"
    DISMISS = "dismiss"
    GRADE = "grade"
    REGRADE = "regrade"
    FLAG_IMMINENT = "flag_imminent"
    LIFT_IMMINENT = "lift_imminent"
    TAKE_MEASURES = "take_measures"
    REASSIGN = "reassign"
    ISSUE_ORDER = "issue_order"
    SERVE = "serve"
    SUBMIT = "submit_rectification"
    START_REINSPECTION = "start_reinspection"
    RETURN = "return"
    CLOSE = "close"
    REOPEN = "reopen"


class ClosingKind(StrEnum):
    ENGINEERING = "engineering"
    MANAGEMENT = "management"
    DEMOLISHED = "demolished"
    NOT_FOUND = "not_found"


class Policy(StrEnum):
    """Who may re-inspect; data of the grade."""

    ANY_OFFICER = "any_officer"
    NOT_THE_FINDER = "not_the_finder"


ENDED = frozenset({State.DISMISSED, State.WITHDRAWN, State.CLOSED})
ISSUED = frozenset({State.ORDER_ISSUED, State.RECTIFYING, State.SUBMITTED, State.REINSPECTING, State.RETURNED})
UNISSUED = frozenset({State.PROPOSED, State.REPORTED, State.VERIFIED, State.GRADED})
OPEN = UNISSUED | ISSUED


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of the hazard. Persons and organisations by any hashable key (here: integers)."""

    state: State = State.NEW
    imminent: bool = False
    interim_measures: bool = False
    order_issued: bool = False
    from_check: bool = False
    has_responsible: bool = False
    policy: Policy = Policy.ANY_OFFICER
    finders: frozenset[int] = frozenset()
    rectifiers: frozenset[int] = frozenset()
    rectifying_parties: frozenset[int] = frozenset()
    clock_started_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """``functions`` held at the building's place in the area tree, or through the responsible organisation."""

    person: int
    functions: frozenset[str]
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with the act. ``photo_days``: the day each photo was taken, else received."""

    reason: str = ""
    grade: str = ""
    closing_kind: ClosingKind | None = None
    photo_days: tuple[dt.date, ...] = ()
    served_on: dt.date | None = None
    method: str = ""
    measures: str = ""
    text: str = ""
    demand: str = ""
    responsible: int | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """``to`` is the next state (the same one for an act that only adds to the case)."""

    to: State
    functions: frozenset[str]
    requires: tuple[Need, ...] = field(default=())


class Need(StrEnum):
    """A requirement; the first group is filled in with the act, the second lies in the case itself."""

    REASON = "reason"
    GRADE = "grade"
    CLOSING_KIND = "closing_kind"
    PHOTOS = "photos"
    FRESH_PHOTOS = "fresh_photos"
    SERVED_ON = "served_on"
    METHOD = "method"
    MEASURES = "measures"
    TEXT = "text"
    DEMAND = "demand"
    RESPONSIBLE = "responsible"
    RESPONSIBLE_PARTY = "responsible_party"
    MEASURES_IN_FORCE = "measures_in_force"
    FLAGGED = "flagged"
    NOT_FLAGGED = "not_flagged"
    NO_ORDER = "no_order"
    FROM_CHECK = "from_check"
    NOT_THE_RECTIFIER = "not_the_rectifier"
    NOT_OF_THE_PARTY = "not_of_the_party"
    NOT_THE_FINDER = "not_the_finder"
    SECOND_PERSON = "second_person"
    FLAG_LIFTED = "flag_lifted"
    MEASURES_STAND = "measures_stand"


INPUTS = frozenset(list(Need)[: list(Need).index(Need.RESPONSIBLE) + 1])
"""Needs that the acting person fills in; the others are facts of the case or of the person."""

REINSPECTOR = (Need.NOT_THE_RECTIFIER, Need.NOT_OF_THE_PARTY, Need.NOT_THE_FINDER)
CLOSING = (
    Need.CLOSING_KIND, Need.FRESH_PHOTOS, *REINSPECTOR, Need.SECOND_PERSON, Need.FLAG_LIFTED, Need.MEASURES_STAND,
)  # fmt: skip


def _everywhere(
    states: frozenset[State], act: Act, who: frozenset[str], *needs: Need
) -> dict[tuple[State, Act], Transition]:
    """An act that leaves the state as it is."""
    return {(state, act): Transition(state, who, needs) for state in sorted(states)}


TABLE: dict[tuple[State, Act], Transition] = {
    (State.NEW, Act.PROPOSE): Transition(State.PROPOSED, MACHINE),
    (State.NEW, Act.REPORT): Transition(State.REPORTED, STAFF, (Need.TEXT,)),
    (State.WITHDRAWN, Act.PROPOSE): Transition(State.PROPOSED, MACHINE),
    **{
        (state, Act.WITHDRAW): Transition(State.WITHDRAWN, MACHINE, (Need.FROM_CHECK, Need.NO_ORDER, Need.NOT_FLAGGED))
        for state in (State.PROPOSED, State.VERIFIED, State.GRADED)
    },
    **_everywhere(OPEN, Act.RENEW, MACHINE),
    **_everywhere(OPEN, Act.NOTE_PASSED, MACHINE),
    **_everywhere(OPEN, Act.FLAG_IMMINENT, STAFF, Need.NOT_FLAGGED, Need.REASON),
    **_everywhere(OPEN, Act.LIFT_IMMINENT, DESK, Need.FLAGGED, Need.REASON),
    **_everywhere(OPEN, Act.TAKE_MEASURES, STAFF, Need.MEASURES),
    **_everywhere(OPEN, Act.REASSIGN, OFFICERS | MACHINE, Need.RESPONSIBLE, Need.REASON),
    **{(state, Act.VERIFY): Transition(State.VERIFIED, DESK) for state in (State.PROPOSED, State.REPORTED)},
    **{
        (state, Act.DISMISS): Transition(State.DISMISSED, DESK, (Need.NOT_FLAGGED, Need.REASON))
        for state in (State.PROPOSED, State.REPORTED, State.VERIFIED)
    },
    (State.VERIFIED, Act.GRADE): Transition(State.GRADED, OFFICERS, (Need.GRADE,)),
    **_everywhere(ISSUED | {State.GRADED}, Act.REGRADE, OFFICERS, Need.GRADE, Need.REASON),
    (State.GRADED, Act.ISSUE_ORDER): Transition(
        State.ORDER_ISSUED, OFFICERS, (Need.RESPONSIBLE_PARTY, Need.MEASURES_IN_FORCE, Need.DEMAND)
    ),
    (State.ORDER_ISSUED, Act.SERVE): Transition(State.RECTIFYING, STAFF, (Need.SERVED_ON, Need.METHOD)),
    **{
        (state, Act.SUBMIT): Transition(State.SUBMITTED, PARTY, (Need.TEXT, Need.PHOTOS))
        for state in (State.RECTIFYING, State.RETURNED)
    },
    **{
        (state, Act.START_REINSPECTION): Transition(State.REINSPECTING, STAFF, REINSPECTOR)
        for state in (State.RECTIFYING, State.SUBMITTED, State.RETURNED)
    },
    **{
        (state, Act.RETURN): Transition(State.RETURNED, STAFF, (Need.REASON, *REINSPECTOR))
        for state in (State.SUBMITTED, State.REINSPECTING)
    },
    **{(state, Act.CLOSE): Transition(State.CLOSED, STAFF, CLOSING) for state in (State.SUBMITTED, State.REINSPECTING)},
    (State.CLOSED, Act.REOPEN): Transition(State.GRADED, OFFICERS, (Need.REASON,)),
    (State.DISMISSED, Act.REOPEN): Transition(State.REPORTED, OFFICERS, (Need.REASON,)),
}


class Illegal(Exception):
    """There is no such move from this state."""


class Forbidden(Exception):
    """None of the actor's functions may make this move."""


class Lacking(Exception):
    """The move exists and the actor may make it, but something is missing."""

    def __init__(self, needs: tuple[Need, ...]) -> None:
        super().__init__(", ".join(needs))
        self.needs = needs


def apply(case: Case, act: Act, actor: Actor, given: Given) -> State:
    """The state after the act. Raises Illegal, Forbidden or Lacking, in this order."""
    move = TABLE.get((case.state, act))
    if move is None:
        raise Illegal(f"{act} is not possible in the state {case.state}")
    if not move.functions & actor.functions:
        raise Forbidden(f"{act} needs one of: {', '.join(sorted(move.functions))}")
    needs = missing(case, act, actor, given)
    if needs:
        raise Lacking(needs)
    return move.to


def acts_for(case: Case, actor: Actor) -> list[Act]:
    """Acts that the table offers to this actor in this state, in the order of ``Act``."""
    return [act for act in Act if (move := TABLE.get((case.state, act))) and move.functions & actor.functions]


def missing(case: Case, act: Act, actor: Actor, given: Given) -> tuple[Need, ...]:
    """Requirements of the act that are not met, in the order of the table."""
    return tuple(need for need in TABLE[case.state, act].requires if not MET[need](case, actor, given))


def _not_the_finder(case: Case, actor: Actor, given: Given) -> bool:
    return case.policy is Policy.ANY_OFFICER or actor.person not in case.finders


def _fresh(case: Case, actor: Actor, given: Given) -> bool:
    """At least one photo, and none older than the day on which the clock started."""
    start = case.clock_started_on
    return bool(given.photo_days) and all(start is None or day >= start for day in given.photo_days)


def _second_person(case: Case, actor: Actor, given: Given) -> bool:
    """'Nothing found' is never decided by the one who reported or verified the hazard."""
    return given.closing_kind is not ClosingKind.NOT_FOUND or actor.person not in case.finders


def _flag_lifted(case: Case, actor: Actor, given: Given) -> bool:
    """Only a management measure leaves the danger where it is; with any other closing it must be gone first."""
    return not case.imminent or given.closing_kind in (None, ClosingKind.MANAGEMENT)


def _measures_stand(case: Case, actor: Actor, given: Given) -> bool:
    """An imminent danger that is closed by management is one that people are kept away from."""
    return not case.imminent or case.interim_measures or given.closing_kind is not ClosingKind.MANAGEMENT


Check = Callable[[Case, Actor, Given], bool]
MET: dict[Need, Check] = {
    Need.REASON: lambda case, actor, given: bool(given.reason.strip()),
    Need.GRADE: lambda case, actor, given: bool(given.grade),
    Need.CLOSING_KIND: lambda case, actor, given: given.closing_kind is not None,
    Need.PHOTOS: lambda case, actor, given: bool(given.photo_days),
    Need.FRESH_PHOTOS: _fresh,
    Need.SERVED_ON: lambda case, actor, given: given.served_on is not None,
    Need.METHOD: lambda case, actor, given: bool(given.method),
    Need.MEASURES: lambda case, actor, given: bool(given.measures.strip()),
    Need.TEXT: lambda case, actor, given: bool(given.text.strip()),
    Need.DEMAND: lambda case, actor, given: bool(given.demand.strip()),
    Need.RESPONSIBLE: lambda case, actor, given: given.responsible is not None,
    Need.RESPONSIBLE_PARTY: lambda case, actor, given: case.has_responsible or given.responsible is not None,
    Need.MEASURES_IN_FORCE: lambda case, actor, given: not case.imminent or case.interim_measures,
    Need.FLAGGED: lambda case, actor, given: case.imminent,
    Need.NOT_FLAGGED: lambda case, actor, given: not case.imminent,
    Need.NO_ORDER: lambda case, actor, given: not case.order_issued,
    Need.FROM_CHECK: lambda case, actor, given: case.from_check,
    Need.NOT_THE_RECTIFIER: lambda case, actor, given: actor.person not in case.rectifiers,
    Need.NOT_OF_THE_PARTY: lambda case, actor, given: not actor.organisations & case.rectifying_parties,
    Need.NOT_THE_FINDER: _not_the_finder,
    Need.SECOND_PERSON: _second_person,
    Need.FLAG_LIFTED: _flag_lifted,
    Need.MEASURES_STAND: _measures_stand,
}
