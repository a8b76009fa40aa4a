"""Opening a prepared file with ifcopenshell."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import ifcopenshell

from bim.read.entity import attribute, by_type
from bim.read.errors import Unreadable
from bim.read.notes import Notebook
from bim.read.placement import Placements
from bim.read.preflight import Prepared
from bim.read.source import Source
from bim.read.text import clean_text
from bim.read.units import metres_per_unit


def open_source(prepared: Prepared, path: Path, index: int, notes: Notebook) -> Source:
    """Parse the file and note what was repaired, who wrote it and in which unit."""
    model = _parse(prepared, path)
    name = prepared.source.name
    if not by_type(model, "IfcProduct"):
        raise Unreadable("no_project", file=name)
    exporter = _exporter(model)
    file = replace(prepared.source, exporter=exporter)
    for repair in file.repairs:
        notes.add("repaired", file=name, repair=repair)
    if exporter:
        notes.add("exporter", file=name, exporter=exporter)
    unit_m, stated = metres_per_unit(model)
    if not stated:
        notes.add("unit_missing", file=name)
    return Source(model, file, index, unit_m, Placements(unit_m), notes)


def _parse(prepared: Prepared, path: Path) -> ifcopenshell.file:
    try:
        if prepared.as_delivered and path.suffix.lower() == ".ifc":
            return ifcopenshell.open(str(path))
        with tempfile.TemporaryDirectory(prefix="ifc-") as folder:
            mended = Path(folder) / "model.ifc"
            mended.write_bytes(prepared.data)
            return ifcopenshell.open(str(mended))
    except (RuntimeError, OSError, ValueError, ifcopenshell.Error) as error:
        why = clean_text(str(error).splitlines()[0] if str(error) else type(error).__name__)[:200]
        raise Unreadable("parse", file=prepared.source.name, why=why.rstrip(".")) from error


def _exporter(model: ifcopenshell.file) -> str:
    for application in by_type(model, "IfcApplication"):
        name, version = (clean_text(attribute(application, key)) for key in ("ApplicationFullName", "Version"))
        said = name if version in name else f"{name} {version}".strip()
        if said:
            return said
    try:
        return clean_text(model.header.file_name.originating_system)
    except (AttributeError, RuntimeError):
        return ""
