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
        broken = list(history.verify(subject_uuid=subject))
        for fault in broken:
            chain = fault.chain
            self.stderr.write(f"{chain.subject_type} {chain.subject_uuid}: record {fault.seq}: {fault.why}.")
        if broken:
            sys.exit(1)
        events = Event.objects.filter(chain__subject_uuid=subject) if subject else Event.objects
        self.stdout.write(f"{events.count()} change records, all chains hold.")


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise CommandError(f"{text} is no building id: give the UUID from the building's address.") from None
