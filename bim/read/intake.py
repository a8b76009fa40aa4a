"""The files of a delivery, each checked at the door and opened, in an order that does not hang on how they came."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bim.facts import ModelFacts
from bim.read.limits import Limits
from bim.read.notes import Notebook
from bim.read.opener import open_source
from bim.read.preflight import Prepared, prepare
from bim.read.source import Source


@dataclass(frozen=True, slots=True)
class _Delivered:
    path: Path
    prepared: Prepared

    @property
    def order(self) -> tuple[str, str]:
        return self.prepared.source.name, self.prepared.source.sha256


def open_all(
    paths: Sequence[Path],
    names: Sequence[str],
    limits: Limits,
    notes: Notebook,
    facts: ModelFacts,
    *,
    scan_cycles: bool,
) -> list[Source]:
    """All files by name, then by bytes. The same bytes twice count once; two files of one name are told apart.

    ``names``: as delivered, where the paths say something else. CPU seconds go to ``facts.timing_s``. Raises
    ``ReadError`` for the first file that cannot be read: a delivery is read whole or not at all.
    """
    clock = time.process_time()
    delivered: dict[str, _Delivered] = {}
    for n, path in enumerate(paths):
        prepared = prepare(Path(path), limits, scan_cycles, name=names[n] if n < len(names) else "")
        if prepared.source.sha256 in delivered:
            notes.add("same_file", file=prepared.source.name)
        else:
            delivered[prepared.source.sha256] = _Delivered(Path(path), prepared)
    ordered = sorted(delivered.values(), key=lambda d: d.order)
    sources = [
        open_source(prepared, file.path, index, notes)
        for index, (file, prepared) in enumerate(zip(ordered, _told_apart(ordered), strict=True))
    ]
    facts.timing_s["open"] += time.process_time() - clock
    return sources


def _told_apart(delivered: Sequence[_Delivered]) -> list[Prepared]:
    """``model.ifc`` twice becomes ``model.ifc (1)`` and ``model.ifc (2)``, so that sentences name one of them."""
    counts = Counter(d.prepared.source.name for d in delivered)
    seen: Counter[str] = Counter()
    found = []
    for prepared in (d.prepared for d in delivered):
        name = prepared.source.name
        seen[name] += 1
        called = f"{name} ({seen[name]})" if counts[name] > 1 else name
        found.append(replace(prepared, source=replace(prepared.source, name=called)))
    return found
