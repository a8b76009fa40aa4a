"""Walls that share one cut shape look exactly as if each had been cut by itself."""

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import pytest

from bim.read.alike import Alike
from bim.read.coloured import coloured_parts, shown_elements
from bim.read.placement import Placements
from seeds.ifc import OfficeOptions, write_office


@pytest.fixture
def model(tmp_path):
    return ifcopenshell.open(str(write_office(tmp_path / "office.ifc", options=OfficeOptions(storeys=3))))


def cut_walls(model):
    return [w for w in model.by_type("IfcWall") if w.HasOpenings]


def followers(model):
    return Alike(model, Placements(1.0)).followers(cut_walls(model))


def measures(points, faces):
    """Bounds and surface of triangles."""
    a, b, c = (points[faces[:, i]] for i in range(3))
    return [*points.min(axis=0), *points.max(axis=0), np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2]


def test_repeated_walls_equal_the_same_walls_built_one_by_one(model):
    moved = {other.id() for others in followers(model).values() for other, _ in others}
    assert len(moved) > 10
    parts = {p.step_id: p for p in coloured_parts(model, shown_elements(model))}
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    for wall in cut_walls(model):
        alone = ifcopenshell.geom.create_shape(settings, wall).geometry
        expected = measures(np.array(alone.verts).reshape(-1, 3), np.array(alone.faces).reshape(-1, 3))
        found = parts[wall.id()]
        assert measures(found.vertices, found.faces) == pytest.approx(expected, abs=1e-5)


def test_a_window_elsewhere_makes_another_shape(model):
    before = followers(model)
    first, ((other, _), *rest) = next((k, v) for k, v in before.items() if len(v) > 1)
    opening = other.HasOpenings[0].RelatedOpeningElement
    at = opening.ObjectPlacement.RelativePlacement.Location
    at.Coordinates = (at.Coordinates[0] + 0.25, *at.Coordinates[1:])
    after = {wall.id() for wall, _ in followers(model).get(first, [])}
    assert other.id() not in after
    assert {wall.id() for wall, _ in rest} <= after


def test_walls_without_openings_are_left_to_the_kernel(model):
    plain = [w for w in model.by_type("IfcWall") if not w.HasOpenings]
    assert plain
    assert Alike(model, Placements(1.0)).followers(plain) == {}
