"""The generated models open, validate and hold what their layouts say."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.element
import ifcopenshell.util.unit
import ifcopenshell.validate
import numpy as np
import pytest

from seeds.ifc import (
    ANSWERS,
    OfficeOptions,
    TowerOptions,
    WalkUpOptions,
    write_demo_tower,
    write_office,
    write_tower,
    write_walk_up,
)

WRITERS: dict[str, Any] = {"tower": write_tower, "office": write_office, "walk_up": write_walk_up}
SMALL = {
    "tower": TowerOptions(storeys=2, flats=4),
    "office": OfficeOptions(storeys=2, wing_offices=2),
    "walk_up": WalkUpOptions(storeys=2, entrances=1),
}


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return {name: ifcopenshell.open(str(write(folder / f"{name}.ifc"))) for name, write in WRITERS.items()}


def small(tmp_path: Path, name: str = "walk_up", **how):
    path = WRITERS[name](tmp_path / "small.ifc", options=SMALL[name], **how)
    return ifcopenshell.open(str(path))


@pytest.mark.parametrize("name", WRITERS)
def test_counts_are_those_of_the_layout(models, name):
    model, known = models[name], ANSWERS[name]
    found = {
        "storeys": len(model.by_type("IfcBuildingStorey")),
        "spaces": len(model.by_type("IfcSpace")),
        "doors": len(model.by_type("IfcDoor")),
        "stairs": len(model.by_type("IfcStair")),
        "lifts": len(model.by_type("IfcTransportElement")),
    }
    assert found == {field: getattr(known, field) for field in found}


@pytest.mark.parametrize("schema", ["IFC4", "IFC2X3"])
@pytest.mark.parametrize("name", WRITERS)
def test_models_obey_the_schema_and_its_rules(tmp_path, name, schema):
    model = small(tmp_path, name, schema=schema)
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(model, log, express_rules=True)
    assert model.schema == schema
    assert log.statements == []


def test_every_global_id_is_unique(models):
    for model in models.values():
        ids = [entity.GlobalId for entity in model.by_type("IfcRoot")]
        assert Counter(ids).most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_options_give_the_same_bytes(tmp_path, name):
    digests = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        path = WRITERS[name](tmp_path / folder / "model.ifc", options=SMALL[name])
        digests.append(hashlib.sha256(path.read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_another_seed_shares_no_global_id(tmp_path):
    first = {e.GlobalId for e in small(tmp_path).by_type("IfcRoot")}
    second = {e.GlobalId for e in small(tmp_path, seed="other").by_type("IfcRoot")}
    assert len(first) == len(second)
    assert not first & second


def test_chinese_names_survive(models):
    assert models["tower"].by_type("IfcBuilding")[0].Name == "听松苑3号楼"
    assert {"1801 客厅", "1层 门厅"} <= {space.Name for space in models["tower"].by_type("IfcSpace")}
    assert {"敞开楼梯间", "楼梯平台"} <= {space.LongName for space in models["walk_up"].by_type("IfcSpace")}


def test_doors_carry_width_rating_and_external(models):
    doors = {door.Name: door for door in models["tower"].by_type("IfcDoor")}
    flat = ifcopenshell.util.element.get_psets(doors["入户门 1801"])["Pset_DoorCommon"]
    assert doors["入户门 1801"].OverallWidth == pytest.approx(1.05)
    assert (flat["IsExternal"], flat["FireRating"]) == (False, "A1.00(乙级)")
    hall = ifcopenshell.util.element.get_psets(doors["单元门"])["Pset_DoorCommon"]
    assert (hall["IsExternal"], hall["FireExit"]) == (True, True)


def storey_of(element) -> str:
    storey = ifcopenshell.util.element.get_container(element)
    assert storey is not None
    return str(storey.Name)


def test_only_upper_storeys_have_balcony_doors(models):
    storeys = [storey_of(door) for door in models["tower"].by_type("IfcDoor") if door.Name.startswith("阳台门")]
    assert len(storeys) == 17 * 8
    assert "1层" not in storeys


def _shape(model, element):
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    made: Any = ifcopenshell.geom.create_shape(settings, element)
    return np.array(made.geometry.verts).reshape(-1, 3), np.array(made.geometry.faces).reshape(-1, 3)


def test_a_flight_has_real_treads(models):
    """9 risers of 2.9 / 18 m and 8 goings of 0.26 m: 8 level faces of 1.2 m × 0.26 m, each a riser apart."""
    flight = next(f for f in models["tower"].by_type("IfcStairFlight") if f.Name == "1号楼梯 梯段1")
    points, faces = _shape(models["tower"], flight)
    corners = points[faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    level = normals[:, 2] > 0.99 * np.linalg.norm(normals, axis=1)
    heights = sorted({round(float(z), 3) for z in corners[level][:, 0, 2]})
    assert heights == pytest.approx([round(2.9 / 18 * n, 3) for n in range(1, 9)], abs=0.002)
    assert normals[level][:, 2].sum() / 2 == pytest.approx(8 * 1.2 * 0.26, abs=1e-3)


def test_the_second_flight_starts_where_the_first_ends_and_reaches_the_next_storey(models):
    model = models["office"]
    flights = {f.Name: f for f in model.by_type("IfcStairFlight")[:2]}
    first, second = (_shape(model, flights[f"A楼梯 梯段{n}"])[0] for n in (1, 2))
    assert first[:, 2].max() == pytest.approx(11 * 0.15)  # 12 risers to 1.8 m, the last one is the landing's
    assert second[:, 2].min() == pytest.approx(1.8)
    assert second[:, 2].max() == pytest.approx(3.6 - 0.15)
    assert (first[:, 0].max(), second[:, 0].min()) == pytest.approx((1.4, 1.6))
    assert (first[:, 1].min(), first[:, 1].max()) == pytest.approx((3.7, 3.7 + 11 * 0.28))


@pytest.mark.parametrize(("unit", "scale"), [("m", 1.0), ("mm", 0.001), ("ft", 0.3048)])
def test_units_are_declared_and_used(tmp_path, unit, scale):
    model = small(tmp_path, unit=unit)
    assert ifcopenshell.util.unit.calculate_unit_scale(model) == pytest.approx(scale)
    door = next(d for d in model.by_type("IfcDoor") if d.Name == "入户门 1-101")
    assert door.OverallWidth * scale == pytest.approx(0.9, abs=1e-6)


def test_rotation_and_far_offset_move_the_whole_building(tmp_path):
    plain = small(tmp_path)
    moved = small(tmp_path, rotate_deg=90.0, offset_m=(500000.0, 3500000.0, 12.0))
    for name in ("1-101 小卧室", "1-202 门厅"):
        before, after = (_shape(m, next(s for s in m.by_type("IfcSpace") if s.Name == name))[0] for m in (plain, moved))
        turned = np.column_stack([-before[:, 1] + 500000, before[:, 0] + 3500000, before[:, 2] + 12])
        assert np.sort(turned, axis=0) == pytest.approx(np.sort(after, axis=0), abs=1e-4)


def test_variants_leave_out_what_they_say(tmp_path):
    assert small(tmp_path, no_spaces=True).by_type("IfcSpace") == ()
    assert small(tmp_path, no_stairs=True).by_type("IfcStairFlight") == ()
    assert {d.OverallWidth for d in small(tmp_path, no_widths=True).by_type("IfcDoor")} == {None}
    assert not [d for d in small(tmp_path, no_exits=True).by_type("IfcDoor") if d.Name == "1单元门"]
    wrong = small(tmp_path, external_false=True)
    doors = wrong.by_type("IfcDoor")
    assert {ifcopenshell.util.element.get_psets(d)["Pset_DoorCommon"]["IsExternal"] for d in doors} == {False}
    assert small(tmp_path, boundaries=False).by_type("IfcRelSpaceBoundary") == ()


def test_the_demo_tower_has_one_long_wing_and_two_narrow_places(tmp_path):
    model = ifcopenshell.open(str(write_demo_tower(tmp_path / "demo.ifc")))
    doors = {d.Name: d.OverallWidth for d in model.by_type("IfcDoor") if d.Name.startswith("入户门")}
    assert {name for name, width in doors.items() if width < 0.8} == {"入户门 702"}
    flight = next(f for f in model.by_type("IfcStairFlight") if "L05" in _storey_key(f) and f.Name.startswith("2号"))
    points, _ = _shape(model, flight)
    assert np.ptp(points[:, 0]) == pytest.approx(1.0)
    corridors = {
        s.Name: np.ptp(_shape(model, s)[0][:, 0]) for s in model.by_type("IfcSpace") if s.LongName == "公共走道"
    }
    assert corridors["15层 走道"] == pytest.approx(39.0 - 6.8)
    assert corridors["16层 走道"] == pytest.approx(45.8 - 6.8)


def _storey_key(flight) -> str:
    stair = flight.Decomposes[0].RelatingObject
    return f"L{int(storey_of(stair).removesuffix('层')):02d}"


def test_sixty_storeys_are_written_and_read(tmp_path):
    model = ifcopenshell.open(str(write_tower(tmp_path / "high.ifc", 60, windows=False, boundaries=False)))
    assert len(model.by_type("IfcSpace")) == 57 + 59 * 64


@pytest.mark.parametrize("options", [{"storeys": 1}, {"flats": 5}])
def test_impossible_towers_are_refused(options):
    with pytest.raises(ValueError, match=r"must be|at least"):
        TowerOptions(**options)
