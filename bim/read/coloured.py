"""Coloured triangles of building elements for showing (not for measuring): openings cut, colours from the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import numpy.typing as npt

from bim.read import watch
from bim.read.alike import Alike
from bim.read.entity import Entity, attribute, by_type
from bim.read.mesh import KERNEL, RETRY_KERNELS, FloatArray, IntArray
from bim.read.placement import Placements
from bim.read.units import metres_per_unit

SHOWN = (
    "IfcWall",
    "IfcCurtainWall",
    "IfcPlate",
    "IfcMember",
    "IfcSlab",
    "IfcRoof",
    "IfcStair",
    "IfcStairFlight",
    "IfcRamp",
    "IfcRampFlight",
    "IfcDoor",
    "IfcWindow",
    "IfcColumn",
    "IfcBeam",
    "IfcRailing",
    "IfcTransportElement",
    "IfcBuildingElementProxy",
)
_geom: Any = ifcopenshell.geom
GREY = (0.75, 0.75, 0.73, 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """One element's faces of one colour. ``vertices`` (n, 3) world metres, ``faces`` (m, 3), ``rgba`` 0–1."""

    step_id: int
    vertices: FloatArray
    faces: IntArray
    rgba: tuple[float, float, float, float]


def shown_elements(model: ifcopenshell.file) -> list[Entity]:
    """Elements that belong in the picture and have a shape, each once, in the order of ``SHOWN``."""
    found = {e.id(): e for name in SHOWN for e in by_type(model, name)}
    return [e for e in found.values() if attribute(e, "Representation") is not None]


def coloured_parts(model: ifcopenshell.file, elements: Sequence[Entity]) -> Iterator[Part]:
    """Parts of ``elements``; what the first kernel loses is tried one by one with the others, then left out.

    Of elements with equal shapes and openings one is built, the others are that one moved.
    """
    settings = _geom.settings()
    settings.set("no-normals", True)
    followers = Alike(model, Placements(metres_per_unit(model)[0])).followers(elements)
    moved = {other.id() for others in followers.values() for other, _ in others}
    seen: set[int] = set()
    for shape in _shapes(model, settings, [e for e in elements if e.id() not in moved]):
        for part in _parts(shape):
            seen.add(part.step_id)
            yield part
            for other, matrix in followers.get(part.step_id, ()):
                seen.add(other.id())
                world = part.vertices @ matrix[:3, :3].T + matrix[:3, 3]
                yield Part(other.id(), world, part.faces, part.rgba)
    for element in elements:
        if element.id() not in seen:
            yield from _one_by_one(settings, element)


def _shapes(model: ifcopenshell.file, settings: Any, elements: Sequence[Entity]) -> Iterator[Any]:
    beat = watch.current()
    if not elements or beat.careful:
        yield from (shape for element in elements if (shape := _shape(settings, element, KERNEL)) is not None)
        return
    try:
        iterator = _geom.iterator(settings, model, 1, include=list(elements), geometry_library=KERNEL)
        beat.tick()
        going = iterator.initialize()
        while going:
            yield iterator.get()
            beat.tick()
            going = iterator.next()
    except RuntimeError:
        pass
    beat.rest()


def _one_by_one(settings: Any, element: Entity) -> Iterator[Part]:
    for kernel in RETRY_KERNELS:
        shape = _shape(settings, element, kernel)
        parts = list(_parts(shape)) if shape is not None else []
        if parts:
            yield from parts
            return


def _shape(settings: Any, element: Entity, kernel: str) -> Any:
    with suppress(RuntimeError, ValueError), watch.current().on(element):
        return _geom.create_shape(settings, element, geometry_library=kernel)
    return None


def _parts(shape: Any) -> Iterator[Part]:
    geometry = shape.geometry
    local = np.array(geometry.verts, dtype=np.float64).reshape(-1, 3)
    faces = np.array(geometry.faces, dtype=np.int64).reshape(-1, 3)
    if not len(faces) or not np.isfinite(local).all():
        return
    matrix = np.array(shape.transformation.matrix, dtype=np.float64).reshape(4, 4).T
    world = local @ matrix[:3, :3].T + matrix[:3, 3]
    colours = [_rgba(style) for style in geometry.materials]
    which = np.array(geometry.material_ids, dtype=np.int64)
    for index in np.unique(which):
        used, renumbered = np.unique(faces[which == index], return_inverse=True)
        rgba = colours[index] if 0 <= index < len(colours) else GREY
        yield Part(int(shape.id), world[used], _triples(renumbered), rgba)


def _triples(flat: npt.NDArray[np.intp]) -> IntArray:
    return np.asarray(flat, dtype=np.int64).reshape(-1, 3)


def _rgba(style: Any) -> tuple[float, float, float, float]:
    colour = style.diffuse
    if not colour:
        return GREY
    values = [float(c) for c in colour.components]
    opacity = 1.0 - float(style.transparency) if style.transparency == style.transparency else 1.0
    return (*(min(1.0, max(0.0, v)) for v in values[:3]), min(1.0, max(0.0, opacity)))  # type: ignore[return-value]
