"""The exact field against a raster on a floor with pillars: never longer, and at most by the raster's own error."""

import numpy as np
from shapely import Polygon, box

from tests.bim.geometry.oracles import raster_field
from tests.bim.geometry.test_farthest import field_to


def test_field_agrees_with_a_fine_raster():
    holes = [box(x, y, x + 1, y + 1).exterior.coords for x in (2, 5, 8) for y in (2, 5)]
    floor = Polygon(box(0, 0, 12, 8).exterior.coords, holes)
    points, raster = raster_field(floor, [(0.0, 1.0), (12.0, 7.0)], 0.125)
    exact, _ = field_to(floor, [(0.0, 1.0), (12.0, 7.0)]).at(points)
    assert np.all(np.isfinite(raster))
    assert np.all(exact <= raster + 1e-9)
    # directions of the raster are at most 1.2 % longer; each bend at a pillar's corner costs up to a step more
    assert np.all(raster <= exact * 1.012 + 2 * 0.125)
