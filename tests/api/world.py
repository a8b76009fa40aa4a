"""Two mirrored tenants with one of everything, each marked throughout by words of its own."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone

from bim.models import Acceptance, Check
from bim.services import reviews
from bim.services.desk import start_desk_check
from bim.services.uploads import upload_model
from core.models import ApiToken, Job, JobState, Organisation, User
from core.services import jobs, tokens
from core.services.files import store_bytes
from inspections.models import Hazard, Photo, PhotoUpload
from inspections.services.acts import perform
from registry.models import Building, ImportBatch, Place, Responsibility
from registry.services.elevators import add_elevator, record_elevator
from registry.services.imports import start_preview
from registry.services.observing import observe
from seeds.ifc import WalkUpOptions, write_walk_up
from tests.factories.buildings import make_estate, make_identifier
from tests.factories.people import make_member
from tests.inspections.made import Town, bring_to, make_hazard, make_town
from tests.inspections.pictures import picture

CENSUS_HEAD = "房屋编号,行政区划代码,楼栋名称,地址,地上层数,建造年份"


@dataclass
class Tenant:
    """``mark`` stands in every text of the tenant, ``firm_mark`` in the name of its firm only.

    Officers of any area see the directory of organisations, so the firm's name is no secret to them.
    """

    mark: str
    firm_mark: str
    town: Town
    viewer: User
    tokens: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def building(self) -> Building:
        return self.town.building

    @property
    def officer(self) -> User:
        return self.town.officer

    def id(self, name: str) -> str:
        return str(self.rows[name].uuid)

    def ids(self) -> set[str]:
        """Everything by which a row of this tenant is known outside."""
        return {str(row.uuid) for row in self.rows.values() if hasattr(row, "uuid")}


@dataclass(frozen=True)
class World:
    a: Tenant
    b: Tenant


def make_world(folder: Path) -> World:
    return World(make_tenant("leakA77", "firmA77", folder), make_tenant("leakB42", "firmB42", folder))


def make_tenant(mark: str, firm_mark: str, folder: Path) -> Tenant:
    town = make_town(mark)
    Organisation.objects.filter(pk=town.firm.pk).update(name=firm_mark)
    people = (town.officer, town.verifier, town.inspector, town.second, town.manager)
    for person in people:
        User.objects.filter(pk=person.pk).update(display_name=f"{mark} {person.username}")
        person.refresh_from_db()
    tenant = Tenant(mark, firm_mark, town, make_member("viewer", area=town.street, display_name=f"{mark} viewer"))
    _registry(tenant)
    _model(tenant, folder)
    _hazards(tenant)
    _import(tenant)
    _tokens(tenant)
    return tenant


def picture_of(mark: str) -> bytes:
    """Bytes of a picture that nobody has sent yet."""
    shade = int(hashlib.sha256(mark.encode()).hexdigest()[:2], 16)
    return picture(colour=(shade, 40, 90))


def _registry(tenant: Tenant) -> None:
    mark, town = tenant.mark, tenant.town
    estate = make_estate(area=town.street, name=f"{mark} estate")
    Building.objects.filter(pk=town.building.pk).update(
        name=f"{mark} house", name_en=f"{mark} house", address=f"{mark} road 1", address_en=f"{mark} road 1"
    )
    town.building.refresh_from_db()
    town.building.estate = estate
    town.building.save()
    building = observe(
        actor=town.inspector, building=town.building, values={"address": f"{mark} road 2"}, source="inspection"
    )
    town.building = building
    lift = add_elevator(actor=town.officer, building=building, code=f"3110{mark}", name=f"{mark} lift")
    day = timezone.localdate() - dt.timedelta(days=9)
    record = record_elevator(
        actor=town.officer, elevator=lift, kind="inspection", done_on=day, result="passed", note=f"{mark} note"
    )
    tenant.rows |= {
        "areas": town.street,
        "organisations": town.firm,
        "buildings": building,
        "estates": estate,
        "building-identifiers": make_identifier(building=building, value=f"C-{mark}"),
        "observations": building.observations.get(),
        "places": Place.objects.create(building=building, kind="unit", label=f"{mark} unit"),
        "responsibilities": Responsibility.objects.get(building=building),
        "elevators": lift,
        "records": record,
    }


def _model(tenant: Tenant, folder: Path) -> None:
    """A small walk-up whose rooms and walls carry the mark, delivered and checked; one exit confirmed."""
    path = folder / f"{tenant.mark}.ifc"
    write_walk_up(path, options=WalkUpOptions(storeys=2, entrances=1))
    rooms = re.sub(rb"'1-(\d0\d) ", rf"'{tenant.mark} \1 ".encode(), path.read_bytes())
    path.write_bytes(rooms.replace(b" 240'", f" {tenant.mark}'".encode()))
    version, _job = upload_model(
        actor=tenant.officer,
        building=tenant.building,
        chunks=[path.read_bytes()],
        name=path.name,
        params={"use": "residential", "fire_grade": 1},
    )
    desk = start_desk_check(
        actor=tenant.officer, chunks=[path.read_bytes()], name=path.name, params={"use": "residential"}
    )
    run_waiting_jobs()
    check = Check.objects.get(version=version)
    door = check.results.filter(subject_type__contains="Door").first() or check.results.first()
    assert door is not None
    [review] = reviews.confirm(
        actor=tenant.officer, model_set=version.model_set, kind="exit", values={door.subject_guid: "final"}
    )
    accepted = Acceptance.objects.create(
        model_set=version.model_set,
        check_run=check,
        kind="rule",
        code=door.rule,
        guid=door.subject_guid,
        accepted=True,
        reason=f"{tenant.mark} will be rebuilt",
        actor=tenant.officer,
    )
    tenant.rows["acceptances"] = accepted
    rows = {"model-sets": version.model_set, "models": version, "checks": check, "reviews": review, "desk-checks": desk}
    tenant.rows |= {**rows, "model-jobs": check.job}


def _hazards(tenant: Tenant) -> None:
    """``hazards``: returned once, waiting for the party. ``submitted``: waiting for the re-inspection."""
    town, today, mark = tenant.town, timezone.localdate(), tenant.mark
    returned = _submitted(tenant, f"{mark} goods in the stairwell", today)
    returned = perform(
        actor=town.second, hazard=returned, act="return", data={"reason": f"{mark} still there", "photos": []}
    )
    submitted = _submitted(tenant, f"{mark} locked exit", today)
    row = submitted.rectifications.get()
    tenant.rows |= {
        "hazards": returned,
        "submitted": submitted,
        "orders": returned.orders.get(),
        "rectifications": row,
        "reinspections": returned.reinspections.get(),
        "photos": row.photos.get().photo,
    }


def _submitted(tenant: Tenant, title: str, today: dt.date) -> Hazard:
    town, mark = tenant.town, tenant.mark
    hazard = make_hazard(town, title=title, description=f"{mark} description")
    Hazard.objects.filter(pk=hazard.pk).update(title_en=title)
    hazard.refresh_from_db()
    hazard = bring_to(town, "rectifying", today=today, hazard=hazard)
    data = {"text": f"{mark} cleared", "reference": mark, "photos": [_photo(town.manager, title).sha256]}
    return perform(actor=town.manager, hazard=hazard, act="submit_rectification", data=data)


def _photo(user: User, words: str) -> Photo:
    """Bytes with the tenant's mark in them, as if the sandbox had looked at them."""
    stored = store_bytes(f"photo of {words}".encode(), media_type="image/jpeg")
    photo = Photo.objects.create(
        sha256=stored.sha256,
        original=stored,
        rendition=stored,
        width=8,
        height=6,
        received_on=timezone.localdate(),
    )
    PhotoUpload.objects.create(photo=photo, user=user)
    return photo


