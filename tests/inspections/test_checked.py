"""From the rows of a model check to hazards, as the job calls it."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from django.utils import translation

from bim.hooks import CHECKED
from bim.models import Check, CheckPlan, CheckResult, ModelSet, ModelVersion
from bim.services.acceptances import accept, take_back
from core.models import Job, JobState
from core.services.files import store_bytes
from inspections.models import Hazard
from inspections.selectors import storey_name
from inspections.services.checked import after_check
from tests.inspections.made import Town

DOOR, OTHER = "2O2Fr$t4X7Zf8NOew3FLOH", "3cUkl32yn9qRSPvBJ0Vw2r"
RULE = "gb50016-5.5.29"
_numbers = itertools.count(1)


def check(town: Town, *rows: dict[str, Any]) -> Check:
    """A finished check with these results; every other column is plain."""
    n = next(_numbers)
    stored = store_bytes(f"report {n}".encode(), media_type="application/json")
    models, _new = ModelSet.objects.get_or_create(building=town.building, name="main")
    version = ModelVersion.objects.create(
        model_set=models, number=n, file=stored, original_name="a.ifc", created_by=town.officer
    )
    job = Job.objects.create(kind="model_check", created_by=town.officer, state=JobState.DONE)
    made = Check.objects.create(
        version=version, job=job, pack="gb50016-2018", pack_edition="2018", pack_sha256="0" * 64, report=stored
    )
    plain = {
        "rule": RULE, "clause": "5.5.29", "edition": "GB 50016-2014", "basis": "current", "confidence": "A",
        "metric": "straight", "subject_guid": DOOR, "subject_type": "IfcDoor", "subject_name": "户门301",
        "measured": 43.2, "limit": 40.0, "limit_upper": 40.0, "unit": "m", "rests_on": "confirmed",
    }  # fmt: skip
    for row in rows:
        CheckResult.objects.create(check_run=made, **{**plain, **row})
    return made


def states() -> dict[str, str]:
    return dict(Hazard.objects.values_list("subject_guid", "state"))


def test_it_is_registered_once() -> None:
    assert CHECKED.count(after_check) == 1


def test_only_failures_propose(town: Town) -> None:
    made = check(
        town,
        {"verdict": "fail"},
        {"verdict": "review", "subject_guid": "a" * 22},
        {"verdict": "no_data", "subject_guid": "b" * 22},
        {"verdict": "pass", "subject_guid": "c" * 22},
    )
    after_check(town.officer, made)
    hazard = Hazard.objects.get()
    assert (hazard.subject_guid, hazard.state, hazard.source) == (DOOR, "proposed", "model_check")
    assert (hazard.measured, hazard.limit, hazard.clause, hazard.edition) == (43.2, 40.0, "5.5.29", "GB 50016-2014")
    assert "户门301" in hazard.title
    assert hazard.check_result == made.results.get(verdict="fail")
    assert hazard.responsible == town.firm


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"verdict": "pass", "measured": 38.0}, "withdrawn"),
        ({"verdict": "pass", "measured": 38.0, "rests_on": "proposed"}, "proposed"),
        ({"verdict": "review"}, "proposed"),
        ({"verdict": "no_data", "measured": None}, "proposed"),
        ({"verdict": "not_applicable"}, "proposed"),
        ({"verdict": "fail", "measured": 42.0}, "proposed"),
        ({"verdict": "pass", "measured": 38.0, "rule": "another"}, "proposed"),
        ({"verdict": "pass", "measured": 38.0, "subject_guid": OTHER}, "proposed"),
    ],
)
def test_only_a_confirmed_pass_of_the_same_key_withdraws(town: Town, row: dict[str, Any], state: str) -> None:
    after_check(town.officer, check(town, {"verdict": "fail"}))
    after_check(town.officer, check(town, row))
    assert states()[DOOR] == state
    assert Hazard.objects.count() == 1


def test_a_rule_of_the_pack_gives_the_title_in_both_languages(town: Town) -> None:
    from bim.rules.load import load_pack

    rule, title = next(iter(load_pack("gb50016-2018").titles().items()))
    after_check(town.officer, check(town, {"verdict": "fail", "rule": rule}))
    hazard = Hazard.objects.get()
    assert hazard.title.startswith(title.in_language("zh"))
    assert hazard.title_en.startswith(title.in_language("en"))
    assert hazard.title != hazard.title_en


def test_a_person_reads_the_storeys_name_and_the_finding_in_both_languages(town: Town) -> None:
    storey = "1s1jVhK8z0pgYcYr9jt781"
    made = check(town, {"verdict": "fail", "storey": storey})
    for order, language in enumerate(("zh-hans", "en")):
        CheckPlan.objects.create(
            check_run=made, order=order, storey_guid=storey, storey_name="3F", language=language, file=made.report
        )
    after_check(town.officer, made)
    hazard = Hazard.objects.get()
    assert (hazard.storey, storey_name(hazard)) == ("3F", "3F")
    found = hazard.hazardfindings.get()
    assert found.label == hazard.title_en != hazard.title
    with translation.override("zh-hans"):
        assert found.label == hazard.title
    # A row from before the name was kept, and one whose plans are gone: never the bare id.
    hazard.storey = storey
    assert storey_name(hazard) == "3F"
    hazard.storey = "x" * 22
    assert storey_name(hazard) == ""


@pytest.mark.parametrize(
    ("params", "rows", "proposed"),
    [
        ({}, [("fail", "current")], 1),
        ({"existing": False}, [("fail", "current")], 1),
        # what a new building would have to do is for information
        ({"existing": True}, [("fail", "current")], 0),
        ({"existing": True, "design_year": 2010}, [("fail", "current"), ("pass", "as_built")], 0),
        ({"existing": True, "design_year": 2010}, [("pass", "current"), ("fail", "as_built")], 1),
        ({"existing": True, "design_year": 2010}, [("fail", "current"), ("no_data", "as_built")], 0),
    ],
)
def test_of_an_existing_building_only_the_standard_at_construction_proposes(
    town: Town, params: dict[str, Any], rows: list[tuple[str, str]], proposed: int
) -> None:
    made = check(town, *({"verdict": verdict, "basis": basis} for verdict, basis in rows))
    made.params = params
    made.save()
    after_check(town.officer, made)
    assert Hazard.objects.count() == proposed


def test_todays_pass_of_an_existing_building_ends_nothing(town: Town) -> None:
    first = check(town, {"verdict": "fail", "basis": "as_built"})
    first.params = {"existing": True, "design_year": 2010}
    first.save()
    after_check(town.officer, first)
    second = check(town, {"verdict": "pass", "measured": 38.0, "basis": "current"})
    second.params = first.params
    second.save()
    after_check(town.officer, second)
    assert states()[DOOR] == "proposed"


def told(check: Check, measured: float) -> Check:
    """The check with a report that says the one failure of its rows."""
    row = {"rule": RULE, "subject": {"guid": DOOR}, "verdict": "fail", "measured": measured, "measured_upper": None}
    report = {
        "quality": [], "doors": [], "spaces": [], "stairs": [],
        "results": [{**row, "limit": 40.0, "unit": "m", "metric": "straight"}],
    }  # fmt: skip
    check.report = store_bytes(json.dumps(report).encode(), media_type="application/json")
    check.save(update_fields=["report"])
    return check


def test_an_accepted_deviation_proposes_nothing_until_it_is_heard_again(town: Town) -> None:
    first = told(check(town), 43.2)
    accept(actor=town.officer, check=first, keys=[("rule", RULE, DOOR)], reason="agreed with the fire service")
    after_check(None, told(check(town, {"verdict": "fail"}), 43.2))
    assert states() == {}
    worse = told(check(town, {"verdict": "fail", "measured": 45.0}), 45.0)
    after_check(None, worse)
    assert states() == {DOOR: "proposed"}


def test_an_open_hazard_is_not_renewed_while_its_deviation_is_accepted(town: Town) -> None:
    first = told(check(town, {"verdict": "fail"}), 43.2)
    after_check(None, first)
    accept(actor=town.officer, check=first, keys=[("rule", RULE, DOOR)], reason="agreed")
    second = told(check(town, {"verdict": "fail", "measured": 43.205}), 43.205)
    after_check(None, second)
    assert states() == {DOOR: "proposed"} and Hazard.objects.get().measured == 43.2
    take_back(actor=town.officer, check=second, keys=[("rule", RULE, DOOR)], reason="no longer true")
    after_check(None, second)
    assert Hazard.objects.get().measured == 43.205
