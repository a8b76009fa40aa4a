"""One row of the review page: an element, what the model makes likely and why, what people have said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bim.models import Review
from bim.models.reviews import UNSURE
from bim.review_targets import Target
from bim.rules.reasons import sentence
from portal.exit_review.tabs import Choice, word

TAKE_BACK = "-"
"""In a form: what was said is taken back. An empty answer leaves everything as it is."""
MOST_TYPES = 24


@dataclass(frozen=True, slots=True)
class Row:
    """``answers``: buttons in the order of the keys 1, 2, 3; ``others``: what else may be said. ``sign`` as on the
    plan; ``at``: where the page itself puts a sign, the plan has none."""

    target: Target
    storey: str
    told: list[str]
    proposed: str
    answers: list[Choice]
    others: list[Choice]
    said: Review | None
    said_word: str
    sign: str
    at: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.target.confidence)

    @property
    def state(self) -> str:
        """``carried``, ``unsure``, ``said`` or empty."""
        if self.said is None or not self.said.value:
            return ""
        return "carried" if self.said.carried_from_id else "unsure" if self.said.value == UNSURE else "said"

    @property
    def sure(self) -> bool:
        """Solid sign: a person has spoken of it, or the check confirmed it by the stair it leads to."""
        return self.state in ("said", "carried") or (self.target.status == "confirmed" and not self.state)

    @property
    def since(self) -> str:
        origin = self.said.carried_from if self.said else None
        return f"v{origin.version.number}" if origin and origin.version else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What every row of one page needs."""

    storeys: Mapping[str, str]
    said: Mapping[tuple[str, str], Review]
    flats: Mapping[str, str]
    choices: list[Choice]


def row_of(target: Target, known: Known, number: int) -> Row:
    """``number``: of a candidate without a sign on the plan."""
    said = known.said.get((target.kind, target.guid))
    language = get_language() or ""
    answers = _answers(target, known)
    offered = {value for value, _label in answers}
    marked = target.kind == "exit" and not target.sign
    return Row(
        target=target,
        storey=known.storeys.get(target.storey, ""),
        told=[sentence(e, language) for e in target.evidence],
        proposed=word(target.kind, target.proposed, known.flats),
        answers=answers,
        others=[c for c in known.choices if c[0] not in offered],
        said=said,
        said_word=word(target.kind, said.value, known.flats) if said else "",
        sign=f"C{number}" if marked else target.sign,
        at=_middle(target) if marked else "",
    )


def _answers(target: Target, known: Known) -> list[Choice]:
    """Yes, no and not certain; of what is no yes-or-no question: as proposed, and not certain."""
    if target.kind == "exit":
        return [(target.yes, _("Is an exit")), ("no", _("Is none")), (UNSURE, _("Not certain"))]
    if target.kind == "door":
        return [("flat_door", _("Flat door")), ("inner", _("No flat door")), (UNSURE, _("Not certain"))]
    proposed = word(target.kind, target.proposed, known.flats)
    return [*([(target.proposed, proposed)] if proposed else []), (UNSURE, _("Not certain"))]


def _middle(target: Target) -> str:
    (ax, ay), (bx, by) = target.row["line"]
    return f"{(ax + bx) / 2:.3f},{(ay + by) / 2:.3f}"


def numbers(targets: Iterable[Target]) -> dict[str, int]:
    """Candidates without a sign, numbered through the whole building."""
    return {t.guid: n for n, t in enumerate((t for t in targets if not t.sign), start=1)}


def types(targets: Iterable[Target]) -> list[tuple[str, int]]:
    """Types that several elements share, the commonest first."""
    counts = Counter(t.type for t in targets if t.name)
    return [(name, n) for name, n in counts.most_common(MOST_TYPES) if n > 1]