def _import(tenant: Tenant) -> None:
    """A census file with one good and one bad row, previewed and not merged."""
    mark, code = tenant.mark, tenant.town.street.code
    lines = [CENSUS_HEAD, f"1{mark},{code},{mark} east,{mark} road 3,6,1998", f"2{mark},{code},{mark},{mark},7,{mark}"]
    batch = start_preview(
        actor=tenant.officer,
        chunks=["\n".join(lines).encode()],
        name=f"{mark}.csv",
        profile="census-urban-residential",
        crs="EPSG:4490",
    )
    run_waiting_jobs()
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert batch.counts["created"] == 1, (batch.state, batch.error)
    tenant.rows |= {"imports": batch, "jobs": batch.preview_job}


def _tokens(tenant: Tenant) -> None:
    manager = tenant.town.manager
    for scope in ("read", "write"):
        token, text = tokens.issue(actor=manager, user=manager, name=f"{tenant.mark} {scope}", scope=scope)
        tenant.tokens[scope] = text
        tenant.rows[f"token-{scope}"] = ApiToken.objects.get(pk=token.pk)


def run_waiting_jobs() -> None:
    for job in Job.objects.filter(state=JobState.PENDING).order_by("pk"):
        jobs.run(job.uuid)
        job.refresh_from_db()
        assert job.state == JobState.DONE, job.error
