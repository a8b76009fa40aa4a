"""``manage.py recheck``: check a city's models again, from what is stored of them."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bim.services import rechecking
from bim.services.rechecking import Wish, start_rechecks
from core.errors import DomainError
from core.models import Area, Job, JobState
from core.services import jobs
from registry.imports.actor import importing_actor

EXAMPLE = """Examples:
  python manage.py recheck --pack gb55037-2022                  after the pack changed: all models checked by it
  python manage.py recheck --pack city-2026 --every-model --area 110105
  python manage.py recheck --pack gb55037-2022 --from-registry  with use, fire grade and height as registered today

Of each model the newest checked version is taken. What would come out as it did last time is passed over, so the
command may be given again after anything went wrong. Hazards are updated as after any other check.

Exit status: 0 done or queued; 1 with --here, some models could not be checked; 2 wrong usage."""


class Command(BaseCommand):
    help = "Check models again by a rule pack, from stored facts, in batches."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack", required=True, metavar="ID", help="rule pack")
        parser.add_argument("--area", metavar="CODE", help="only buildings in this area and below; default: all")
        parser.add_argument("--batch", type=int, default=rechecking.BATCH, metavar="N", help="models to a job")
        parser.add_argument("--every-model", action="store_true", help="also models last checked by another pack")
        parser.add_argument("--from-registry", action="store_true", help="parameters that the registry knows")
        parser.add_argument("--parse", action="store_true", help="read the files again instead of what is stored")
        parser.add_argument("--here", action="store_true", help="work in this process instead of the workers")
        parser.add_argument("--actor", metavar="USERNAME", help="in whose name; default: the only operator")

    def handle(self, *args: Any, **options: Any) -> None:
        wish = Wish(options["pack"], options["every_model"], options["from_registry"], options["parse"])
        if options["batch"] < 1:
            raise CommandError("--batch must be at least 1.", returncode=2)
        try:
            actor = importing_actor(options["actor"])
            started = start_rechecks(actor=actor, wish=wish, area=_area(options["area"]), batch=options["batch"])
        except DomainError as problem:
            raise CommandError(str(problem), returncode=2) from None
        for job in started:
            self.stdout.write(f"job {job.uuid}: {len(job.params['versions'])} models")
        if not started:
            self.stdout.write("No model to check again; --every-model takes those checked by another pack too.")
        if options["here"]:
            self._work(started)

    def _work(self, started: list[Job]) -> None:
        lost = 0
        for job in started:
            jobs.run(job.uuid)
            job.refresh_from_db()
            if job.state != JobState.DONE:
                lost += 1
                self.stderr.write(f"job {job.uuid}: {job.get_state_display()} {job.error}")
                continue
            result = job.result
            self.stdout.write(f"checked {result['checked']}, unchanged {result['unchanged']}")
            for row in result["failed"]:
                lost += 1
                self.stderr.write(f"model {row['version']}: {row['message']}")
        if lost:
            raise CommandError(f"{lost} could not be checked; their last checks stand.", returncode=1)


def _area(code: str | None) -> Area | None:
    if code is None:
        return None
    found: list[Area] = list(Area.objects.filter(code=code)[:2])
    if len(found) != 1:
        raise CommandError(f"There is {'no' if not found else 'more than one'} area '{code}'.", returncode=2)
    return found[0]
