"""A new version of the model with other GlobalIds: the same door, the same hazard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bim.models import Check, ModelSet, ModelVersion
from bim.services.checking import start_check
from bim.services.uploads import upload_model
from core.services import history
from inspections.models import Hazard, HazardFinding
from inspections.services.checked import after_check
from seeds.ifc import WalkUpOptions, write_walk_up
from tests.inspections.made import Town
from tests.inspections.test_checked import DOOR, OTHER, RULE, check

PACK = """format = "rule-pack/1"
id = "strict-2026"
parent = "gb55037-2022"
edition = "2026"
in_force = 2026
title = { en = "Strict", zh = "严" }

[[override]]
rule = "residential_width"
row = "flat_door"
set = { value = 1.00, edition = "2026", clause = "1", confidence = "B" }
"""


@pytest.fixture
def deliver(town: Town, tmp_path: Path, settings: Any, run_jobs: Any) -> Any:
    """Deliver a walk-up of one entrance, under a pack by which its flat doors of 0.90 m are too narrow."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "strict-2026.toml").write_text(PACK, "utf-8")
    settings.PACK_DIRS, settings.DEFAULT_PACK = [tmp_path / "packs"], "strict-2026"
    path = write_walk_up(tmp_path / "a.ifc", options=WalkUpOptions(storeys=2, entrances=1))

    def send(change: Any = lambda text: text, **fields: Any) -> Check:
        text = change(path.read_text("ascii"))
        version, _job = upload_model(
            actor=town.officer, building=town.building, chunks=[text.encode()], name="a.ifc",
            params={"use": "residential", "fire_grade": 2}, **fields,
        )  # fmt: skip
        run_jobs()
        return Check.objects.get(version=version)

    return send


def renumbered(text: str) -> str:
    """Every door with a GlobalId of its own making; the geometry is untouched."""
    return re.sub(r"(=IFCDOOR\(')(.)(.{21})'", lambda m: f"{m[1]}{m[2]}{m[3][::-1]}'", text)


def narrow() -> list[Hazard]:
    return list(Hazard.objects.filter(rule="residential_width").order_by("pk"))


def test_hazards_follow_their_doors(deliver: Any, town: Town) -> None:
    first = deliver()
    before = {h.pk: h.subject_guid for h in narrow()}
    assert before and not first.followed
    dismissed = narrow()[0]
    Hazard.objects.filter(pk=dismissed.pk).update(state="dismissed")
    second = deliver(renumbered)
    after = {h.pk: h.subject_guid for h in narrow()}
    assert set(after) == set(before), "a hazard was opened for a door that had one"
    assert all(second.followed[before[pk]] == after[pk] != before[pk] for pk in before)
    fails = second.results.filter(rule="residential_width", verdict="fail")
    assert {h.check_result for h in narrow() if h.pk != dismissed.pk} < set(fails)
    assert Hazard.objects.get(pk=dismissed.pk).state == "dismissed"
    kinds = [e.kind for e in history.events_of(town.building)]
    moved = Hazard.objects.filter(subject_guid__in=second.followed.values())
    assert kinds.count("hazard.followed") == moved.count() >= len(before)


def test_the_same_globalids_need_nothing(deliver: Any) -> None:
    deliver()
    number = len(narrow())
    second = deliver(lambda text: text.replace("FILE_NAME('", "FILE_NAME('again "))
    assert (second.version.number, second.followed, len(narrow())) == (2, {}, number)


def test_another_model_of_the_building_keeps_its_own(town: Town) -> None:
    after_check(town.officer, check(town, {"verdict": "fail"}))
    made = check(town)
    made.followed = {DOOR: OTHER}
    made.save()
    extension = ModelSet.objects.create(building=town.building, name="extension")
    ModelVersion.objects.filter(pk=made.version_id).update(model_set=extension)
    made = Check.objects.get(pk=made.pk)
    after_check(town.officer, made)
    assert Hazard.objects.get().subject_guid == DOOR
    ModelVersion.objects.filter(pk=made.version_id).update(model_set=ModelSet.objects.get(name="main"))
    after_check(town.officer, Check.objects.get(pk=made.pk))
    assert Hazard.objects.get().subject_guid == OTHER


def test_a_check_of_a_replaced_version_changes_no_hazard(deliver: Any, town: Town, run_jobs: Any) -> None:
    deliver()
    second = deliver(renumbered)
    before = list(Hazard.objects.order_by("pk").values_list("pk", "subject_guid", "version"))
    old = ModelVersion.objects.get(model_set=second.version.model_set, number=1)
    start_check(actor=town.officer, version=old, params={"use": "residential", "fire_grade": 3})
    run_jobs()
    assert Check.objects.filter(version=old).count() == 2
    assert list(Hazard.objects.order_by("pk").values_list("pk", "subject_guid", "version")) == before


def test_where_both_have_an_open_hazard_both_stay(town: Town) -> None:
    after_check(town.officer, check(town, {"verdict": "fail"}, {"verdict": "fail", "subject_guid": OTHER}))
    made = check(town)
    made.followed = {DOOR: OTHER}
    made.save()
    after_check(town.officer, made)
    assert sorted(Hazard.objects.values_list("subject_guid", flat=True)) == sorted([DOOR, OTHER])


def test_a_hazard_has_one_figure_the_worst(town: Town) -> None:
    """Two rows of one rule about one door, as where a code gives two bases: no hazard flickers between them."""
    rows = [{"verdict": "fail", "measured": m, "basis": b} for m, b in ((43.0, "as_built"), (47.0, "current"))]
    after_check(town.officer, check(town, *rows))
    after_check(town.officer, check(town, *reversed(rows)))
    hazard = Hazard.objects.get(rule=RULE)
    assert (hazard.measured, HazardFinding.objects.filter(hazard=hazard).count()) == (47.0, 2)
