from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seeds.load import load_all


class Command(BaseCommand):
    help = "Load or update the code tables (calendar, grades, titles, schemes). Example: manage.py load_tables"

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in load_all().items():
            if options["verbosity"] > 1:
                self.stdout.write(f"{name}: {count}")
