"""The page of verdicts followed by hand: its commands run, its lines stand in the file, its sums and figures hold."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from seeds.ifc import write_office

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "one-verdict-by-hand.md").read_text("utf-8")
DOOR, OPEN_PLAN, STAIR = "0Mb04_tBPJNhdwauj7IYZb", "2n5fSJ3HDHyvApLs3yJGN4", "1bQs7x$Y1NyAK_gZXcuhfB"


def _check(folder: Path, line: str) -> None:
    words = line.removeprefix(".venv/bin/python manage.py ").split()
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words], cwd=folder, capture_output=True, timeout=300, check=False
    )
    assert done.returncode in (1, 2), done.stderr.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page's commands have been followed from first to last."""
    folder = tmp_path_factory.mktemp("by_hand")
    write_office(folder / "office.ifc")
    checks = re.findall(r"^\.venv/bin/python manage\.py check_model .*$", PAGE, re.M)
    (said,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    _check(folder, checks[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        exec(compile(said, "page", "exec"), {})
    _check(folder, checks[1])
    return folder


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def _verdict(report: Any, rule: str, guid: str) -> Any:
    (row,) = (r for r in report["results"] if r["rule"] == rule and r["subject"]["guid"] == guid)
    return row


def test_every_quoted_line_is_in_the_file(folder: Path) -> None:
    lines = set((folder / "office.ifc").read_text("utf-8").splitlines())
    quoted = [line for block in re.findall(r"```ifc\n(.*?)```", PAGE, re.S) for line in block.splitlines()]
    assert len(quoted) > 20
    assert [line for line in quoted if line not in lines] == []


def test_every_sum_is_right() -> None:
    sums = re.findall(r"(?:(\d+) × )?hypot\(([\d., ]+)\) = ([\d.]+)", PAGE)
    assert len(sums) > 9
    for times, legs, said in sums:
        value = int(times or 1) * math.hypot(*map(float, legs.split(",")))
        assert value == pytest.approx(float(said), abs=0.0006)


def test_before_anybody_spoke_the_door_is_for_review(folder: Path) -> None:
    assert _verdict(_read(folder, "proposed.json"), "public_door_to_exit", DOOR)["verdict"] == "review"


def test_the_failing_and_the_passing_verdict_are_those_of_the_page(folder: Path) -> None:
    report = _read(folder, "office.json")
    door, room = _verdict(report, "public_door_to_exit", DOOR), _verdict(report, "public_in_room", OPEN_PLAN)
    assert (door["verdict"], door["limit"], door["limit_upper"], door["modifiers"]) == ("fail", 22.0, 22.0, [])
    assert (door["confidence"], door["rests_on"]) == ("A", "confirmed")
    assert (room["verdict"], room["limit"], room["confidence"]) == ("pass", 22.0, "B")
    for row in (door, room):
        assert f"`{row['measured']:.6f}`" in PAGE and f"`{row['measured_upper']:.6f}`" in PAGE
    assert f"{door['measured'] - 22:.3f} m too far" in PAGE


def test_the_figures_that_are_told_are_those_of_the_page(folder: Path) -> None:
    report = _read(folder, "office.json")
    spaces = {(s["name"]): s for s in report["spaces"]}
    corridor, room = spaces["2层 走道"], spaces["206 办公室"]
    (stair,) = (s for s in report["stairs"] if s["guid"] == STAIR)
    figures = corridor["storey_exit_m"], corridor["storey_exit_bound_m"], room["max_travel_m"], stair["length_m"]
    assert [f for f in figures if f"`{f:.6f}`" not in PAGE] == []
