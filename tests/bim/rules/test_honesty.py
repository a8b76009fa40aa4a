"""Missing data never passes: every pack against whole models from which exits, stairs, widths or rooms were taken."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bim.egress import Reviews, analyse
from bim.facts import ModelFacts
from bim.read import read_delivery
from bim.rules.basis import judge_by_basis
from bim.rules.counted import counted
from bim.rules.load import load_pack
from bim.rules.params import Params
from bim.rules.texts import TEXTS
from core.verdicts import Verdict
from seeds.ifc import OfficeOptions, WalkUpOptions, write_office, write_walk_up

PACKS = ("gb50016-2018", "gb55037-2022", "gb55038-2025", "gb50067-2014", "ibc-2021", "adb-2019")
FULL: dict = {"fire_grade": 2, "height_m": 6.5, "sprinklered": False, "open_corridor": False}
USES = {"office": "office", "walk_up": "residential"}
NOTHING = ("no_exits", "no_stairs", "no_widths")
VARIANTS = ((), ("no_exits",), ("no_stairs",), ("no_widths",), ("no_spaces",), ("external_false",), NOTHING)


@cache
def facts(model: str, how: tuple[str, ...]) -> ModelFacts:
    options = dict.fromkeys(how, True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.ifc"
        if model == "office":
            write_office(path, options=OfficeOptions(storeys=2), **options)
        else:
            write_walk_up(path, options=WalkUpOptions(storeys=2), **options)
        return read_delivery([path])


@cache
def analysed(model: str, how: tuple[str, ...], counts: frozenset[str], residential: bool):
    return analyse(facts(model, how), reviews=Reviews(), counts_as_exit=counts, residential=residential)


def judged(model: str, how: tuple[str, ...], pack_id: str, **values):
    pack, params = load_pack(pack_id), Params(**values)
    use = pack.use_of(params.use, params.group)
    result = analysed(model, how, pack.counts_as_exit, use is not None and use.scope == "residential")
    return result, judge_by_basis(pack, params, result, counted(pack, params, result), find=load_pack)


def passes(rows):
    return [(row.rule, row.subject.name, row.reason) for row in rows if row.verdict is Verdict.PASS]


def use_of(model: str, pack_id: str) -> str:
    return "parking" if pack_id == "gb50067-2014" else USES[model]


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("model", USES)
@pytest.mark.parametrize("how", VARIANTS, ids="+".join)
def test_every_row_can_be_believed(model, how, pack_id):
    for values in ({}, {"use": use_of(model, pack_id)}, FULL | {"use": use_of(model, pack_id)}):
        _, rows = judged(model, how, pack_id, **values)
        assert rows
        for row in rows:
            assert row.clause, row
            assert row.edition, row
            assert row.unit, row
            assert row.confidence in ("A", "B", "C"), row
            assert row.reason.split("|")[0] in TEXTS, row
            if row.verdict in (Verdict.PASS, Verdict.FAIL):
                assert None not in (row.measured, row.measured_upper, row.limit, row.limit_upper), row
                assert row.confidence != "C", row
        if how in (("no_exits",), ("no_spaces",), NOTHING):
            assert passes(rows) == []


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("model", USES)
def test_nothing_passes_while_the_use_is_unknown(model, pack_id):
    for values in ({}, FULL, {"sprinklered": True}):
        _, rows = judged(model, (), pack_id, **values)
        assert passes(rows) == []
        assert all(row.verdict in (Verdict.NO_DATA, Verdict.REVIEW, Verdict.NOT_APPLICABLE) for row in rows)


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("model", USES)
def test_where_no_stair_leads_down_only_the_ground_floor_may_pass(model, pack_id):
    result, rows = judged(model, ("no_stairs",), pack_id, **FULL, use=use_of(model, pack_id))
    shut = {space.guid for space in result.spaces if space.reason in ("no_exit", "not_connected")}
    assert shut
    storeys = {s.storey for s in result.spaces} - {s.storey for s in result.spaces if s.guid not in shut}
    wrong = [row for row in rows if row.verdict is Verdict.PASS and (row.subject.guid in shut or row.storey in storeys)]
    assert wrong == []


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("model", USES)
def test_doors_without_width_pass_no_width(model, pack_id):
    _, rows = judged(model, ("no_widths",), pack_id, **FULL, use=use_of(model, pack_id))
    doors = [row for row in rows if row.metric == "clear_width" and row.subject.type == "IfcDoor"]
    assert {row.verdict for row in doors} <= {Verdict.NO_DATA}
    assert doors or pack_id == "adb-2019"


@pytest.mark.parametrize("group", ["I-1", "H-3", "R-2"])
def test_what_is_not_permitted_never_passes(group):
    _, rows = judged("office", (), "ibc-2021", group=group, sprinklered=False)
    printed = [row for row in rows if "not_permitted" in row.reason or "common_np" in row.reason]
    assert printed
    assert {row.verdict for row in printed} <= {Verdict.REVIEW, Verdict.NO_DATA}
