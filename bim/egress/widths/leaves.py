"""Clear width of doors from their nominal width: the leaf and the frame take some of it."""

from __future__ import annotations

from bim.facts import Portal

LEAF_LOSS_M = (0.06, 0.10)
"""What frame and leaf of one hinged leaf take off the nominal width, open at 90 degrees."""
OPEN_WORDS = ("SLIDING", "ROLLINGUP", "FOLDING", "REVOLVING")
DOUBLE_FROM_M = 1.4
"""An undeclared door at least this wide has two leaves."""


def clear_width_m(portal: Portal) -> tuple[float, float] | None:
    """Smallest and largest clear width in metres; equal for openings, None when the width is not declared.

    A double leaf loses the single leaf's loss twice. Sliding and other doors lose up to the same, or nothing.
    """
    if portal.width_m is None:
        return None
    if portal.kind != "door":
        return (portal.width_m, portal.width_m)
    low, high = LEAF_LOSS_M
    operation = portal.operation.upper()
    leaves = 2 if "DOUBLE" in operation or (not operation and portal.width_m >= DOUBLE_FROM_M) else 1
    best = 0.0 if any(word in operation for word in OPEN_WORDS) else low * leaves
    return (max(0.0, portal.width_m - high * leaves), max(0.0, portal.width_m - best))
