"""Floor plans: SVG from the polygons of the check itself. Pure Python; nothing here measures or judges."""

from bim.plans.palette import plan_css
from bim.plans.sheet import draw_storey
from bim.plans.signs import Sign, exit_signs

__all__ = ["Sign", "draw_storey", "exit_signs", "plan_css"]
