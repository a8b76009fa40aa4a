"""Panel of the building's page: delivered versions with their newest check, its counts, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from bim.models import Check, ModelVersion
from bim.services.checking import KIND, STEPS
from bim.services.lift_matching import match_lifts
from bim.services.model_buildings import needs_mapping
from bim.services.reviews import MAY_CONFIRM
from bim.services.uploads import MAY_DELIVER
from core import panels
from core.models import Job, JobState
from core.scope import holds
from registry.models import Building

TEMPLATE = "bim/panels/models.html"
SHOWN = 4
COUNTS = ("fail", "review", "no_data", "pass", "pass_proposed", "not_applicable")


@dataclass(slots=True)
class Line:
    """One delivered version. ``job``: its last check while that waits or runs, or when it failed. ``newest``: of the
    checked versions of its model, so that its exits are the ones to confirm."""

    version: ModelVersion
    check: Check | None
    job: Job | None
    newest: bool
    waits: bool = False
    """The delivery holds several buildings and nobody has said which is this one."""
    linked: bool = False
    """Whether the reader may open the job's page: only who started it may."""

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Verdict, what it rests on, number; nothing that is zero."""
        found = self.check.summary if self.check else {}
        return [
            ("pass", "proposed", found[name]) if name == "pass_proposed" else (name, "confirmed", found[name])
            for name in COUNTS
            if found.get(name)
        ]

    @property
    def running(self) -> bool:
        return self.job is not None and self.job.state in (JobState.PENDING, JobState.RUNNING)

    @property
    def failed(self) -> bool:
        return self.job is not None and self.job.state == JobState.FAILED

    @property
    def step(self) -> str:
        """3/8 and the step's name; the state's word before the first step."""
        if self.job is None:
            return ""
        if self.job.state != JobState.RUNNING or self.job.step not in STEPS:
            return self.job.get_state_display()
        return f"{STEPS.index(self.job.step) + 1}/{len(STEPS)} {_(self.job.step)}"

    @property
    def percent(self) -> int | None:
        return None if self.job is None or self.job.progress is None else round(100 * self.job.progress)


def build(building: Building, request: HttpRequest) -> dict[str, Any]:
    """The building was found through ``visible_to``."""
    found = ModelVersion.objects.filter(model_set__building=building).select_related("model_set", "created_by")
    versions = list(found.order_by("-created_at", "-pk"))
    lines = _lines(building, versions)
    for line in lines:
        line.waits = needs_mapping(line.version)
        line.linked = line.job is not None and Job.objects.visible_to(request.user).filter(pk=line.job.pk).exists()
    checked = next((line.check for line in lines if line.check is not None), None)
    return {
        "building": building,
        "lines": lines[:SHOWN],
        "more": max(len(lines) - SHOWN, 0),
        "lifts": match_lifts(building, checked) if checked else None,
        "may_upload": holds(request.user, MAY_DELIVER, building.area_path),
        "may_confirm": holds(request.user, MAY_CONFIRM, building.area_path),
    }


def register() -> None:
    panels.register(place="building.page", name="models", order=30, template=TEMPLATE, build=build)


def _lines(building: Building, versions: list[ModelVersion]) -> list[Line]:
    checks: dict[int, Check] = {}
    for check in Check.objects.filter(version__in=versions).order_by("pk"):
        checks[check.version_id] = check
    jobs: dict[str, Job] = {}
    for job in Job.objects.filter(kind=KIND, subject_uuid=building.uuid).order_by("pk"):
        jobs[str(job.params.get("version"))] = job
    sets: set[int] = set()
    lines = []
    for version in versions:
        last = jobs.get(str(version.uuid))
        done = last is not None and last.state == JobState.DONE
        check = checks.get(version.pk)
        lines.append(
            Line(version, check, None if done else last, check is not None and version.model_set_id not in sets)
        )
        if check is not None:
            sets.add(version.model_set_id)
    return lines
