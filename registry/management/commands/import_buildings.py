"""``manage.py import_buildings``: a census file into the registry, by the same plan as the preview on the pages."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from core.models import User
from core.services.files import store_bytes, store_path
from registry.imports.actor import importing_actor
from registry.imports.apply import apply_plan
from registry.imports.columns import ANNOUNCED, PROFILES
from registry.imports.crs import SYSTEMS
from registry.imports.make import make_plan
from registry.imports.messages import Refusal
from registry.imports.plan import ImportPlan, to_json
from registry.imports.report import report_csv
from registry.models import BatchState, ImportBatch

EXAMPLE = """Example:
  python manage.py import_buildings census.csv --crs EPSG:4490 --dry-run --report rejected.csv

Exit status: 0 all rows are in order; 1 some were rejected; 2 nothing was imported."""
ASSUMED_CRS = "EPSG:4490"
"""CGCS2000, the national system in which the census itself is kept."""


class Command(BaseCommand):
    help = "Import a census file (CSV in UTF-8 or GB18030, or XLSX); known numbers are updated, new ones created."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--profile", default=PROFILES[0], choices=[*PROFILES, *ANNOUNCED], help="form of the survey"
        )
        parser.add_argument("--crs", choices=list(SYSTEMS), help=f"of the coordinates; {ASSUMED_CRS} when not given")
        parser.add_argument("--dry-run", action="store_true", help="compare and count, write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="write rejected rows and cells there")
        parser.add_argument("--actor", metavar="USERNAME", help="in whose name; default: the only administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_file(options["file"])
        actor = _actor(options["actor"])
        if not options["crs"]:
            options["crs"] = ASSUMED_CRS
            self.stderr.write(
                f"No --crs was given: the coordinates are read as {ASSUMED_CRS}. If they are of another system, "
                f"import again with --crs ({', '.join(SYSTEMS)})."
            )
        plan = _plan(actor, options)
        if options["report"]:
            _write_report(options["report"], plan)
        counts = plan.counts
        if not options["dry_run"] and counts["created"] + counts["changed"]:
            counts = _import(plan, actor, options)
        for name, count in counts.items():
            self.stdout.write(f"{'rows read' if name == 'read' else name}: {count}")
        for notice in plan.notices:
            self.stderr.write(str(notice))
        if counts["rejected"]:
            sys.exit(2 if counts["rejected"] == counts["read"] else 1)


def _actor(username: str | None) -> User:
    try:
        return importing_actor(username)
    except DomainError as problem:
        raise CommandError(str(problem), returncode=2) from None


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.", returncode=2)
    if path.stat().st_size > settings.MAX_CENSUS_MB * 1024 * 1024:
        raise CommandError(f"The file is larger than {settings.MAX_CENSUS_MB} MB. Split it.", returncode=2)


def _plan(actor: User, options: dict[str, Any]) -> ImportPlan:
    try:
        return make_plan(options["file"], actor=actor, profile_id=options["profile"], crs=options["crs"])
    except (Refusal, OSError) as problem:
        raise CommandError(str(problem), returncode=2) from None


def _import(plan: ImportPlan, actor: User, options: dict[str, Any]) -> dict[str, int]:
    stored = store_path(options["file"], media_type="application/octet-stream")
    kept = store_bytes(to_json(plan), media_type="application/json")
    report = store_bytes(report_csv(plan), media_type="text/csv") if plan.rejects else None
    try:
        with transaction.atomic():
            batch: ImportBatch = ImportBatch.objects.create(
                file=stored,
                original_name=options["file"].name[:255],
                profile=plan.profile,
                crs=options["crs"],
                encoding=plan.encoding,
                state=BatchState.APPLIED,
                notices=[notice.plain() for notice in plan.notices],
                plan=kept,
                report=report,
                created_by=actor,
                applied_at=timezone.now(),
            )
            counts = apply_plan(plan, actor=actor, batch=batch)
            ImportBatch.objects.filter(pk=batch.pk).update(counts=counts)
    except DomainError as problem:
        raise CommandError(str(problem), returncode=2) from None
    return counts


def _write_report(path: Path, plan: ImportPlan) -> None:
    try:
        path.write_bytes(report_csv(plan))
    except OSError as problem:
        raise CommandError(f"The report cannot be written to {path}: {problem.strerror}.", returncode=2) from None
