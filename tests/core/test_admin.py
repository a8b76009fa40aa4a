"""The admin base class: rows in sight only, nobody's change overwritten, nothing deleted."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Membership, Organisation
from core.services import history, tokens
from tests.factories.people import make_area, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(firm: Organisation, **changes: Any) -> dict[str, Any]:
    values = {name: getattr(firm, name) for name in ("name", "name_en", "kind", "credit_code", "phone")}
    return {**values, "area": firm.area_id or "", "read_version": firm.version, **changes}


def test_a_save_over_somebody_elses_change_is_refused() -> None:
    area = make_area()
    firm, client = make_organisation(area=area), signed_in(make_member("officer", area=area))
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
    client, somebody = signed_in(make_member("administrator", area=mine)), make_member("viewer", area=mine)
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


def password_page(client: Client, user: Any) -> int:
    return client.get(reverse("admin:auth_user_password_change", args=[user.pk])).status_code


def test_nobody_takes_over_an_account_by_giving_it_a_membership() -> None:
    city = make_area(level="city")
    street = make_area(city)
    chief = make_member("officer", area=city)
    client = signed_in(make_member("administrator", area=street))
    assert password_page(client, chief) in {302, 403, 404}
    client.post(reverse("admin:core_membership_add"), {"user": chief.pk, "function": "viewer", "area": street.pk})
    assert chief.memberships.count() == 1
    Membership.objects.create(user=chief, function="viewer", area=street)
    assert password_page(client, chief) in {302, 403, 404}
    mine = make_member("inspector", area=street)
    assert password_page(client, mine) == 200


def test_nobody_appoints_himself_for_a_firm_of_another_area() -> None:
    street, elsewhere = make_area(), make_area()
    admin = make_member("administrator", area=street)
    client, firm = signed_in(admin), make_organisation(area=elsewhere)
    address = reverse("admin:core_membership_add")
    client.post(address, {"user": admin.pk, "function": "manager", "organisation": firm.pk})
    assert admin.memberships.count() == 1
    own = make_organisation(area=street)
    client.post(address, {"user": admin.pk, "function": "manager", "organisation": own.pk})
    assert admin.memberships.count() == 2


def test_functions_of_one_place_are_not_rights_at_another() -> None:
    here, there = make_area(), make_area()
    admin = make_member("administrator", area=here)
    Membership.objects.create(user=admin, function="viewer", area=there)
    client = signed_in(admin)
    client.post(reverse("admin:core_membership_add"), {"user": admin.pk, "function": "officer", "area": there.pk})
    assert not admin.memberships.filter(function="officer").exists()


def test_organisations_and_areas_are_changed_only_by_those_who_keep_them() -> None:
    street, city = make_area(), make_area(level="city")
    firm, client = make_organisation(area=city), signed_in(make_member("administrator", area=street))
    address = reverse("admin:core_organisation_change", args=[firm.pk])
    assert client.post(address, form_of(firm, name="Hacked")).status_code == 403
    given = {"level": "province", "code": "99", "name": "Hacked", "parent": ""}
    client.post(reverse("admin:core_area_add"), given)
    from core.models import Area

    assert not Area.objects.filter(name="Hacked").exists()
    client.post(reverse("admin:core_area_add"), {**given, "level": "community", "parent": street.pk, "name": "新社区"})
    assert Area.objects.get(name="新社区").parent == street


def test_changes_of_rights_are_on_record() -> None:
    area = make_area()
    client, person = signed_in(make_member("administrator", area=area)), make_member("viewer", area=area)
    client.post(reverse("admin:core_membership_add"), {"user": person.pk, "function": "officer", "area": area.pk})
    [event] = history.events_of(person)
    assert (event.kind, event.data["given"]["function"]) == ("membership.added", "officer")


def test_a_revoked_token_stays_revoked() -> None:
    user = make_member("officer", area=make_area())
    token, text = tokens.issue(actor=user, user=user, name="t")
    client, address = signed_in(user), reverse("admin:core_apitoken_change", args=[token.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"revoke": "on"})
    assert tokens.find(text) is None
    client.post(address, {"revoked_at_0": "", "revoked_at_1": "", "scope": "write"})
    assert tokens.find(text) is None
    token.refresh_from_db()
    assert token.scope == "read"
    assert [event.kind for event in history.events_of(user)] == ["apitoken.revoked", "apitoken.issued"]
