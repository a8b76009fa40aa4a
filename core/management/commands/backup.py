from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import DomainError
from core.services.backup import back_up


class Command(BaseCommand):
    help = (
        "Copy database and files into an empty folder, with checksums. Example: manage.py backup /srv/backup/2026-05-14"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = back_up(options["folder"])
        except (DomainError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Database and {manifest['files']} files are in {options['folder']}.")
