"""The four small lengths that make floating-point plans behave. All are far below the 1 mm that results promise."""

GRID_M = 1e-8
"""Coordinates are snapped to this grid, so that storeys drawn alike become equal bit for bit."""
SHRINK_M = 1e-5
"""Floors are shrunk by this on every side: rooms that share a wall line without thickness stay apart."""
GROW_M = 1e-6
"""A line of sight may leave the shrunk floor by this much: it stays inside the real floor."""
TURN_TOL = 1e-9
"""Sine of the turn below which a corner counts as straight."""
