"""What each space is used for 空间用途: proposed from name, declaration and geometry, settled by a person's word.

Geometry goes before names: a stair makes a stairwell whatever it is called. A proposal never makes a verdict pass.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import shapely

from bim.egress import words
from bim.egress.result import SpaceResult
from bim.egress.scene import Scene
from bim.egress.spaces import cells_by_space
from bim.facts import Space
from bim.space_uses import SPACE_USES

WAYS = frozenset({"corridor", "lobby", "stairwell", "hall"})
"""Uses of common ways: each of them may be the name of what geometry only sees to be a way."""
NOT_LIVED_IN = frozenset({"shaft", "lift_shaft", "terrace", "plant", "stairwell", "parking"})
"""Named so, a space of a flat is that and no room."""
NARROW, MANY_DOORS = 3.0, 3
"""Length to width from which a space is elongated, and doors from which it has many."""
SHAFT_MAX_M2 = 10.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """``use`` is empty where nothing speaks for any. ``confidence``: 0–1."""

    use: str = ""
    evidence: tuple[str, ...] = ()
    confidence: float = 0.0


NOTHING = Proposal()


@cache
def use_words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Chinese and Latin words by use. Raises ``ValueError`` for a use that nobody knows."""
    text = resources.files("bim.egress").joinpath("use_words.toml").read_text("utf-8")
    found = {use: (tuple(row["zh"]), tuple(row["en"])) for use, row in tomllib.loads(text).items()}
    if odd := found.keys() - SPACE_USES.keys():
        raise ValueError(f"use_words.toml: {', '.join(sorted(odd))}: no such use in bim/space_uses.py.")
    return found


@cache
def use_by_words(text: str) -> str:
    """The use whose longest word stands in a text; empty where none does, or two of equal length disagree.

    >>> use_by_words("2F 电梯厅"), use_by_words("Meeting Room 3"), use_by_words("Hallmark"), use_by_words("R-101")
    ('lobby', 'meeting', '', '')
    """
    lower = text.lower()
    found: dict[int, set[str]] = {}
    for use, (hanzi, latin) in use_words().items():
        hits = [len(w) * 2 for w in hanzi if w in lower] + [len(w) for w in latin if _whole(w).search(lower)]
        if hits:
            found.setdefault(max(hits), set()).add(use)
    best = found[max(found)] if found else set()
    return next(iter(best)) if len(best) == 1 else ""


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(word)}s?(?![a-z])")


def fill_uses(scene: Scene, rows: list[SpaceResult]) -> None:
    """Fills use, status, evidence and confidence of every space; the ways and flats must be known by then."""
    cells = cells_by_space(scene)
    for index, row in enumerate(rows):
        said = scene.reviews.uses.get(row.guid)
        found = _propose(scene, row, cells.get(index, []), scene.facts.spaces[index])
        if said:
            since = scene.reviews.since.get(row.guid)
            found = Proposal(said, words.by_person(since, found.evidence), 1.0)
        row.use, row.use_evidence, row.use_confidence = found.use, found.evidence, found.confidence
        row.use_status = "confirmed" if said else "proposed"


def _propose(scene: Scene, row: SpaceResult, cells: list[int], space: Space) -> Proposal:
    named = use_by_words(f"{space.name} {space.long_name} {space.object_type}")
    declared = use_by_words(space.declared_use) if space.declared_use else ""
    shape = _by_geometry(scene, row, cells)
    if not shape.use:
        return _by_words(named, declared)
    if row.flat is not None and {named, declared} & NOT_LIVED_IN:
        return _by_words(named, declared)
    told = declared or named
    if shape.use in WAYS - {"stairwell"} and told in WAYS - {"stairwell"}:
        return _agreed(Proposal(told, shape.evidence, shape.confidence), named, declared)
    return _agreed(shape, named, declared)


def _by_words(named: str, declared: str) -> Proposal:
    if declared:
        return _agreed(Proposal(declared, (words.DECLARED_SO,), 0.7), named, "")
    return Proposal(named, (words.NAMED_SO,), 0.5) if named else NOTHING


def _agreed(found: Proposal, named: str, declared: str) -> Proposal:
    """Words that agree strengthen, words that do not weaken; the rooms of a flat are called many things."""
    evidence, confidence = list(found.evidence), found.confidence
    for told, agrees, differs in (
        (declared, words.DECLARED_SO, words.DECLARED_OTHER),
        (named, words.NAMED_SO, words.NAMED_OTHER),
    ):
        if told == found.use:
            evidence.append(agrees)
            confidence += 0.15
        elif told and found.use != "dwelling":
            evidence.append(differs)
            confidence -= 0.2
    return Proposal(found.use, tuple(evidence), round(min(0.95, max(0.1, confidence)), 2))


def _by_geometry(scene: Scene, row: SpaceResult, cells: list[int]) -> Proposal:
    wells = scene.wells
    if row.is_stair_space:
        return Proposal("stairwell", (words.STAIR_IN_IT,), 0.8)
    if any(c in wells.lobbies for c in cells):
        return Proposal("lobby", (words.IS_LOBBY,), 0.65)
    if _lift_in(scene, row, cells):
        return Proposal("lift_shaft", (words.LIFT_IN_IT,), 0.7)
    if row.flat is not None:
        return Proposal("dwelling", (words.IN_FLAT,), 0.75)
    if row.is_circulation:
        looks = _elongated(scene, cells) and _doors(scene, cells) >= MANY_DOORS
        return Proposal("corridor", (words.PASSED, *((words.ELONGATED,) if looks else ())), 0.7 if looks else 0.55)
    return NOTHING


def _lift_in(scene: Scene, row: SpaceResult, cells: list[int]) -> bool:
    if row.area_m2 is None or row.area_m2 > SHAFT_MAX_M2:
        return False
    frame = scene.plan.frame
    spots = [
        shapely.Point(frame.point_in(k.at[0], k.at[1]))
        for k in scene.facts.lifts
        if k.at is not None and k.storey == row.storey
    ]
    return any(scene.plan.cells[c].shape.contains(s) for c in cells for s in spots)


def _elongated(scene: Scene, cells: list[int]) -> bool:
    shape = shapely.union_all([scene.plan.cells[c].shape for c in cells])
    half = shape.length / 2
    width = 2 * shape.area / max(half, 1e-9)
    return bool(half >= NARROW * width)


def _doors(scene: Scene, cells: list[int]) -> int:
    portals = {scene.joins[i].portal for c in cells for i in scene.joins_of_cell.get(c, ())}
    return sum(scene.facts.portals[p].kind == "door" for p in portals)


def confirmed_ways(scene: Scene) -> tuple[set[int], set[int]]:
    """Cells that a person calls a common way, and cells that a person calls something else."""
    said: Mapping[str, str] = scene.reviews.uses
    known = [(i, said[g]) for i in range(len(scene.plan.cells)) if (g := scene.plan.space_of(i).guid) in said]
    return {i for i, use in known if use in WAYS}, {i for i, use in known if use not in WAYS}
