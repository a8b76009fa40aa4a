"""What stands on the paper, in both languages, with much on file and with almost nothing."""

from __future__ import annotations

import datetime as dt
import re
import socket

import pytest
from django.utils import timezone

from core.pdf import render_pdf
from portal.dossier.paper import dossier_html, dossier_pdf
from registry.models import ElevatorRecord, Observation, Role
from tests.factories.buildings import make_building, make_elevator, make_responsibility
from tests.factories.people import make_member, make_organisation
from tests.inspections.made import bring_to, make_calendar, make_hazard, make_town
from tests.portal.dossier.conftest import fonts_of, order_for, text_of

pytestmark = pytest.mark.django_db


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)))


def test_a_building_of_which_nothing_is_known_says_so_line_by_line() -> None:
    building = make_building(name="松涛路7号", address="", use="", year_built=None, storeys_above=None)
    reader = make_member("officer", area=building.area)
    pdf = dossier_pdf(building, order_for(reader, building))
    text = text_of(pdf)
    for words in ("松涛路7号", "地址未登记", "编码未登记", "数据不足", "未登记", "消防车登高操作场地", "物业服务企业"):
        assert words in text
    assert "没有平面图：本房屋没有经校核的BIM模型。" in text
    # Eight key facts, none known: each line of the first page carries the frame "not on file".
    key = dossier_html(building, order_for(reader, building)).split("基本事实")[1].split("</table>")[0]
    assert key.count('<td class="lab">') == 8 and key.count(">未登记<") == 9
    assert "符合" not in text.replace("不符合", "").replace("“符合，待确认”", "")


def test_only_the_simplified_chinese_sans_is_embedded() -> None:
    building = make_building(name="直骨角 Block A", name_en="Block A")
    reader = make_member("officer", area=building.area)
    for language in ("zh-hans", "en"):
        names = fonts_of(dossier_pdf(building, order_for(reader, building, language)))
        assert {re.sub("[^A-Za-z]", "", name) for name in names} == {"NotoSansSC"}


def test_hazards_come_first_with_their_clocks_and_ended_ones_with_their_history() -> None:
    make_calendar()
    town, today = make_town(), timezone.localdate()
    late = make_hazard(town, title="消防车道停车占用")
    bring_to(town, "rectifying", today=today - dt.timedelta(days=40), grade="fire/major", hazard=late)
    html = dossier_html(town.building, order_for(town.officer, town.building))
    first = plain(html.split('class="page"')[0])
    assert first.index("先看这里") < first.index("消防车道停车占用") < first.index("进入与登楼")
    assert "重大火灾隐患" in first and re.search(r"复查\s+超期\d+个工作日", first)
    rest = plain(html.split('class="page"', 1)[1])
    assert late.number in rest and "登记送达" in rest.replace(" ", "")


def test_an_imminent_danger_stands_before_the_older_hazard() -> None:
    town = make_town()
    make_hazard(town, title="甲处堆物")
    falling = make_hazard(town, title="乙处外墙脱落")
    falling.imminent = True
    falling.save()
    first = plain(dossier_html(town.building, order_for(town.officer, town.building)).split('class="page"')[0])
    assert first.index("乙处外墙脱落") < first.index("甲处堆物")
    assert "险情" in first and "临时管控措施未登记" in first


def test_every_fact_carries_source_and_day_and_what_contradicts_it() -> None:
    building = make_building(fire_grade=1, storeys_above=18)
    seen = {"source": "census", "observed_on": dt.date(2022, 8, 1)}
    Observation.objects.create(building=building, field="storeys_above", value=18, **seen)
    Observation.objects.create(building=building, field="fire_grade", value=2, **seen)
    Observation.objects.create(
        building=building, field="fire_grade", value=1, source="model", observed_on=dt.date(2026, 3, 2)
    )
    reader = make_member("officer", area=building.area)
    text = plain(dossier_html(building, order_for(reader, building)))
    assert re.search(r"地上层数\s+18\s+普查\s+2022-08-01", text)
    assert re.search(r"耐火等级\s+一级\s+待人工判定\s+普查\s*：\s*二级\s+模型\s+2026-03-02", text)


def test_lifts_contacts_and_telephones_are_on_the_first_page() -> None:
    building = make_building()
    firm = make_organisation("maintainer", name="云澜维保", phone="400-820-0119")
    make_responsibility(building=building, organisation=firm, role=Role.MAINTAINER)
    lift = make_elevator(building=building, name="2号梯", service="stopped", installed_on=dt.date(2015, 5, 12))
    ElevatorRecord.objects.create(elevator=lift, kind="maintenance", done_on=dt.date(2020, 1, 1), result="passed")
    reader = make_member("officer", area=building.area)
    html = dossier_html(building, order_for(reader, building))
    first = plain(html.split('class="page"')[0])
    assert "400-820-0119" in first and "云澜维保" in first
    assert first.index("停用") < first.index("进入与登楼")
    # Maintenance is due 15 days after the last one (TSG T5002-2017): 2020-01-16.
    assert "2020年1月16日" in first


def test_the_english_paper_is_english() -> None:
    town = make_town()
    town.building.name_en = "Tingsong Court, Block 3"
    town.building.save()
    make_hazard(town)
    text = text_of(dossier_pdf(town.building, order_for(town.officer, town.building, "en")))
    for words in (
        "TingsongCourt,Block3",
        "Whatisbroken",
        "Goodsinthestairwell",
        "Keyfacts",
        "Notonfile",
        "Hashofthedata",
    ):
        assert words in text
    assert "先看这里" not in text and "未登记" not in text


def test_names_are_text() -> None:
    building = make_building(name='<img src="http://192.0.2.1/x.png">楼</style><script>', address="a'\"&<b>")
    reader = make_member("officer", area=building.area)
    html = dossier_html(building, order_for(reader, building))
    assert "<img" not in html and "<script" not in html and html.count("</style>") == 1
    assert '<imgsrc="http://192.0.2.1/x.png">楼' in text_of(dossier_pdf(building, order_for(reader, building)))


def test_nothing_is_fetched_even_where_markup_asks_for_it() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
        building = make_building(name=f'<img src="{address}">')
        reader = make_member("officer", area=building.area)
        html = dossier_html(building, order_for(reader, building))
        # The same page as if a name had not been escaped.
        assert render_pdf(html.replace("<body>", f'<body><img src="{address}">')).startswith(b"%PDF")
        with pytest.raises(BlockingIOError):
            listener.accept()
