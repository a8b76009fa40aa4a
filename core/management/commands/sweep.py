from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.services.sweeping import sweep_all


class Command(BaseCommand):
    help = "Hand out lost jobs again, start due deadlines, send due notices. Example: manage.py sweep"

    def handle(self, *args: Any, **options: Any) -> None:
        done = sweep_all()
        self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()))
