"""The order as a paper: its words in both languages, its fonts, its clock, and that it fetches nothing."""

from __future__ import annotations

import datetime as dt
import io
import socket
import threading
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from core.models import CalendarDay, CalendarYear
from core.pdf import PdfFailed, render_pdf
from inspections.papers.order import order_html, order_pdf
from inspections.services.acts import perform
from inspections.services.deadlines import settle_provisional
from tests.inspections.made import Town, bring_to

WED = dt.date(2026, 4, 29)


def text_of(pdf: bytes) -> str:
    """All text, without the spaces and breaks that a layout puts in."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def fonts_of(pdf: bytes) -> set[str]:
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]))
    return found


def test_the_paper_in_chinese_before_and_after_service(town: Town, on: Any) -> None:
    on(WED)
    hazard = bring_to(town, "order_issued", today=WED)
    client = Client()
    client.force_login(town.manager)
    url = f"/api/v1/orders/{hazard.orders.get().uuid}/pdf/?language=zh-hans"
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    before = text_of(answer.content)
    for words in (
        "甲整〔2026〕1号",
        "责令限期改正通知书",
        "甲物业",
        "10个工作日内改正",
        "清除杂物",
        "如不服，可申请行政复议。",
        "送达回证",
        "2026年4月29日",
    ):
        assert words in before
    assert "2026年5月15日" not in before
    assert {name.split("+")[1] for name in fonts_of(answer.content)} == {"Noto-Sans-SC", "Noto-Serif-SC"}
    assert all(name[1:7].isupper() for name in fonts_of(answer.content)), "only subsets are embedded"

    served = {"served_on": WED, "method": "direct", "receiver": "前台 王某"}
    perform(actor=town.inspector, hazard=hazard, act="serve", data=served)
    after = text_of(client.get(url).content)
    assert "直接送达" in after
    assert "2026年5月15日" in after


def test_the_paper_in_english(town: Town, on: Any) -> None:
    on(WED)
    order = bring_to(town, "order_issued", today=WED).orders.get()
    page = order_html(order, "en")
    assert '<html lang="en">' in page
    for words in ("Notice to correct by a date", "Within 10 working days of service", "You may apply for review."):
        assert words in page
    assert "Goods in the stairwell" in page


def test_a_deadline_counted_again_with_the_holiday_table_is_on_the_paper(town: Town, on: Any) -> None:
    day = dt.date(2026, 12, 28)
    on(day)
    hazard = bring_to(town, "rectifying", today=day)
    order = hazard.orders.get()
    # Ten weekdays after Monday 28 December end on Monday 11 January; with New Year's Day off, on the 12th.
    assert "2027年1月11日" in text_of(order_pdf(order, "zh-hans"))
    CalendarYear.objects.create(calendar="cn", year=2027)
    CalendarDay.objects.create(calendar="cn", day=dt.date(2027, 1, 1), kind="off")
    assert settle_provisional() == 1
    after = text_of(order_pdf(order, "zh-hans"))
    assert "2027年1月12日" in after
    assert "2027年1月11日" not in after
    # A stricter grade is a deadline of its own; what the paper said stands.
    data = {"grade": "fire/major", "reason": "扩大"}
    perform(actor=town.officer, hazard=hazard, act="regrade", data=data)
    assert "2027年1月12日" in text_of(order_pdf(order, "zh-hans"))


def test_words_that_people_type_are_no_markup(town: Town, on: Any) -> None:
    on(WED)
    hazard = bring_to(town, "graded", today=WED)
    demand = "<img src='file:///etc/passwd'> & <script>"
    hazard = perform(actor=town.officer, hazard=hazard, act="issue_order", data={"demand": demand})
    page = order_html(hazard.orders.get(), "zh-hans")
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_page_fetches_nothing(tmp_path: Any) -> None:
    """A listener counts: neither pictures nor styles nor fonts nor attachments are asked for."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port, done = server.getsockname()[1], threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    asked.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        secret = tmp_path / "secret.txt"
        secret.write_text("SECRETWORD")
        url = f"http://127.0.0.1:{port}"
        pdf = render_pdf(
            f'<html><head><link rel=stylesheet href="{url}/a.css"><link rel=attachment href="file://{secret}">'
            f"<style>@font-face{{font-family:x;src:url({url}/x.woff)}} p{{background:url({url}/p.png)}}</style></head>"
            f'<body><img src="{url}/i.png"><img src="file://{secret}"><p>还在</p></body></html>'
        )
        done.set()
        thread.join()
    assert asked == []
    assert b"SECRETWORD" not in pdf
    assert "/EmbeddedFiles" not in str(PdfReader(io.BytesIO(pdf)).trailer["/Root"])
    assert "还在" in text_of(pdf)


def test_a_page_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from core import pdf
    from core.sandbox import Limits

    monkeypatch.setattr(pdf, "LIMITS", Limits(memory_mb=2048, cpu_s=20, wall_s=3, file_mb=8))
    with pytest.raises(PdfFailed) as problem:
        render_pdf("<table>" + "<tr><td>长<table><tr><td>表" * 60_000)
    assert problem.value.code in {"TIMEOUT", "MEMORY", "ERROR"}
