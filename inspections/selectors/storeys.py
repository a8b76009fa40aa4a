from __future__ import annotations

from bim.models import CheckPlan
from inspections.models import Hazard


def storey_name(hazard: Hazard) -> str:
    """The storey in words. Rows that kept a GlobalId get its name from the building's newest plan, else nothing."""
    if not hazard.storey or not hazard.subject_guid:
        return hazard.storey
    plans = CheckPlan.objects.filter(check_run__version__model_set__building=hazard.building)
    plan = plans.filter(storey_guid=hazard.storey).order_by("-pk").first()
    if plan is not None:
        return str(plan.storey_name)
    return "" if len(hazard.storey) == GLOBAL_ID else hazard.storey


GLOBAL_ID = 22
"""Characters of an IFC GlobalId; nobody finds a storey by one."""
