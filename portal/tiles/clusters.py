"""Many buildings as few circles: counts per cell of the tile, by kind. Index-only work in the database."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from django.db.models import Count, F, Q, QuerySet

from portal.tiles.asked import Asked
from portal.tiles.grid import Tile, unwoven
from portal.tiles.mvt import EXTENT, POINT, Feature
from registry.models import Building
from registry.quad import ZOOM

CELLS = 3
"""2**3 circles along a side of the tile at most."""
FINE = 5
"""Cells by which the place of a circle is weighed: 2**5 along a side."""


def clusters(asked: Asked, tile: Tile) -> list[Feature]:
    """One point per cell with buildings: ``n`` in all, ``mix`` counts by kind in the order of the scale."""
    low, high = tile.codes
    found = asked.all_kinds().filter(quad__gte=low, quad__lt=high)
    places = _counts(found, tile, FINE)
    totals, middles = _weighed(places)
    mixes = _mixes(asked, found, tile, totals)
    wanted = [i for i, code in enumerate(asked.scale.codes()) if not asked.shown or code in asked.shown]
    out = []
    for cell in sorted(totals):
        mix = [n if i in wanted else 0 for i, n in enumerate(mixes[cell])]
        if n := sum(mix):
            words: dict[str, str | int | float | bool] = {"n": n, "mix": ",".join(map(str, mix))}
            out.append(Feature(POINT, [[middles[cell]]], words))
    return out


def _counts(found: QuerySet[Building], tile: Tile, depth: int) -> dict[int, int]:
    """Buildings per cell; a cell's code counts within the tile."""
    shift = 2 * (ZOOM - tile.z - depth)
    rows = found.annotate(cell=F("quad").bitrightshift(shift)).values_list("cell").annotate(n=Count("pk"))
    first = tile.codes[0] >> shift
    return {cell - first: n for cell, n in rows}


def _weighed(places: dict[int, int]) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """Sums per circle, and the mean of where its buildings are."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for place, n in places.items():
        x, y = unwoven(place)
        total = sums[place >> 2 * (FINE - CELLS)]
        total[0] += n
        total[1] += n * (x + 0.5)
        total[2] += n * (y + 0.5)
    side = EXTENT >> FINE
    middles = {cell: (round(x / n * side), round(y / n * side)) for cell, (n, x, y) in sums.items()}
    return {cell: int(total[0]) for cell, total in sums.items()}, middles


def _mixes(asked: Asked, found: QuerySet[Building], tile: Tile, totals: dict[int, int]) -> dict[int, list[int]]:
    """Counts by kind. The sets of a scale grow from worst on, so each kind is what its set adds to the one before."""
    reached, so_far = [], Q(pk__in=[])
    for condition in asked.scale.sets(asked.user):
        so_far |= condition
        reached.append(_counts(found.filter(so_far), tile, CELLS))
    mixes = {}
    for cell, total in totals.items():
        steps = [0, *(counts.get(cell, 0) for counts in reached), total]
        mixes[cell] = [b - a for a, b in pairwise(steps)]
    return mixes
