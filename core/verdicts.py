"""The verdict: one judgement of one subject against one clause, with everything needed to believe it.

Pure Python. Every calculator (egress, lifts, widths) answers in these types, so that a page, a PDF, the API and
the command line show the same thing. Missing data never reads as a pass: the only way to ``PASS`` is a measured
value, a limit and a confidence letter that may decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """Five values; the order is the order in which a person wants to read them."""

    FAIL = "fail"
    REVIEW = "review"
    NO_DATA = "no_data"
    PASS = "pass"  # noqa: S105
    NOT_APPLICABLE = "not_applicable"


class RestsOn(StrEnum):
    """Whether a person has confirmed the exits, stair kinds and uses that a judgement rests on."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was judged. ``type`` is an IFC class for model elements (``IfcDoor``), else a noun (``building``)."""

    guid: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of ``results`` in the egress report, and of the check's table in the database.

    ``measured``/``measured_upper`` enclose the true value (equal when exact); ``limit`` is the stricter and
    ``limit_upper`` the other bound of what the clause may allow (equal when nothing is open). Unit: ``unit``.
    """

    rule: str
    clause: str
    edition: str
    basis: str
    confidence: str
    metric: str
    subject: Subject
    measured: float | None
    limit: float | None
    unit: str
    verdict: Verdict
    rests_on: RestsOn
    measured_upper: float | None = None
    limit_upper: float | None = None
    reason: str = ""
    storey: str = ""
    path: tuple[tuple[float, float, float], ...] = ()
    evidence: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
