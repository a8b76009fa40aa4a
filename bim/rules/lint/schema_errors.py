"""Every schema error of a file, not only the first: each rule, row and section is read on its own."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from bim.rules import build, build_distances, build_families
from bim.rules.lint.problem import Problem
from bim.rules.lint.sources import tables
from bim.rules.merge import PARTS
from bim.rules.schema import PackError, Table

READERS: dict[str, Callable[[Table], object]] = {
    "distance": build_distances.build,
    "width": build.width,
    "exits": build.exits,
    **build_families.READERS,
    "not_judged": build.unmeasured,
    "editions": build_families.edition,
}
TOP = (
    "format", "id", "parent", "edition", "edition_confidence", "in_force", "title", "storey_exit", "clear_width",
    "clear_height", "handrail", "height_class", "groups", "uses", "override", *READERS,
)  # fmt: skip


def schema_errors(own: dict[str, Any], file: str) -> Iterator[Problem]:
    """``own``: the file's data, sources filled in. One problem per rule, row, note, section or use that is wrong."""
    for key in sorted(set(own) - set(TOP)):
        yield Problem(f"{file}: key '{key}' is not known here; known keys: {', '.join(TOP)}.")
    if "parent" not in own:
        for key in ("storey_exit", "clear_width", "height_class", "uses"):
            if key not in own:
                yield Problem(f"{file}: table '{key}' is missing; a pack without a parent needs it.")
    for key in (*READERS, "override"):
        if key in own and len(tables(own, key)) != (len(own[key]) if isinstance(own[key], list) else -1):
            yield Problem(f"{file}: key '{key}' must be an array of tables, written [[{key}]].")
    yield from _sections(own, file)
    for key, read in READERS.items():
        for i, rule in enumerate(tables(own, key)):
            yield from _rule(_completed(rule, own), f"{file}: {key}[{i}]", read)


def _sections(own: dict[str, Any], file: str) -> Iterator[Problem]:
    top = Table({key: own[key] for key in own}, file)
    readers: dict[str, Callable[[], object]] = {
        "title": lambda: top.label("title"),
        "in_force": lambda: top.whole("in_force"),
        "edition_confidence": lambda: top.letter("edition_confidence"),
        "storey_exit": lambda: build.counts(top.table("storey_exit")),
        "clear_width": lambda: build.deduction(top.table("clear_width")),
        "clear_height": lambda: build.deduction(top.table("clear_height")),
        "handrail": lambda: build.deduction(top.table("handrail")),
        "groups": lambda: build.groups(top.table("groups")),
        "height_class": lambda: build.heights(top.table("height_class"), "?", 0),
        "uses": lambda: build.uses(top.table("uses")),
    }
    for key, read in readers.items():
        if key in own or key in ("title", "in_force"):
            yield from _tried(read)


def _completed(rule: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As merging does: the file, its edition and year on every rule."""
    if "standard" in rule:  # an edition names itself
        return {"file": "", **rule}
    inherited: dict[str, Any] = {key: own[key] for key in ("edition", "in_force", "edition_confidence") if key in own}
    return {"in_force": 0, **inherited, "file": "", **rule}


def _rule(rule: dict[str, Any], where: str, read: Callable[[Table], object]) -> Iterator[Problem]:
    """The rule without its parts; if that reads, each part alone in it."""
    bare = {key: value for key, value in rule.items() if key not in PARTS or not isinstance(value, list)}
    found = list(_tried(lambda: read(Table(copy.deepcopy(bare), where))))
    yield from found
    if found:
        return
    for part in PARTS:
        if part in rule and not isinstance(rule[part], list):
            continue  # still in ``bare``, where the reader has refused it
        for i, item in enumerate(rule.get(part, [])):
            alone = copy.deepcopy({**bare, part: [item]})
            for problem in _tried(lambda alone=alone: read(Table(alone, where))):  # type: ignore[misc]
                yield Problem(problem.text.replace(f"{where}.{part}[0]", f"{where}.{part}[{i}]"))


def _tried(read: Callable[[], object]) -> Iterator[Problem]:
    try:
        read()
    except PackError as error:
        yield Problem(str(error))
