"""Background jobs as their owner sees them."""

from __future__ import annotations

from django.urls import reverse

from core.models import Job
from registry.imports.make import COMPARING
from tests.portal.conftest import signed_in


def test_progress_is_told_in_the_readers_words(town):
    job = Job.objects.create(kind="import_preview", created_by=town.officer)
    Job.objects.filter(pk=job.pk).update(state="running", step=COMPARING, progress=0.5, lease_until=job.created_at)
    address = reverse("job", args=[job.uuid])
    state = signed_in(town.officer).get(address, {"json": ""}).json()
    # Comparing is the second of two steps.
    assert state["step"].startswith("2/2 ")
    assert (state["state"], state["progress"], state["ended"]) == ("running", 50, False)
    chinese = signed_in(town.officer, "zh-hans").get(address, {"json": ""}).json()
    assert chinese["word"] == "进行中"
    assert chinese["step"] != state["step"]


def test_a_failed_job_says_one_sentence(town):
    job = Job.objects.create(
        kind="import_preview", created_by=town.officer, state="failed", error_code="REFUSED", error="The file is empty."
    )
    page = signed_in(town.officer).get(reverse("job", args=[job.uuid])).content.decode()
    assert "The file is empty." in page
    assert "job.js" not in page


def test_nobody_elses_jobs(town):
    job = Job.objects.create(kind="import_preview", created_by=town.officer)
    client = signed_in(town.verifier)
    assert client.get(reverse("job", args=[job.uuid])).status_code == 404
    assert str(job.uuid) not in client.get(reverse("jobs")).content.decode()
