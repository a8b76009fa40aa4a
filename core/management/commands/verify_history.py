from __future__ import annotations

import sys
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.models import Event
from core.services import history


class Command(BaseCommand):
    help = "Check the hash chains of all change records. Example: manage.py verify_history --building UUID"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--building", metavar="UUID", help="only the history of this building")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = _uuid(options["building"])
        events = Event.objects.filter(chain__subject_uuid=subject) if subject else Event.objects
        lines = [
            _line(f.chain.subject_type, f.chain.subject_uuid, f"record {f.seq}: {f.why}")
            for f in history.verify(subject_uuid=subject)
        ]
        lines += [
            _line(kind, key, "its history is gone") for kind, key in history.without_history(subject_uuid=subject)
        ]
        if subject and not lines and not events.exists():
            lines = [f"There is no history of {subject}: give the UUID from the building's address."]
        for line in lines:
            self.stderr.write(line)
        if lines:
            sys.exit(1)
        self.stdout.write(f"{events.count()} change records, all chains hold.")


def _line(kind: str, key: uuid.UUID, why: str) -> str:
    return f"{kind} {key}: {why}."


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise CommandError(f"{text} is no building id: give the UUID from the building's address.") from None
