"""Tasks only load and call a service."""

from __future__ import annotations

import uuid

from celery import shared_task

from core.services import jobs
from core.services.sweeping import sweep_all


@shared_task(name="core.run_job", ignore_result=True)
def run_job(job_uuid: str) -> None:
    jobs.run(uuid.UUID(job_uuid))


@shared_task(name="core.sweep", ignore_result=True)
def sweep() -> None:
    sweep_all()
