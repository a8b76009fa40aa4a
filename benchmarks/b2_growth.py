"""B2: time and memory of the whole report on towers from 10 to 60 storeys, against linear growth in spaces."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypedDict

from benchmarks import _child, _models
from benchmarks.b1_speed import PACK
from benchmarks.table import Row
from bim.check import check_delivery
from bim.request import CheckRequest
from seeds.ifc import write_tower

STOREYS = (10, 20, 40, 60)
EGRESS = ("graph", "paths")


class Sample(TypedDict):
    """One tower. ``egress_s``: topology and distances alone. ``grown_mb``: peak memory above that before reading."""

    spaces: int
    cpu_s: float
    egress_s: float
    grown_mb: float
    peak_mb: float


def run() -> list[Row]:
    """Growth from the smallest to the largest tower, divided by the growth in spaces; and the largest peak."""
    with _models.folder() as where:
        samples: list[Sample] = []
        for storeys in STOREYS:
            path = write_tower(where / f"tower{storeys}.ifc", storeys=storeys)
            samples.append(_child.call("benchmarks.b2_growth:measure", str(path)))
    first, last = samples[0], samples[-1]
    more = last["spaces"] / first["spaces"]
    sizes = f"{first['spaces']} to {last['spaces']} spaces"
    peaks = ", ".join(f"{n} storeys {s['peak_mb']:.0f}" for n, s in zip(STOREYS, samples, strict=True))
    return [
        Row("B2", "time of the report / linear", last["cpu_s"] / first["cpu_s"] / more, limit=1.15, note=sizes),
        Row("B2", "time of egress alone / linear", last["egress_s"] / first["egress_s"] / more, limit=1.15),
        Row("B2", "memory above the start / linear", last["grown_mb"] / first["grown_mb"] / more, limit=1.15),
        Row("B2", "peak memory, 60 storeys", last["peak_mb"], "MB", limit=1000, note=peaks),
    ]


def measure(path: str) -> Sample:
    """One report in this process."""
    before, start = _child.peak_mb(), time.process_time()
    report = check_delivery(CheckRequest(paths=(Path(path),), pack_id=PACK, params=_models.RESIDENTIAL))
    return {
        "spaces": len(report["spaces"]),
        "cpu_s": time.process_time() - start,
        "egress_s": sum(report["timing_s"][step] for step in EGRESS),
        "grown_mb": _child.peak_mb() - before,
        "peak_mb": _child.peak_mb(),
    }
