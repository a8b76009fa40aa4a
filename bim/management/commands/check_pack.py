"""``manage.py check_pack``: what is missing or wrong in a rule pack, for the person who writes it."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim.rules.lint.check import check_pack_file
from bim.rules.lint.golden import golden_file
from bim.rules.lint.overview import count_vectors, markdown, overview, plain
from bim.rules.schema import PackError

EXAMPLE = """Example:
  python manage.py check_pack /etc/registry/packs/city-example-2026.toml
  python manage.py check_pack --all

Golden vectors are looked for beside the pack: city-example-2026.golden.toml, with tables [[limit]] (params, limit,
clause), [[width]] (params, rule, element, least) and [[ask]] (rule, params, given, limit, clause) for all other rules,
keyed by hand from the text.

Exit status: 0 nothing to mend (notes may remain; --strict counts them too), 1 something to mend or no such file."""


class Command(BaseCommand):
    help = "Tell the author of a rule pack (TOML) what is missing or wrong, by table and key, one sentence each."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the pack's .toml file")
        parser.add_argument("--all", action="store_true", help="no file: a table of all packs that are at hand")
        parser.add_argument("--markdown", action="store_true", help="with --all: the table of the reference page")
        parser.add_argument("--strict", action="store_true", help="notes count as problems")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        if options["all"]:
            self._all(options["markdown"])
            return
        if path is None:
            raise CommandError("Name the pack's .toml file, or give --all for a table of all packs.")
        if not path.is_file():
            raise CommandError(f"There is no file '{path}'. Name the pack's .toml file.")
        found = check_pack_file(path, tuple(settings.PACK_DIRS))
        for problem in found:
            self.stdout.write(f"{'mend' if problem.serious else 'note'}: {problem.text}")
        serious = sum(1 for problem in found if problem.serious)
        vectors = count_vectors(golden_file(path))
        self.stdout.write(f"{path.name}: {vectors} golden vectors, {serious} to mend, {len(found) - serious} notes.")
        if serious or (options["strict"] and found):
            sys.exit(1)

    def _all(self, as_markdown: bool) -> None:
        try:
            rows = overview(tuple(settings.PACK_DIRS))
        except PackError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(markdown(rows) if as_markdown else plain(rows))
