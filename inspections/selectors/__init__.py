"""What pages and the API read of hazards. Everything starts from ``visible_to(user)``."""

from inspections.selectors.acts import Offer, allowed_acts
from inspections.selectors.counts import Counts, counts
from inspections.selectors.lists import HazardRow, clock_face, hazard_rows, my_queue, open_hazards
from inspections.selectors.storeys import storey_name
from inspections.selectors.timelines import Entry, hazard_timeline, timeline

__all__ = [
    "Counts",
    "Entry",
    "HazardRow",
    "Offer",
    "allowed_acts",
    "clock_face",
    "counts",
    "hazard_rows",
    "hazard_timeline",
    "my_queue",
    "open_hazards",
    "storey_name",
    "timeline",
]
