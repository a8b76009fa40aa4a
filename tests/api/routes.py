"""Every address of the URL conf, and a valid request for each.

An address is written as in the URL conf (``api/v1/buildings/<uuid:uuid>/``). What is asked of it is filled in from one
tenant, so that the same request can be sent by anybody.
"""

from __future__ import annotations

import json
import math
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from core.models import Membership
from inspections.models import Grade, PaperPrefix, PaperTitle
from tests.api.world import CENSUS_HEAD, Tenant, picture_of
from tests.factories.people import make_organisation
from tests.inspections.pictures import sha

ROWS = {
    "api/v1/model-sets/": "model-sets",
    "buildings/": "buildings",
    "checks/": "checks",
    "check-a-file/": "desk-checks",
    "models/": "models",
    "map/card/": "buildings",
}
"""Beginning of an address -> whose UUID it takes, where the two are not called the same."""


def addresses() -> list[str]:
    """All of them, admin included, in the order of the URL conf."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[Any], before: str) -> Iterator[str]:
    for found in patterns:
        here = before + str(found.pattern)
        if isinstance(found, URLPattern):
            yield here
        else:
            yield from _walk(found.url_patterns, here)


def path_for(address: str, tenant: Tenant) -> str:
    """The address with this tenant's ids in it."""
    if address in FIXED:
        return "/" + FIXED[address]
    if "<path:object_id>" in address:
        return "/" + address.replace("<path:object_id>", str(_admin_row(address, tenant).pk))
    filled = address.replace("<sha256:sha256>", _sha256(tenant)).replace("<slug:sha256>", _sha256(tenant))
    filled = re.sub(r"<uuid:\w+>", lambda _match: _uuid(address, tenant), filled)
    zoom, column, row = tile_of(tenant)
    for name, value in {"z": zoom, "x": column, "y": row}.items():
        filled = filled.replace(f"<int:{name}>", str(value))
    filled = filled.replace("<slug:act>", "flag_imminent")
    return f"/{filled}"


FIXED = {
    "admin/^(?P<app_label>core|inspections|bim|registry)/$": "admin/core/",
    "admin/(?P<url>.*)$": "admin/no-such-page/",
    "map/list/": "map/list/?bbox=-180,-85,180,85",
    "admin/r/<path:content_type_id>/<path:object_id>/": "admin/r/1/1/",
}


def tile_of(tenant: Tenant, zoom: int = 14) -> tuple[int, int, int]:
    """The web-Mercator tile in which the tenant's building lies, by the usual formula."""
    building, side = tenant.building, 2**zoom
    assert building.lon is not None and building.lat is not None
    y = (1 - math.asinh(math.tan(math.radians(building.lat))) / math.pi) / 2
    return zoom, int((building.lon + 180) / 360 * side), int(y * side)


def _uuid(address: str, tenant: Tenant) -> str:
    known = [name for begin, name in ROWS.items() if address.startswith(begin)]
    return tenant.id(known[0] if known else address.removeprefix("api/v1/").split("/")[0])


def _sha256(tenant: Tenant) -> str:
    return str(tenant.rows["photos"].sha256)


def _admin_row(address: str, tenant: Tenant) -> Any:
    model = address.split("/")[2]
    if model in ADMIN_ROWS:
        return tenant.rows[ADMIN_ROWS[model]]
    found = {
        "user": lambda: tenant.viewer,
        "membership": lambda: Membership.objects.get(user=tenant.viewer),
        "gradescale": lambda: Grade.objects.all()[0].scale,
        "papertitle": lambda: PaperTitle.objects.all()[0],
        "paperprefix": lambda: PaperPrefix.objects.get(prefix=tenant.mark),
    }
    return found[model]()


ADMIN_ROWS = {
    "apitoken": "token-read",
    "area": "areas",
    "organisation": "organisations",
    "job": "jobs",
    "hazard": "hazards",
    "modelversion": "models",
    "check": "checks",
    "review": "reviews",
    "acceptance": "acceptances",
    "building": "buildings",
    "elevator": "elevators",
    "elevatorrecord": "records",
    "estate": "estates",
    "responsibility": "responsibilities",
}


@dataclass(frozen=True)
class Body:
    """``json`` or ``raw`` or a form in ``form``; ``path`` where the request goes to a row of its own."""

    json: Any = None
    raw: bytes = b""
    form: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    path: str = ""

    def sent(self) -> dict[str, Any]:
        """Arguments of Django's test client."""
        if self.form is not None:
            return {"data": self.form, "headers": self.headers}
        if self.raw:
            return {"data": self.raw, "content_type": "image/jpeg", "headers": self.headers}
        return {"data": json.dumps(self.json), "content_type": "application/json", "headers": self.headers}


def body_for(address: str, method: str, tenant: Tenant) -> Body:
    """A valid body where one is known, else an empty form."""
    made = BODIES.get((address, method))
    return made(tenant) if made else Body(form={})


def _etag(row: Any) -> dict[str, str]:
    row.refresh_from_db()
    return {"If-Match": row.etag}


def _patch_building(tenant: Tenant) -> Body:
    return Body(json={"storeys_above": 8, "reason": "seen"}, headers=_etag(tenant.building))


def _stage(tenant: Tenant) -> Body:
    return Body(json={"stage": "vacated", "reason": "moved out"}, headers=_etag(tenant.building))


def _handover(tenant: Tenant) -> Body:
    return Body(json={"role": "manager", "to": str(make_organisation().uuid), "on": timezone.localdate().isoformat()})


