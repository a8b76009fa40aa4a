"""What lies in the view of the map, as the list beside it says it: counts by kind and the most urgent buildings."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspections.models import Hazard
from inspections.selectors import HazardRow, hazard_rows
from inspections.selectors.lists import urgent_first
from portal.tiles.asked import Asked, placed
from portal.tiles.grid import box_ranges
from portal.tiles.scales import Kind, reached, year_kind
from portal.tiles.standing import Standing, open_hazards, standings
from registry.models import Building

ROWS = 50
CHUNK = 2000
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Row:
    """A building of the list: the hazard to look at first, and the sign that it has on the map."""

    building: Building
    kind: Kind
    stand: Standing
    first: HazardRow | None = None

    @property
    def told(self) -> str:
        return told(self.building)


@dataclass(slots=True)
class Listing:
    """``kinds`` counts every kind in the view, shown or not; ``total`` those that are shown.

    ``unplaced`` buildings match the filters but have no position, so no map can show them.
    """

    total: int
    kinds: list[tuple[Kind, int]]
    unplaced: int
    rows: list[Row] = field(default_factory=list)


def told(building: Building) -> str:
    """Year, structure and storeys in a line; what is not known is said to be."""
    year = str(building.year_built) if building.year_built else _("year not known")
    storeys = building.storeys_above
    parts = [year, building.get_structure_display() if building.structure else ""]
    parts.append(ngettext("%(n)s storey", "%(n)s storeys", storeys) % {"n": storeys} if storeys else "")
    return " · ".join(part for part in parts if part)


def read_box(text: str) -> Box:
    """``west,south,east,north`` in degrees; ValueError says what is wrong with it."""
    parts = [float(part) for part in text.split(",")]
    if len(parts) != 4 or not all(-360 <= part <= 360 for part in parts):
        raise ValueError("bbox is four numbers: west, south, east, north in degrees.")
    west, south, east, north = parts
    if west > east or south > north:
        raise ValueError("bbox is west, south, east, north: west below east, south below north.")
    return west, south, east, north


def in_view(found: QuerySet[Building], box: Box) -> QuerySet[Building]:
    """Buildings whose point lies in the box: the point that the circles of the map count too."""
    west, south, east, north = box
    inside = Q(lon__gte=west, lon__lte=east, lat__gte=south, lat__lte=north)
    return placed(found, box_ranges(*box), inside)


def listing(asked: Asked, box: Box) -> Listing:
    counts = list(zip(asked.scale.kinds, _counts(asked, box), strict=True))
    total = sum(n for kind, n in counts if not asked.shown or kind.code in asked.shown)
    unplaced = asked.buildings().filter(quad__isnull=True).count()
    return Listing(total, counts, unplaced, _rows(asked, in_view(asked.buildings(), box)))


def _counts(asked: Asked, box: Box) -> list[int]:
    sums = in_view(asked.all_kinds(), box).aggregate(**reached(asked.scale, asked.user), n=Count("pk"))
    return [b - a for a, b in pairwise([0, *sums.values()])]


def _rows(asked: Asked, found: QuerySet[Building]) -> list[Row]:
    """Buildings with the most urgent hazards first, then the others by their kind, the worst first, and by name."""
    firsts = _urgent(asked, found)
    steps = [When(condition, then=Value(n)) for n, condition in enumerate(asked.scale.upto(asked.user))]
    worst = Case(*steps, default=Value(len(steps)), output_field=IntegerField())
    rest = found.exclude(pk__in=firsts).order_by(worst, "name", "pk")
    if len(firsts) < ROWS:
        busy = open_hazards(asked.user).values("building_id")
        rest = rest.exclude(pk__in=busy)
    buildings = [*found.filter(pk__in=firsts), *rest[: ROWS - len(firsts)]]
    buildings.sort(key=lambda b: list(firsts).index(b.pk) if b.pk in firsts else ROWS)
    kinds = {kind.code: kind for kind in asked.scale.kinds}
    stands = standings(asked.user, [b.pk for b in buildings])
    rows = dict(zip(firsts, hazard_rows(firsts.values()), strict=True))
    return [Row(b, kinds[_code(asked, b, stands[b.pk])], stands[b.pk], rows.get(b.pk)) for b in buildings]


def _urgent(asked: Asked, found: QuerySet[Building]) -> dict[int, Any]:
    """Building -> its most urgent open hazard, most urgent building first."""
    few = list(found.values_list("pk", flat=True)[: CHUNK + 1])
    hazards = urgent_first(open_hazards(asked.user)).values_list("building_id", "pk")
    if len(few) <= CHUNK:
        firsts = _first(hazards.filter(building_id__in=few), set(few))
    else:
        firsts = _first(hazards, found)
    rows = Hazard.objects.filter(pk__in=firsts.values()).select_related("grade").in_bulk()
    return {building: rows[hazard] for building, hazard in firsts.items()}


def _first(hazards: Any, inside: set[int] | QuerySet[Building]) -> dict[int, int]:
    """The first ``ROWS`` buildings among ``inside`` with their first hazard, in the order of the hazards.

    In a wide view most hazards are inside: asking about them in bulk ends soon, asking for all inside would not.
    """
    firsts: dict[int, int] = {}
    rows = hazards.iterator(chunk_size=CHUNK)
    while len(firsts) < ROWS and (chunk := list(islice(rows, CHUNK))):
        keys = {building for building, _hazard in chunk}
        seen = inside if isinstance(inside, set) else set(inside.filter(pk__in=keys).values_list("pk", flat=True))
        for building, hazard in chunk:
            if building in seen and len(firsts) < ROWS:
                firsts.setdefault(building, hazard)
    return firsts


def _code(asked: Asked, building: Building, stand: Standing) -> str:
    words = {"hazards": stand.hazard, "egress": stand.egress, "year": year_kind(building.year_built)}
    return words[asked.scale.code]
