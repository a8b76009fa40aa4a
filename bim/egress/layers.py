"""Shapes searched on plan, level by level: storeys lie on top of each other, so one tree for all finds too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Layer:
    """The shapes of one level: ``number`` is their place in the list of all."""

    level: int
    number: Index
    tree: shapely.STRtree


class Layers:
    """Shapes on levels, ascending; ``level_of`` by shape."""

    def __init__(self, shapes: Sequence[BaseGeometry], level_of: Sequence[int]) -> None:
        every = np.array(level_of, dtype=np.intp)
        order = np.argsort(every, kind="stable")
        self._layers = {
            int(every[some[0]]): Layer(int(every[some[0]]), some, shapely.STRtree([shapes[i] for i in some]))
            for some in np.split(order, np.flatnonzero(np.diff(every[order])) + 1)
            if len(some)
        }

    def __iter__(self) -> Iterator[Layer]:
        return iter(self._layers.values())

    def on(self, level: int, shape: BaseGeometry) -> list[int]:
        """Numbers of the shapes of a level whose bounding boxes meet that of ``shape``, ascending."""
        layer = self._layers.get(level)
        return sorted(layer.number[layer.tree.query(shape)].tolist()) if layer else []

    def meeting(self, level: int, shape: BaseGeometry) -> list[int]:
        """Numbers of the shapes of a level that intersect ``shape``."""
        layer = self._layers.get(level)
        return layer.number[layer.tree.query(shape, predicate="intersects")].tolist() if layer else []
