"""The GLB is valid glTF 2.0, lies where the model lies, and knows its elements by GlobalId."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from bim.glb import write_glb
from tests.bim.read.small import Small, rectangle

DUPLEX = Path(__file__).parents[3] / "shared" / "data" / "ifc" / "duplex.ifc"
KINDS = {5126: np.float32, 5121: np.uint8, 5125: np.uint32}
SIZES = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}


def load(path: Path):
    """(document, accessor reader) of a GLB, checking the container's own sizes."""
    data = path.read_bytes()
    magic, version, total = struct.unpack_from("<4sII", data)
    assert (magic, version, total) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    document = json.loads(data[20 : 20 + size])
    binary = data[20 + size + 8 :]

    def accessor(index: int):
        a = document["accessors"][index]
        view = document["bufferViews"][a["bufferView"]]
        values = np.frombuffer(binary, KINDS[a["componentType"]], a["count"] * SIZES[a["type"]], view["byteOffset"])
        return values.reshape(a["count"], -1)

    return document, accessor


@pytest.fixture
def house(tmp_path):
    small = Small(unit="mm", at=(500_000.0, 0.0, 10.0))
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(0, 0, 4, 4))
    wall = small.wall(ground, (0, 0, 0), 4.0)
    small.opening(wall, 1.0, 1.0)
    upper = small.storey("2F", 3.0)
    other = small.wall(upper, (0, 0, 0), 4.0)
    path = small.save(tmp_path / "model.ifc")
    out = tmp_path / "model.glb"
    return write_glb(path, out), out, (wall, other), (ground, upper)


def test_elements_by_guid_and_storey_without_rooms_and_openings(house):
    index, out, (wall, other), (ground, upper) = house
    assert [(e.guid, e.type, e.storey) for e in index.elements] == [
        (wall.GlobalId, "IfcWall", ground.GlobalId),
        (other.GlobalId, "IfcWall", upper.GlobalId),
    ]
    assert index.counts() == {ground.GlobalId: 1, upper.GlobalId: 1}
    document, _ = load(out)
    assert [e["guid"] for e in document["extras"]["elements"]] == [wall.GlobalId, other.GlobalId]
    assert {n["extras"]["storey"] for n in document["nodes"]} == {ground.GlobalId, upper.GlobalId}


def test_far_wall_keeps_its_place_and_its_opening(house):
    index, out, _, _ = house
    document, accessor = load(out)
    primitive = document["meshes"][0]["primitives"][0]
    points = accessor(primitive["attributes"]["POSITION"]).astype(float)
    # y is up: x stays, z becomes y, y becomes -z.
    world = np.column_stack((points[:, 0], -points[:, 2], points[:, 1])) + np.array(index.origin_m)
    assert world.min(axis=0) == pytest.approx((500_000.0, -0.1, 10.0), abs=1e-3)
    assert world.max(axis=0) == pytest.approx((500_004.0, 0.1, 12.9), abs=1e-3)
    assert any(abs(x - 500_001.0) < 1e-3 for x in world[:, 0])  # the jamb: the opening was cut
    faces = accessor(primitive["indices"]).ravel()
    assert faces.max() < len(points)
    assert set(accessor(primitive["attributes"]["_EID"]).ravel()) == {0.0}


@pytest.mark.skipif(not DUPLEX.exists(), reason=f"{DUPLEX} is not there")
def test_duplex_doors_and_windows_can_all_be_picked(tmp_path):
    import ifcopenshell

    index = write_glb([DUPLEX], tmp_path / "duplex.glb")
    model = ifcopenshell.open(str(DUPLEX))
    wanted = {e.GlobalId for name in ("IfcDoor", "IfcWindow", "IfcWall") for e in model.by_type(name)}
    assert wanted <= {e.guid for e in index.elements}
    assert index.lost == []
    document, accessor = load(tmp_path / "duplex.glb")
    assert any(node["name"].endswith("/transparent") for node in document["nodes"])
    seen = set()
    for mesh in document["meshes"]:
        seen |= set(accessor(mesh["primitives"][0]["attributes"]["_EID"]).ravel().astype(int))
    assert seen == set(range(len(index.elements)))


def test_model_without_anything_to_show_is_still_a_glb(tmp_path):
    small = Small()
    small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4))
    index = write_glb(small.save(tmp_path / "m.ifc"), tmp_path / "m.glb")
    assert index.elements == []
    load(tmp_path / "m.glb")
