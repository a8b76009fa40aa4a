"""The model as one GLB file for the viewer: one mesh per storey × {opaque, transparent}, colours per vertex.

Merged because a browser draws two thousand small meshes slowly and forty large ones at once. Each vertex carries
``_EID``, the number of its element in ``extras.elements`` of the file, so that picking answers with a GlobalId.
glTF 2.0, y up: ``(x, y, z)`` of the building is ``(x, z, -y)`` in the file, less ``extras.origin_m``.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bim.read.coloured import Part, coloured_parts, shown_elements
from bim.read.limits import Limits
from bim.read.notes import Notebook
from bim.read.opener import open_source
from bim.read.preflight import prepare
from bim.read.source import Source
from bim.read.text import clean_text

TRANSPARENT_BELOW = 0.95
_FLOAT, _BYTE, _UINT = 5126, 5121, 5125
_VERTEX_BUFFER, _INDEX_BUFFER = 34962, 34963


@dataclass(frozen=True, slots=True)
class GlbElement:
    """What the viewer may say of an element. Its place in ``GlbIndex.elements`` is its ``_EID``."""

    guid: str
    type: str
    name: str
    storey: str


@dataclass(slots=True)
class GlbIndex:
    """Elements in the order of ``_EID``; ``storeys`` GUID → name; ``lost`` GUIDs that no kernel could build."""

    origin_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    elements: list[GlbElement] = field(default_factory=list)
    storeys: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """JSON form, as in the file's ``extras``."""
        return asdict(self)

    def counts(self) -> dict[str, int]:
        """Number of elements by storey GUID (empty for those on no storey)."""
        found: dict[str, int] = {}
        for element in self.elements:
            found[element.storey] = found.get(element.storey, 0) + 1
        return found


@dataclass(slots=True)
class _Bucket:
    """Growing arrays of one mesh."""

    positions: list[npt.NDArray[np.float64]] = field(default_factory=list)
    colours: list[npt.NDArray[np.uint8]] = field(default_factory=list)
    eids: list[npt.NDArray[np.float32]] = field(default_factory=list)
    faces: list[npt.NDArray[np.int64]] = field(default_factory=list)
    count: int = 0

    def add(self, part: Part, eid: int) -> None:
        size = len(part.vertices)
        self.positions.append(part.vertices)
        self.colours.append(np.tile(np.array([round(255 * c) for c in part.rgba], dtype=np.uint8), (size, 1)))
        self.eids.append(np.full(size, eid, dtype=np.float32))
        self.faces.append(part.faces + self.count)
        self.count += size


Buckets = dict[tuple[str, bool], _Bucket]


def write_glb(
    paths: Path | Sequence[Path],
    path_out: Path,
    *,
    limits: Limits | None = None,
    skip: Collection[str] = (),
    buildings: Collection[str] = (),
) -> GlbIndex:
    """Write walls, slabs, stairs, doors, windows, columns and roofs of a delivery; no spaces, openings, furniture.

    ``skip``: GlobalIds or classes that are left out. ``buildings``: GlobalIds of the ``IfcBuilding`` that are drawn,
    with what stands in none; empty: all.

    Raises ``bim.read.ReadError`` for a file that cannot be read. Run it in a child process, like all reading.
    """
    index, buckets = GlbIndex(), Buckets()
    for number, path in enumerate([paths] if isinstance(paths, Path) else paths):
        prepared = prepare(Path(path), limits or Limits())
        _collect(open_source(prepared, Path(path), number, Notebook()), index, buckets, frozenset(skip), buildings)
    lows = [p.min(axis=0) for bucket in buckets.values() for p in bucket.positions]
    if lows:
        low = np.floor(np.min(lows, axis=0))
        index.origin_m = (float(low[0]), float(low[1]), float(low[2]))
    path_out.write_bytes(_encode(index, buckets))
    return index


