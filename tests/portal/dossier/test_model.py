"""The paper of a building with a checked model: ways, verdicts, plans."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader

from portal.dossier.data import collect, digest
from portal.dossier.overview import overview
from portal.dossier.paper import dossier_html, dossier_pdf
from seeds.ifc import write_office, write_tower
from tests.factories.buildings import make_building
from tests.factories.people import make_member
from tests.portal.dossier.conftest import order_for, text_of

pytestmark = pytest.mark.django_db


def test_a_tower_of_18_storeys_prints_each_storey_and_draws_alike_ones_once(deliver: Any) -> None:
    building = make_building(name="听松苑3号楼", storeys_above=18)
    officer = make_member("officer", area=building.area)
    check = deliver(building, officer, write_tower, use="residential", fire_grade=1)
    with translation.override("zh-hans"):
        data = collect(building, officer)
    assert [row["name"] for row in data["plans"]["storeys"]] == [f"{n}层" for n in range(18, 0, -1)]
    drawn = [name for drawing in data["plans"]["drawings"] for name in drawing["names"]]
    assert sorted(drawn) == sorted(f"{n}层" for n in range(1, 19))
    assert len(data["plans"]["drawings"]) < 18 and data["plans"]["entrance"]["name"] == "1层"
    # The layout (seeds/ifc/tower.py): hall, west end and a side door of each of the two stairwells.
    assert [row["sign"] for row in data["ways"]["exits"]] == ["E1", "E2", "E3", "E4"]
    assert {row["name"] for row in data["ways"]["exits"]} >= {"单元门", "西侧疏散门"}
    # 34 flights are two stairs from the first to the last storey.
    stairs = [(row["sign"], row["name"], row["lowest"], row["highest"]) for row in data["ways"]["stairs"]]
    assert stairs == [("S1", "1号楼梯", "1层", "18层"), ("S2", "2号楼梯", "1层", "18层")]
    assert not any(row["confirmed"] or row["known"] for row in data["ways"]["stairs"])
    text = text_of(dossier_pdf(building, order_for(officer, building)))
    assert "类型未知" in text and "18层" in text and "墙、门与判定相同的楼层" in text
    assert check.version.file.sha256 in text


def test_proposed_passes_are_counted_apart_and_the_worst_verdicts_carry_clause_and_limit(deliver: Any) -> None:
    building = make_building(name="办公楼", use="office")
    officer = make_member("officer", area=building.area)
    check = deliver(building, officer, write_office, use="office", fire_grade=2)
    assert check.summary["pass_proposed"] and not check.summary["pass"]
    with translation.override("zh-hans"):
        counts = {row["verdict"]: row["count"] for row in collect(building, officer)["check"]["counts"]}
    assert counts == check.summary
    html = dossier_html(building, order_for(officer, building))
    assert "符合，待确认" in html and "不计入符合" in html
    rows = re.findall(r'<td class="num">([^<]*)</td><td class="num">([^<]*)</td><td class="meta">([^<]*)<br>', html)
    assert rows and all(clause.startswith("GB ") for _measured, _limit, clause in rows)
    assert any(limit.startswith(("≤", "≥")) for _measured, limit, _clause in rows)


def test_confirmed_exits_and_stairs_lose_their_question_mark(deliver: Any, run_jobs: Any) -> None:
    from bim.services import reviews
    from bim.services.checking import start_check

    building = make_building(use="office")
    officer = make_member("officer", area=building.area)
    check = deliver(building, officer, write_office, use="office", fire_grade=2)
    model_set = check.version.model_set
    with translation.override("zh-hans"):
        before = collect(building, officer)
    import json

    report = json.loads(check.report.path.read_bytes())
    exits = {door["guid"]: "final" for door in report["doors"] if door["exit"] == "final"}
    stairs = {stair["guid"]: "enclosed" for stair in report["stairs"]}
    reviews.confirm(actor=officer, model_set=model_set, kind="exit", values=exits)
    reviews.confirm(actor=officer, model_set=model_set, kind="stair", values=stairs)
    start_check(actor=officer, version=check.version)
    run_jobs()
    with translation.override("zh-hans"):
        after = collect(building, officer)
    assert not any(row["confirmed"] for row in before["ways"]["exits"])
    assert all(row["confirmed"] for row in after["ways"]["exits"] + after["ways"]["stairs"])
    assert {kind for row in after["ways"]["stairs"] for kind in row["kinds"]} == {"封闭楼梯间"}
    assert digest(before) != digest(after)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_plan_with_the_ways_out_stands_on_the_first_page(deliver: Any, language: str) -> None:
    building = make_building(use="office")
    officer = make_member("officer", area=building.area)
    deliver(building, officer, write_office, use="office", fire_grade=2)
    pages = PdfReader(io.BytesIO(dossier_pdf(building, order_for(officer, building, language)))).pages
    first, second = ("".join(page.extract_text().split()) for page in pages[:2])
    heading = {"zh-hans": "出路与救援", "en": "Waysoutandrescue"}[language]
    # The list of exits and the drawing both say E1 to E3.
    assert heading in first and heading not in second
    assert all(first.count(f"E{n}?") == 2 for n in (1, 2, 3))


def test_the_first_page_draws_the_plan_without_small_print(deliver: Any) -> None:
    building = make_building(use="office")
    officer = make_member("officer", area=building.area)
    deliver(building, officer, write_office, use="office", fire_grade=2)
    with translation.override("zh-hans"):
        plans = collect(building, officer)["plans"]
    full = plans["entrance"]["svg"]
    small = overview(full, 60.0)
    assert small.startswith("<svg") and small.rstrip().endswith("</svg>")
    assert small.count('class="fp-wall"') == full.count('class="fp-wall"') > 0
    assert 'class="fp-names"' in full and 'class="fp-names"' not in small
    # Three final exits by the layout of the office, each still marked.
    assert len(set(re.findall(r">(E\d)\?</text>", small))) == 3


def test_plans_too_large_for_one_paper_are_said_not_dropped(deliver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.dossier import plans

    building = make_building(use="office")
    officer = make_member("officer", area=building.area)
    deliver(building, officer, write_office, use="office", fire_grade=2)
    monkeypatch.setattr(plans, "MOST_BYTES", 1)
    html = dossier_html(building, order_for(officer, building))
    drawings = html.count("平面图</h3>") + html.count('平面图 <span class="meta">')
    # All but the storey with the final exits, which is drawn on the first page and again in the section.
    assert html.count("此处未绘") == drawings - 1 > 0
    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" class="fp"') == 2
