"""Hand-built models: rooms as boxes, doors at a point of a wall, stairs as walking lines. Walls are 0.2 m thick."""

from dataclasses import dataclass, field, replace

import numpy as np
from shapely import affinity, box

from bim.facts import Lift, ModelFacts, Obstacle, Portal, Space, StairRun, Storey


@dataclass
class Model:
    facts: ModelFacts = field(default_factory=lambda: ModelFacts(files=[]))
    _step: int = 0

    def _next(self):
        self._step += 1
        return self._step

    def storey(self, guid, z):
        self.facts.storeys.append(Storey(guid, self._next(), guid, z))

    def room(self, guid, x0, y0, x1, y1, z=0.0, storey=None, floor=None, **more):
        where = storey or self._storey_at(z)
        shape = floor if floor is not None else box(x0, y0, x1, y1)
        self.facts.spaces.append(Space(guid, self._next(), guid, "", where, shape, z, **{"height_m": 2.8, **more}))

    def shapeless(self, guid, storey):
        self.facts.spaces.append(Space(guid, self._next(), guid, "", storey, None, 0.0))

    def door(self, guid, x, y, axis="x", width=1.0, z=0.0, kind="door", **more):
        """A portal with its middle at (x, y), its wall running along ``axis``."""
        half = width / 2
        line = ((x - half, y), (x + half, y)) if axis == "x" else ((x, y - half), (x, y + half))
        normal = (0.0, 1.0) if axis == "x" else (1.0, 0.0)
        where = self._storey_at(z)
        portal = Portal(guid, self._next(), kind, guid, where, line, normal, z, width, height_m=2.1, **more)
        self.facts.portals.append(portal)

    def stair(self, guid, line, width=1.2, footprint=None, **more):
        run = StairRun(
            guid, self._next(), guid, self._storey_at(line[0][2]), tuple(line), width, footprint, "treads", **more
        )
        self.facts.stairs.append(run)

    def pillar(self, guid, x0, y0, x1, y1, storey):
        self.facts.obstacles.append(Obstacle(guid, self._next(), storey, box(x0, y0, x1, y1)))

    def lift(self, guid, x, y, z=0.0):
        self.facts.lifts.append(Lift(guid, self._next(), guid, self._storey_at(z), (x, y, z)))

    def _storey_at(self, z):
        known = [s for s in self.facts.storeys if s.elevation_m is not None and s.elevation_m <= z + 0.5]
        return max(known, key=lambda s: s.elevation_m).guid if known else ""


def moved(facts, angle_deg=0.0, dx=0.0, dy=0.0):
    """The same model turned about the origin and shifted."""
    a = np.radians(angle_deg)
    c, s = float(np.cos(a)), float(np.sin(a))

    def at(p):
        return (c * p[0] - s * p[1] + dx, s * p[0] + c * p[1] + dy, *p[2:])

    def shape(g):
        return None if g is None else affinity.affine_transform(g, [c, -s, s, c, dx, dy])

    return replace(
        facts,
        spaces=[replace(x, floor=shape(x.floor)) for x in facts.spaces],
        portals=[
            replace(
                p,
                line=tuple(at(e) for e in p.line),
                normal=(c * p.normal[0] - s * p.normal[1], s * p.normal[0] + c * p.normal[1]),
            )
            for p in facts.portals
        ],
        stairs=[replace(x, line=tuple(at(p) for p in x.line), footprint=shape(x.footprint)) for x in facts.stairs],
        obstacles=[replace(o, outline=shape(o.outline)) for o in facts.obstacles],
        lifts=[replace(k, at=at(k.at)) for k in facts.lifts],
    )


def by_guid(rows):
    return {r.guid: r for r in rows}
