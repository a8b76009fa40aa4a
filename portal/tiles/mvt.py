"""Writer of vector tiles (Mapbox Vector Tile specification 2.1). Pure Python; coordinates are tile integers, y down.

Only what a map of our own needs: points, lines and polygons with text, whole numbers, decimals and truth values.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EXTENT = 4096
POINT, LINE, POLYGON = 1, 2, 3
MOVE_TO, LINE_TO, CLOSE = 1, 2, 7

Pair = tuple[int, int]
Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Feature:
    """``parts``: one list of points for POINT, one per line for LINE, one per ring for POLYGON.

    Rings do not repeat their first point. Outer rings run clockwise on the screen, holes the other way
    (``portal.tiles.grid.turned``).
    """

    kind: int
    parts: Sequence[Sequence[Pair]]
    properties: dict[str, Value]


def encode(layers: Iterable[tuple[str, Iterable[Feature]]]) -> bytes:
    """The bytes of one tile; layers without a feature are left out."""
    return b"".join(_field(3, body) for name, features in layers if (body := _layer(name, list(features))))


def _layer(name: str, features: list[Feature]) -> bytes:
    if not features:
        return b""
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    drawn = b"".join(_field(2, _feature(feature, keys, values)) for feature in features)
    named = b"".join(_field(3, key.encode()) for key in keys)
    worded = b"".join(_field(4, _value(value)) for _kind, value in values)
    return _field(1, name.encode()) + drawn + named + worded + b"\x28" + _varint(EXTENT) + b"\x78\x02"


def _feature(feature: Feature, keys: dict[str, int], values: dict[tuple[type, Value], int]) -> bytes:
    tags = []
    for key, value in feature.properties.items():
        # True and 1 are equal to a dict: the type keeps them apart.
        tags += [keys.setdefault(key, len(keys)), values.setdefault((type(value), value), len(values))]
    geometry = _geometry(feature)
    return (
        _field(2, b"".join(map(_varint, tags)))
        + b"\x18"
        + _varint(feature.kind)
        + _field(4, b"".join(map(_varint, geometry)))
    )


def _geometry(feature: Feature) -> list[int]:
    """Commands and zigzag steps from point to point; the pen stays where the part before it ended."""
    out: list[int] = []
    x = y = 0
    for part in feature.parts:
        head = len(part) if feature.kind == POINT else 1
        for start, stop, command in ((0, head, MOVE_TO), (head, len(part), LINE_TO)):
            if start < stop:
                out.append(command | stop - start << 3)
            for px, py in part[start:stop]:
                out += [_zigzag(px - x), _zigzag(py - y)]
                x, y = px, py
        if feature.kind == POLYGON:
            out.append(CLOSE | 1 << 3)
    return out


def _zigzag(n: int) -> int:
    return n << 1 if n >= 0 else (-n << 1) - 1


def _varint(n: int) -> bytes:
    if n < 0x80:
        return bytes((n,))
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def _field(number: int, body: bytes) -> bytes:
    """A length-delimited field of the protocol buffer."""
    return bytes((number << 3 | 2,)) + _varint(len(body)) + body


def _value(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"\x38" + _varint(int(value))
    if isinstance(value, int):
        return b"\x30" + _varint(_zigzag(value))
    if isinstance(value, float):
        return b"\x19" + struct.pack("<d", value)
    return _field(1, value.encode())
