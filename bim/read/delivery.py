"""One delivery: its files opened, buildings and storeys joined across them, all read into one ``ModelFacts``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from bim.facts import ModelFacts, Storey
from bim.read.agreement import compare_files
from bim.read.buildings import Buildings, join_buildings
from bim.read.choice import keep_buildings
from bim.read.errors import TooLarge, Unreadable
from bim.read.intake import open_all
from bim.read.limits import Limits
from bim.read.model import Draft, read_model, shape_model
from bim.read.notes import Notebook
from bim.read.quality import review
from bim.read.references import settle
from bim.read.repeats import drop_repeats
from bim.read.source import Source
from bim.read.storeys import Storeys, read_storeys
from bim.read.text import clean_text
from bim.read.unsaid import complete

Progress = Callable[[str, float], None]
FAULTS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a malformed entity provokes deep inside."""


def read_delivery(
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    limits: Limits | None = None,
    scan_cycles: bool = True,
    skip: frozenset[int | str] = frozenset(),
    names: Sequence[str] = (),
    buildings: Collection[str] = (),
) -> ModelFacts:
    """Read one or several IFC files (.ifc, .ifczip) of one delivery.

    ``progress`` is told a step (``open``, ``geometry``, ``facts``) and the share done, 0–1. Files are taken in the
    order of their names, so that no order of delivery gives another result; step ids of the second and later ones
    are raised by ``STEP_STRIDE``. ``scan_cycles=False`` leaves circular placements to the native library, which
    they crash: only for a test of the process around this one. ``skip``: step ids, GlobalIds or classes of
    elements whose shape is not built, because it hung or crashed a process before; they keep their rows and are noted.
    ``names``: what the files are called by who delivered them, where that is not the name of the path.
    ``buildings``: GlobalIds of the ``IfcBuilding`` that are meant; others stay only where they touch these.

    Raises ``Unreadable``, ``TooLarge`` or ``Unsupported`` (all ``ReadError``).
    """
    caps = limits or Limits()
    if not paths:
        raise Unreadable("nothing")
    if len(paths) > caps.max_files:
        raise TooLarge("too_many_files", count=len(paths), limit=caps.max_files)
    notes = Notebook()
    facts = ModelFacts(files=[], timing_s={"open": 0.0, "geometry": 0.0})
    sources = open_all(paths, names, caps, notes, facts, scan_cycles=scan_cycles)
    drafts: list[Draft] = []
    for source in sources:
        source.skip = skip
        drafts.append(_shape(source, facts, _share(progress, len(drafts), len(sources))))
    found = join_buildings(sources, notes)
    homes = _read_storeys(drafts, found, facts)
    for draft in drafts:
        _read(draft, homes[draft.source.index], facts)
    settle(facts, found, list(homes.values()))
    drop_repeats(facts, notes)
    compare_files(sources, found, facts, notes)
    complete(facts, sources, notes)
    if progress is not None:
        progress("facts", 1.0)
    review(facts, notes)
    facts.quality = notes.notes
    return keep_buildings(facts, buildings)


def _read_storeys(drafts: Sequence[Draft], found: Buildings, facts: ModelFacts) -> dict[int, Storeys]:
    """By the file's index. Files with rooms first: their storeys are the ones that discipline models join."""
    homes = {}
    for draft in sorted(drafts, key=lambda d: (not d.every, d.source.index)):
        homes[draft.source.index] = read_storeys(draft.source, draft.levels, found, facts.storeys)
    facts.storeys.sort(key=_height_order)
    return homes


def _shape(source: Source, facts: ModelFacts, tell: Progress) -> Draft:
    try:
        return shape_model(source, facts, tell)
    except FAULTS as error:
        raise _unreadable(source, error) from error


def _read(draft: Draft, storeys: Storeys, facts: ModelFacts) -> None:
    try:
        read_model(draft, storeys, facts)
    except FAULTS as error:
        raise _unreadable(draft.source, error) from error


def _unreadable(source: Source, error: Exception) -> Unreadable:
    """A fault as a sentence; the cause stays attached."""
    why = clean_text(f"{type(error).__name__}: {error}")[:200].rstrip(".")
    return Unreadable("content", file=source.file.name, why=why)


def _height_order(storey: Storey) -> tuple[bool, float]:
    return storey.elevation_m is None, storey.elevation_m or 0.0


def _share(progress: Progress | None, index: int, count: int) -> Progress:
    def tell(step: str, share: float) -> None:
        if progress is not None:
            progress(step, (index + share) / count)

    return tell
