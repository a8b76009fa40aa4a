"""File -> plan. Used by the preview's job and by the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext_noop as _

from core.models import User
from registry.imports.columns import HEADER_ROWS, Header, find_header, profile
from registry.imports.compare import compared, without_duplicates
from registry.imports.crs import SYSTEMS
from registry.imports.far import without_far
from registry.imports.messages import Message, Refusal
from registry.imports.plan import ImportPlan, PlanRow
from registry.imports.read import opened
from registry.imports.rows import Candidate, Reject, candidates

Progress = Callable[[str], None]
READING, COMPARING = _("Reading the file"), _("Comparing with the registry")


def make_plan(path: Path, *, actor: User, profile_id: str, crs: str, progress: Progress | None = None) -> ImportPlan:
    """Read the file and compare it with the registry; nothing is written. Refusal when the file cannot be used."""
    known = profile(profile_id)
    if crs not in SYSTEMS:
        raise Refusal(
            _("The coordinate system %(crs)s is not known. Known: %(known)s."), crs=crs, known=", ".join(SYSTEMS)
        )
    say = progress or (lambda _step: None)
    say(READING)
    found: list[Candidate] = []
    rejects: list[Reject] = []
    with opened(path) as table:
        head = list(islice(table.rows, HEADER_ROWS))
        header = find_header(head, known)
        for item in candidates(_below(header, head, table.rows), known, header, SYSTEMS[crs]):
            if isinstance(item, Candidate):
                found.append(item)
            else:
                rejects.extend(item)
    if not found and not rejects:
        raise Refusal(_("The file has column names but no rows below them."))
    say(COMPARING)
    single, doubles = without_duplicates(found, header)
    near, far = without_far(single, found, header)
    results = list(compared(sorted(near, key=lambda one: one.row), actor, known, header))
    rows = tuple(result for result in results if isinstance(result, PlanRow))
    foreign = [result for result in results if isinstance(result, Reject)]
    ordered = tuple(sorted([*rejects, *doubles, *far, *foreign], key=lambda reject: reject.row))
    return ImportPlan(known.id, known.scheme, known.source, table.encoding, rows, ordered, _notices(header))


def _below(header: Header, head: list[list[str]], rest: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows below the column names, with their numbers."""
    return enumerate(chain(head[header.row :], rest), start=header.row + 1)


def _notices(header: Header) -> tuple[Message, ...]:
    if not header.unknown:
        return ()
    text = _("These columns are not read: %(columns)s.")
    return (Message(text, {"columns": "、".join(header.unknown)}),)
