"""The report of a check run: what it must say, to whom, as a page and as a PDF."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.checkreport.data import collect
from portal.views.check import read_report
from seeds.ifc import write_office
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member
from tests.portal.dossier.conftest import deliver, text_of

__all__ = ["deliver"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(deliver: Any) -> Any:
    building = make_building(name="办公楼", use="office")
    officer = make_member("officer", area=building.area)
    return deliver(building, officer, write_office, use="office", fire_grade=2)


def test_it_tells_each_finding_with_measured_limit_clause_confidence_and_what_it_rests_on(checked: Any) -> None:
    with translation.override("en"):
        data = collect(checked, read_report(checked))
    told = data["loud"]["rows"]
    assert told
    judged = [row for row in told if row["limit"]]
    assert judged
    for row in judged:
        assert (
            row["clause"].startswith("GB ") and row["confidence"] in "ABC" and row["measured"] != "–" and row["basis"]
        )
    assert {row["rests_on"] for row in told} <= {"proposed", "confirmed"}
    counts = {row["verdict"]: row["count"] for row in data["counts"]}
    assert counts == checked.summary
    passed = [row for row in data["passed"] if row["rests_on"] == "proposed"]
    assert sum(row["count"] for row in passed) == checked.summary["pass_proposed"]
    assert [row["name"] for row in data["storeys"]] == ["5层", "4层", "3层", "2层", "1层"]
    upper = data["other_ways"][0]
    # Two stairs 31.6 m apart, a corridor that runs 27 m on beyond the second one (seeds/ifc/office.py).
    assert upper["exits"] == 2 and not upper["cut_off"]
    assert upper["dead_end_m"] == pytest.approx(26.974, abs=0.01)
    assert upper["loss_m"] > max(ways[0] for ways in (row["to_exit_m"] for row in data["storeys"]))


def test_page_and_pdf_say_the_same_and_name_the_file_they_rest_on(client: Client, checked: Any) -> None:
    client.force_login(make_member("viewer", area=checked.version.building.area))
    page = client.get(reverse("check-report", args=[checked.uuid]))
    assert page.status_code == 200
    pdf = client.get(reverse("check-report-pdf", args=[checked.uuid]), {"lang": "zh-hans"})
    assert pdf["Content-Type"] == "application/pdf" and "filename*=UTF-8''" in pdf["Content-Disposition"]
    text = text_of(pdf.content)
    for words in ("疏散校核报告", checked.version.file.sha256, checked.report.sha256, "量法", "各层平面图"):
        assert words in text
    for clause in read_report(checked)["not_judged"][:3]:
        assert "".join(clause["clause"].split()) in text


def test_another_areas_people_get_404(client: Client, checked: Any) -> None:
    client.force_login(make_member("officer", area=make_area()))
    for name in ("check-report", "check-report-pdf"):
        assert client.get(reverse(name, args=[checked.uuid])).status_code == 404
