"""``counted``: the occupant loads of an analysis as the rules read them."""

from __future__ import annotations

import math

from bim.egress.result import EgressResult
from bim.occupancy.loads import SpaceLoad, occupancy
from bim.rules.loads import Loads, Persons
from bim.rules.model import Pack
from bim.rules.params import Params


def counted(pack: Pack, params: Params, result: EgressResult) -> Loads:
    """Persons by space and storey; None where nobody knows them.

    Loads by a use that is only assumed may be as small as nothing: they let a rule pass or ask a person, never fail.
    """
    people = occupancy(pack.families.densities, params.use, result)
    spaces = {guid: _persons(load) for guid, load in people.spaces.items()}
    storeys = {guid: _sum([_persons(load) for load in loads]) for guid, loads in people.by_storey.items()}
    return Loads(spaces, storeys)


def _persons(load: SpaceLoad) -> Persons:
    if load.persons is None:
        return None
    least = 0.0 if load.basis == "density" and load.status == "assumed" else load.persons.low
    return least, load.persons.high


def _sum(found: list[Persons]) -> Persons:
    """Whole persons of a storey; None as soon as one room's are unknown."""
    known = [persons for persons in found if persons is not None]
    if len(known) < len(found):
        return None
    return math.ceil(sum(low for low, _ in known) - 1e-6), math.ceil(sum(high for _, high in known) - 1e-6)
