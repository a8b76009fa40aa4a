"""Where buildings stand on a block of each kind: outlines that keep clear of one another by construction."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seeds.city import shapes
from seeds.city.frame import Rect
from seeds.city.shapes import Outline

SETBACK_M = 8.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A building to be: its outline in city metres and what it is."""

    outline: Outline
    what: str
    length_m: float
    model: str = ""
    """Name of the generated model that is exactly this building."""


def lay_out(kind: str, rect: Rect, rng: random.Random) -> list[Slot]:
    """Slots on a block, in the order in which they are numbered. Empty for parks, river banks and new ground."""
    x0, y0, x1, y1 = rect
    inner = (x0 + SETBACK_M, y0 + SETBACK_M, x1 - SETBACK_M, y1 - SETBACK_M)
    maker = LAYOUTS.get(kind)
    return maker(inner, rng) if maker else []


def cells(rect: Rect, w: float, h: float, gap_x: float, gap_y: float) -> Iterator[tuple[float, float]]:
    """South-west corners of as many ``w`` by ``h`` cells as fit, spread evenly, row by row from the north."""
    x0, y0, x1, y1 = rect
    columns = int((x1 - x0 + gap_x) // (w + gap_x))
    rows = int((y1 - y0 + gap_y) // (h + gap_y))
    dx = (x1 - x0 - columns * w) / max(columns - 1, 1) if columns > 1 else 0.0
    dy = (y1 - y0 - rows * h) / max(rows - 1, 1) if rows > 1 else 0.0
    for row in reversed(range(rows)):
        for column in range(columns):
            yield round(x0 + column * (w + dx), 2), round(y0 + row * (h + dy), 2)


def _slabs(rect: Rect, rng: random.Random, what: str, w: float, h: float, gap_y: float) -> list[Slot]:
    step = round(rng.choice((0.0, 0.0, 1.5, 3.0)), 1)
    slots = []
    for x, y in cells(rect, w, h + step, rng.uniform(9, 13), gap_y):
        outline = shapes.zed(x, y, w, h + step, step) if step else shapes.box(x, y, w, h)
        slots.append(Slot(outline, what, w))
    return slots


def _walk_up(rect: Rect, rng: random.Random) -> list[Slot]:
    entrances = rng.choice((2, 3, 3, 4))
    slots = _slabs(rect, rng, "walk_up", round(entrances * rng.uniform(14.5, 17), 1), rng.uniform(9.6, 12), 15)
    return [slot for slot in slots if rng.random() > 0.06]


def _mid(rect: Rect, rng: random.Random) -> list[Slot]:
    w, h = round(rng.choice((2, 3)) * rng.uniform(17, 20), 1), round(rng.uniform(12.5, 15), 1)
    return [slot for slot in _slabs(rect, rng, "mid", w, h, 24) if rng.random() > 0.05]


def _tower(rect: Rect, rng: random.Random) -> list[Slot]:
    w, h = round(rng.uniform(24, 30), 1), round(rng.uniform(20, 24), 1)
    slots = []
    for index, (x, y) in enumerate(cells(rect, w, h, 19, 26)):
        if index and rng.random() < 0.1:
            slots.append(Slot(shapes.ell(x, y, w, h, w * 0.4, h * 0.45), "kindergarten", w))
        else:
            slots.append(Slot(shapes.cross(x, y, w, h, round(rng.uniform(2.5, 4.5), 1)), "tower", w))
    return slots


def _self_built(rect: Rect, rng: random.Random) -> list[Slot]:
    slots = []
    pitch = rng.uniform(15, 17.5)
    for x, y in cells(rect, pitch - 3, pitch - 3.5, 3, 3.5):
        if rng.random() < 0.12:
            continue
        w, h = round(rng.uniform(8, pitch - 4), 1), round(rng.uniform(8, pitch - 4.5), 1)
        x, y = x + rng.uniform(0, pitch - 3 - w), y + rng.uniform(0, pitch - 3.5 - h)
        if rng.random() < 0.35:
            outline = shapes.ell(x, y, w, h, w * rng.uniform(0.35, 0.5), h * rng.uniform(0.35, 0.5))
        else:
            outline = shapes.box(x, y, w, h)
        slots.append(Slot(outline, "house", w))
    return slots


def _commercial(rect: Rect, rng: random.Random) -> list[Slot]:
    x0, y0, x1, y1 = rect
    w, h = x1 - x0, y1 - y0
    mall_w = round(w * 0.5, 1)
    slots = [Slot(shapes.you(x0, y0, mall_w, h * 0.62, mall_w * 0.3, h * 0.3), "mall", mall_w)]
    side = min(32.0, round(w * 0.2, 1))
    slots.append(Slot(shapes.box(x1 - side, y0, side, side), "office_tower", side))
    slots.append(Slot(shapes.cross(x1 - side, y1 - side, side, side, 3.0), rng.choice(("hotel", "office_tower")), side))
    slots.append(Slot(shapes.box(x0, y1 - 16, mall_w, 16), "shops", mall_w))
    corner = shapes.ell(x0 + mall_w + 12, y0 + h * 0.4, w * 0.2, h * 0.3, w * 0.08, h * 0.12)
    slots.append(Slot(corner, "shops", w * 0.2))
    return slots


def _office(rect: Rect, rng: random.Random) -> list[Slot]:
    x0, y0, x1, y1 = rect
    slots = [Slot(shapes.at(shapes.OFFICE, x0, y0), "office", 60.4, model="office")]
    slots.append(Slot(shapes.ell(x1 - 42, y0, 42, 30, 16, 12), "mall", 42))
    slots.append(Slot(shapes.box(x0, y1 - 20, 58, 18), "warehouse_old", 58))
    slots.append(Slot(shapes.box(x1 - 30, y1 - 26, 30, 24), "office_tower", 30))
    return slots


def _school(rect: Rect, rng: random.Random) -> list[Slot]:
    x0, y0, x1, y1 = rect
    w, h = x1 - x0, y1 - y0
    return [
        Slot(shapes.you(x0, y0, w * 0.46, h * 0.5, 11.0, 11.0), "teaching", w * 0.46),
        Slot(shapes.box(x0, y1 - 13, w * 0.42, 13), "teaching", w * 0.42),
        Slot(shapes.box(x1 - 38, y1 - 30, 38, 26), "gym", 38),
        Slot(shapes.box(x1 - 46, y0, 46, 13), "dormitory", 46),
    ]


def _hospital(rect: Rect, rng: random.Random) -> list[Slot]:
    x0, y0, x1, y1 = rect
    w = x1 - x0
    return [
        Slot(shapes.tee(x0, y0, w * 0.6, 40, 24, 18), "clinic", w * 0.6),
        Slot(shapes.box(x0 + 6, y1 - 20, 66, 18), "ward", 66),
        Slot(shapes.ell(x1 - 40, y1 - 34, 40, 30, 14, 12), "medical", 40),
    ]


def _industrial(rect: Rect, rng: random.Random) -> list[Slot]:
    w, h = round(rng.uniform(48, 68), 1), round(rng.uniform(26, 36), 1)
    slots = []
    for x, y in cells(rect, w, h, 14, 12):
        what = rng.choice(("shed", "shed", "warehouse", "workshop"))
        shape = shapes.box(x, y, w, h) if rng.random() < 0.7 else shapes.ell(x, y, w, h, w * 0.3, h * 0.4)
        slots.append(Slot(shape, what, w))
    return slots


def _tingsong(rect: Rect, rng: random.Random) -> list[Slot]:
    corners = cells(rect, 46.2, 22.4, 16, 20)
    slots = [Slot(shapes.at(shapes.TOWER, x, y), "tower_slab", 46.2) for x, y in corners]
    return [_as_model(slot, "tower") if index == 2 else slot for index, slot in enumerate(slots)]


def _workers(rect: Rect, rng: random.Random, model: int | None) -> list[Slot]:
    corners = cells(rect, 54.0, 9.68, 10, 14)
    slots = [Slot(shapes.at(shapes.WALK_UP, x, y), "workers", 54.0) for x, y in corners]
    return [_as_model(slot, "walk_up") if index == model else slot for index, slot in enumerate(slots)]


def _as_model(slot: Slot, model: str) -> Slot:
    return Slot(slot.outline, slot.what, slot.length_m, model)


LAYOUTS: dict[str, Callable[[Rect, random.Random], list[Slot]]] = {
    "walk_up": _walk_up,
    "mid": _mid,
    "tower": _tower,
    "self_built": _self_built,
    "huaili": _self_built,
    "commercial": _commercial,
    "office": _office,
    "school": _school,
    "hospital": _hospital,
    "industrial": _industrial,
    "tingsong": _tingsong,
    "workers_1": lambda rect, rng: _workers(rect, rng, None),
    "workers_2": lambda rect, rng: _workers(rect, rng, 6),
}
