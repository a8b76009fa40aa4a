"""Rows on people in the report of a whole model."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bim.egress import analyse
from bim.report import dumps
from bim.report_capacity import add_capacity
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from tests.bim.egress.build import Model


def model():
    """Two storeys of three rooms and a corridor at each end of which a stairwell or a door to the street lies."""
    made = Model()
    for n in (0, 1):
        z = 3.0 * n
        made.storey(f"S{n}", z)
        made.room(f"C{n}", 0, 0, 20, 2, z=z)
        for name, x in (("R", 0), ("Q", 7), ("P", 14)):
            made.room(f"{name}{n}", x, 2.2, x + 6, 12, z=z)
            made.door(f"D{name}{n}", x + 3, 2.1, z=z)
        made.room(f"W{n}", 20.2, 0, 26, 3, z=z)
        made.door(f"E{n}", 20.1, 1, axis="y", z=z)
    made.door("STREET", -0.1, 1, axis="y", width=1.2, external=True)
    made.door("OUT", 26.1, 1, axis="y", width=1.2, external=True)
    line = ((21, 0.8, 0), (24, 0.8, 1.5), (24, 2.2, 1.5), (21, 2.2, 3.0))
    made.stair("T", line)
    return made


@pytest.fixture
def report():
    result = analyse(model().facts)
    rows = {
        "spaces": [{"guid": s.guid} for s in result.spaces],
        "storeys": [{"guid": s.guid} for s in result.storeys],
    }
    add_capacity(rows, result, load_pack("ibc-2021"), parse_params(["use=office", "premovement_s=60"]))
    return rows


def by(rows, guid):
    return next(row for row in rows if row["guid"] == guid)


def test_loads_say_where_they_come_from(report):
    load = by(report["spaces"], "R1")["load"]
    assert load["basis"] == "density" and load["status"] in ("proposed", "assumed")
    assert load["densities"][0]["clause"] == "Table 1004.5" and load["densities"][0]["value"] == [150, 150]
    assert by(report["spaces"], "C1")["load"]["basis"] == "none"
    persons = by(report["storeys"], "S1")["persons"]
    assert 0 < persons["min"] <= persons["max"] and persons["unknown"] == []


def test_time_and_who_waits_where(report):
    (found,) = report["evacuation"]["buildings"]
    assert report["evacuation"]["premovement_given"] and report["evacuation"]["premovement_s"] == 60
    assert found["total_s"] > 60 and {row["storey"] for row in found["storeys"]} == {"S0", "S1"}
    assert found["steps"][-1].startswith("evac_total") and len(found["steps"]) == len(found["steps_text"])
    assert all("{" not in sentence(code, "zh") and sentence(code, "zh") != code for code in found["steps"])


def test_widths_and_bottlenecks(report):
    assert {row["space"] for row in report["corridors"]} >= {"C1"}
    assert all(row["width_m"] <= row["width_upper_m"] for row in report["corridors"])
    assert by(report["spaces"], "R1")["bottleneck"]["kind"] == "door"


def test_strict_json(report):
    assert json.loads(dumps(report))


def test_an_empty_model():
    rows: dict[str, Any] = {"spaces": [], "storeys": []}
    add_capacity(rows, analyse(Model().facts), load_pack("gb50016-2018"), parse_params([]))
    (found,) = rows["evacuation"]["buildings"]
    assert rows["corridors"] == [] and found["total_s"] is None and found["persons"] == 0
    assert not rows["evacuation"]["premovement_given"]
