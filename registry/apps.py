from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = _("Building files")

    def ready(self) -> None:
        from core.guards import protect
        from core.services import history
        from registry.imports import jobs
        from registry.selectors.histories import subjects

        protect("registry_observation", "registry_elevatorrecord")
        jobs.register()
        history.SUBJECTS.append(subjects)
