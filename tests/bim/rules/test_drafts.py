"""What rests on rooms derived from walls neither passes nor fails."""

from dataclasses import replace

import pytest

from bim.facts import Space
from bim.rules.drafts import Drafts
from bim.rules.evaluate import evaluate
from bim.rules.load import load_pack
from bim.rules.params import params_from
from bim.rules.reasons import sentence
from core.verdicts import Verdict
from tests.bim.rules.builders import OFFICE, door, exit_door, reading, result, room, stair, storey, walk


def judged(metres, derived):
    doors = [door(way=reading(walk(metres))), exit_door("E1"), exit_door("E2")]
    rooms = [room("R1", derived=derived), room("C1", derived=derived, is_circulation=True)]
    found = result(doors, rooms, [stair()], [storey(exits=("E1", "E2"))])
    params = params_from(dict(part.split("=") for part in OFFICE.split()))
    return [r for r in evaluate(load_pack("gb50016-2018"), params, found) if r.verdict != Verdict.NOT_APPLICABLE]


@pytest.mark.parametrize(("metres", "verdict"), [(10.0, Verdict.PASS), (90.0, Verdict.FAIL)])
def test_draft_rooms_are_for_review_and_say_what_the_figures_would(metres, verdict):
    sound = [r for r in judged(metres, derived=False) if r.subject.guid == "D1" and r.metric != "clear_width"]
    draft = [r for r in judged(metres, derived=True) if r.subject.guid == "D1" and r.metric != "clear_width"]
    assert verdict in {r.verdict for r in sound}
    assert not {Verdict.PASS, Verdict.FAIL} & {r.verdict for r in draft}
    changed = next(r for r, s in zip(draft, sound, strict=True) if s.verdict == verdict)
    assert changed.verdict == Verdict.REVIEW
    assert "walls and slabs" in sentence(changed.reason)
    assert changed.measured == pytest.approx(metres)


def test_a_walk_through_a_draft_storey_counts_too():
    facts_space = Space("X", 1, "", "", "S0", None, -3.0, derived=True)
    found = result(spaces=[room("X", storey="S0", derived=True)])
    found = replace(found, facts=replace(found.facts, spaces=[facts_space]))
    drafts = Drafts.of(found)
    assert drafts.bear("S0", ())
    assert drafts.bear("S1", ((0.0, 0.0, 0.0), (0.0, 5.0, -3.0)))
    assert drafts.bear("", ())
    assert not drafts.bear("S1", ((0.0, 0.0, 0.0), (5.0, 0.0, 0.0)))
    assert not Drafts.of(result(spaces=[room()])).bear("", ())