def _record(_tenant: Tenant) -> Body:
    day = timezone.localdate().isoformat()
    return Body(json={"kind": "maintenance", "done_on": day, "result": "passed"})


def _act(tenant: Tenant) -> Body:
    return Body(json={"act": "flag_imminent", "reason": "it moves"}, headers=_etag(tenant.rows["hazards"]))


def _act_form(tenant: Tenant) -> Body:
    tenant.rows["hazards"].refresh_from_db()
    return Body(form={"version": str(tenant.rows["hazards"].version), "reason": "it moves"})


def _rectification(tenant: Tenant) -> dict[str, Any]:
    return {"text": "done", "photos": [tenant.rows["photos"].sha256]}


def _put_rectification(tenant: Tenant) -> Body:
    body = {"hazard": tenant.id("hazards"), **_rectification(tenant)}
    return Body(json=body, path=f"/api/v1/rectifications/{uuid.uuid4()}/")


def _put_reinspection(tenant: Tenant) -> Body:
    body = {"hazard": tenant.id("submitted"), "outcome": "returned", "reason": "not yet"}
    return Body(json=body, path=f"/api/v1/reinspections/{uuid.uuid4()}/")


def _put_photo(ending: str) -> Callable[[Tenant], Body]:
    def made(tenant: Tenant) -> Body:
        data = picture_of(tenant.mark)
        return Body(raw=data, path=f"/api/v1/photos/{sha(data)}{ending}")

    return made


def _model(tenant: Tenant) -> Body:
    file = SimpleUploadedFile("new.ifc", b"ISO-10303-21; something new", "application/x-step")
    return Body(form={"file": file, "params": ["use=residential"]})


def _model_form(tenant: Tenant) -> Body:
    file = SimpleUploadedFile("new.ifc", b"ISO-10303-21; something new", "application/x-step")
    return Body(form={"file": file, "use": "residential"})


def _desk_form(tenant: Tenant) -> Body:
    return Body(form={**(_model_form(tenant).form or {}), "pack": "gb55037-2022"})


def _census(tenant: Tenant) -> Body:
    row = f"9,{tenant.town.street.code},new,road,6,1998"
    file = SimpleUploadedFile("new.csv", f"{CENSUS_HEAD}\n{row}".encode(), "text/csv")
    return Body(form={"file": file, "profile": "census-urban-residential", "crs": "EPSG:4490"})


def _door(tenant: Tenant) -> Body:
    return Body(json={"exits": {tenant.rows["reviews"].guid: "no"}})


def _door_form(tenant: Tenant) -> Body:
    return Body(form={f"exit:{tenant.rows['reviews'].guid}": "no"})


def _first_complaint(tenant: Tenant) -> Body:
    from bim.quality.acceptance import open_keys
    from bim.services.acceptances import read_report

    kind, code, guid = next(iter(open_keys(read_report(tenant.rows["checks"]))))
    return Body(json={"items": [{"kind": kind, "code": code, "guid": guid}], "reason": "agreed"})


BODIES: dict[tuple[str, str], Callable[[Tenant], Body]] = {
    ("api/v1/buildings/<uuid:uuid>/", "PATCH"): _patch_building,
    ("api/v1/buildings/<uuid:uuid>/stage/", "POST"): _stage,
    ("api/v1/buildings/<uuid:uuid>/handover/", "POST"): _handover,
    ("api/v1/buildings/<uuid:uuid>/identifiers/", "POST"): lambda t: Body(json={"scheme": "census", "value": "X-1"}),
    ("api/v1/buildings/<uuid:uuid>/observations/", "POST"): lambda t: Body(json={"field": "dwellings", "value": 8}),
    ("api/v1/buildings/<uuid:uuid>/models/", "POST"): _model,
    ("api/v1/elevators/<uuid:uuid>/records/", "POST"): _record,
    ("api/v1/model-sets/<uuid:uuid>/reviews/", "PATCH"): _door,
    ("api/v1/desk-checks/", "POST"): _model,
    ("check-a-file/", "POST"): _desk_form,
    ("api/v1/models/<uuid:uuid>/buildings/", "PATCH"): lambda tenant: Body(json={"buildings": {}}),
    ("api/v1/checks/<uuid:uuid>/acceptances/", "POST"): _first_complaint,
    ("api/v1/hazards/<uuid:uuid>/acts/", "POST"): _act,
    ("api/v1/hazards/<uuid:uuid>/rectifications/", "POST"): lambda t: Body(json=_rectification(t)),
    ("api/v1/rectifications/<uuid:uuid>/", "PUT"): _put_rectification,
    ("api/v1/reinspections/<uuid:uuid>/", "PUT"): _put_reinspection,
    ("api/v1/photos/<sha256:sha256>", "PUT"): _put_photo(""),
    ("api/v1/photos/<sha256:sha256>/", "PUT"): _put_photo("/"),
    ("buildings/<uuid:uuid>/report/", "POST"): lambda t: Body(form={"title": "Loose tiles"}),
    ("buildings/<uuid:building_id>/models/upload/", "POST"): _model_form,
    ("hazards/<uuid:uuid>/acts/<slug:act>/", "POST"): _act_form,
    ("models/<uuid:version_id>/exits/", "POST"): _door_form,
    ("imports/", "POST"): _census,
    ("login/", "POST"): lambda t: Body(form={"username": t.viewer.username, "password": "a long password"}),
    ("theme/", "POST"): lambda t: Body(form={"theme": "dark", "next": "/"}),
    ("i18n/setlang/", "POST"): lambda t: Body(form={"language": "en", "next": "/"}),
}
