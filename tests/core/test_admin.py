"""The admin base class: rows in sight only, nobody's change overwritten, nothing deleted."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Membership, Organisation
from tests.factories.people import make_area, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(firm: Organisation, **changes: Any) -> dict[str, Any]:
    values = {name: getattr(firm, name) for name in ("name", "name_en", "kind", "credit_code", "phone")}
    return {**values, "read_version": firm.version, **changes}


def test_a_save_over_somebody_elses_change_is_refused() -> None:
    firm, client = make_organisation(), signed_in(make_member("officer", area=make_area()))
    address = reverse("admin:core_organisation_change", args=[firm.pk])
    assert f'name="read_version" value="{firm.version}"' in client.get(address).content.decode()
    assert client.post(address, form_of(firm, phone="1")).status_code == 302
    answer = client.post(address, form_of(firm, phone="2"), follow=True)
    firm.refresh_from_db()
    assert (firm.phone, firm.version) == ("1", 2)
    assert (
        "errornote" in answer.content.decode()
        or "Not saved" in answer.content.decode()
        or "未保存" in answer.content.decode()
    )


def test_people_who_only_look_cannot_save() -> None:
    firm, client = make_organisation(), signed_in(make_member("auditor", area=make_area()))
    address = reverse("admin:core_organisation_change", args=[firm.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, form_of(firm, phone="2")).status_code == 403


def test_an_administrator_hands_out_rights_only_within_his_own_area() -> None:
    mine, foreign = make_area(), make_area()
    client, somebody = signed_in(make_member("administrator", area=mine)), make_user()
    Membership.objects.create(user=somebody, function="viewer", area=mine)
    address = reverse("admin:core_membership_add")
    given = {"user": somebody.pk, "function": "officer", "area": foreign.pk}
    client.post(address, given)
    assert not Membership.objects.filter(area=foreign).exists()
    client.post(address, {**given, "area": mine.pk})
    assert Membership.objects.filter(user=somebody, function="officer", area=mine).exists()


def test_the_operator_is_nobodys_subordinate() -> None:
    root = make_user(is_superuser=True, is_staff=True)
    client = signed_in(make_member("administrator", area=make_area()))
    assert client.get(reverse("admin:core_user_change", args=[root.pk])).status_code == 302


def test_nothing_can_be_deleted() -> None:
    firm, client = make_organisation(), signed_in(make_user(is_superuser=True, is_staff=True))
    assert client.post(reverse("admin:core_organisation_delete", args=[firm.pk]), {"post": "yes"}).status_code == 403
    assert Organisation.objects.filter(pk=firm.pk).exists()


@pytest.mark.parametrize("name", ["area", "organisation", "user", "membership", "apitoken", "job"])
def test_every_list_opens(name: str) -> None:
    client = signed_in(make_member("administrator", area=make_area()))
    assert client.get(reverse(f"admin:core_{name}_changelist")).status_code == 200
