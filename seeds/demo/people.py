"""The people of the demo city: one login per kind of user, and colleagues for the separation of duties."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from core.models import Area, Function, Membership, Organisation, User


@dataclass(frozen=True, slots=True)
class Login:
    """``area``: level of the node; ``organisation``: key of the firm; ``printed``: shown to whoever tries the demo."""

    username: str
    name: str
    name_en: str
    function: Function
    area: str = ""
    organisation: str = ""
    printed: bool = True


LOGINS = (
    Login("city", "市局经办人", "City officer", Function.OFFICER, area="city"),
    Login("district", "望川区经办人", "District officer", Function.OFFICER, area="district"),
    Login("street", "梧桐里街道核查员", "Street verifier", Function.VERIFIER, area="street"),
    Login("inspector", "网格排查员", "Grid inspector", Function.INSPECTOR, area="grid"),
    Login("manager", "示例物业经办人", "Property manager", Function.MANAGER, organisation="demo"),
    Login("fire", "消防值班员", "Fire service", Function.FIRE_SERVICE, area="city"),
    Login("auditor", "审计人员", "Auditor", Function.AUDITOR, area="city"),
    Login("admin", "业务管理员", "Administrator", Function.ADMINISTRATOR, area="city", printed=False),
    Login("lifts", "维保经办人", "Lift maintenance", Function.MAINTAINER, organisation="lifts", printed=False),
    Login("colleague", "市级排查员", "City inspector", Function.INSPECTOR, area="city", printed=False),
    Login("verifier", "市级核查员", "City verifier", Function.VERIFIER, area="city", printed=False),
    Login("reinspector", "复查员", "Re-inspector", Function.INSPECTOR, area="city", printed=False),
    *(
        Login(f"manager-{key}", "物业经办人", "Property manager", Function.MANAGER, organisation=key, printed=False)
        for key in ("beiyuan", "jinhe", "anju", "jiangpan", "qinghe")
    ),
)


def password(username: str) -> str:
    """Different on every installation, the same on every start: made from the installation's own secret."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"demo:{username}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:12].decode().lower()


def make_people(areas: dict[str, Area], organisations: dict[str, Organisation]) -> dict[str, User]:
    """Every login with its one membership; ``areas`` by level: the nodes of the story. Passwords are set anew."""
    people = {}
    for login in LOGINS:
        mark = f"{login.username}@demo.invalid"
        if User.objects.filter(username=login.username).exclude(email=mark).exists():
            raise ValueError(
                f"There is a person “{login.username}” here whom the demo did not make; use a new database."
            )
        user, _new = User.objects.update_or_create(
            username=login.username,
            defaults={"email": mark, "display_name": login.name, "is_staff": login.function != Function.MANAGER},
        )
        user.set_password(password(login.username))
        user.save(update_fields=["password"])
        node = {"area": areas[login.area]} if login.area else {"organisation": organisations[login.organisation]}
        Membership.objects.get_or_create(user=user, function=login.function, **node)
        people[login.username] = user
    return people
