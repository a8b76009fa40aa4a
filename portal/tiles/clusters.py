"""Many buildings as few circles: counts per cell of the tile, by kind, in one pass of the database."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from django.db.models import Count, F

from portal.tiles.asked import Asked, placed
from portal.tiles.grid import Tile, unwoven
from portal.tiles.mvt import EXTENT, POINT, Feature
from portal.tiles.scales import reached
from registry.quad import ZOOM

CELLS = 3
"""2**3 circles along a side of the tile at most."""
FINE = 5
"""Cells by which buildings are counted and the place of a circle is weighed: 2**5 along a side."""


def clusters(asked: Asked, tile: Tile) -> list[Feature]:
    """One point per cell with buildings: ``n`` in all, ``mix`` counts by kind in the order of the scale."""
    wanted = [not asked.shown or code in asked.shown for code in asked.scale.codes()]
    cells: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for place, counts in _counts(asked, tile).items():
        shown = [n if keep else 0 for n, keep in zip(counts, wanted, strict=True)]
        if any(shown):
            cells[place >> 2 * (FINE - CELLS)].append((place, shown))
    return [_circle(places) for _cell, places in sorted(cells.items())]


def _counts(asked: Asked, tile: Tile) -> dict[int, list[int]]:
    """Buildings by kind in each fine cell; a cell's code counts within the tile."""
    shift = 2 * (ZOOM - tile.z - FINE)
    first = tile.codes[0] >> shift
    rows = placed(asked.all_kinds(), [tile.codes]).annotate(cell=F("quad").bitrightshift(shift)).values_list("cell")
    rows = rows.annotate(**reached(asked.scale, asked.user), n=Count("pk"))
    return {row[0] - first: [b - a for a, b in pairwise((0, *row[1:]))] for row in rows}


def _circle(places: list[tuple[int, list[int]]]) -> Feature:
    """At the mean of where its buildings are, as far as the fine cells tell."""
    mix = [sum(column) for column in zip(*(counts for _place, counts in places), strict=True)]
    n, x, y = sum(mix), 0.0, 0.0
    for place, counts in places:
        column, row = unwoven(place)
        x, y = x + sum(counts) * (column + 0.5), y + sum(counts) * (row + 0.5)
    side = EXTENT >> FINE
    return Feature(POINT, [[(round(x / n * side), round(y / n * side))]], {"n": n, "mix": ",".join(map(str, mix))})
