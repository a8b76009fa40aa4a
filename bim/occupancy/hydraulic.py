"""The hydraulic model of movement: how fast people walk, and how many pass a door or a stair in a second.

Source: S. M. V. Gwynne and E. R. Rosenbaum, "Employing the Hydraulic Model in Assessing Emergency Movement", SFPE
Handbook of Fire Protection Engineering, 5th edition, chapter 59. The constants below are as commonly quoted from it
(letter B: not compared with the printed chapter; the maritime guideline MSC.1/Circ.1533 has 1.3 persons/(m s)
for corridors and doorways and 1.1 for stairs downwards in its published text).
"""

from __future__ import annotations

import math

K_LEVEL = 1.40
"""Metres per second: corridors, doorways, ramps."""
K_STEEP = 1.00
"""The steepest stair of the table (7.5 in by 10 in), taken where riser and going are unknown."""
K_STAIR = 0.86
"""Stairs: this times the square root of going over riser; 1.00 to 1.23 in the printed table."""
A = 0.266
"""Square metres per person."""
FREE_DENSITY = 0.54
"""Persons per square metre up to which people do not hinder each other."""
FLOW_MAX = 1.3
"""Persons per metre and second through doors and corridors."""
EDGE_M = 0.15
"""Boundary layer at each side of a door and of a stair."""


def stair_constant(riser_m: float | None, going_m: float | None) -> float:
    """``k`` of a stair from its steps, m/s.

    >>> round(stair_constant(0.178, 0.279), 2)
    1.08
    """
    if not riser_m or not going_m or riser_m <= 0 or going_m <= 0:
        return K_STEEP
    return K_STAIR * math.sqrt(going_m / riser_m)


def speed(k: float, density: float) -> float:
    """Metres per second in a crowd: ``k - a k D``, never faster than at ``FREE_DENSITY``."""
    return max(0.0, k - A * k * max(density, FREE_DENSITY))


def flow_max(k: float) -> float:
    """Most persons per metre of effective width and second: the peak of ``(1 - a D) k D``.

    >>> round(flow_max(1.08), 2), flow_max(1.40)
    (1.02, 1.3)
    """
    return min(FLOW_MAX, k / (4 * A))


def density_of_flow(k: float, flow: float) -> float:
    """Persons per square metre that make a flow, on the walking side of the peak."""
    return (1.0 - math.sqrt(max(0.0, 1.0 - 4.0 * A * flow / k))) / (2.0 * A)


def effective_width_m(width_m: float) -> float:
    """Clear width without the boundary layer at each side."""
    return max(0.0, width_m - 2 * EDGE_M)


def rate(k: float, width_m: float) -> float:
    """Most persons in a second through a way of clear width ``width_m``."""
    return flow_max(k) * effective_width_m(width_m)


def walk_speed(k: float, persons_per_s: float, width_m: float) -> float:
    """Speed on a way that so many persons in a second walk on."""
    width = effective_width_m(width_m)
    flow = min(persons_per_s / width, flow_max(k)) if width > 0 else flow_max(k)
    return speed(k, density_of_flow(k, flow))
