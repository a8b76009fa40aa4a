from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BimConfig(AppConfig):
    name = "bim"
    verbose_name = _("BIM models")

    def ready(self) -> None:
        from bim import panels
        from bim.services import checking, desk, rechecking
        from core import guards, jobs
        from core.services import sweeping

        guards.protect("bim_review")
        jobs.register(
            checking.KIND, checking.run, title=_("Model check"), steps=checking.STEPS, result_url=checking.result_url
        )
        jobs.register(rechecking.KIND, rechecking.run, title=_("Models checked again"), steps=rechecking.STEPS)
        jobs.register(desk.KIND, desk.run, title=_("File checked"), steps=desk.STEPS, result_url=desk.result_url)
        sweeping.SWEEPS["desk_checks"] = desk.sweep
        panels.register()
