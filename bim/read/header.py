"""The schema that a file's header names, and the two header repairs."""

from __future__ import annotations

import re

from bim.read.errors import Unreadable, Unsupported

_SCHEMA = re.compile(rb"FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'\s*\)\s*\)", re.IGNORECASE)
_HEAD = 64_000
_READ = {"IFC2X3", "IFC4", "IFC4X3", "IFC4X3_ADD1", "IFC4X3_ADD2", "IFC4X3_TC1"}
_DRAFT_4X3 = re.compile(r"IFC4X3_RC\d+")


def repair_schema(name: str, data: bytes) -> tuple[bytes, str, str]:
    """(bytes, schema, repair). Old names of schemas that are read are rewritten; ``repair`` says so, else empty."""
    match = _SCHEMA.search(data, 0, _HEAD)
    if match is None:
        raise Unreadable("no_schema", file=name)
    stated = match[1].decode("ascii", "replace").strip().upper()
    wanted = _known(stated)
    if wanted is None:
        raise Unsupported("schema", file=name, schema=stated[:40])
    if wanted == match[1].decode("ascii", "replace"):
        return data, wanted, ""
    start, end = match.span(1)
    return data[:start] + wanted.encode() + data[end:], wanted, f"schema {stated} read as {wanted}"


def _known(stated: str) -> str | None:
    if stated in _READ:
        return stated
    if stated in {"IFC2X_FINAL", "IFC2X2_FINAL", "IFC2X3_TC1", "IFC2X3_FINAL"}:
        return "IFC2X3"
    if _DRAFT_4X3.fullmatch(stated):
        return "IFC4X3_ADD2"
    return "IFC4" if stated in {"IFC4_ADD1", "IFC4_ADD2", "IFC4_ADD2_TC1"} else None
