"""``manage.py model_demands``: the demands on a model as an IDS file, and whether a file meets them."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim import exchange
from bim.exchange.ids_demands import FILE
from bim.report import EXIT_REFUSED, EXIT_UNREADABLE
from core.sandbox import Limits, run_child

FOLDER = Path(exchange.__file__).parent
EXAMPLE = """Examples:
  python manage.py model_demands --out egress-demands.ids
  python manage.py model_demands --check tower.ifc

Exit status of --check: 0 all demands are met, 1 some are not, 3 the file cannot be read, 4 too large or a crash."""


class Command(BaseCommand):
    help = "Write the demands on a model as an IDS file for the designer, or hold a model against them."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--out", type=Path, metavar="FILE", help="write the .ids file; - or nothing: standard output"
        )
        parser.add_argument("--check", type=Path, metavar="FILE.ifc", help="hold a model against the demands")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"] is not None:
            if not self._check(options["check"]):
                sys.exit(1)
            return
        text = (FOLDER / FILE).read_text("utf-8")
        if options["out"] is None or str(options["out"]) == "-":
            self.stdout.write(text, ending="")
            return
        try:
            options["out"].write_text(text, "utf-8")
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error}", returncode=EXIT_REFUSED) from None

    def _check(self, path: Path) -> bool:
        rows = _validated(path)
        for row in rows:
            told = f"{row['failed']} of {row['applies']} do not" if row["applies"] else "there is none"
            self.stdout.write(
                f"{'met    ' if row['met'] else 'NOT MET'} {row['title']}" + ("" if row["met"] else f": {told}")
            )
            for guid in row["guids"]:
                self.stdout.write(f"          {guid}")
        return all(row["met"] for row in rows)


def _validated(path: Path) -> list[dict[str, Any]]:
    """One row per specification. Raises ``CommandError`` without ifctester, or with one sentence about the file."""
    if importlib.util.find_spec("ifctester") is None:
        raise CommandError(
            "Checking needs ifctester: install the extra 'ids' (uv sync --extra ids).", returncode=EXIT_REFUSED
        )
    request = {
        "path": str(path.resolve()),
        "ids": str(FOLDER / FILE),
        "max_bytes": settings.MAX_MODEL_MB * 1_000_000,
    }
    with tempfile.TemporaryDirectory(prefix="ids-") as folder:
        limits = Limits(**settings.SANDBOX)
        child = run_child(FOLDER / "ids_child.py", request, work_dir=Path(folder), limits=limits)
        if not child.ok:
            code = EXIT_UNREADABLE if child.code == "INVALID" else EXIT_REFUSED
            raise CommandError(child.message, returncode=code)
        rows: list[dict[str, Any]] = json.loads((Path(folder) / "demands.json").read_text("utf-8"))
        return rows
