"""Where elements stand: what must be kept of a door, space or stair to find it again in a newer model.

Made from facts or from a stored report, kept as JSON beside what people said, so that no old model has to be read.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import shapely

from bim.facts import Area, ModelFacts

Kind = Literal["door", "space", "stair"]
Point = tuple[float, ...]
LEAST_M = 1e-6


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Where an element stands. Metres, the file's world coordinates.

    ``storey``: its storey's name; ``z_m``: floor height; ``at``: mid-point of a door, centroid of a space, middle of
    a stair; ``along``: unit vector along a door; ``outline``: outer ring of a space or stair on plan; ``ends``: foot
    and head of a stair. What is unknown is empty, and never matches.
    """

    guid: str
    kind: Kind
    storey: str
    z_m: float
    at: Point
    along: Point = ()
    outline: tuple[Point, ...] = ()
    ends: tuple[Point, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data that ``fingerprint_from`` reads back."""
        return asdict(self)


def fingerprint_from(data: Mapping[str, Any]) -> Fingerprint | None:
    """What ``as_dict`` made, also after JSON; None for anything else."""
    try:
        kind = data["kind"]
        if kind not in ("door", "space", "stair"):
            return None
        return Fingerprint(
            guid=str(data["guid"]),
            kind=kind,
            storey=str(data["storey"]),
            z_m=float(data["z_m"]),
            at=_point(data["at"]),
            along=_point(data["along"]),
            outline=tuple(_point(p) for p in data["outline"]),
            ends=tuple(_point(p) for p in data["ends"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _point(values: Iterable[Any]) -> Point:
    return tuple(float(v) for v in values)


def facts_fingerprints(facts: ModelFacts) -> list[Fingerprint]:
    """Every door, opening, space and stair that stands somewhere, in the facts' order."""
    names = _names((s.guid, s.name) for s in facts.storeys)
    made = [door_print(p.guid, names[p.storey], p.base_z_m, p.line) for p in facts.portals]
    made += [space_print(s.guid, names[s.storey], s.floor_z_m, outer_ring(s.floor)) for s in facts.spaces if s.floor]
    made += [stair_print(s.guid, names[s.storey], s.line) for s in facts.stairs]
    return [f for f in made if f is not None]


def report_fingerprints(report: Mapping[str, Any]) -> list[Fingerprint]:
    """The same from an ``egress-report/1``, in the report's order. Its stairs name the storey of their foot."""
    names = _names((s["guid"], s["name"]) for s in report["storeys"])
    made = [door_print(d["guid"], names[d["storey"]], d["z_m"], d["line"]) for d in report["doors"]]
    made += [space_print(s["guid"], names[s["storey"]], s.get("z_m"), s.get("outline") or ()) for s in report["spaces"]]
    made += [stair_print(s["guid"], names[s["from_storey"]], s["line"]) for s in report["stairs"]]
    return [f for f in made if f is not None]


def _names(rows: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return defaultdict(str, dict(rows))


def outer_ring(floor: Area) -> tuple[tuple[float, float], ...]:
    """The outer ring of an outline, of its largest piece; open: its first point is not repeated."""
    if floor.is_empty:
        return ()
    piece = max(getattr(floor, "geoms", [floor]), key=lambda p: p.area)
    return tuple((float(x), float(y)) for x, y in shapely.get_coordinates(piece.exterior)[:-1])


def door_print(guid: str, storey: str, z_m: float | None, line: Sequence[Sequence[float]]) -> Fingerprint | None:
    """None where a door has no extent or no height."""
    (ax, ay), (bx, by) = line
    size = math.dist((ax, ay), (bx, by))
    if z_m is None or not size > LEAST_M:
        return None
    along = ((bx - ax) / size, (by - ay) / size)
    return Fingerprint(guid, "door", storey, z_m, ((ax + bx) / 2, (ay + by) / 2), along)


def space_print(guid: str, storey: str, z_m: float | None, ring: Sequence[Sequence[float]]) -> Fingerprint | None:
    """None without a floor that has an area."""
    if z_m is None or len(ring) < 3:
        return None
    outline = tuple(_point(p) for p in ring)
    middle = shapely.Polygon(outline).centroid
    return None if middle.is_empty else Fingerprint(guid, "space", storey, z_m, (middle.x, middle.y), outline=outline)


def stair_print(guid: str, storey: str, line: Sequence[Sequence[float]]) -> Fingerprint | None:
    """None without a walking line."""
    points = [_point(p) for p in line]
    if len(points) < 2:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    at = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return Fingerprint(guid, "stair", storey, points[0][2], at, ends=(points[0], points[-1]))
