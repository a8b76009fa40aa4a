"""What a plan asks of a judgement."""

from __future__ import annotations

from core.verdicts import Judgement, Verdict

ORDER = (Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA, Verdict.PASS, Verdict.NOT_APPLICABLE)


def about_distance(judgement: Judgement) -> bool:
    """A verdict on how far one has to walk, not on a width or a fire rating."""
    return judgement.metric in ("walked", "straight")
