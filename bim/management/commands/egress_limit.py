"""``manage.py egress_limit``: which limit a rule pack gives: a distance, or what any other rule asks."""

from __future__ import annotations

import json
import sys
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim.rules.ask import FACTS, ask, given_from
from bim.rules.limit_report import as_json, as_lines, asked_json, asked_lines, exit_code
from bim.rules.limits import egress_limit
from bim.rules.load import load_pack
from bim.rules.model import Pack
from bim.rules.params import READERS, ParamError, Params, pairs, parse_params
from bim.rules.schema import PackError

EXAMPLE = """Example:
  python manage.py egress_limit --pack gb50016-2018 --param use=office --param position=between_exits \\
      --param fire_grade=1 --param height_m=18 --param stair=open_stairwell --param sprinklered=true --json

  python manage.py egress_limit --pack gb55037-2022 --rule floor_width --param use=residential --param height_m=18 \\
      --given element=stair
  python manage.py egress_limit --pack ibc-2021 --rule common_path --param use=office --given persons=40

Exit status: 0 a limit was found; 2 none (something is missing, or the table prints a dash); 1 wrong usage."""


class Command(BaseCommand):
    help = (
        "Print the limit a rule pack gives, a distance or with --rule any other, with clause, edition and confidence."
    )
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
        parser.add_argument("--rule", default=None, metavar="ID", help="another rule of the pack than its distances")
        parser.add_argument(
            "--given",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help=f"with --rule: a fact of the element asked about, repeatable: {', '.join(FACTS)}",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = load_pack(options["pack"] or settings.DEFAULT_PACK, tuple(settings.PACK_DIRS))
            params = parse_params(options["param"])
            answer, lines, status = _answer(pack, params, options["rule"], options["given"])
        except (PackError, ParamError) as error:
            raise CommandError(str(error)) from None
        text = json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2)
        self.stdout.write(text if options["json"] else "\n".join(lines))
        if status:
            sys.exit(status)


def _answer(pack: Pack, params: Params, rule: str | None, given: list[str]) -> tuple[dict[str, object], list[str], int]:
    """JSON, lines and exit status. A rule of distances is asked by ``position``, with or without its name."""
    if rule is None or rule in _distances(pack):
        if given:
            raise ParamError("--given describes an element for --rule; distances go by --param alone.")
        limit = egress_limit(pack, params)
        if rule is not None and limit.rule != rule:
            raise ParamError(f"These parameters lead to the rule '{limit.rule}', not to '{rule}'.")
        return as_json(limit), as_lines(pack, limit), exit_code(limit)
    asked = ask(pack, params, rule, given_from(pairs(given, "fact", "element=stair")))
    return asked_json(pack, rule, asked), asked_lines(pack, rule, asked), 0 if asked.span else 2


def _distances(pack: Pack) -> set[str]:
    return {table.id for table in pack.distances} | {t.in_room.id for t in pack.distances if t.in_room}
