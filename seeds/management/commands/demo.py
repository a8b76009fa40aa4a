from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from seeds.demo.build import build, wanted
from seeds.load import load_all


class Command(BaseCommand):
    help = "Make the demo city; run again it only adds what is missing. Example: manage.py demo --buildings 500"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--buildings", type=int, help="how many buildings (40 or more; 2000 unless the city is there)"
        )
        parser.add_argument("--url", default="", help="address that var/demo.json will name")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo city has known logins: it is made only with DEMO=1, on a machine of your own.")
        load_all()
        try:
            made = build(buildings=wanted(options["buildings"]), url=options["url"])
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(", ".join(f"{name} {count}" for name, count in made.items()))
