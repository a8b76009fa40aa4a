"""Virtual boundaries: places where two spaces meet without a wall between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely import LineString, get_coordinates, get_parts
from shapely.affinity import translate

from bim.facts import Area, Point2, Portal, Space
from bim.read.boundaries import Boundaries
from bim.read.entity import Entity, attribute
from bim.read.mesh import FloatArray
from bim.read.source import Source
from bim.read.storeys import Storeys
from bim.read.surfaces import surface_corners
from bim.read.text import clean_text

MIN_WIDTH_M = 0.5
MIN_HEIGHT_M = 1.8
APART_M = 0.15
PARALLEL_COSINE = 0.996
NEAR_SPACE_M = 0.6
BESIDE_M = 0.3
"""How far a boundary drawn at a wall's axis may lie from the rooms that it joins."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One space's upright view of the boundary: plan ``start`` to ``end``, between ``low_m`` and ``high_m``."""

    relation: Entity
    start: FloatArray
    end: FloatArray
    low_m: float
    high_m: float

    @property
    def along(self) -> FloatArray:
        run = self.end - self.start
        return np.asarray(run / np.linalg.norm(run))


def read_virtual(source: Source, storeys: Storeys, boundaries: Boundaries, spaces: Sequence[Space]) -> list[Portal]:
    """One portal where boundaries of two different spaces overlap by a door's width and height.

    Exporters draw them from wall axis to wall axis; the part that leads nowhere is cut off by the floors of ``spaces``.
    """
    floors = {space.step_id: space.floor for space in spaces}
    sides, unread = _sides(source, boundaries)
    source.notes.add_if("virtual_unread", unread)
    portals: list[Portal] = []
    for index, one in enumerate(sides):
        for other in sides[index + 1 :]:
            overlap = _overlap(one, other)
            for side in (one, other):
                floor = floors.get(source.step(side.relation.RelatingSpace))
                overlap = _clipped(overlap, floor) if overlap is not None and floor is not None else overlap
            if overlap is not None:
                portals.append(_portal(source, storeys, one, other, overlap))
    return portals


def _sides(source: Source, boundaries: Boundaries) -> tuple[list[_Side], list[str]]:
    sides: list[_Side] = []
    unread: list[str] = []
    for relation in boundaries.virtual:
        corners = _corners(source, relation)
        if corners is None:
            unread.append(str(relation.GlobalId))
            continue
        side = _upright(relation, corners)
        if side is not None:
            sides.append(side)
    return sides, unread


def _corners(source: Source, relation: Entity) -> FloatArray | None:
    """Corners of a boundary in the world.

    They are meant in the coordinates of the space; some exporters write them in those of its storey. The reading
    that touches the space's own shape wins.
    """
    space, geometry = relation.RelatingSpace, attribute(relation, "ConnectionGeometry")
    local = surface_corners(attribute(geometry, "SurfaceOnRelatingElement"), source.unit_m) if geometry else None
    if local is None:
        return None
    mesh = source.shapes.meshes.get(space.id())
    readings = [
        local @ frame[:3, :3].T + frame[:3, 3]
        for frame in (source.placements.of(space), source.placements.above(space))
        if frame is not None
    ]
    touching = [r for r in readings if mesh is None or _touches(r, mesh.vertices)]
    return next(iter(touching or readings), None)


def _touches(corners: FloatArray, vertices: FloatArray) -> bool:
    low, high = vertices.min(axis=0) - NEAR_SPACE_M, vertices.max(axis=0) + NEAR_SPACE_M
    return bool(((corners >= low) & (corners <= high)).all())


def _upright(relation: Entity, corners: FloatArray) -> _Side | None:
    """The plan segment of an upright plane surface; None for floors, ceilings and slits."""
    low, high = float(corners[:, 2].min()), float(corners[:, 2].max())
    if high - low < MIN_HEIGHT_M:
        return None
    flat = corners[:, :2]
    far = flat[np.argmax(np.linalg.norm(flat - flat[0], axis=1))]
    start = flat[np.argmax(np.linalg.norm(flat - far, axis=1))]
    run = far - start
    length = float(np.linalg.norm(run))
    if length < MIN_WIDTH_M:
        return None
    off = np.abs((flat - start) @ np.array((-run[1], run[0])) / length)
    return None if float(off.max()) > APART_M else _Side(relation, start, far, low, high)


def _overlap(one: _Side, other: _Side) -> tuple[Point2, Point2] | None:
    if one.relation.RelatingSpace.id() == other.relation.RelatingSpace.id():
        return None
    if min(one.high_m, other.high_m) - max(one.low_m, other.low_m) < MIN_HEIGHT_M:
        return None
    along = one.along
    if abs(float(along @ other.along)) < PARALLEL_COSINE:
        return None
    normal = np.array((-along[1], along[0]))
    if abs(float((other.start - one.start) @ normal)) > APART_M:
        return None
    reach = sorted((float((other.start - one.start) @ along), float((other.end - one.start) @ along)))
    low, high = max(0.0, reach[0]), min(float(np.linalg.norm(one.end - one.start)), reach[1])
    if high - low < MIN_WIDTH_M:
        return None
    a, b = one.start + along * low, one.start + along * high
    return (float(a[0]), float(a[1])), (float(b[0]), float(b[1]))


def _clipped(line: tuple[Point2, Point2], floor: Area) -> tuple[Point2, Point2] | None:
    """The stretch of ``line`` that has ``floor`` within 0.3 m beside it, None when it is too short to walk through."""
    origin, end = np.array(line[0]), np.array(line[1])
    length = float(np.linalg.norm(end - origin))
    along = (end - origin) / length
    strip = LineString([(0.0, 0.0), tuple(end - origin)]).buffer(BESIDE_M, cap_style="flat")
    beside = strip.intersection(translate(floor, -origin[0], -origin[1]))
    reaches = [get_coordinates(part) @ along for part in get_parts(beside)]
    low, high = max(((r.min(), r.max()) for r in reaches), key=lambda r: r[1] - r[0], default=(0.0, 0.0))
    if high - low < MIN_WIDTH_M:
        return None
    a, b = origin + along * max(0.0, low), origin + along * min(length, high)
    return (float(a[0]), float(a[1])), (float(b[0]), float(b[1]))


def _portal(source: Source, storeys: Storeys, one: _Side, other: _Side, line: tuple[Point2, Point2]) -> Portal:
    element = attribute(one.relation, "RelatedBuildingElement")
    named = element if element is not None else one.relation
    base, top = max(one.low_m, other.low_m), min(one.high_m, other.high_m)
    space = one.relation.RelatingSpace
    storey = storeys.key_of(space, base) if source.tree.storey_of(space) is not None else storeys.at(base, space)
    return Portal(
        guid=str(named.GlobalId),
        step_id=source.step(named),
        kind="virtual",
        name=clean_text(named.Name) if element is not None else "",
        storey=storey,
        line=line,
        normal=(-float(one.along[1]), float(one.along[0])),
        base_z_m=base,
        width_m=float(np.hypot(line[1][0] - line[0][0], line[1][1] - line[0][1])),
        height_m=top - base,
        boundary_spaces=(str(space.GlobalId), str(other.relation.RelatingSpace.GlobalId)),
    )
