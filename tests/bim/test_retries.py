"""One element that kills or holds every kernel: it is left out and named, and the rest of the storey is judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bim import retries
from bim.request import CheckRequest, Outputs
from bim.retries import Attempt, Skipped
from bim.sandboxed import CheckOutput, run_check
from core.sandbox import ChildResult
from tests.factories import broken_ifc


def run(path: Path, folder: Path, **outputs: Any) -> CheckOutput:
    folder.mkdir()
    words = {"use": "residential", "fire_grade": 2}
    return run_check(
        CheckRequest(paths=(path,), pack_id="gb55037-2022", params=words, outputs=Outputs(**outputs)), folder
    )


def bedroom() -> tuple[str, str]:
    """Pattern of the name as it stands in the file, and GlobalId, of a room that nobody walks through."""
    import re

    found = re.findall(r"=IFCSPACE\('([^']+)',#\d+,'([^']*)','?[^,]*,", broken_ifc.sound_text())
    guid, name = found[-1]
    return re.escape(name), guid


def ways(output: CheckOutput) -> dict[str, float | None]:
    assert output.report is not None, output.failure
    return {space["guid"]: space["max_travel_m"] for space in output.report["spaces"]}


@pytest.mark.parametrize(("make", "why"), [("crashing_element", "crash"), ("hanging_element", "hang")])
def test_the_guilty_room_is_left_out_and_the_others_keep_their_ways(tmp_path, monkeypatch, make, why):
    monkeypatch.setattr(retries, "ELEMENT_CPU_S", 2.0)
    name, guid = bedroom()
    sound = ways(run(broken_ifc.sound(tmp_path / "sound.ifc"), tmp_path / "a"))
    output = run(getattr(broken_ifc, make)(tmp_path / "bad.ifc", name=name), tmp_path / "b")
    assert output.report is not None, output.failure
    attempts = output.report["attempts"]
    assert attempts["skipped"] == [{"guid": guid, "type": "IfcSpace", "why": why}]
    assert attempts["runs"] == 3
    [note] = [n for n in output.report["quality"] if n["code"] == "element_skipped"]
    assert note["guids"] == [guid] and note["severity"] == "error"
    found = ways(output)
    assert found.pop(guid) is None
    assert found == {k: v for k, v in sound.items() if k != guid}


def test_a_wall_that_kills_the_picture_costs_the_wall_alone(tmp_path):
    output = run(broken_ifc.crashing_element(tmp_path / "bad.ifc", kind="WALL"), tmp_path / "a", glb=True)
    assert output.report is not None, output.failure
    assert output.glb is not None and output.glb.read_bytes()[:4] == b"glTF"
    [skipped] = output.report["attempts"]["skipped"]
    assert skipped["type"] == "IfcWall" and not output.report["attempts"]["glb_given_up"]
    assert output.elements is not None and skipped["guid"] not in output.elements.read_text()


def dead(folder: Path, **beat: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "heartbeat.json").write_text(json.dumps({"step": "geometry", "careful": True, "done": 5, **beat}))
    return folder


CRASH = ChildResult("CRASH", "died", 1, signal="SIGSEGV")


def test_who_killed_it_is_asked_before_anything_is_left_out(tmp_path):
    folder = dead(tmp_path, careful=False)
    assert retries._next(Attempt(), CRASH, folder) == Attempt(careful=True)
    (tmp_path / "heartbeat.json").unlink()
    assert retries._next(Attempt(), CRASH, tmp_path) is None, "no kernel was at work"


def test_a_class_gives_way_after_some_of_its_elements_but_never_spaces(tmp_path):
    attempt: Attempt | None = Attempt(careful=True)
    for n in range(retries.MOST_OF_CLASS + 1):
        assert attempt is not None
        attempt = retries._next(attempt, CRASH, dead(tmp_path, guid=f"c{n}", type="IfcColumn"))
    assert attempt is not None
    assert attempt.skipped == (Skipped("IfcColumn", "IfcColumn", "crash"),)
    attempt = Attempt(careful=True)
    for n in range(retries.MOST_SPACES):
        assert attempt is not None
        attempt = retries._next(attempt, CRASH, dead(tmp_path, guid=f"s{n}", type="IfcSpace"))
    assert attempt is not None
    assert retries._next(attempt, CRASH, dead(tmp_path, guid="one more", type="IfcSpace")) is None


def test_when_the_very_first_element_dies_twice_the_file_itself_is_at_fault(tmp_path):
    first = retries._next(Attempt(careful=True), CRASH, dead(tmp_path, guid="a", type="IfcSpace", done=0))
    assert first is not None and first.hopeless
    assert retries._next(first, CRASH, dead(tmp_path, guid="b", type="IfcSpace", done=0)) is None


def test_the_picture_is_given_up_before_the_check(tmp_path):
    told = {"step": "glb", "guid": "w", "type": "IfcWall"}
    known = Attempt(careful=True, skipped=(Skipped("w", "IfcWall", "crash"),))
    after = retries._next(known, CRASH, dead(tmp_path, **told))
    assert after is not None and not after.glb
    assert retries._next(after, CRASH, dead(tmp_path, **told)) is None
