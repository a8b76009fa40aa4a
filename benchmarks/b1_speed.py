"""B1: from IFC to the whole egress report, against opening the same file and tessellating its rooms and stairs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ifcopenshell

from benchmarks import _child, _models
from benchmarks.table import Row
from bim.check import check_delivery
from bim.read.mesh import tessellate
from bim.request import CheckRequest

PACK = "gb50016-2018"
SHAPED = ("IfcSpace", "IfcStair", "IfcStairFlight", "IfcRamp", "IfcRampFlight")
TIMES = 3
STEPS = {"read": ("open", "geometry"), "egress": ("graph", "paths"), "judge and report": ("rules",)}


def run() -> list[Row]:
    """The ratio for each model; its parts and the picture outputs as notes."""
    with _models.folder() as where:
        rows = []
        for name, (path, params) in _models.speed_models(where).items():
            base, whole, steps = _child.call("benchmarks.b1_speed:measure", str(path), params)
            parts = ", ".join(f"{step} {sum(steps[k] for k in keys) / base:.1f}" for step, keys in STEPS.items())
            rows.append(Row("B1", f"{name}: report / (open + tessellate)", whole / base, limit=3.0, note=parts))
    return rows


def measure(path: str, params: dict[str, str]) -> tuple[float, float, dict[str, float]]:
    """Least CPU seconds of three: open and tessellate; the whole report; and the report's own steps."""
    base = min(_cpu_s(lambda: _open_and_tessellate(path)) for _ in range(TIMES))
    reports: list[dict[str, Any]] = []
    whole = min(_cpu_s(lambda: reports.append(_report(path, params))) for _ in range(TIMES))
    return base, whole, min((r["timing_s"] for r in reports), key=lambda t: sum(t.values()))


def _cpu_s(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _open_and_tessellate(path: str) -> None:
    model = ifcopenshell.open(path)
    shapes = tessellate(model, {e.id(): e for name in SHAPED for e in model.by_type(name)}.values())
    assert shapes.meshes


def _report(path: str, params: dict[str, str]) -> dict[str, Any]:
    return check_delivery(CheckRequest(paths=(Path(path),), pack_id=PACK, params=params))
