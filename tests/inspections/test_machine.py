"""Random stories against a plain model: whatever people try, in whatever order, the hazard obeys the typed table.

One hazard at a time; seven attempts of ten go forward, two are legal, one is anything. The model
is a dictionary that knows nothing of the code: state, returns, deadline, who rectified.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.errors import DomainError, NotAllowed
from core.services import history
from inspections.services.acts import perform
from inspections.workflow import Act
from tests.inspections.made import Town, make_hazard, make_photo
from tests.inspections.test_workflow_table import MOVES

DAY = dt.date(2026, 4, 29)
DATA: dict[str, Any] = {
    "grade": {"grade": "fire/general"},
    "regrade": {"grade": "fire/general", "reason": "x"},
    "issue_order": {"demand": "x", "issued_on": DAY},
    "serve": {"served_on": DAY, "method": "direct"},
    "take_measures": {"measures": "cordon"},
    "dismiss": {"reason": "x"},
    "return": {"reason": "x"},
    "reopen": {"reason": "x"},
    "flag_imminent": {"reason": "x"},
    "lift_imminent": {"reason": "x"},
}
BY_PEOPLE = [act for act in map(str, Act) if act not in {"propose", "report", "renew", "withdraw", "note_passed"}]
FUNCTIONS = ["officer", "verifier", "inspector", "manager"]


def machine_of(town: Town, reached: set[str]) -> type[RuleBasedStateMachine]:
    people = {name: getattr(town, name) for name in FUNCTIONS}

    class Story(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.atomic()
            self.savepoint.__enter__()

        @initialize(flagged=st.booleans())
        def begin(self, flagged: bool) -> None:
            self.hazard = make_hazard(town)
            self.number = self.hazard.number
            self.model: dict[str, Any] = {
                "state": "reported", "imminent": False, "measures": False, "returns": 0, "due": None, "acts": 1,
                "finders": {"inspector"},
            }  # fmt: skip

            if flagged:
                self.take("flag_imminent", "inspector", {"reason": "x"}, "")

        @rule(choice=st.data())
        def attempt(self, choice: Any) -> None:
            legal = {
                (a, w): to for (state, a, w), to in MOVES.items() if state == self.model["state"] and w in FUNCTIONS
            }
            forward = sorted(
                m for m, to in legal.items() if to != self.model["state"] and m[0] not in {"dismiss", "reopen"}
            )
            weight = choice.draw(st.integers(0, 9))
            pool = st.tuples(st.sampled_from(BY_PEOPLE), st.sampled_from(FUNCTIONS))
            if weight < 7 and forward:
                pool = st.sampled_from(forward)
            elif weight < 9 and legal:
                pool = st.sampled_from(sorted(legal))
            act, who = choice.draw(pool)
            data = dict(DATA.get(act, {}))
            if act == "reassign":
                data = {"responsible": str(town.firm.uuid), "reason": "x"}
            if act in {"submit_rectification", "close"}:
                data = {"text": "x", "photos": [make_photo(people[who]).sha256]}
            kind = (
                choice.draw(st.sampled_from(["engineering", "engineering", "not_found", ""])) if act == "close" else ""
            )
            if kind:
                data["closing_kind"] = kind
            self.take(act, who, data, kind)

        def take(self, act: str, who: str, data: dict[str, Any], kind: str) -> None:
            expected = self.expected(act, who, kind)
            try:
                done = perform(actor=people[who], hazard=self.hazard, act=act, data=data)
            except (DomainError, NotAllowed):
                assert expected is None, (self.model, act, who)
                return
            assert expected is not None, (self.model, act, who)
            self.hazard = done
            self.learn(act, who, expected)
            reached.add(expected)

        def expected(self, act: str, who: str, kind: str) -> str | None:
            """The next state by hand: the typed table, then the few rules beside it."""
            model = self.model
            to = MOVES.get((model["state"], act, who))
            refused = (
                (act == "flag_imminent" and model["imminent"])
                or (act == "lift_imminent" and not model["imminent"])
                or (act == "dismiss" and model["imminent"])
                or (act == "issue_order" and model["imminent"] and not model["measures"])
                or (act == "close" and not kind)
                # Mended or never there: then the danger is over first.
                or (act == "close" and model["imminent"])
                # The inspector reported it and the verifier may have verified it: nothing found needs another person.
                or (act == "close" and kind == "not_found" and who in model["finders"])
            )
            # A manager sees nothing before an order was issued.
            if who == "manager" and model["due"] is None and model["state"] not in {"order_issued"}:
                return None
            return None if refused else to

        def learn(self, act: str, who: str, to: str) -> None:
            model = self.model
            model["state"] = to
            model["acts"] += 1
            if act in {"flag_imminent", "lift_imminent"}:
                model["imminent"] = act == "flag_imminent"
            model["measures"] |= act == "take_measures"
            model["returns"] += act == "return"
            if act == "verify":
                model["finders"] = {"inspector", who}
            if act == "serve":
                # Ten working days after 29 April 2026, counted by hand in test_story.
                model["due"] = dt.date(2026, 5, 15)
            if act == "reopen":
                model["due"] = None

        @invariant()
        def agrees(self) -> None:
            if not hasattr(self, "hazard"):
                return
            self.hazard.refresh_from_db()
            hazard, model = self.hazard, self.model
            assert (hazard.state, hazard.imminent) == (model["state"], model["imminent"])
            assert (hazard.times_returned, hazard.due_on) == (model["returns"], model["due"])
            assert hazard.number == self.number
            assert hazard.version == model["acts"]
            assert (hazard.state == "closed") == bool(hazard.closing_kind)

        def teardown(self) -> None:
            try:
                events = history.events_of(town.building).filter(kind__startswith="hazard.").count()
                assert not hasattr(self, "model") or events == self.model["acts"]
                assert list(history.verify(subject_uuid=town.building.uuid)) == []
            finally:
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    return Story


@pytest.mark.django_db
def test_random_stories_obey_the_typed_table(town: Town, on: Any) -> None:
    on(DAY)
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    reached: set[str] = set()
    run_state_machine_as_test(
        machine_of(town, reached),
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, derandomize=True, suppress_health_check=checks
        ),
    )
    assert {"returned", "closed", "dismissed", "submitted"} <= reached, "the stories never got far enough"
