"""Other ways out: where two exits can be chosen, where not, and what happens when one exit cannot be used."""

from bim.egress.alternatives.apart import exits_apart
from bim.egress.alternatives.fill import measure_alternatives

__all__ = ["exits_apart", "measure_alternatives"]
