"""The walking line of a stair: through the middle of its treads and landings, from floor to floor."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import dist, hypot
from statistics import median

from bim.facts import Point3
from bim.read.chains import AT_LEVEL_M, Chain
from bim.read.treads import Tread, extent_m

DEFAULT_RISER_M = 0.17
ON_LEVEL_M = 0.08
MAX_LENGTH_PER_RISE = 4.0


@dataclass(frozen=True, slots=True)
class Walk:
    """A measured walk. ``width_m`` is the smallest tread between the ends, ``going_m`` and ``riser_m`` medians."""

    line: tuple[Point3, ...]
    width_m: float | None
    riser_m: float
    going_m: float | None
    risers: int

    @property
    def rise_m(self) -> float:
        return self.line[-1][2] - self.line[0][2]

    @property
    def length_m(self) -> float:
        return length_m(self.line)

    @property
    def believable(self) -> bool:
        """Longer than its rise and at most four times as long: anything else is a misread shape."""
        return self.rise_m <= self.length_m <= MAX_LENGTH_PER_RISE * self.rise_m


def length_m(line: Sequence[Point3]) -> float:
    """Length of a polyline in space."""
    return sum(dist(a, b) for a, b in itertools.pairwise(line))


def walk_through(flights: Sequence[Chain], levels_m: Sequence[float]) -> Walk:
    """Line through ``flights`` in order, lengthened at both ends to the floors they lead from and to.

    Each end runs half a going beyond the middle of the outer tread and one riser down or up, to the edge of the
    floor. The end snaps to a storey's elevation nearby.
    """
    riser = riser_of(flights)
    points: list[Point3] = []
    for flight in flights:
        first, last = flight is flights[0], flight is flights[-1]
        points += [] if first and on_level(flight[0], levels_m) else [_end(flight[0], flight[1], -riser)]
        points += [tread.centre for tread in flight]
        points += [] if last and on_level(flight[-1], levels_m) else [_end(flight[-1], flight[-2], riser)]
    points[0], points[-1] = _snapped(points[0], levels_m), _snapped(points[-1], levels_m)
    rise = points[-1][2] - points[0][2]
    return Walk(tuple(points), width_of(flights), riser, going_of(flights), round(rise / riser))


def on_level(tread: Tread, levels_m: Sequence[float]) -> bool:
    """Whether a tread is itself the floor of a storey."""
    return any(abs(tread.z_m - level) <= ON_LEVEL_M for level in levels_m)


def _end(tread: Tread, inner: Tread, rise_m: float) -> Point3:
    (x, y, z), (ix, iy, _) = tread.centre, inner.centre
    reach = hypot(x - ix, y - iy)
    if reach < 1e-6:
        return x, y, z + rise_m
    along = ((x - ix) / reach, (y - iy) / reach)
    half = extent_m(tread.area, along) / 2 if tread.is_landing or inner.is_landing else reach / 2
    return x + along[0] * half, y + along[1] * half, z + rise_m


def _snapped(point: Point3, levels_m: Sequence[float]) -> Point3:
    nearest = min(levels_m, key=lambda level: abs(level - point[2]), default=None)
    if nearest is None or abs(nearest - point[2]) > AT_LEVEL_M:
        return point
    return point[0], point[1], nearest


def riser_of(flights: Sequence[Chain]) -> float:
    """Median height between neighbouring levels, metres."""
    steps = [b.z_m - a.z_m for flight in flights for a, b in itertools.pairwise(flight)]
    return median(steps) if steps else DEFAULT_RISER_M


def going_of(flights: Sequence[Chain]) -> float | None:
    """Median plan distance between the middles of neighbouring treads, landings left out."""
    pairs = [(a.centre, b.centre) for a, b in _tread_pairs(flights)]
    goings = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairs]
    return median(goings) if goings else None


def width_of(flights: Sequence[Chain]) -> float | None:
    """Smallest extent of a tread across the walking direction, landings left out.

    The outer treads of a walk of more than four may be bull-nosed or cut and are left out too.
    """
    widths = []
    for low, high in _tread_pairs(flights):
        (ax, ay, _), (bx, by, _) = low.centre, high.centre
        reach = hypot(bx - ax, by - ay)
        if reach > 1e-6:
            across = (-(by - ay) / reach, (bx - ax) / reach)
            widths.append(min(extent_m(low.area, across), extent_m(high.area, across)))
    inner = widths[1:-1] if len(widths) > 4 else widths
    return min(inner) if inner else None


def _tread_pairs(flights: Sequence[Chain]) -> list[tuple[Tread, Tread]]:
    pairs = [(a, b) for flight in flights for a, b in itertools.pairwise(flight)]
    return [(a, b) for a, b in pairs if not a.is_landing and not b.is_landing]
