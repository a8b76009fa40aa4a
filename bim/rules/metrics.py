"""Which measures have a lower limit and which an upper one, for everybody who prints ≥ or ≤."""

from __future__ import annotations

LOWER_LIMITS = frozenset(
    ("clear_width", "clear_height", "going", "count", "separation", "door_count", "stair_kind", "lift_count")
)
"""Metrics that should be at least their limit; every other one should be at most that."""


def has_upper_limit(metric: str) -> bool:
    """Also for metrics of later packs: whatever speaks of a width has a lower limit."""
    return metric not in LOWER_LIMITS and "width" not in metric and "capacity" not in metric
