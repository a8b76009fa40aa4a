"""Files in which a person has confirmed exits or stair kinds: GUID → kind, as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from bim.egress.result import ExitKind, StairKind

EXIT_KINDS: tuple[str, ...] = get_args(ExitKind)
STAIR_KINDS: tuple[str, ...] = get_args(StairKind)
HEADINGS = ("guid", "globalid")


class ReviewError(ValueError):
    """A confirmation that fits nothing in the model: one sentence."""


class ReviewFileError(ValueError):
    """A file that cannot be used: one sentence with file and place."""


def read_kinds(path: Path, kinds: Sequence[str]) -> dict[str, str]:
    """A JSON object ``{"<GUID>": "<kind>"}``, or CSV rows ``GUID,kind`` with or without a heading row.

    Raises ``ReviewFileError`` for a missing file, an unknown kind, or a GUID with two different kinds.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ReviewFileError(f"{path} cannot be read; give a JSON or CSV file in UTF-8.") from None
    pairs = _from_json(path, text) if text.lstrip().startswith(("{", "[")) else _from_csv(path, text)
    found: dict[str, str] = {}
    for place, guid, kind in pairs:
        if kind not in kinds:
            raise ReviewFileError(f"{path}, {place}: '{kind}' is not a kind; use one of {', '.join(kinds)}.")
        if found.setdefault(guid, kind) != kind:
            raise ReviewFileError(f"{path}, {place}: {guid} stands twice with different kinds; keep one.")
    return found


def _from_json(path: Path, text: str) -> Iterable[tuple[str, str, str]]:
    try:
        pairs = json.loads(text, object_pairs_hook=list)
    except ValueError as error:
        raise ReviewFileError(f"{path} is not valid JSON ({error}); correct it.") from None
    if not all(isinstance(p, tuple) and len(p) == 2 and isinstance(p[1], str) for p in pairs):
        raise ReviewFileError(f'{path} is not of the form {{"<GUID>": "<kind>"}}; correct it.')
    return [(guid, guid, kind.strip()) for guid, kind in pairs]


def _from_csv(path: Path, text: str) -> Iterable[tuple[str, str, str]]:
    rows = [(n, [c.strip() for c in row]) for n, row in enumerate(csv.reader(io.StringIO(text)), start=1)]
    found = []
    for number, row in rows:
        if not any(row) or (row[0].lower() in HEADINGS and number == 1):
            continue
        if len(row) < 2 or not row[0] or not row[1]:
            raise ReviewFileError(f"{path}, row {number}: give a GUID and a kind, separated by a comma.")
        found.append((f"row {number}", row[0], row[1]))
    return found
