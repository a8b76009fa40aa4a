"""Where labels go: a board of what is taken, and names of spaces that give way to routes, signs and each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from bim.egress.result import SpaceResult
from bim.plans.palette import look
from bim.plans.scene import Scene
from bim.plans.svg import Px, clean, element, num, polygons_of
from bim.plans.words import square_metres

SIZE_PX = 12.0
LINE_PX = 15.0


@dataclass(slots=True)
class Board:
    """Rectangles and lines already on the drawing, in pixels."""

    width: float
    height: float
    taken: list[BaseGeometry] = field(default_factory=list)
    _stack: NDArray[np.object_] = field(default_factory=lambda: np.empty(0, dtype=np.object_))

    def add_line(self, points: Sequence[Px], margin_px: float) -> None:
        if len(points) > 1:
            self.taken.append(LineString(points).buffer(margin_px, cap_style="flat"))

    def add_area(self, area: BaseGeometry) -> None:
        if not area.is_empty:
            self.taken.append(area)

    def free(self, area: BaseGeometry) -> bool:
        if len(self._stack) != len(self.taken):  # asked far more often than something is added
            self._stack = np.array(self.taken, dtype=np.object_)
        return not np.any(shapely.intersects(self._stack, area))

    def place(self, centres: Iterable[Px], width: float, height: float, *, force: bool = False) -> Px | None:
        """First centre where a box of this size is free and on the sheet; it is then taken.

        ``force``: where none is free, the one that covers least.
        """
        best: tuple[float, Px, Polygon] | None = None
        for centre in centres:
            area = rectangle(centre, width, height)
            if not self._on_sheet(area):
                continue
            if self.free(area):
                self.taken.append(area)
                return centre
            lost = sum(area.intersection(t).area for t in self.taken if t.intersects(area))
            if force and (best is None or lost < best[0]):
                best = lost, centre, area
        if best is None:
            return None
        self.taken.append(best[2])
        return best[1]

    def _on_sheet(self, area: Polygon) -> bool:
        x0, y0, x1, y1 = area.bounds
        return x0 >= 2 and y0 >= 2 and x1 <= self.width - 2 and y1 <= self.height - 2


def rectangle(centre: Px, width: float, height: float) -> Polygon:
    x, y = centre
    return box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def text_width(words: str, *, strong: bool = False) -> float:
    """Estimated width in pixels at 12 px: full-width characters 12, the rest by a mean of common sans faces."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    return wide * SIZE_PX + (len(words) - wide) * (7.2 if strong else 6.7)


@dataclass(frozen=True, slots=True)
class Label:
    """One line of a space's label: kind of text, kind of halo, baseline's middle, words."""

    kind: str
    halo: str
    at: Px
    words: str


def draw_space_labels(scene: Scene, board: Board) -> str:
    """Name in bold, area below it; the area goes first where room is short, then the name is cut, then dropped.

    Lines of one kind share a group, halos below all words: a storey has a hundred of them.
    """
    labels: list[Label] = []
    for space in sorted(scene.spaces, key=lambda s: -(s.area_m2 or 0.0)):
        floor = scene.floors.get((space.guid, space.step_id))
        if floor is not None:
            labels += _label(space, scene.frame.area(floor), board)
    return _groups(labels, by_halo=True) + _groups(labels, by_halo=False)


def _groups(labels: Sequence[Label], *, by_halo: bool) -> str:
    kinds: dict[tuple[str, str], list[str]] = {}
    for label in labels:
        # A halo must be as bold as the words it stands behind.
        key = (label.halo if by_halo else label.kind, look(label.kind).get("font-weight", ""))
        place = {"x": num(label.at[0]), "y": num(label.at[1])}
        kinds.setdefault(key, []).append(element("text", place, escape(label.words)))
    parts = []
    for (kind, weight), texts in kinds.items():
        attrs = look(kind) | ({"font-weight": weight} if weight else {}) | {"text-anchor": "middle"}
        parts.append(element("g", attrs | ({"aria-hidden": "true"} if by_halo else {}), "".join(texts)))
    return "".join(parts)


def _label(space: SpaceResult, room: BaseGeometry, board: Board) -> list[Label]:
    name = clean(space.long_name or space.name)
    area = square_metres(space.area_m2) if space.area_m2 is not None else ""
    spots = _Spots(room)
    for lines in _choices(name, area):
        width = max(text_width(t, strong=i == 0) for i, t in enumerate(lines)) + 6
        height = LINE_PX * len(lines) + 2
        spot = _first_fit(room, board, spots, width, height)
        if spot is not None:
            board.taken.append(rectangle(spot, width, height))
            top = spot[1] - height / 2 + 12.5
            return [
                Label("fp-strong" if i == 0 and name else "fp-quiet", _halo(space), (spot[0], top + i * LINE_PX), t)
                for i, t in enumerate(lines)
            ]
    return []


def _halo(space: SpaceResult) -> str:
    if space.is_stair_space:
        return "fp-halo-stair"
    return "fp-halo-corridor" if space.is_circulation else "fp-halo"


def _choices(name: str, area: str) -> list[list[str]]:
    full = [t for t in (name, area) if t]
    cut = [[f"{name[:n]}…"] for n in (8, 5, 3) if len(name) > n + 1]
    return [c for c in (full, [name] if name else [], *cut) if c]


class _Spots:
    """Where a label may go: the middle of the widest place first, then a grid over the room from there outwards."""

    def __init__(self, room: BaseGeometry) -> None:
        self._largest = max(polygons_of(room), key=lambda p: p.area, default=None)
        self._circle = shapely.maximum_inscribed_circle(self._largest, tolerance=2.0) if self._largest else None

    def batches(self) -> Iterator[Sequence[Px]]:
        """The first spot nearly always fits, so it goes alone; the grid is made only where it does not."""
        if self._circle is not None:
            x, y = self._circle.coords[0]
            yield [(x, y)]
            yield self._grid[:39]
            yield self._grid[39:]

    @cached_property
    def _grid(self) -> list[Px]:
        assert self._largest is not None and self._circle is not None
        cx, cy = self._circle.coords[0]
        x0, y0, x1, y1 = self._largest.bounds
        across, down = (min(40, max(12, int(size / 16))) for size in (x1 - x0, y1 - y0))
        columns, rows = range(1, across), range(1, down)
        grid = [(x0 + (x1 - x0) * i / across, y0 + (y1 - y0) * j / down) for i in columns for j in rows]
        return sorted(grid, key=lambda p: (p[0] - cx) ** 2 + (p[1] - cy) ** 2)


def _first_fit(room: BaseGeometry, board: Board, spots: _Spots, width: float, height: float) -> Px | None:
    """The first spot whose box lies in the room and is free."""
    shapely.prepare(room)
    for some in spots.batches():
        x, y = np.array(some, dtype=np.float64).reshape(-1, 2).T
        boxes = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        for i in np.flatnonzero(shapely.contains(room, boxes)).tolist():
            if board.free(boxes[i]):
                return some[i]
    return None
