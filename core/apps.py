from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Accounts and records")

    def ready(self) -> None:
        from core import checks as checks
        from core.guards import install

        # The one signal in the project: SQLite drops triggers when it rebuilds a table, so every migrate puts the
        # append-only guards back.
        post_migrate.connect(install, dispatch_uid="core.guards")
