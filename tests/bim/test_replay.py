"""A stored verdict can be run again by one command, long after its pack has changed."""

from __future__ import annotations

import io
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bim.models import Check
from bim.services.reviews import confirm_all
from core.services.files import store_bytes
from tests.bim.test_rechecking import pack, town  # noqa: F401

pytestmark = pytest.mark.django_db


def told(*words: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("replay_check", *words, stdout=out)
    except SystemExit as end:
        return int(end.code), out.getvalue()
    except CommandError as problem:
        return problem.returncode, str(problem)
    return 0, out.getvalue()


def test_it_says_the_same_after_pack_and_confirmations_have_changed(town: Any, pack: Any) -> None:  # noqa: F811
    check = Check.objects.get(version=town[0])
    pack("1.00")
    door = check.results.filter(subject_type="IfcDoor").first()
    actor = town[0].created_by
    confirm_all(actor=actor, model_set=town[0].model_set, exits={door.subject_guid: "no"}, stairs={})
    code, out = told(str(check.uuid), "--result", str(door.uuid))
    assert (code, out.splitlines()[0].split(":")[0]) == (0, "Equal")
    then, now = out.splitlines()[-2:]
    assert then.removeprefix("then") == now.removeprefix("now")
    assert Check.objects.count() == 3


def test_what_differs_is_named(town: Any) -> None:  # noqa: F811
    """The stored report is exchanged for one with another figure, as if another program had written it."""
    check = Check.objects.get(version=town[0])
    report = json.loads(check.report.path.read_text())
    row = next(r for r in report["results"] if r["measured"] is not None)
    row["measured"] += 1
    report["engine"]["shapely"] = "0.1"
    check.report = store_bytes(json.dumps(report).encode(), media_type="application/json")
    check.save()
    code, out = told(str(check.uuid))
    assert (code, out.splitlines()[0]) == (1, "Differs in: results.")
    assert "shapely: 0.1 then" in out and f"{row['rule']} {row['subject']['guid']}" in out


def test_what_cannot_be_replayed_is_one_sentence(town: Any) -> None:  # noqa: F811
    check = Check.objects.get(version=town[0])
    assert told(str(uuid.uuid4()))[0] == 2
    file = Path(check.version.file.path)
    file.chmod(0o640)
    content = file.read_bytes()
    file.write_bytes(content + b" ")
    code, out = told(str(check.uuid))
    assert code == 2 and "altered" in out
    file.write_bytes(content)
    Check.objects.filter(pk=check.pk).update(asked=None)
    code, out = told(str(check.uuid))
    assert code == 2 and "before its request was kept" in out
