"""One room of 4 × 5 × 2.7 m at (1, 2), written in every way that exporters write it."""

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

BOX = [(x, y, z) for z in (0.0, 2.7) for x, y in ((1, 2), (5, 2), (5, 7), (1, 7))]
QUADS = [(0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]


def brep(small):
    make = small.file.create_entity
    points = [small._point(p) for p in BOX]
    faces = []
    for quad in QUADS:
        loop = make("IfcPolyLoop", [points[i] for i in quad])
        faces.append(make("IfcFace", [make("IfcFaceOuterBound", loop, True)]))
    return [make("IfcFacetedBrep", make("IfcClosedShell", faces))]


def triangulated(small):
    make = small.file.create_entity
    points = make("IfcCartesianPointList3D", [[c * small.scale for c in p] for p in BOX])
    index = [[a + 1, b + 1, c + 1] for q in QUADS for a, b, c in ((q[0], q[1], q[2]), (q[0], q[2], q[3]))]
    return [make("IfcTriangulatedFaceSet", Coordinates=points, Closed=True, CoordIndex=index)]


def polygonal(small):
    make = small.file.create_entity
    points = make("IfcCartesianPointList3D", [[c * small.scale for c in p] for p in BOX])
    faces = [make("IfcIndexedPolygonalFace", [i + 1 for i in quad]) for quad in QUADS]
    return [make("IfcPolygonalFaceSet", Coordinates=points, Closed=True, Faces=faces)]


def clipped(small):
    """A higher prism under a sloping roof, which leaves 2.7 m at its highest."""
    make = small.file.create_entity
    axis = small._axis((1, 2, 2.7))
    axis.Axis = make("IfcDirection", (-0.3, 0.0, 1.0))
    plane = make("IfcPlane", axis)
    half = make("IfcHalfSpaceSolid", plane, False)
    return [make("IfcBooleanClippingResult", "DIFFERENCE", small.solid(rectangle(1, 2, 5, 7), 6.0), half)]


def several(small):
    return [small.solid(rectangle(1, 2, 3, 7), 2.7), small.solid(rectangle(3, 2, 5, 7), 2.7)]


def csg(small):
    make = small.file.create_entity
    block = make("IfcBlock", small._axis((1, 2, 0)), 4 * small.scale, 5 * small.scale, 2.7 * small.scale)
    return [make("IfcCsgSolid", block)]


WAYS = {"Brep": brep, "Tessellation": triangulated, "Poly": polygonal, "Clipping": clipped, "SweptSolid": several}
WAYS |= {"CSG": csg}


@pytest.mark.parametrize("schema", ["IFC4", "IFC4X3_ADD2"])
@pytest.mark.parametrize("unit", ["m", "mm"])
@pytest.mark.parametrize("kind", list(WAYS))
def test_every_kind_of_body_gives_the_same_floor(kind, unit, schema, tmp_path):
    small = Small(schema=schema, unit=unit)
    room = small.space(small.storey("1F", 0.0), rectangle(0, 0, 1, 1))
    small.shape(room, WAYS[kind](small))
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    assert "geometry_lost" not in {n.code for n in facts.quality}
    assert facts.spaces[0].floor.bounds == pytest.approx((1, 2, 5, 7), abs=1e-4)
    assert facts.spaces[0].floor.area == pytest.approx(20.0, abs=1e-3)


@pytest.mark.parametrize("unit", ["m", "mm"])
def test_a_room_with_a_bounding_box_alone_has_that_floor(unit, tmp_path):
    small = Small(unit=unit, turn_deg=30.0)
    room = small.space(small.storey("1F", 0.0), rectangle(0, 0, 1, 1))
    make = small.file.create_entity
    size = [s * small.scale for s in (4, 5, 2.7)]
    box = make("IfcBoundingBox", small._point((1, 2, 0)), *size)
    shown = make("IfcShapeRepresentation", small.context, "Box", "BoundingBox", [box])
    room.Representation = make("IfcProductDefinitionShape", None, None, [shown])
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    assert facts.spaces[0].floor.area == pytest.approx(20.0, abs=1e-4)
    assert "floor_footprint" in {n.code for n in facts.quality}
