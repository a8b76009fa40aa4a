"""What is sent back is read by another program's reader with the same ids, tags, texts and a usable camera."""

import copy
import io
import math
import zipfile
from datetime import UTC, datetime

import pytest
from bcf.v2.bcfxml import BcfXml

from bim.check import check_delivery
from bim.exchange.bcf import bcf
from bim.exchange.topics import topics
from bim.quality.acceptance import Accepted, mark, seen_now
from bim.request import CheckRequest
from seeds.ifc import write_office

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("bcf") / "办公楼.ifc"
    write_office(path, no_widths=True)
    request = CheckRequest(paths=(path,), pack_id="gb50016-2018", params={"use": "office", "fire_grade": 2})
    document = check_delivery(request)
    for door in document["doors"]:
        door["tag"] = f"T{door['step_id']}"
    return document


def write(report, language="zh-hans"):
    return bcf(topics(report, language), model=report["file"]["name"], created=WHEN, language=language)


def read(data, tmp_path):
    path = tmp_path / "topics.bcf"
    path.write_bytes(data)
    return BcfXml(path)


def wanted(report):
    """(GlobalIds complained of, GlobalIds of failed and open verdicts) that are to be sent."""
    notes = {g for n in report["quality"] if n["severity"] != "info" for g in n["guids"]}
    return notes, {r["subject"]["guid"] for r in report["results"] if r["verdict"] in ("fail", "review")}


def selected(found):
    return {
        component.ifc_guid: component.authoring_tool_id
        for topic in found.topics.values()
        for view in topic.viewpoints.values()
        if view.visualization_info.components.selection
        for component in view.visualization_info.components.selection.component
    }


def test_the_same_elements_and_tags_come_back(report, tmp_path):
    components = selected(read(write(report), tmp_path))
    notes, verdicts = wanted(report)
    assert notes and verdicts
    guids = {guid for guid in notes | verdicts if len(guid) == 22}
    assert set(components) == guids
    tags = {d["guid"]: d["tag"] for d in report["doors"]}
    assert {g: t for g, t in components.items() if g in tags} == {g: tags[g] for g in guids & set(tags)}


def test_every_topic_has_texts_and_every_element_a_camera(report, tmp_path):
    found = read(write(report), tmp_path)
    assert found.version.version_id == "2.1"
    for topic in found.topics.values():
        assert topic.topic.title and topic.topic.description and topic.topic.labels and topic.topic.priority
        (view,) = topic.viewpoints.values()
        info = view.visualization_info
        if not info.components.selection:
            continue
        camera = info.perspective_camera
        for vector in (camera.camera_view_point, camera.camera_direction, camera.camera_up_vector):
            assert all(math.isfinite(c) for c in (vector.x, vector.y, vector.z))
        assert 45 <= camera.field_of_view <= 60
        assert info.clipping_planes.clipping_plane


def test_the_description_names_figure_limit_clause_and_edition(report, tmp_path):
    row = next(r for r in report["results"] if r["verdict"] in ("fail", "review") and r["measured"] and r["limit"])
    found = read(write(report, "en"), tmp_path)
    texts = [t.topic.description for t in found.topics.values()]
    line = next(x for t in texts for x in t.splitlines() if x.startswith(f"{row['subject']['name']}: "))
    assert f"{row['edition']} {row['clause']}" in line
    assert any(f"measured {row['measured']:.2f}" in t and f"limit {row['limit']:.2f}" in t for t in texts)


def test_chinese_survives(report, tmp_path):
    found = read(write(report), tmp_path)
    titles = [t.topic.title for t in found.topics.values()]
    assert any(t.startswith("门未注明宽度") for t in titles)
    assert all(t.header.file[0].filename == "办公楼.ifc" for t in found.topics.values())


def test_equal_input_gives_equal_bytes_and_another_version_the_same_topics(report):
    data = write(report)
    assert data == write(copy.deepcopy(report))
    newer = {**report, "file": {**report["file"], "sha256": "0" * 64}}
    assert zipfile.ZipFile(io.BytesIO(write(newer))).namelist() == zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_what_is_accepted_is_not_sent(report, tmp_path):
    row = next(r for r in report["results"] if r["verdict"] in ("fail", "review"))
    key = ("rule", row["rule"], row["subject"]["guid"])
    guid = next(g for n in report["quality"] if n["code"] == "door_width_missing" for g in n["guids"])
    note = ("quality", "door_width_missing", guid)
    rows = [Accepted(*k, reason="r", by="b", at="", seen=seen_now(report, k)) for k in (key, note)]
    sent = topics(mark(report, rows), "en")
    widths = [t for t in sent if t.key.startswith("quality|door_width_missing")]
    assert guid not in {c.guid for t in widths for c in t.components}
    ruled = [t for t in sent if t.key.startswith(f"rule|{row['rule']}|")]
    assert row["subject"]["guid"] not in {c.guid for t in ruled for c in t.components}


def test_hostile_ids_and_names_leave_a_readable_file(report, tmp_path):
    odd = copy.deepcopy(report)
    odd["quality"][0] = {**odd["quality"][0], "severity": "error", "guids": ["\x00<&>\"'", "\ud800", ""], "affected": 3}
    odd["doors"][0]["name"] = "</Title>&amp;\x0b🚪"
    assert read(write(odd), tmp_path).topics


def test_a_model_without_anything_to_say_is_an_empty_file(report, tmp_path):
    silent = {**report, "quality": [], "results": []}
    assert read(write(silent), tmp_path).topics == {}


def test_elements_without_a_place_have_no_camera_but_are_selected(report, tmp_path):
    lost = copy.deepcopy(report)
    for row in (*lost["doors"], *lost["spaces"], *lost["stairs"]):
        row["box_m"] = None
    found = read(write(lost), tmp_path)
    assert all(
        v.visualization_info.perspective_camera is None for t in found.topics.values() for v in t.viewpoints.values()
    )
    assert selected(found)
