"""What is seen from where: cones of sight pushed from triangle to triangle, for many eyes at once.

Source: Bungiu et al., "Efficient computation of visibility polygons", 2014 (triangular expansion). A cone enters a
triangle through one edge; the corner opposite is seen when it lies in the cone, and splits it in two. Work grows with
what is seen, not with the size of the floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bim.geometry.frame import Points
from bim.geometry.sparse import Floats, Index, distinct, gather, starts
from bim.geometry.tolerances import GROW_M
from bim.geometry.triangles import SideBySide, Triangles

NARROW_M = 1e-10
"""A cone thinner than this at its edge is closed. Points behind it are reached over the corners that close it."""


@dataclass(slots=True)
class _Cones:
    """Cones of sight about to enter triangles: ``edge`` is the half-edge of the triangle entered, ``right`` and
    ``left`` are the unit directions that bound the cone."""

    eye: Index
    edge: Index
    right: Points
    left: Points


class Sightlines:
    """Visibility of ``marks`` (n, 2) in a triangulated polygon."""

    def __init__(self, triangles: Triangles, marks: Points) -> None:
        self._mesh = triangles
        self._marks = marks
        mark, triangle = triangles.touching(marks) if len(marks) else (np.zeros(0, np.intp), np.zeros(0, np.intp))
        order = np.argsort(triangle, kind="stable")
        self._mark = mark[order]
        self._first = starts(triangle[order], len(triangles.origin) // 3)

    @classmethod
    def joined(cls, parts: Sequence[Sightlines]) -> Sightlines:
        """Of several floors. Eyes are (x, y, floor); marks are numbered floor after floor."""
        made = cls.__new__(cls)
        made._mesh = SideBySide([p._mesh for p in parts])
        made._marks = np.concatenate([p._marks for p in parts])
        marks = np.cumsum([0, *(len(p._marks) for p in parts)])
        places = np.cumsum([0, *(len(p._mark) for p in parts)])
        made._mark = np.concatenate([p._mark + n for p, n in zip(parts, marks, strict=False)])
        firsts = [p._first[:-1] + n for p, n in zip(parts, places, strict=False)]
        made._first = np.concatenate([*firsts, places[-1:]])
        return made

    def seen(self, eyes: Points) -> tuple[Index, Index]:
        """Pairs (eye, mark) of all ``eyes`` (n, 2) and the marks they see, sorted. Eyes outside see nothing."""
        eye, triangle = self._mesh.touching(eyes)
        eyes = eyes[:, :2]
        found = [self._inside(eye, triangle)]
        cones = self._start(eyes, eye, triangle)
        while len(cones.eye):
            found.append(self._marks_in(eyes, cones))
            cones = self._onward(eyes, cones)
        keys = distinct(np.concatenate([e * len(self._marks) + m for e, m in found]))
        return keys // max(len(self._marks), 1), keys % max(len(self._marks), 1)

    def _inside(self, eye: Index, triangle: Index) -> tuple[Index, Index]:
        """Each pair (eye, triangle) with the marks of that triangle."""
        row, place = gather(self._first, triangle)
        return eye[row], self._mark[place]

    def _marks_in(self, eyes: Points, cones: _Cones) -> tuple[Index, Index]:
        """Marks in the triangles entered that lie within the cones."""
        row, mark = self._inside(np.arange(len(cones.eye)), cones.edge // 3)
        eye = cones.eye[row]
        way = self._marks[mark] - eyes[eye]
        seen = (_cross(cones.right[row], way) >= -GROW_M) & (_cross(way, cones.left[row]) >= -GROW_M)
        return eye[seen], mark[seen]

    def _start(self, eyes: Points, eye: Index, triangle: Index) -> _Cones:
        """Cones through the edges of the triangles an eye touches, but not through edges it lies on."""
        eye = np.repeat(eye, 3)
        edge = (triangle[:, None] * 3 + np.arange(3)).reshape(-1)
        right = self._mesh.vertices[self._mesh.origin[edge]] - eyes[eye]
        left = self._mesh.vertices[self._mesh.origin[self._mesh.next[edge]]] - eyes[eye]
        off = _cross(right, left) > GROW_M * np.linalg.norm(left - right, axis=1)
        keep = off & (self._mesh.twin[edge] >= 0)
        return _Cones(eye[keep], self._mesh.twin[edge[keep]], _unit(right[keep]), _unit(left[keep]))

    def _onward(self, eyes: Points, cones: _Cones) -> _Cones:
        """The cones split at the corner opposite their edge, as far as there is a triangle behind."""
        mesh = self._mesh
        second = mesh.next[cones.edge]
        third = mesh.next[second]
        apex = mesh.vertices[mesh.origin[third]] - eyes[cones.eye]
        from_right, from_left = _cross(cones.right, apex), _cross(apex, cones.left)
        way = _unit(apex)
        right_edge, left_edge = mesh.twin[second], mesh.twin[third]
        a = np.flatnonzero((from_right > NARROW_M) & (right_edge >= 0))
        b = np.flatnonzero((from_left > NARROW_M) & (left_edge >= 0))
        return _Cones(
            np.concatenate([cones.eye[a], cones.eye[b]]),
            np.concatenate([right_edge[a], left_edge[b]]),
            np.concatenate([cones.right[a], np.where((from_right > 0)[b, None], way[b], cones.right[b])]),
            np.concatenate([np.where((from_left > 0)[a, None], way[a], cones.left[a]), cones.left[b]]),
        )


def _cross(a: Points, b: Points) -> Floats:
    result: Floats = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return result


def _unit(a: Points) -> Points:
    length = np.sqrt(a[:, 0] ** 2 + a[:, 1] ** 2)
    result: Points = a / length[:, None]
    return result