def _collect(
    source: Source, index: GlbIndex, buckets: Buckets, skip: frozenset[str], buildings: Collection[str]
) -> None:
    shown = [e for e in shown_elements(source.model) if not buildings or _stands_in(source, e, buildings)]
    elements = [e for e in shown if skip.isdisjoint((str(e.GlobalId), e.is_a()))]
    eids: dict[int, int] = {}
    storeys = {e.id(): source.tree.storey_of(e) for e in elements}
    for storey in (s for s in storeys.values() if s is not None):
        index.storeys.setdefault(str(storey.GlobalId), clean_text(storey.Name))
    by_id = {e.id(): e for e in elements}
    for part in coloured_parts(source.model, elements):
        element, storey = by_id[part.step_id], storeys[part.step_id]
        key = str(storey.GlobalId) if storey is not None else ""
        if part.step_id not in eids:
            eids[part.step_id] = len(index.elements)
            entry = GlbElement(str(element.GlobalId), element.is_a(), clean_text(element.Name), key)
            index.elements.append(entry)
        bucket = buckets.setdefault((key, part.rgba[3] < TRANSPARENT_BELOW), _Bucket())
        bucket.add(part, eids[part.step_id])
    index.lost += [str(e.GlobalId) for e in elements if e.id() not in eids]


def _stands_in(source: Source, element: Any, buildings: Collection[str]) -> bool:
    building = source.tree.building_of(element)
    return building is None or str(building.GlobalId) in buildings


class _Binary:
    """The binary chunk with its views and accessors."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.views: list[dict[str, int]] = []
        self.accessors: list[dict[str, Any]] = []

    def add(self, values: npt.NDArray[Any], component: int, kind: str, target: int, **extra: Any) -> int:
        self.views.append({"buffer": 0, "byteOffset": len(self.data), "byteLength": values.nbytes, "target": target})
        self.data += values.tobytes()
        self.data += b"\0" * (-len(self.data) % 4)
        view = len(self.views) - 1
        self.accessors.append(
            {"bufferView": view, "componentType": component, "count": len(values), "type": kind, **extra}
        )
        return len(self.accessors) - 1


def _encode(index: GlbIndex, buckets: Buckets) -> bytes:
    binary = _Binary()
    meshes = [_mesh(binary, bucket, index.origin_m, int(see_through)) for (_, see_through), bucket in buckets.items()]
    nodes = [
        {"mesh": i, "name": f"{key}/{'transparent' if see_through else 'opaque'}", "extras": {"storey": key}}
        for i, (key, see_through) in enumerate(buckets)
    ]
    document: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "building-safety-registry"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))} if nodes else {}],
        "extras": index.as_dict(),
    }
    if nodes:
        document |= {
            "nodes": nodes,
            "meshes": meshes,
            "materials": _materials(),
            "buffers": [{"byteLength": len(binary.data)}],
        }
        document |= {"bufferViews": binary.views, "accessors": binary.accessors}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
    if binary.data:
        chunks += struct.pack("<II", len(binary.data), 0x004E4942) + bytes(binary.data)
    return struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks


def _mesh(binary: _Binary, bucket: _Bucket, origin: tuple[float, float, float], material: int) -> dict[str, Any]:
    world = np.concatenate(bucket.positions) - np.array(origin)
    turned = np.column_stack((world[:, 0], world[:, 2], -world[:, 1])).astype(np.float32)
    bounds = {"min": turned.min(axis=0).tolist(), "max": turned.max(axis=0).tolist()}
    faces = np.concatenate(bucket.faces).astype(np.uint32).reshape(-1)
    attributes = {
        "POSITION": binary.add(turned, _FLOAT, "VEC3", _VERTEX_BUFFER, **bounds),
        "COLOR_0": binary.add(np.concatenate(bucket.colours), _BYTE, "VEC4", _VERTEX_BUFFER, normalized=True),
        "_EID": binary.add(np.concatenate(bucket.eids), _FLOAT, "SCALAR", _VERTEX_BUFFER),
    }
    indices = binary.add(faces, _UINT, "SCALAR", _INDEX_BUFFER)
    return {"primitives": [{"attributes": attributes, "indices": indices, "material": material}]}


def _materials() -> list[dict[str, Any]]:
    """Vertex colours do the work; the second lets them be seen through."""
    matt = {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 0.9}, "doubleSided": True}
    return [{"name": "opaque", **matt}, {"name": "transparent", "alphaMode": "BLEND", **matt}]
