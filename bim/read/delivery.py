"""One delivery: several files read one after the other and joined into one ``ModelFacts``."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bim.facts import ModelFacts, Storey
from bim.read.errors import TooLarge, Unreadable
from bim.read.limits import Limits
from bim.read.model import read_model
from bim.read.notes import Notebook
from bim.read.opener import open_source
from bim.read.preflight import Prepared, prepare
from bim.read.quality import review
from bim.read.source import Source
from bim.read.text import clean_text

Progress = Callable[[str, float], None]


def read_delivery(
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    limits: Limits | None = None,
    scan_cycles: bool = True,
    skip: frozenset[int | str] = frozenset(),
) -> ModelFacts:
    """Read one or several IFC files (.ifc, .ifczip) of one delivery.

    ``progress`` is told a step (``open``, ``geometry``, ``facts``) and the share done, 0–1. Step ids of the second
    and later files are raised by ``STEP_STRIDE``. ``scan_cycles=False`` leaves circular placements to the native
    library, which they crash: only for a test of the process around this one. ``skip``: step ids or GlobalIds of
    elements whose shape is not built, because it hung or crashed a process before; they keep their rows and are noted.

    Raises ``Unreadable``, ``TooLarge`` or ``Unsupported`` (all ``ReadError``).
    """
    caps = limits or Limits()
    if not paths:
        raise Unreadable("nothing")
    if len(paths) > caps.max_files:
        raise TooLarge("too_many_files", count=len(paths), limit=caps.max_files)
    notes = Notebook()
    facts = ModelFacts(files=[], timing_s={"open": 0.0, "geometry": 0.0})
    for index, path in enumerate(paths):
        clock = time.process_time()
        prepared = prepare(Path(path), caps, scan_cycles)
        if _is_copy(prepared, facts):
            notes.add("same_file", file=prepared.source.name)
            continue
        source = open_source(prepared, Path(path), index, notes)
        source.skip = skip
        del prepared
        facts.timing_s["open"] += time.process_time() - clock
        _read(source, facts, _share(progress, index, len(paths)))
    facts.storeys.sort(key=_height_order)
    review(facts, notes)
    facts.quality = notes.notes
    return facts


def _read(source: Source, facts: ModelFacts, tell: Progress) -> None:
    """``read_model``, with what a malformed entity provokes turned into a sentence; the cause stays attached."""
    try:
        read_model(source, facts, tell)
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        why = clean_text(f"{type(error).__name__}: {error}")[:200].rstrip(".")
        raise Unreadable("content", file=source.file.name, why=why) from error


def _is_copy(prepared: Prepared, facts: ModelFacts) -> bool:
    return any(known.sha256 == prepared.source.sha256 for known in facts.files)


def _height_order(storey: Storey) -> tuple[bool, float]:
    return storey.elevation_m is None, storey.elevation_m or 0.0


def _share(progress: Progress | None, index: int, count: int) -> Progress:
    def tell(step: str, share: float) -> None:
        if progress is not None:
            progress(step, (index + share) / count)

    return tell
