"""``manage.py egress_limit``: which distance limit a rule pack gives for a set of parameters."""

from __future__ import annotations

import json
import sys
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim.rules.limit_report import as_json, as_lines, exit_code
from bim.rules.limits import egress_limit
from bim.rules.load import load_pack
from bim.rules.params import READERS, ParamError, parse_params
from bim.rules.schema import PackError

EXAMPLE = """Example:
  python manage.py egress_limit --pack gb50016-2018 --param use=office --param position=between_exits \\
      --param fire_grade=1 --param height_m=18 --param stair=open_stairwell --param sprinklered=true --json

Exit status: 0 a limit was found; 2 none (something is missing, or the table prints a dash); 1 wrong usage."""


class Command(BaseCommand):
    help = "Print the egress distance limit of a rule pack with its clause, edition, confidence and modifiers."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack", default=None, metavar="ID", help="rule pack; default: the setting DEFAULT_PACK")
        parser.add_argument(
            "--param",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help=f"one parameter, repeatable: {', '.join(READERS)}",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = load_pack(options["pack"] or settings.DEFAULT_PACK, tuple(settings.PACK_DIRS))
            limit = egress_limit(pack, parse_params(options["param"]))
        except (PackError, ParamError) as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(as_json(limit), ensure_ascii=False, allow_nan=False, indent=2))
        else:
            self.stdout.write("\n".join(as_lines(pack, limit)))
        if exit_code(limit):
            sys.exit(exit_code(limit))
