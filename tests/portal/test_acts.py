"""The acts of a hazard on its page: forbidden ones absent, unready ones with what is missing, none done twice."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from inspections.models import Hazard
from inspections.services.acts import perform
from tests.inspections.made import bring_to, make_hazard
from tests.portal.conftest import signed_in


def act_address(hazard: Hazard, act: str) -> str:
    return reverse("hazard-act", args=[hazard.uuid, act])


def page(user: Any, hazard: Hazard) -> str:
    return signed_in(user).get(reverse("hazard", args=[hazard.uuid])).content.decode()


def picture(name: str = "photo.jpg", shade: int = 90) -> SimpleUploadedFile:
    body = io.BytesIO()
    Image.new("RGB", (32, 24), (shade, 120, 140)).save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def test_acts_of_other_functions_are_absent(town, may_day):
    hazard = make_hazard(town)
    assert act_address(hazard, "verify") in page(town.verifier, hazard)
    inspector = page(town.inspector, hazard)
    assert act_address(hazard, "verify") not in inspector
    assert act_address(hazard, "dismiss") not in inspector


def test_acts_of_other_states_are_absent(town, may_day):
    hazard = bring_to(town, "verified", today=may_day)
    text = page(town.officer, hazard)
    assert act_address(hazard, "grade") in text
    assert act_address(hazard, "issue_order") not in text
    assert act_address(hazard, "close") not in text


def test_an_act_that_lacks_something_says_what(town, may_day):
    """Imminent danger without interim measures: the order is offered, but its button is not to be pressed."""
    hazard = bring_to(town, "graded", today=may_day)
    hazard = perform(actor=town.inspector, hazard=hazard, act="flag_imminent", data={"reason": "随时坠落"})
    text = page(town.officer, hazard)
    form = text.split(act_address(hazard, "issue_order"), 1)[1].split("</form>", 1)[0]
    assert "record interim measures first" in form
    assert "disabled" in form


def test_grading_on_the_page(town, may_day):
    hazard = bring_to(town, "verified", today=may_day)
    answer = signed_in(town.officer).post(
        act_address(hazard, "grade"), {"version": hazard.version, "grade": "fire/major"}
    )
    hazard.refresh_from_db()
    assert answer.status_code == 302
    assert (hazard.state, str(hazard.grade and hazard.grade.code)) == ("graded", "major")


def test_the_same_form_sent_twice_acts_once(town, may_day):
    """Both carry the version that was read: the second one comes too late and changes nothing."""
    hazard = bring_to(town, "order_issued", today=may_day)
    read = hazard.version
    client, body = signed_in(town.inspector), {"version": read, "reason": "墙体开裂"}
    first = client.post(act_address(hazard, "flag_imminent"), body)
    second = client.post(act_address(hazard, "flag_imminent"), body)
    assert (first.status_code, second.status_code) == (302, 422)
    hazard.refresh_from_db()
    assert hazard.version == read + 1


def test_a_form_over_somebody_elses_change_is_refused(town, may_day):
    hazard = bring_to(town, "graded", today=may_day)
    old = hazard.version
    perform(actor=town.officer, hazard=hazard, act="regrade", data={"grade": "fire/major", "reason": "扩大"})
    answer = signed_in(town.officer).post(act_address(hazard, "issue_order"), {"version": old, "demand": "清除杂物"})
    hazard.refresh_from_db()
    assert answer.status_code == 422
    assert hazard.state == "graded"
    # What was typed stays.
    assert "清除杂物" in answer.content.decode()


def test_a_form_without_a_version_is_refused(town, may_day):
    hazard = make_hazard(town)
    answer = signed_in(town.verifier).post(act_address(hazard, "verify"), {})
    hazard.refresh_from_db()
    assert (answer.status_code, hazard.state) == (422, "reported")


def test_what_is_missing_is_said_beside_the_field(town, may_day):
    hazard = bring_to(town, "order_issued", today=may_day)
    answer = signed_in(town.inspector).post(
        act_address(hazard, "serve"), {"version": hazard.version, "served_on": "2026-05-11"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Say how the order was served." in text.split('name="method"', 1)[1].split("</div>", 1)[0]


def test_rectification_with_a_photo_from_the_web(town, may_day):
    hazard = bring_to(town, "rectifying", today=may_day)
    answer = signed_in(town.manager).post(
        act_address(hazard, "submit_rectification"),
        {"version": hazard.version, "text": "已清理", "photos": [picture(), picture("2.jpg", 30)]},
    )
    hazard.refresh_from_db()
    assert answer.status_code == 302
    assert hazard.state == "submitted"
    assert hazard.rectifications.get().photos.count() == 2


def test_a_file_that_is_no_picture_is_named(town, may_day):
    hazard = bring_to(town, "rectifying", today=may_day)
    bad = SimpleUploadedFile("票据.jpg", b"not a picture at all", "image/jpeg")
    answer = signed_in(town.manager).post(
        act_address(hazard, "submit_rectification"), {"version": hazard.version, "text": "已清理", "photos": [bad]}
    )
    hazard.refresh_from_db()
    assert (answer.status_code, hazard.state) == (422, "rectifying")
    assert "票据.jpg" in answer.content.decode()


def test_returned_once_then_accepted(town, may_day):
    """The inspector's plain web form: back with a reason, and after a second report closed with kind and photo."""
    hazard = bring_to(town, "submitted", today=may_day)
    inspector = signed_in(town.second)
    inspector.post(act_address(hazard, "return"), {"version": hazard.version, "reason": "仍有杂物"})
    hazard.refresh_from_db()
    assert (hazard.state, hazard.times_returned) == ("returned", 1)
    signed_in(town.manager).post(
        act_address(hazard, "submit_rectification"),
        {"version": hazard.version, "text": "再次清理", "photos": [picture(shade=10)]},
    )
    hazard.refresh_from_db()
    answer = inspector.post(
        act_address(hazard, "close"),
        {"version": hazard.version, "closing_kind": "engineering", "photos": [picture(shade=200)]},
    )
    hazard.refresh_from_db()
    assert answer.status_code == 302
    assert (hazard.state, hazard.closing_kind) == ("closed", "engineering")
    text = page(town.officer, hazard)
    assert "Closed (Engineering measure)" in text
    assert "Nothing more is to be done" in text or act_address(hazard, "reopen") in text


