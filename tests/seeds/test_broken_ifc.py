"""The broken files break as they say; otherwise tests that lean on them would prove nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import zipfile

import ifcopenshell
import ifcopenshell.util.unit
import pytest

from tests.factories import broken_ifc

ITERATE = """
import sys, ifcopenshell, ifcopenshell.geom
model = ifcopenshell.open(sys.argv[1])
spaces = model.by_type("IfcSpace")
walk = ifcopenshell.geom.iterator(ifcopenshell.geom.settings(), model, 1, include=spaces)
count = 0
if walk.initialize():
    count = 1
    while walk.next():
        count += 1
print(count)
"""


def iterate(path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ITERATE, str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_sound_file_is_sound(tmp_path):
    done = iterate(broken_ifc.sound(tmp_path / "sound.ifc"))
    assert done.returncode == 0
    assert int(done.stdout) == 26  # 2 storeys of 13 rooms


def test_a_truncated_file_opens_with_half_its_products(tmp_path):
    path = broken_ifc.truncated(tmp_path / "cut.ifc")
    assert broken_ifc.TAIL not in path.read_text()
    assert 0 < len(ifcopenshell.open(str(path)).by_type("IfcSpace")) < 26


@pytest.mark.parametrize("make", [broken_ifc.text_named_ifc, broken_ifc.ifc_xml])
def test_what_is_no_ifc_cannot_be_opened(tmp_path, make):
    with pytest.raises((OSError, RuntimeError, ifcopenshell.Error)):
        ifcopenshell.open(str(make(tmp_path / "no.ifc")))


def test_a_self_referencing_placement_kills_the_process(tmp_path):
    done = iterate(broken_ifc.self_placed(tmp_path / "self.ifc"))
    assert done.returncode == -signal.SIGSEGV


@pytest.mark.parametrize("length", [2, 5])
def test_a_placement_cycle_kills_the_process(tmp_path, length):
    done = iterate(broken_ifc.placement_cycle(tmp_path / "ring.ifc", length=length))
    assert done.returncode == -signal.SIGSEGV


@pytest.mark.parametrize("schema", ["IFC2X_FINAL", "IFC4X3_RC4"])
def test_an_unknown_schema_is_refused(tmp_path, schema):
    with pytest.raises(ifcopenshell.SchemaError):
        ifcopenshell.open(str(broken_ifc.old_header(tmp_path / "old.ifc", schema)))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_raw_strings_lose_their_chinese(tmp_path, encoding):
    path = broken_ifc.raw_strings(tmp_path / "raw.ifc", encoding)
    assert broken_ifc.CHINESE.encode(encoding) in path.read_bytes()
    model = ifcopenshell.open(str(path))
    names = [space.Name for space in model.by_type("IfcSpace")]
    assert broken_ifc.CHINESE not in names
    assert "AB" in names


def test_two_spaces_share_a_guid(tmp_path):
    model = ifcopenshell.open(str(broken_ifc.duplicate_guids(tmp_path / "double.ifc")))
    spaces = model.by_type("IfcSpace")
    assert len(spaces) == 26
    assert len({space.GlobalId for space in spaces}) == 25


def test_the_wrong_unit_makes_doors_of_a_millimetre(tmp_path):
    model = ifcopenshell.open(str(broken_ifc.wrong_unit(tmp_path / "mm.ifc")))
    scale = ifcopenshell.util.unit.calculate_unit_scale(model)
    assert max(door.OverallWidth * scale for door in model.by_type("IfcDoor")) < 0.002


def test_the_bomb_is_small_and_says_how_big_it_is(tmp_path):
    path = broken_ifc.zip_bomb(tmp_path / "bomb.ifczip", megabytes=16)
    assert path.stat().st_size < 64_000
    assert zipfile.ZipFile(path).infolist()[0].file_size > 16 << 20


def test_the_lying_bomb_declares_little_and_holds_much(tmp_path):
    path = broken_ifc.lying_zip_bomb(tmp_path / "liar.ifczip", megabytes=16)
    archive = zipfile.ZipFile(path)
    assert archive.infolist()[0].file_size == 1000
    import zlib

    with path.open("rb") as raw:
        raw.seek(archive.infolist()[0].header_offset + 26)
        name, extra = (int.from_bytes(raw.read(2), "little") for _ in range(2))
        raw.seek(name + extra, 1)
        streamed = zlib.decompressobj(-15).decompress(raw.read())
    assert len(streamed) > 16 << 20


def test_two_members_and_one(tmp_path):
    assert len(zipfile.ZipFile(broken_ifc.two_members(tmp_path / "two.ifczip")).namelist()) == 2
    with zipfile.ZipFile(broken_ifc.sound_zip(tmp_path / "one.ifczip")) as archive:
        assert archive.read("model.ifc").decode().rstrip().endswith(broken_ifc.TAIL)
