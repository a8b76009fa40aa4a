from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = _("Inspections and hazards")

    def ready(self) -> None:
        from bim.hooks import CHECKED
        from core.guards import protect
        from core.services.sweeping import SWEEPS
        from inspections.models import APPEND_ONLY
        from inspections.services import checked, deadlines, handover
        from registry.hooks import HANDOVER

        protect(*(model._meta.db_table for model in APPEND_ONLY))
        CHECKED.append(checked.after_check)
        HANDOVER.append(handover.move_open_hazards)
        SWEEPS["deadlines_settled"] = deadlines.settle_provisional
        SWEEPS["hazards_moved"] = handover.move_due
