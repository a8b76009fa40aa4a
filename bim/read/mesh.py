"""Tessellation: triangles of chosen elements in world metres, with every loss accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import numpy.typing as npt

from bim.read import watch
from bim.read.entity import Entity, attribute

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_geom: Any = ifcopenshell.geom
"""Half of the package is annotated upstream, the other half not; here it is untyped throughout."""

KERNEL = "hybrid-cgal-simple-opencascade"
RETRY_KERNELS = ("opencascade", "cgal-simple")


@dataclass(frozen=True, slots=True)
class Mesh:
    """``vertices`` (n, 3) world metres in double precision, ``faces`` (m, 3) indices into them."""

    vertices: FloatArray
    faces: IntArray

    def triangles(self) -> FloatArray:
        """(m, 3, 3): the corners of each triangle."""
        return self.vertices[self.faces]


@dataclass(slots=True)
class Tessellation:
    """Meshes by step id; ``lost`` had a representation nobody could build, ``absent`` had none, by step id."""

    meshes: dict[int, Mesh] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    retried: list[int] = field(default_factory=list)

    def forgive(self, step_id: int) -> None:
        """Take an element off the lost: its plan was found in another way."""
        self.lost = [lost for lost in self.lost if lost != step_id]


def tessellate(model: ifcopenshell.file, elements: Iterable[Entity]) -> Tessellation:
    """Triangles of ``elements`` without opening subtraction, one thread.

    Requested and returned step ids are compared (GUIDs may repeat); what the first kernel loses is tried again one
    by one with the others.
    """
    result = Tessellation()
    wanted: dict[int, Entity] = {}
    for element in elements:
        if attribute(element, "Representation") is None:
            result.absent.append(element.id())
        else:
            wanted[element.id()] = element
    result.meshes = _iterate(model, list(wanted.values()))
    for step_id, element in wanted.items():
        if step_id in result.meshes:
            continue
        mesh = _retry(element)
        if mesh is None:
            result.lost.append(step_id)
        else:
            result.meshes[step_id] = mesh
            result.retried.append(step_id)
    return result


def settings() -> Any:
    """World coordinates are applied by us in double precision, so that far offsets lose nothing in the kernel."""
    chosen = _geom.settings()
    chosen.set("disable-opening-subtractions", True)
    chosen.set("no-normals", True)
    chosen.set("apply-default-materials", False)
    return chosen


def _iterate(model: ifcopenshell.file, elements: Sequence[Entity]) -> dict[int, Mesh]:
    meshes: dict[int, Mesh] = {}
    if not elements or watch.current().careful:
        return {element.id(): mesh for element in elements if (mesh := _build(element, KERNEL)) is not None}
    beat = watch.current()
    try:
        iterator = _geom.iterator(settings(), model, 1, include=elements, geometry_library=KERNEL)
        beat.tick()
        going = iterator.initialize()
        while going:
            shape = iterator.get()
            mesh = _mesh(shape)
            if mesh is not None:
                meshes[int(shape.id)] = mesh
            beat.tick()
            going = iterator.next()
    except RuntimeError:
        # What is missing is tried one by one by the caller, so one bad element never loses the others.
        pass
    beat.rest()
    return meshes


def _retry(element: Entity) -> Mesh | None:
    for kernel in RETRY_KERNELS:
        mesh = _build(element, kernel)
        if mesh is not None:
            return mesh
    return None


def _build(element: Entity, kernel: str) -> Mesh | None:
    try:
        with watch.current().on(element):
            return _mesh(_geom.create_shape(settings(), element, geometry_library=kernel))
    except (RuntimeError, ValueError):
        return None


def _mesh(shape: Any) -> Mesh | None:
    local = np.array(shape.geometry.verts, dtype=np.float64).reshape(-1, 3)
    faces = np.array(shape.geometry.faces, dtype=np.int64).reshape(-1, 3)
    if not len(faces) or not np.isfinite(local).all():
        return None
    matrix = np.array(shape.transformation.matrix, dtype=np.float64).reshape(4, 4).T
    return Mesh(local @ matrix[:3, :3].T + matrix[:3, 3], faces)