def test_photos_are_seen_only_with_their_hazard(town, may_day):
    from tests.inspections.made import make_town

    hazard = bring_to(town, "submitted", today=may_day)
    sha256 = hazard.rectifications.get().photos.get().photo.sha256
    address = reverse("photo", args=[sha256])
    assert signed_in(town.officer).get(address).status_code == 200
    assert signed_in(make_town("乙").officer).get(address).status_code == 404


def test_report_form_opens_a_hazard(town, may_day):
    client = signed_in(town.inspector)
    answer = client.post(reverse("hazard-report", args=[town.building.uuid]), {"title": "楼道堆物", "source": "visit"})
    hazard = Hazard.objects.get(title="楼道堆物")
    assert answer["Location"] == reverse("hazard", args=[hazard.uuid])
    assert (hazard.state, hazard.source) == ("reported", "visit")


def test_report_without_a_title_keeps_what_was_typed(town, may_day):
    answer = signed_in(town.inspector).post(
        reverse("hazard-report", args=[town.building.uuid]), {"title": " ", "description": "三层平台"}
    )
    assert answer.status_code == 422
    assert "三层平台" in answer.content.decode()


@pytest.mark.parametrize("who", ["manager"])
def test_a_firm_cannot_report(town, may_day, who):
    address = reverse("hazard-report", args=[town.building.uuid])
    assert signed_in(getattr(town, who)).get(address).status_code == 404


def test_history_hides_what_the_firm_does_not_see(town, may_day):
    """Before its order a hazard is the authority's own affair; the building's history must not tell of it."""
    hazard = make_hazard(town)
    address = reverse("building-history", args=[town.building.uuid])
    assert hazard.number in signed_in(town.officer).get(address).content.decode()
    assert hazard.number not in signed_in(town.manager).get(address).content.decode()


def test_order_as_pdf_for_whoever_sees_the_hazard(town, may_day):
    from tests.inspections.made import make_town

    order = bring_to(town, "order_issued", today=may_day).orders.get()
    address = reverse("order-pdf", args=[order.uuid])
    answer = signed_in(town.officer).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert signed_in(make_town("乙").officer).get(address).status_code == 404
