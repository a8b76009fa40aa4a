"""Models to measure on: our own generated ones, and the sample of two dwellings where it lies beside the project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from seeds.ifc import OfficeOptions, write_demo_tower, write_office, write_tower

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "ifc" / "duplex.ifc"
RESIDENTIAL = {"use": "residential", "fire_grade": "1"}
OFFICE = {"use": "office", "fire_grade": "1"}


@contextmanager
def folder() -> Iterator[Path]:
    """A place for generated files, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield Path(name)


def speed_models(where: Path) -> dict[str, tuple[Path, dict[str, str]]]:
    """By name: a file and the parameters it is checked with."""
    made = {
        "office of 5 storeys": (write_office(where / "office.ifc"), OFFICE),
        "tower of 18 storeys": (write_demo_tower(where / "tower.ifc"), RESIDENTIAL),
    }
    return {"two dwellings (sample)": (SAMPLE, RESIDENTIAL), **made} if SAMPLE.exists() else made


def small_models(where: Path) -> dict[str, Path]:
    """Models small enough for a raster of 5 cm."""
    made = {
        "office of 2 storeys": write_office(where / "office2.ifc", options=OfficeOptions(storeys=2, l_rooms=True)),
        "tower of 2 storeys": write_tower(where / "tower2.ifc", storeys=2),
    }
    return {"two dwellings (sample)": SAMPLE, **made} if SAMPLE.exists() else made
