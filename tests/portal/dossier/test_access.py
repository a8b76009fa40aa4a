"""Who may have the paper, what is recorded of it, and that its hash follows the data and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.services import history
from portal.dossier.data import collect, digest
from registry.models import Observation
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member
from tests.portal.dossier.conftest import text_of

pytestmark = pytest.mark.django_db


def fetch(client: Client, user: Any, building: Any, **words: str) -> Any:
    client.force_login(user)
    return client.get(reverse("building-dossier", args=[building.uuid]), words)


def test_people_of_another_area_get_404_and_leave_no_record(client: Client) -> None:
    building = make_building()
    stranger = make_member("fire_service", area=make_area())
    assert fetch(client, stranger, building).status_code == 404
    assert not history.events_of(building).exists()


def test_the_fire_service_reads_at_once_and_its_reading_is_recorded(client: Client) -> None:
    building = make_building(name="听松苑3号楼")
    fire = make_member("fire_service", area=building.area, display_name="值班07")
    response = fetch(client, fire, building, reason="火警")
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    event = history.events_of(building).get()
    assert (event.kind, event.actor, event.data) == ("dossier.read", fire, {"reason": "火警"})
    text = text_of(response.content)
    assert "本次查阅记为变更记录第1条" in text and "值班07" in text and event.hash in text


def test_others_read_without_a_record_in_the_language_they_ask_for(client: Client) -> None:
    building = make_building(name="听松苑3号楼", name_en="Tingsong Court 3")
    viewer = make_member("viewer", area=building.area)
    response = fetch(client, viewer, building, lang="en")
    assert "TingsongCourt3" in text_of(response.content)
    assert not history.events_of(building).exists()


def test_a_signed_out_person_is_asked_to_sign_in(client: Client) -> None:
    building = make_building()
    response = client.get(reverse("building-dossier", args=[building.uuid]))
    assert response.status_code == 302 and "login" in response["Location"]


def test_a_renderer_that_fails_is_said_in_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.pdf import PdfFailed
    from portal.views import dossier

    def fail(*_args: Any) -> bytes:
        raise PdfFailed("MEMORY", "")

    monkeypatch.setattr(dossier, "dossier_pdf", fail)
    building = make_building()
    response = fetch(client, make_member("viewer", area=building.area), building, lang="en")
    assert response.status_code == 503 and response["Retry-After"] == "5"


def test_the_hash_is_the_same_for_the_same_data_and_another_after_a_change() -> None:
    building = make_building()
    officer = make_member("officer", area=building.area)
    first, again = digest(collect(building, officer)), digest(collect(building, officer))
    assert first == again and len(first) == 64
    Observation.objects.create(
        building=building, field="owner_name", value="甲", source="census", observed_on=dt.date(2022, 8, 1)
    )
    assert digest(collect(building, officer)) != first


def test_the_foot_of_every_page_names_building_time_reader_page_and_hash(client: Client) -> None:
    import io

    from pypdf import PdfReader

    building = make_building(name="听松苑3号楼")
    viewer = make_member("viewer", area=building.area, display_name="查看者甲")
    pages = PdfReader(io.BytesIO(fetch(client, viewer, building).content)).pages
    day = f"{timezone.localdate():%Y-%m-%d}"
    for number, page in enumerate(pages, start=1):
        text = "".join(page.extract_text().split())
        for words in ("听松苑3号楼", day, "查看者甲", f"{number}/{len(pages)}", "数据校验值（SHA-256）"):
            assert words in text
