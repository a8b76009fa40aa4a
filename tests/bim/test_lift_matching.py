"""Lifts of the model and of the registry, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bim.facts import Lift
from bim.models import Check
from bim.services.lift_matching import LiftMatch, count_lifts, match_lifts
from bim.services.uploads import upload_model
from registry.models import Elevator
from seeds.ifc import TowerOptions, write_tower
from tests.factories.buildings import make_building
from tests.factories.people import make_member


def lift(name: str, at: Any = None, guid: str = "") -> Lift:
    return Lift(guid or f"{name}{at}", 1, name, "s", at)


@pytest.mark.parametrize(
    ("lifts", "shafts", "number"),
    [
        ([], [], 0),
        ([lift("L1", (0, 0, 0)), lift("L1", (0, 0, 3)), lift("L2", (3, 0, 0))], [], 2),  # L1 drawn on two storeys
        ([lift("L1", (0, 0, 0))], [(0.5, 0, 0), (0.5, 0, 3)], 1),  # its shaft, storey by storey
        ([], [(0, 0, 0), (4, 0, 0), (4, 0, 3)], 2),
        ([lift("L1"), lift("L1"), lift("L2"), lift("", guid="a"), lift("", guid="b")], [], 4),
    ],
)
def test_what_is_one_lift(lifts: list[Lift], shafts: list[Any], number: int) -> None:
    assert count_lifts(lifts, shafts) == number


@pytest.mark.django_db
def test_model_and_registry_side_by_side(tmp_path: Path, run_jobs: Any) -> None:
    building = make_building()
    path = write_tower(tmp_path / "t.ifc", options=TowerOptions(storeys=3))
    upload_model(
        actor=make_member("officer", area=building.area), building=building, chunks=[path.read_bytes()],
        name="t.ifc", params={"use": "residential"},
    )  # fmt: skip
    run_jobs()
    check = Check.objects.get()
    shown = match_lifts(building, check)
    assert shown is not None and shown.model > 0 and shown.registry == 0 and not shown.agrees
    for n in range(shown.model):
        Elevator.objects.create(building=building, code=f"E{n}", name=f"{n}号梯")
    Elevator.objects.create(building=building, code="old", name="old", service=Elevator.Service.SCRAPPED)
    assert match_lifts(building, check) == LiftMatch(shown.model, shown.model, ())
    assert match_lifts(building, check).agrees
