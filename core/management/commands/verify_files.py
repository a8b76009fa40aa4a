from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from core.models import StoredFile
from core.services.files import altered


class Command(BaseCommand):
    help = "Check that every stored file is there and unaltered. Example: manage.py verify_files"

    def handle(self, *args: Any, **options: Any) -> None:
        bad = [f"{stored.sha256}: {why}" for stored, why in altered()]
        for line in bad:
            self.stderr.write(line)
        if bad:
            sys.exit(1)
        self.stdout.write(f"{StoredFile.objects.count()} files, all there and unaltered.")
