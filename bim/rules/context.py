"""What every rule needs while it judges one result: pack, parameters completed from the model, look-ups."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bim.egress.result import DoorResult, EgressResult, SpaceResult, StairResult
from bim.rules import reasons
from bim.rules.drafts import Drafts
from bim.rules.heights import height_class
from bim.rules.limit_span import Choices, LimitSpan, limit_span
from bim.rules.loads import Loads
from bim.rules.model import Pack, Source, Use
from bim.rules.params import Params
from bim.rules.rests import Rests
from bim.rules.shut_in import ShutIn
from bim.rules.spans import Span

MODEL_HEIGHT_SLACK_M = 3.0
"""The model gives ±0.00 to the top storey's ceiling; the code's height runs from the ground outside to the roof."""


@dataclass(frozen=True, slots=True)
class Context:
    """``params``: height class and storeys filled in from the model where nobody gave them (then in ``assumed``)."""

    pack: Pack
    params: Params
    result: EgressResult
    heights: Span | None
    assumed: tuple[str, ...]
    doors: dict[str, DoorResult]
    spaces: dict[str, SpaceResult]
    stairs: dict[str, StairResult]
    rests: Rests
    """Which verdict rests on whose word."""
    loads: Loads | None = None
    """Persons by a code's densities or as said; None: nobody counted."""
    drafts: Drafts = field(default_factory=Drafts)
    shut_in: ShutIn = field(default_factory=ShutIn)
    known_spans: dict[object, LimitSpan] = field(default_factory=dict)
    """Doors of a tower ask the same question again and again; emptied with the context."""

    def limits(self, params: Params, choices: Choices) -> LimitSpan:
        """``limit_span`` of this pack, each question answered once."""
        question = (params, tuple((name, tuple(values)) for name, values in choices.items()))
        if question not in self.known_spans:
            self.known_spans[question] = limit_span(self.pack, params, choices)
        return self.known_spans[question]

    @property
    def scope(self) -> str | None:
        """``residential`` or ``public``; None when the use is unknown or not in the pack."""
        return self.use.scope if self.use else None

    @property
    def use(self) -> Use | None:
        return self.pack.use_of(self.params.use, self.params.group)

    def basis(self, source: Source) -> str:
        """``as_built`` when an existing building was designed after this edition came into force, else ``current``."""
        year = self.params.design_year
        return "as_built" if self.params.existing and year is not None and year > source.in_force else "current"

    def basis_notes(self, source: Source) -> tuple[str, ...]:
        """For an existing building judged by a later edition: new-build clauses do not reach back."""
        if not self.params.existing or self.basis(source) == "as_built":
            return ()
        return (reasons.code("not_retroactive", edition=source.edition),)

    def lost(self, storey: str) -> str | None:
        """Reason code where a stair of this storey (GUID) leads to no final exit; it then is no exit of the storey."""
        dead = [s for s in self.result.stairs if not s.leads_out and storey in (s.from_storey, s.to_storey)]
        return "stair_no_way_out" if dead else None

    def persons_in(self, space: SpaceResult) -> Span | None:
        """Persons of a room: by the loads, else what the model itself says."""
        known = self.loads.of_space(space.guid) if self.loads else None
        return known or (None if space.occupants is None else Span(space.occupants, space.occupants))

    def persons_on(self, storey: str) -> Span | None:
        """Persons of a storey (GUID): by the loads, else the sum over its rooms; None as soon as one is unknown."""
        known = self.loads.of_storey(storey) if self.loads else None
        if known is not None:
            return known
        rooms = [s for s in self.result.spaces if s.storey == storey and not s.is_circulation and not s.is_stair_space]
        found = [self.persons_in(room) for room in rooms]
        if not found or any(span is None for span in found):
            return None
        return Span(sum(s.low for s in found if s), sum(s.high for s in found if s))

    def exit_doors_of(self, space: str | None) -> int:
        """How many doors serve this room as its exit doors."""
        return sum(1 for door in self.result.doors if space is not None and door.serves == space)


def make_context(pack: Pack, params: Params, result: EgressResult, loads: Loads | None = None) -> Context:
    heights = _heights(params, result)
    completed, assumed = _complete(pack, params, result, heights)
    return Context(
        pack=pack,
        params=completed,
        result=result,
        heights=heights,
        assumed=assumed,
        doors={door.guid: door for door in result.doors},
        spaces={space.guid: space for space in result.spaces},
        stairs={stair.guid: stair for stair in result.stairs},
        drafts=Drafts.of(result),
        shut_in=ShutIn.of(result),
        rests=Rests(result),
        loads=loads,
    )


def _heights(params: Params, result: EgressResult) -> Span | None:
    if params.height_m is not None:
        return Span(params.height_m, params.height_m)
    if result.height_m is not None:
        return Span(result.height_m, result.height_m + MODEL_HEIGHT_SLACK_M)
    return None


def _complete(pack: Pack, params: Params, result: EgressResult, heights: Span | None) -> tuple[Params, tuple[str, ...]]:
    """The storeys as modelled; the height class by the model's own height, only where the slack does not matter."""
    assumed: tuple[str, ...] = ()
    if params.storeys is None and result.storeys_above:
        params, assumed = replace(params, storeys=result.storeys_above), ("storeys_from_model",)
    if params.high_rise is not None or params.height_m is not None or heights is None:
        return params, assumed
    ends = {height_class(pack, replace(params, height_m=end)).height for end in (heights.low, heights.high)}
    if len(ends) != 1 or None in ends:
        return params, assumed
    return replace(params, high_rise="high" in ends), (*assumed, "height_from_model")
