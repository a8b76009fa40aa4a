"""What the files leave unsaid and geometry tells: rooms of storeys without spaces, edges without walls.

Walls and slabs are looked at only where one of the two is missing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from bim.facts import ModelFacts
from bim.read.derived_rooms import derive_rooms
from bim.read.notes import Notebook
from bim.read.open_edges import add_open_edges
from bim.read.source import Source


def complete(facts: ModelFacts, sources: Sequence[Source], notes: Notebook) -> None:
    """Add to ``facts`` what all files of the delivery together imply."""
    clock = time.process_time()
    add_open_edges(facts, sources, notes)
    derive_rooms(facts, sources, notes)
    facts.timing_s["geometry"] += time.process_time() - clock
