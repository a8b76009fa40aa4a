"""Files in which people say what elements of a model are: one kind of word as JSON or CSV, or all of them as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from bim.egress.options import DoorUse, Reviews, VerticalLink
from bim.egress.result import ExitKind, StairKind
from bim.space_uses import SPACE_USES

EXIT_KINDS: tuple[str, ...] = get_args(ExitKind)
STAIR_KINDS: tuple[str, ...] = get_args(StairKind)
DOOR_USES: tuple[str, ...] = get_args(DoorUse)
USES: tuple[str, ...] = tuple(SPACE_USES)
KINDS: dict[str, tuple[str, ...] | None] = {
    "exits": EXIT_KINDS,
    "stairs": STAIR_KINDS,
    "uses": USES,
    "flats": None,
    "doors": DOOR_USES,
}
"""Words allowed in each list; None: any (a flat's key, or ``common``)."""
HEADINGS = ("guid", "globalid")
LINK_KEYS = {"from", "to", "length_m", "stair", "ramp"}


class ReviewError(ValueError):
    """A word that fits nothing in the model: one sentence."""


class ReviewFileError(ValueError):
    """A file that cannot be used: one sentence with file and place."""


def read_reviews(files: Mapping[str, Path | None]) -> Reviews:
    """All words of the files given: one list each by its name (a key of ``KINDS``), ``links``, ``reviews`` (all).

    Two files that say different things of one element are refused. Raises ``ReviewFileError``.
    """
    found: dict[str, dict[str, str]] = {name: {} for name in KINDS}
    links: list[VerticalLink] = []
    whole = files.get("reviews")
    if whole is not None:
        document = _object(whole)
        if odd := document.keys() - KINDS.keys() - {"links"}:
            names = ", ".join((*KINDS, "links"))
            raise ReviewFileError(f"{whole} has the key '{min(odd)}'; use {names}.")
        for name in KINDS:
            pairs = _pairs(whole, name, document.get(name, {}))
            found[name] = _kinds(whole, pairs, KINDS[name])
        links = _links(whole, document.get("links", []))
    for name, kinds in KINDS.items():
        if (path := files.get(name)) is not None:
            _merge(path, found[name], read_kinds(path, kinds))
    if (path := files.get("links")) is not None:
        links += _links(path, _json(path))
    return Reviews(**cast(Any, found), links=tuple(links))


def read_kinds(path: Path, kinds: Sequence[str] | None) -> dict[str, str]:
    """A JSON object ``{"<GUID>": "<kind>"}``, or CSV rows ``GUID,kind`` with or without a heading row.

    ``kinds`` None: any word. Raises ``ReviewFileError`` for a missing file, an unknown kind, or a GUID with two
    different kinds.
    """
    text = _text(path)
    return _kinds(path, _from_json(path) if text.lstrip().startswith(("{", "[")) else _from_csv(path, text), kinds)


def _kinds(path: Path, pairs: Iterable[tuple[str, str, str]], kinds: Sequence[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, guid, kind in pairs:
        if kinds is not None and kind not in kinds:
            raise ReviewFileError(f"{path}, {place}: '{kind}' is not a kind; use one of {', '.join(kinds)}.")
        if found.setdefault(guid, kind) != kind:
            raise ReviewFileError(f"{path}, {place}: {guid} stands twice with different kinds; keep one.")
    return found


def _merge(path: Path, into: dict[str, str], more: Mapping[str, str]) -> None:
    for guid, kind in more.items():
        if into.setdefault(guid, kind) != kind:
            raise ReviewFileError(f"{path}: {guid} stands in two files with different kinds; keep one.")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ReviewFileError(f"{path} cannot be read; give a JSON or CSV file in UTF-8.") from None


def _json(path: Path, pairs: Callable[[Any], Any] | None = None) -> Any:
    try:
        return json.loads(_text(path), object_pairs_hook=pairs)
    except (ValueError, RecursionError) as error:
        raise ReviewFileError(f"{path} is not valid JSON ({error}); correct it.") from None


def _object(path: Path) -> dict[str, Any]:
    """One JSON object; a GUID that stands twice with different words is refused."""
    found = _json(path, _once)
    if not isinstance(found, dict):
        raise ReviewFileError(f"{path} is no JSON object with lists of words; correct it.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if found.setdefault(name, value) != value:
            raise ValueError(f"{name} stands twice with different values")
    return found


def _pairs(path: Path, name: str, words: Any) -> list[tuple[str, str, str]]:
    if not isinstance(words, dict) or not all(isinstance(v, str) for v in words.values()):
        raise ReviewFileError(f'{path}: "{name}" is not of the form {{"<GUID>": "<kind>"}}; correct it.')
    return [(guid, guid, kind.strip()) for guid, kind in words.items()]


def _from_json(path: Path) -> Iterable[tuple[str, str, str]]:
    pairs = _json(path, list)
    if not isinstance(pairs, list) or not all(isinstance(p, tuple) and isinstance(p[1], str) for p in pairs):
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


def _links(path: Path, rows: Any) -> list[VerticalLink]:
    if not isinstance(rows, list):
        raise ReviewFileError(f'{path}: links are a list of {{"from": …, "to": …, "length_m": …}}; correct it.')
    return [link_from(row, f"{path}, link {n}") for n, row in enumerate(rows, start=1)]


def link_from(row: Any, place: str) -> VerticalLink:
    """``{"from": "<GUID>", "to": "<GUID>", "length_m": 9.5, "stair": "<GUID>", "ramp": false}``, the last two optional.

    Raises ``ReviewFileError`` with ``place``.
    """
    if not isinstance(row, dict) or row.keys() - LINK_KEYS or not {"from", "to", "length_m"} <= row.keys():
        raise ReviewFileError(f"{place}: give from, to and length_m, and stair or ramp where they are known.")
    length, ramp = row["length_m"], row.get("ramp", False)
    texts = [row["from"], row["to"], row.get("stair") or ""]
    if not all(isinstance(t, str) for t in texts) or not isinstance(ramp, bool):
        raise ReviewFileError(f"{place}: from, to and stair are GlobalIds, ramp is true or false.")
    if isinstance(length, bool) or not isinstance(length, int | float) or not 0 < length < 1000:
        raise ReviewFileError(f"{place}: length_m is a number of metres between 0 and 1000.")
    return VerticalLink(texts[0], texts[1], float(length), texts[2], ramp)
