"""How wide the ways are: clear widths of doors (``leaves``), of corridors (``corridors``), and bottlenecks."""

from bim.egress.widths.leaves import clear_width_m

__all__ = ["clear_width_m"]
