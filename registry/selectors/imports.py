"""What a page shows of an import."""

from __future__ import annotations

from registry.imports.messages import Message
from registry.imports.plan import ImportPlan, from_json
from registry.models import ImportBatch


def plan_of(batch: ImportBatch) -> ImportPlan | None:
    """The plan of a previewed (or applied) import, None before."""
    return from_json(batch.plan.path.read_bytes()) if batch.plan is not None else None


def notices_of(batch: ImportBatch) -> list[str]:
    """Remarks about the whole file in the reader's language."""
    return [str(Message(*notice)) for notice in batch.notices]
