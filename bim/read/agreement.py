"""Do the files of a delivery lie in one world? Different offsets, norths, scales or maps are said with both figures."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bim.facts import ModelFacts
from bim.read.buildings import Buildings, Claim
from bim.read.georeference import read_georeference
from bim.read.notes import Notebook
from bim.read.site import read_north
from bim.read.source import Source

FAR_M = 30.0
"""Parts of one building do not lie this far from each other on plan."""
SITE_M = 2000.0
"""Buildings of one delivery do not lie this far from each other."""
NORTH_DEG = 0.5
RATIO = 20.0
"""From this ratio of two plan sizes one of the files states a wrong length unit: 25.4, 304.8, 1000."""
MAP_M = 0.01


def compare_files(sources: Sequence[Source], found: Buildings, facts: ModelFacts, notes: Notebook) -> None:
    """Write what cannot be true of files that belong together."""
    if len(sources) > 1:
        _norths(sources, notes)
        _maps(sources, notes)
        for group in found.claims.values():
            _first(group, notes)
        _strangers(found, notes)
    _references(facts, notes)


def _norths(sources: Sequence[Source], notes: Notebook) -> None:
    stated = [(s.file.name, n) for s in sources if (n := read_north(s)) is not None]
    for (one, a), (other, b) in itertools.combinations(stated, 2):
        if abs((a - b + 180) % 360 - 180) > NORTH_DEG:
            notes.add("north_disagrees", file=one, north_deg=round(a, 2), other=other, other_deg=round(b, 2))
            return


def _maps(sources: Sequence[Source], notes: Notebook) -> None:
    stated = [g for s in sources if (g := read_georeference(s)) is not None]
    for a, b in itertools.combinations(stated, 2):
        if max(abs(a.eastings_m - b.eastings_m), abs(a.northings_m - b.northings_m)) > MAP_M:
            notes.add(
                "georeference_disagrees",
                file=a.file,
                at=f"{a.eastings_m:.2f}, {a.northings_m:.2f}",
                other=b.file,
                other_at=f"{b.eastings_m:.2f}, {b.northings_m:.2f}",
            )
            return


def _first(group: Sequence[Claim], notes: Notebook) -> None:
    """The first pair of parts of one building that cannot both be right."""
    for a, b in itertools.combinations([c for c in group if c.box is not None], 2):
        assert a.box is not None and b.box is not None
        file, other_file = a.source.file.name, b.source.file.name
        sizes = sorted((a.box.across_m, b.box.across_m))
        if sizes[0] > 0 and sizes[1] / sizes[0] > RATIO:
            size, other = round(a.box.across_m, 2), round(b.box.across_m, 2)
            notes.add("scales_disagree", file=file, other=other_file, size_m=size, other_m=other)
            return
        if a.box.gap_m(b.box) > FAR_M:
            _far(a, b, "offsets_disagree", notes)
            return


def _strangers(found: Buildings, notes: Notebook) -> None:
    claims = [c for group in found.claims.values() for c in group if c.box is not None]
    for a, b in itertools.combinations(claims, 2):
        if a.key != b.key and a.box is not None and b.box is not None and a.box.gap_m(b.box) > SITE_M:
            _far(a, b, "buildings_far_apart", notes)
            return


def _far(a: Claim, b: Claim, code: str, notes: Notebook) -> None:
    assert a.box is not None and b.box is not None
    notes.add(
        code,
        (a.guid, b.guid) if a.guid != b.guid else (a.guid,),
        file=a.source.file.name,
        at=_text(a.box.middle),
        other=b.source.file.name,
        other_at=_text(b.box.middle),
        gap_m=round(a.box.gap_m(b.box)),
    )


def _text(at: tuple[float, float]) -> str:
    return f"{at[0]:.1f}, {at[1]:.1f}"


def _references(facts: ModelFacts, notes: Notebook) -> None:
    """Buildings on a slope: what is at grade is asked of one ±0.00 when they are checked together."""
    heights = [b.reference_z_m for b in facts.buildings]
    if heights and max(heights) - min(heights) > 1.5:
        low, high = round(min(heights), 2), round(max(heights), 2)
        notes.add(
            "references_differ",
            [b.guid for b in facts.buildings],
            low_m=low,
            high_m=high,
            used_m=round(facts.reference_z_m, 2),
        )
