"""``manage.py check_model``: quality report and egress check of one delivery, without database, key or npm packages."""

from __future__ import annotations

import sys
import tempfile
from argparse import RawDescriptionHelpFormatter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim.deliver import DeliveryError, copy_results, require_writable
from bim.exchange.bcf import report_bcf
from bim.quality.score import demand
from bim.report import EXIT_REFUSED, EXIT_UNREADABLE, dumps, exit_code
from bim.request import CheckRequest, Outputs
from bim.review_files import KINDS, ReviewFileError, read_reviews
from bim.rules.params import ParamError, parse_params
from bim.sandboxed import CheckOutput, run_check
from bim.summary import summary_lines
from core.sandbox import Limits

REVIEW_FILES = (*KINDS, "links", "reviews")
EXAMPLE = """Examples:
  python manage.py check_model tower.ifc --param use=residential --param fire_grade=1 --plans plans/
  python manage.py check_model storey1.ifc storey2.ifc --param use=office --json - > report.json

Several files are one delivery. One that holds several buildings is judged building by building, or for the one that
--building names. --exits, --stairs, --uses, --flats and --doors name a JSON object or a CSV file of
two columns: the GUID, and final, storey or no; enclosed, smoke_proof, open_stairwell, open_stair, outdoor or unknown;
a use of spaces; a flat's key or common; flat_door or inner. --links: a JSON list of {"from", "to", "length_m"}.
--reviews holds all of them as one JSON object of these names.

Exit status: 1 a verdict fails; else 2 something waits for a person, for data or for the exits to be confirmed,
nothing passed or a space cannot be left; else 0.
3 the file or the request cannot be read; 4 too large, time-out or crash."""


class Command(BaseCommand):
    help = "Check the ways out of a building model (IFC) against a rule pack and report the quality of its data."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        # argparse would end with 2, which here means that something waits for a person.
        setattr(parser, "error", self._usage_error)  # noqa: B010
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help=".ifc or .ifczip; several = one delivery"
        )
        parser.add_argument(
            "--building", action="append", default=[], metavar="GUID",
            help="GlobalId of the IfcBuilding that is meant; repeat it for parts of one building",
        )  # fmt: skip
        parser.add_argument("--pack", metavar="ID", help="rule pack; default: the setting DEFAULT_PACK")
        parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="repeatable")
        parser.add_argument("--json", metavar="FILE", help="write the report as JSON; - is standard output")
        parser.add_argument("--plans", type=Path, metavar="DIR", help="write a floor plan (SVG) of each storey")
        parser.add_argument("--glb", type=Path, metavar="FILE", help="write the model for the 3D viewer")
        parser.add_argument("--bcf", type=Path, metavar="FILE", help="complaints and failed verdicts as BCF 2.1 topics")
        parser.add_argument("--exits", type=Path, metavar="FILE", help="confirmed exits: GUID to final, storey or no")
        parser.add_argument("--stairs", type=Path, metavar="FILE", help="confirmed stairs: GUID to kind")
        parser.add_argument("--uses", type=Path, metavar="FILE", help="confirmed uses: space GUID to use")
        parser.add_argument("--flats", type=Path, metavar="FILE", help="flats: space GUID to the flat's key, or common")
        parser.add_argument("--doors", type=Path, metavar="FILE", help="flat doors: door GUID to flat_door or inner")
        parser.add_argument("--links", type=Path, metavar="FILE", help="ways between storeys that the model lacks")
        parser.add_argument("--reviews", type=Path, metavar="FILE", help="all of these in one JSON file")
        parser.add_argument("--language", default="zh-hans", choices=("zh-hans", "en"), help="of plans and topics")

    def handle(self, *args: Any, **options: Any) -> None:
        _require_targets(options)
        with tempfile.TemporaryDirectory(prefix="check-") as folder:
            output = self._check(Path(folder), options)
            if output.report is None:
                raise _refusal(output)
            try:
                copy_results(output, plans=options["plans"], glb=options["glb"])
                demand(output.report, settings.MODEL_MIN_SCORE)
                _write_bcf(output.report, options["bcf"], options["language"])
                self._write(output.report, options["json"])
            except (OSError, DeliveryError) as error:
                raise CommandError(f"The result cannot be written: {error}", returncode=EXIT_REFUSED) from None
        if code := exit_code(output.report):
            sys.exit(code)

    def _check(self, folder: Path, options: Mapping[str, Any]) -> CheckOutput:
        return run_check(
            _request(options),
            folder,
            limits=Limits(**settings.SANDBOX),
            on_progress=self._tell if options["verbosity"] > 1 else None,
        )

    def _write(self, report: Mapping[str, Any], target: str | None) -> None:
        if target == "-":
            self.stdout.write(dumps(report))
            return
        if target:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            Path(target).write_text(dumps(report) + "\n", "utf-8")
        self.stdout.write("\n".join(summary_lines(report)))

    def _usage_error(self, message: str) -> NoReturn:
        self.stderr.write(f"{message[:1].upper()}{message[1:]}; see manage.py check_model --help.")
        sys.exit(EXIT_UNREADABLE)

    def _tell(self, step: str, progress: float | None) -> None:
        self.stderr.write(f"{step} {progress:.0%}" if progress is not None else step)


def _require_targets(options: Mapping[str, Any]) -> None:
    report = options["json"]
    files = {"--json": Path(report) if report and report != "-" else None}
    files |= {f"--{name}": options[name] for name in ("glb", "bcf")}
    try:
        require_writable(files, {"--plans": options["plans"]}, options["files"])
    except DeliveryError as error:
        raise CommandError(str(error), returncode=EXIT_UNREADABLE) from None


def _request(options: Mapping[str, Any]) -> CheckRequest:
    try:
        return CheckRequest(
            paths=tuple(options["files"]),
            buildings=tuple(options["building"]),
            pack_id=options["pack"] or settings.DEFAULT_PACK,
            params=parse_params(options["param"]).as_dict(),
            reviews=read_reviews({name: options[name] for name in REVIEW_FILES}),
            outputs=Outputs(options["plans"] is not None, options["glb"] is not None, languages=(options["language"],)),
            pack_dirs=tuple(settings.PACK_DIRS),
            max_bytes=settings.MAX_MODEL_MB * 1_000_000,
        )
    except (ParamError, ReviewFileError) as error:
        raise CommandError(str(error), returncode=EXIT_UNREADABLE) from None


def _write_bcf(report: Mapping[str, Any], target: Path | None, language: str) -> None:
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(report_bcf(report, created=datetime.now(UTC), language=language))


def _refusal(output: CheckOutput) -> CommandError:
    failure = output.failure
    assert failure is not None
    return CommandError(failure.message, returncode=failure.exit_code)
