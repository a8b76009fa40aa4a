"""The parent's side: what a file can do to the child, and that the parent shrugs."""

import json
import os
from pathlib import Path

import pytest

from bim.request import CheckRequest, Outputs, request_from, reviews_from
from bim.sandboxed import run_check
from core.sandbox import Limits
from seeds.ifc import write_walk_up

PACK = "gb55037-2022"


@pytest.fixture(scope="module")
def walk_up(tmp_path_factory):
    return write_walk_up(tmp_path_factory.mktemp("models") / "walk_up.ifc")


@pytest.fixture
def check(tmp_path):
    def run(path, *, limits=None, on_progress=None, plans=False, glb=False, languages=("zh-hans",), **asked):
        work = tmp_path / f"work{len(list(tmp_path.iterdir()))}"
        work.mkdir()
        outputs = Outputs(plans=plans, glb=glb, languages=languages)
        params = {"use": "residential"}
        request = CheckRequest(paths=(path,), pack_id=PACK, params=params, outputs=outputs, **asked)
        return run_check(request, work, limits=limits, on_progress=on_progress)

    return run


def cyclic(model: Path, target: Path) -> Path:
    """The same model with one placement that is relative to itself: death for the native reader."""
    lines = model.read_text("utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if "=IFCLOCALPLACEMENT(#" in line.replace(" ", ""))
    number = lines[at].split("=")[0].strip()
    parent = lines[at].split("(", 1)[1].split(",")[0]
    lines[at] = lines[at].replace(f"({parent},", f"({number},", 1)
    target.write_text("".join(lines), "utf-8")
    return target


def test_a_check_runs_in_another_process_and_brings_its_results(check, walk_up):
    steps = []
    output = check(
        walk_up, plans=True, glb=True, languages=("zh-hans", "en"), on_progress=lambda s, p: steps.append((s, p))
    )
    assert output.failure is None, output.detail
    assert output.pid != os.getpid()
    assert output.report["format"] == "egress-report/1"
    assert len(output.plans) == 12  # six storeys in two languages
    assert all((output.plans_dir / row["file"]).read_text("utf-8").startswith("<svg") for row in output.plans)
    assert output.glb.read_bytes()[:4] == b"glTF"
    assert output.elements.is_file()
    shares = [share for _, share in steps if share is not None]
    assert shares == sorted(shares)
    assert {"geometry", "graph", "paths", "rules", "plans", "glb"} <= {step for step, _ in steps}


def test_a_native_crash_is_a_sentence_and_the_next_check_succeeds(check, walk_up, tmp_path):
    bad = cyclic(walk_up, tmp_path / "cycle.ifc")
    crashed = check(bad, scan_cycles=False)
    assert crashed.signal == "SIGSEGV"
    assert crashed.failure.code == "CRASH"
    assert crashed.failure.exit_code == 4
    assert crashed.report is None
    assert crashed.pid != os.getpid()
    with pytest.raises(ProcessLookupError):  # the child is gone, we are not
        os.kill(crashed.pid, 0)
    assert check(walk_up).report is not None


def test_the_cycle_is_named_before_the_native_reader_sees_it(check, walk_up, tmp_path):
    output = check(cyclic(walk_up, tmp_path / "cycle.ifc"))
    assert output.failure.code == "INVALID"
    assert output.failure.exit_code == 3
    assert output.signal == ""
    assert "cycle.ifc" in output.failure.message
    assert output.failure.template % output.failure.context == output.failure.message


def test_a_child_over_its_time_is_ended(check, walk_up):
    output = check(walk_up, limits=Limits(wall_s=1, cpu_s=60), plans=True, glb=True)
    assert output.failure.code == "TIMEOUT"
    assert output.failure.exit_code == 4
    with pytest.raises(ProcessLookupError):
        os.kill(output.pid, 0)


def test_a_child_over_its_processor_time_is_ended(check, walk_up):
    output = check(walk_up, limits=Limits(wall_s=60, cpu_s=1), plans=True, glb=True)
    assert output.failure.code == "TIMEOUT"


def test_a_child_over_its_memory_is_ended(check, walk_up):
    output = check(walk_up, limits=Limits(memory_mb=220))
    assert output.failure.code in ("MEMORY", "CRASH", "ERROR")
    assert output.failure.exit_code == 4


def test_too_many_bytes_are_refused(check, walk_up):
    output = check(walk_up, max_bytes=1000)
    assert output.failure.code == "TOO_LARGE"
    assert output.failure.exit_code == 4


def test_a_truncated_file_is_refused(check, walk_up, tmp_path):
    half = tmp_path / "half.ifc"
    half.write_bytes(walk_up.read_bytes()[:200_000])
    output = check(half)
    assert (output.failure.code, output.failure.exit_code) == ("INVALID", 3)


def test_a_guid_that_the_model_does_not_have_is_an_error_of_the_request(check, walk_up):
    output = check(walk_up, reviews=reviews_from(exits={"0nowhere00000000000000": "final"}, stairs={}))
    assert (output.failure.code, output.failure.exit_code) == ("REQUEST", 3)
    assert "0nowhere00000000000000" in output.failure.message


def test_the_child_sees_none_of_our_environment(check, walk_up, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "very secret")
    output = check(walk_up)
    assert output.report is not None
    assert "very secret" not in output.detail


def test_a_request_reaches_the_child_as_it_was_made(walk_up):
    asked = CheckRequest(
        paths=(walk_up,),
        pack_id=PACK,
        params={"use": "office", "sprinklered": True, "height_m": 17.5, "fire_grade": 2},
        reviews=reviews_from(exits={"1": "final", "2": "no kind at all"}, stairs={"3": "enclosed"}),
        strict_reviews=False,
        outputs=Outputs(plans=True, languages=("zh-hans", "en")),
        pack_dirs=(walk_up.parent,),
        max_bytes=17,
    )
    assert request_from(json.loads(json.dumps(asked.as_dict()))) == asked
    assert asked.param_texts == {"use": "office", "sprinklered": "true", "height_m": "17.5", "fire_grade": "2"}


def test_a_relative_path_is_found_from_the_childs_own_folder(walk_up, monkeypatch):
    monkeypatch.chdir(walk_up.parent)
    asked = CheckRequest(paths=(Path(walk_up.name),), pack_id=PACK)
    assert request_from(asked.as_dict()).paths == (walk_up.resolve(),)


def test_a_kind_that_does_not_exist_is_an_error_of_the_request(check, walk_up):
    door = check(walk_up).report["doors"][0]["guid"]
    output = check(walk_up, reviews=reviews_from(exits={door: "perhaps"}, stairs={}))
    assert output.failure.code == "REQUEST"
    assert "'perhaps'" in output.failure.message
