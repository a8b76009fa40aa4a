"""``manage.py check_model`` end to end, as another program calls it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bim.request import CheckRequest, Outputs
from bim.review_files import EXIT_KINDS, ReviewFileError, read_kinds
from bim.sandboxed import run_check
from seeds.ifc import write_office, write_walk_up

ROOT = Path(__file__).resolve().parents[2]
DUPLEX = ROOT.parent / "shared" / "data" / "ifc" / "duplex.ifc"


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    write_walk_up(folder / "walk_up.ifc")
    write_office(folder / "office.ifc")
    return folder


def command(*words, cwd=ROOT, **env):
    """No database, no key, no npm packages: the environment is all but empty and the database cannot be reached."""
    clean = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check_model", *(str(w) for w in words)],
        capture_output=True,
        cwd=cwd,
        env=clean | env,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def strict(text):
    return json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_json_on_standard_output_is_one_strict_document(models, tmp_path):
    code, out, err = command(
        models / "walk_up.ifc", "--param", "use=residential", "--param", "fire_grade=2",
        "--json", "-", "--plans", tmp_path / "plans", "--glb", tmp_path / "out" / "model.glb",
    )  # fmt: skip
    document = strict(out)
    assert document["format"] == "egress-report/1"
    assert document["file"]["name"] == "walk_up.ifc"
    assert document["params"] == {"use": "residential", "fire_grade": 2}
    # 入户门 of 1985 are 0.90 m wide in the frame, under the 0.90 m clear that 5.5.30 asks: the building fails.
    assert (code, err) == (1, "")
    assert document["summary"]["fail"] > 0
    index = json.loads((tmp_path / "plans" / "index.json").read_text("utf-8"))
    assert [row["storey"] for row in index] == [s["guid"] for s in document["storeys"]]
    assert (tmp_path / "out" / "model.glb").read_bytes()[:4] == b"glTF"


def test_the_steps_of_the_clock_add_up(models):
    _, out, _ = command(models / "office.ifc", "--json", "-")
    timing = strict(out)["timing_s"]
    assert {"open", "geometry", "graph", "paths", "rules", "total"} <= set(timing)
    assert sum(v for k, v in timing.items() if k != "total") <= timing["total"] * 1.2 + 0.2
    assert sum(v for k, v in timing.items() if k != "total") >= timing["total"] * 0.3


def test_upload_and_command_line_agree(models, tmp_path):
    """Same function, same file, same parameters: all but the clock is equal."""
    _, out, _ = command(models / "office.ifc", "--param", "use=office", "--param", "sprinklered=true", "--json", "-")
    work = tmp_path / "work"
    work.mkdir()
    request = CheckRequest(
        paths=(models / "office.ifc",),
        pack_id="gb55037-2022",
        params={"use": "office", "sprinklered": True},
        outputs=Outputs(plans=True, glb=True),
    )
    uploaded = run_check(request, work)
    first, second = strict(out), dict(uploaded.report)
    first.pop("timing_s"), second.pop("timing_s")
    assert first == second


def test_without_parameters_nothing_passes(models):
    code, out, _ = command(models / "office.ifc", "--json", "-")
    counts = strict(out)["summary"]
    assert counts["pass"] == counts["pass_proposed"] == 0
    assert code == 2


def test_a_short_summary_for_people(models):
    code, out, _ = command(models / "office.ifc", "--param", "use=office", "--param", "fire_grade=1")
    # The meeting rooms of 160 m² have one door each; 120 m² is the most for that (GB 55037-2022 7.4.2).
    assert code == 1
    assert "one_door_rooms" in out
    assert "office.ifc" in out
    assert "Verdicts: " in out
    assert "{" not in out


def test_the_report_can_go_to_a_file(models, tmp_path):
    _, out, _ = command(models / "office.ifc", "--json", tmp_path / "r.json")
    assert strict((tmp_path / "r.json").read_text("utf-8"))["format"] == "egress-report/1"
    assert "Verdicts: " in out


def test_confirming_exits_and_stairs_changes_what_verdicts_rest_on(models, tmp_path):
    office, base = models / "office.ifc", ("--param", "use=office", "--param", "fire_grade=1", "--json", "-")
    before = strict(command(office, *base)[1])
    exits = {d["guid"]: d["exit"] for d in before["doors"] if d["exit"] == "final"}
    (tmp_path / "exits.json").write_text(json.dumps(exits), "utf-8")
    rows = ["GlobalId,kind", *(f"{s['guid']},enclosed" for s in before["stairs"])]
    (tmp_path / "stairs.csv").write_text("\n".join(rows), "utf-8")
    after = strict(command(office, *base, "--exits", tmp_path / "exits.json", "--stairs", tmp_path / "stairs.csv")[1])
    assert {s["kind"] for s in before["stairs"]} == {"unknown"}
    assert {(s["kind"], s["status"]) for s in after["stairs"]} == {("enclosed", "confirmed")}
    assert {d["status"] for d in after["doors"] if d["guid"] in exits} == {"confirmed"}
    assert after["summary"]["review"] < before["summary"]["review"]


def test_a_guid_that_the_model_lacks_is_one_sentence(models, tmp_path):
    (tmp_path / "exits").write_text('{"0nowhere00000000000000": "final"}', "utf-8")
    code, out, err = command(models / "office.ifc", "--json", "-", "--exits", tmp_path / "exits")
    assert (code, out) == (3, "")
    assert "0nowhere00000000000000" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"0nowhere00000000000000": "perhaps"}', "'perhaps' is not a kind"),
        ("0nowhere00000000000000", "row 1"),
        ("{not json", "not valid JSON"),
        ('[["a", "b", "c"]]', "not of the form"),
        ("a,final\na,no", "stands twice"),
        ('{"a": "final", "a": "no"}', "stands twice"),
    ],
)
def test_a_wrong_list_of_exits_names_its_place(tmp_path, text, told):
    (tmp_path / "exits").write_text(text, "utf-8")
    with pytest.raises(ReviewFileError, match="exits.*" + told):
        read_kinds(tmp_path / "exits", EXIT_KINDS)


def test_lists_are_json_or_csv_with_or_without_heading(tmp_path):
    for text in ('{"a": "final", "b": "no"}', "a,final\nb,no\n", "\ufeffGUID,kind\r\na, final\r\n\r\nb,no\r\n"):
        (tmp_path / "exits").write_text(text, "utf-8")
        assert read_kinds(tmp_path / "exits", EXIT_KINDS) == {"a": "final", "b": "no"}


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"Dear all, please find attached the model.", 3, "bad.ifc"),
        (b"", 3, "bad.ifc"),
        (b"<ifc:ifcXML xmlns:ifc='x'/>", 3, "bad.ifc"),
        (None, 3, "bad.ifc"),
    ],
)
def test_an_unreadable_file_is_one_sentence(tmp_path, content, code, told):
    if content is not None:
        (tmp_path / "bad.ifc").write_bytes(content)
    got, out, err = command(tmp_path / "bad.ifc", "--json", "-")
    assert (got, out) == (code, "")
    assert told in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


def test_a_truncated_file_is_unreadable(models, tmp_path):
    half = tmp_path / "half.ifc"
    half.write_bytes((models / "office.ifc").read_bytes()[:100_000])
    code, out, err = command(half, "--json", "-")
    assert (code, out) == (3, "")
    assert "half.ifc" in err


def test_too_large_and_time_out_end_with_four(models):
    code, out, err = command(models / "walk_up.ifc", "--json", "-", MAX_MODEL_MB="0")
    assert (code, out) == (4, "")
    code, out, err = command(models / "walk_up.ifc", "--json", "-", SANDBOX_WALL_S="1")
    assert (code, out) == (4, "")
    assert "time" in err
    assert len(err.strip().splitlines()) == 1


def test_a_wrong_parameter_or_pack_is_one_sentence(models):
    for words, told in ((("--param", "use=castle"), "castle"), (("--pack", "atlantis"), "atlantis")):
        code, out, err = command(models / "office.ifc", "--json", "-", *words)
        assert (code, out) == (3, "")
        assert told in err
        assert len(err.strip().splitlines()) == 1


def test_two_files_are_one_delivery(models):
    _, out, _ = command(models / "office.ifc", models / "walk_up.ifc", "--json", "-")
    document = strict(out)
    assert [f["name"] for f in document["files"]] == ["office.ifc", "walk_up.ifc"]
    assert len(document["spaces"]) == 5 * 13 + 6 * 39
    # Two buildings of two names that stand apart as their rooms tell: no storey of one is a storey of the other.
    assert len(document["storeys"]) == 5 + 6


def test_help_has_an_example():
    code, out, _ = command("--help")
    assert code == 0
    assert "python manage.py check_model tower.ifc" in out


def test_the_duplex(tmp_path):
    if not DUPLEX.is_file():
        pytest.skip(f"no sample model at {DUPLEX}")
    code, out, err = command(DUPLEX, "--param", "use=residential", "--json", "-", "--plans", tmp_path / "plans")
    document = strict(out)
    assert err == ""
    assert code == 1  # two glazed doors to the garden are 0.81 m wide, a ground-floor exit needs 1.10 m
    assert len(document["spaces"]) == 21
    assert sum(d["exit"] == "final" for d in document["doors"]) == 4
    drawn = "".join(p.read_text("utf-8") for p in (tmp_path / "plans").glob("*.svg"))
    assert all(s["guid"] in drawn for s in document["spaces"])


def test_score_and_topics_go_along(models, tmp_path):
    target = tmp_path / "new" / "topics.bcf"
    _, out, err = command(models / "walk_up.ifc", "--param", "use=residential", "--bcf", target, MODEL_MIN_SCORE="99")
    assert err == "" and "Data quality score: " in out and "99 demanded: " in out
    assert zipfile.ZipFile(target).namelist()[0] == "bcf.version"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "required: FILE"),
        (("office.ifc", "--colour", "red"), "--colour"),
        (("office.ifc", "--language", "fr"), "--language"),
        (("office.ifc", "--glb"), "--glb"),
    ],
)
def test_a_wrong_usage_is_a_request_error_in_one_sentence(models, words, told):
    code, out, err = command(*words, cwd=models)
    assert (code, out) == (3, "")
    assert told in err and "--help" in err
    assert len(err.strip().splitlines()) == 1


def test_targets_that_cannot_be_written_are_named_before_the_run(models, tmp_path):
    """The model does not even exist: had it been looked at first, the sentence would be about it."""
    (tmp_path / "file").write_text("here")
    (tmp_path / "folder").mkdir()
    for option, target, told in (
        ("--json", tmp_path / "folder", "name a file"),
        ("--glb", tmp_path / "file" / "model.glb", "not a folder"),
        ("--plans", tmp_path / "file", "name a folder"),
        ("--bcf", tmp_path / "file" / "new" / "topics.bcf", "not a folder"),
    ):
        code, out, err = command(tmp_path / "missing.ifc", option, target)
        assert (code, out) == (3, ""), err
        assert told in err and "missing.ifc" not in err
        assert len(err.strip().splitlines()) == 1


def test_no_result_replaces_the_model_or_another_result(models, tmp_path):
    before = (models / "office.ifc").read_bytes()
    code, _, err = command(models / "office.ifc", "--json", models / "office.ifc")
    assert (code, (models / "office.ifc").read_bytes()) == (3, before)
    assert "would replace the model" in err
    code, _, err = command(models / "office.ifc", "--json", tmp_path / "x", "--glb", tmp_path / "." / "x")
    assert code == 3 and "would replace what --json writes" in err


def test_each_building_of_a_delivery_is_judged_by_itself_and_one_can_be_asked_for(models, tmp_path):
    other = write_walk_up(tmp_path / "walk_up.ifc", offset_m=(200.0, 0.0, 0.0))
    files, words = (models / "office.ifc", other), ("--param", "use=office", "--param", "fire_grade=2")
    _, out, _ = command(*files, *words, "--json", "-")
    document = strict(out)
    names = {b["name"]: b for b in document["buildings"]}
    assert len(names) == 2
    office = next(b for b in document["buildings"] if b["files"] == ["office.ifc"])
    # 4 × 3.6 m and 3.48 m clear; 5 × 2.8 m and 2.68 m clear.
    assert {round(b["height_m"], 2) for b in document["buildings"]} == {17.88, 16.68}
    assert {s["building"] for s in document["storeys"]} == {b["guid"] for b in document["buildings"]}
    assert {r["building"] for r in document["results"]} == {b["guid"] for b in document["buildings"]}
    alone = strict(command(files[0], *words, "--json", "-")[1])
    _, out, _ = command(*files, *words, "--building", office["guid"], "--json", "-", "--glb", tmp_path / "m.glb")
    chosen = strict(out)
    assert [b["guid"] for b in chosen["buildings"]] == [office["guid"]]
    keys = ("rule", "subject", "measured", "limit", "verdict", "storey")

    def judged(d):
        return [[r[k] for k in keys] for r in d["results"]]

    assert judged(chosen) == judged(alone)
    own = [r for r in document["results"] if r["building"] == office["guid"]]
    assert [[r[k] for k in keys] for r in own] == judged(alone)
    walk_up_storeys = {s["guid"] for s in document["storeys"] if s["building"] != office["guid"]}
    assert not any(guid in out for guid in walk_up_storeys)
    command(files[0], "--json", tmp_path / "r.json", "--glb", tmp_path / "alone.glb")
    assert (tmp_path / "m.glb").stat().st_size == pytest.approx((tmp_path / "alone.glb").stat().st_size, rel=0.01)


def test_a_building_that_is_not_there_is_a_request_error_that_names_those_that_are(models):
    code, out, err = command(models / "office.ifc", "--building", "nonsense", "--json", "-")
    assert (code, out) == (3, "")
    assert "nonsense" in err and "临渡路办公楼" in err
