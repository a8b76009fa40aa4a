"""``manage.py replay_check``: does the same file, under the same pack and words, give the same verdicts?"""

from __future__ import annotations

import sys
import uuid
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim.models import Check, CheckResult
from bim.services.replaying import Replay, replay
from core.errors import DomainError

EXAMPLE = """Example:
  python manage.py replay_check 5b0f5a3e-3d5e-4f0a-9a33-0d3f2c9c5a11

Everything comes from what was stored with the check: the delivered bytes, the rule pack's content by its SHA-256, the
parameters and what people had confirmed. Nothing is written.

Exit status: 0 it says the same; 1 it does not, and what differs is printed; 2 it cannot be replayed."""
MOST = 40


class Command(BaseCommand):
    help = "Run a stored model check again and say whether it gives the same report."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("check", type=uuid.UUID, metavar="CHECK_UUID")
        parser.add_argument("--result", type=uuid.UUID, metavar="UUID", help="print this one verdict then and now")

    def handle(self, *args: Any, **options: Any) -> None:
        related = Check.objects.select_related("version__file", "report", "asked", "pack_content")
        check = related.filter(uuid=options["check"]).first()
        if check is None:
            raise CommandError(f"There is no check {options['check']}.", returncode=2)
        try:
            found = replay(check)
        except DomainError as problem:
            raise CommandError(str(problem), returncode=2) from None
        self.stdout.write("\n".join(_lines(found)))
        if options["result"]:
            self.stdout.write("\n".join(_one(check, options["result"], found)))
        if not found.equal:
            sys.exit(1)


def _lines(found: Replay) -> Iterator[str]:
    counts = found.again["summary"]
    said = ", ".join(f"{value} {name}" for name, value in counts.items() if value) or "no verdict"
    yield f"Equal: {said}." if found.equal else f"Differs in: {', '.join(found.keys)}."
    for name, (then, now) in found.programs.items():
        yield f"  {name}: {then or 'not kept'} then, {now} now"
    for change in found.verdicts[:MOST]:
        about = f"{change.row['rule']} {change.row['subject']['guid']}"
        yield f"  {about}: {_said(change.old)} then, {_said(change.new)} now"
    if len(found.verdicts) > MOST:
        yield f"  and {len(found.verdicts) - MOST} more"


def _said(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "nothing"
    measured = "" if row["measured"] is None else f" {row['measured']:g} {row['unit']}"
    return f"{row['verdict']}{measured}"


def _one(check: Check, wanted: uuid.UUID, found: Replay) -> Iterator[str]:
    result = CheckResult.objects.filter(check_run=check, uuid=wanted).first()
    if result is None:
        raise CommandError(f"The check has no verdict {wanted}.", returncode=2)
    for word, report in (("then", found.stored), ("now", found.again)):
        rows = [r for r in report["results"] if _same(r, result)]
        for row in rows or [None]:
            limit = "" if row is None or row["limit"] is None else f", limit {row['limit']:g} {row['unit']}"
            yield f"{word}: {result.rule} {result.subject_guid} {_said(row)}{limit}"


def _same(row: Mapping[str, Any], result: CheckResult) -> bool:
    mine = (result.rule, result.basis, result.metric, result.subject_guid)
    return (row["rule"], row["basis"], row["metric"], row["subject"]["guid"]) == mine
