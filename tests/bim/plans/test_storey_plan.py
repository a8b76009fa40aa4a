"""A storey's plan: well formed, complete, safe, and drawn where the model says."""

import io
import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bim.plans import draw_storey, exit_signs, plan_css
from bim.plans.shades import step_of
from core.verdicts import RestsOn, Verdict
from tests.bim.plans.made import LIMIT_M, ROOMS, STOREY, WALK_M, guid, judgement, tower
from tests.bim.rules.builders import reading, room, walk

NS = "{http://www.w3.org/2000/svg}"


def draw(result=None, judgements=(), **options):
    text = draw_storey(result or tower(), judgements, STOREY, **options)
    return ET.fromstring(text), text


def by_class(root, name):
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def numbers(d):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", d)]


def words(root):
    return "".join(root.itertext())


def matrix(root):
    return [float(n) for n in root.get("data-to-plan").split()]


def to_px(root, x, y):
    a, b, c, d, e, f = matrix(root)
    return a * x + c * y + e, b * x + d * y + f


def test_every_space_door_and_stair_carries_its_guid():
    root, _ = draw()
    found = {e.get("data-guid") for e in root.iter() if e.get("data-guid")}
    assert {guid(name) for name in ROOMS} <= found
    assert {"door_1808", "stair_S1", "stair_S2"} <= found


def test_a_space_without_a_shape_is_still_there_and_said():
    result = tower()
    result.facts.spaces = [replace(s, floor=None) if s.name == "1803" else s for s in result.facts.spaces]
    root, _ = draw(result, language="en")
    assert any(e.get("data-guid") == guid("1803") for e in by_class(root, "fp-noshape"))
    assert "1 spaces without a shape are not drawn" in words(root)


def test_an_empty_storey_says_so():
    result = tower()
    result.facts.spaces = [replace(s, floor=None) for s in result.facts.spaces]
    root, _ = draw(result)
    assert "本层没有可画的房间" in words(root)


def test_an_unknown_storey_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        draw_storey(tower(), [], "nowhere")


def test_the_drawn_way_is_the_path_of_the_judgement():
    for degrees in (0, 33):
        root, _ = draw(tower(degrees=degrees), [judgement(degrees=degrees, limit=40.0, verdict=Verdict.PASS)])
        (line,) = by_class(root, "fp-route")[:1]
        path = judgement(degrees=degrees).path[::-1]  # drawn from the exit outwards
        expected = [n for x, y, _ in path for n in to_px(root, x, y)]
        assert numbers(line.get("d")) == pytest.approx(expected, abs=0.051)


def test_black_up_to_the_limit_red_beyond_it():
    root, _ = draw(judgements=[judgement()])
    black, red = by_class(root, "fp-route")[0], by_class(root, "fp-over")[0]
    scale = math.hypot(*matrix(root)[:2])

    def metres(line):
        n = numbers(line.get("d"))
        return math.dist(n[:2], n[2:]) / scale

    assert metres(black) == pytest.approx(LIMIT_M, abs=0.01)
    assert metres(red) == pytest.approx(WALK_M - LIMIT_M, abs=0.01)
    # The black part starts at the door of stair S2, the red one ends at the door of the flat.
    assert numbers(black.get("d"))[:2] == pytest.approx(to_px(root, 11.2, 7.6), abs=0.051)
    assert numbers(red.get("d"))[2:] == pytest.approx(to_px(root, 34.75, 9.2), abs=0.051)
    assert "限值20.0\u202fm" in words(root)
    assert "超3.6\u202fm" in words(root)


def test_a_way_under_review_is_dotted_and_not_red():
    root, _ = draw(judgements=[judgement(verdict=Verdict.REVIEW)])
    assert by_class(root, "fp-doubt")
    assert not by_class(root, "fp-over")
    assert not by_class(root, "fp-box-fail")


def test_only_a_failed_verdict_is_red():
    """A passed straight line whose walk is a little longer, and a verdict without data, promise nothing in red."""
    for verdict in (Verdict.PASS, Verdict.NO_DATA):
        root, _ = draw(judgements=[replace(judgement(verdict=verdict), measured=19.0)])
        assert by_class(root, "fp-route")
        assert not by_class(root, "fp-over")
        assert not by_class(root, "fp-end-fail")


def test_the_part_of_a_way_on_another_storey_is_not_drawn():
    below = ((34.75, 9.2, 48.0), (11.2, 7.6, 48.0), (11.2, 2.0, 45.0), (30.0, 2.0, 45.0))
    root, _ = draw(judgements=[replace(judgement(verdict=Verdict.PASS, limit=60.0), path=below)])
    drawn = numbers(by_class(root, "fp-route")[0].get("d"))
    assert drawn[-2:] == pytest.approx(to_px(root, 34.75, 9.2), abs=0.051)
    # 1.7 m down of 3.0 m: the walk leaves the plan at y = 7.6 - 5.6 * 1.7 / 3 = 4.427
    assert drawn[:2] == pytest.approx(to_px(root, 11.2, 7.6 - 5.6 * 1.7 / 3.0), abs=0.051)


def test_the_walk_inside_the_flat_is_dashed_up_to_its_door():
    root, _ = draw(judgements=[judgement()])
    inner = by_class(root, "fp-inner")[0]
    assert inner.get("stroke-dasharray")
    assert numbers(inner.get("d"))[:2] == pytest.approx(to_px(root, 27.3, 16.2), abs=0.051)
    # 3.717 + 5.910 + 1.408 m by Pythagoras: (1.9, 3.2), (5.4, 2.4), (0.15, 1.4)
    assert "户内11.0\u202fm" in words(root)


def test_a_tick_every_five_metres():
    root, _ = draw(judgements=[judgement()])
    assert by_class(root, "fp-tick")
    ticks = [e for e in by_class(root, "fp-way")[0].iter() if e.get("class") == "fp-tick"]
    assert ticks[0].get("d").count("M") == 4  # 5, 10, 15 and 20 of 23.6 m


def test_the_worst_verdict_chooses_the_way():
    passed = replace(judgement(verdict=Verdict.PASS, limit=40.0), path=((1.0, 8.0, 48.0), (4.8, 7.6, 48.0)))
    root, _ = draw(judgements=[passed, judgement()])
    assert by_class(root, "fp-over")
    root, _ = draw(judgements=[passed, judgement()], route=passed)
    assert not by_class(root, "fp-over")


def test_verdicts_are_hatched_or_dotted_by_room():
    verdicts = [judgement(), judgement("1806", Verdict.REVIEW), judgement("1802", Verdict.NO_DATA)]
    root, text = draw(judgements=verdicts)
    rooms = {e.get("data-guid"): e.get("data-verdict") for e in root.iter() if e.get("data-verdict")}
    assert rooms == {guid("1808"): "fail", guid("1806"): "review", guid("1802"): "no_data"}
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) == ids
    assert len(ids) == 3


def test_a_width_verdict_marks_the_door_and_not_the_room():
    width = replace(judgement(), metric="clear_width", path=(), measured=0.8, limit=0.9)
    root, _ = draw(judgements=[width])
    assert not [e for e in root.iter() if e.get("data-verdict")]
    assert [e.get("data-guid") for e in by_class(root, "fp-door-fail")] == ["door_1808", None]  # door and legend
    assert "门净宽不符合" in words(root)


def test_confirmed_exits_are_solid_proposed_ones_hollow_with_a_question_mark():
    solid, _ = draw(tower(status="confirmed"))
    hollow, _ = draw(tower(status="proposed", kind="unknown"))
    assert {"S1", "S2"} <= {e.text for e in solid.iter(f"{NS}text")}
    assert {"S1?", "S2?"} <= {e.text for e in hollow.iter(f"{NS}text")}
    assert by_class(solid, "fp-confirmed")
    assert not by_class(solid, "fp-proposed")
    assert not by_class(hollow, "fp-confirmed")


def test_a_stair_keeps_its_number_whatever_the_order_of_doors():
    result = tower()
    before = {g: s.label for g, s in exit_signs(result).items()}
    result.doors.reverse()
    assert {g: s.label for g, s in exit_signs(result).items()} == before == {"door_S1": "S1", "door_S2": "S2"}


def test_names_are_escaped_and_cleaned():
    bad = '<script>alert(1)</script>&"\u202e\x07卧室'
    root, text = draw(tower(names={"1804": bad}))
    assert "<script" not in text
    assert "\u202e" not in text
    assert "\x07" not in text
    titles = [e.text for e in root.iter(f"{NS}title")]
    assert any('<script>alert(1)</script>&" 卧室' in (t or "") for t in titles)


def test_a_hostile_guid_stays_an_attribute():
    result = tower()
    evil = '"><script>x</script>'
    result.spaces[0].guid = evil
    result.facts.spaces[0] = replace(result.facts.spaces[0], guid=evil)
    root, text = draw(result)
    assert "<script" not in text
    assert any(e.get("data-guid") == evil for e in root.iter())


def test_no_script_no_inline_style_no_event_handler():
    _, text = draw(judgements=[judgement()], theme_css=False)
    assert "<script" not in text
    assert "<style" not in text
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)
    assert "var(" not in text  # PDF renderers know no variables


def test_a_pdf_renderer_draws_it():
    weasyprint = pytest.importorskip("weasyprint")
    _, text = draw(judgements=[judgement(), judgement("1802", Verdict.NO_DATA)], theme_css=True)
    page = "<style>@page { size: 32cm 22cm }</style>" + text
    pdf = weasyprint.HTML(string=page).write_pdf()
    words_of_pdf = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "1808" in words_of_pdf
    assert "超3.6" in words_of_pdf.replace(" ", "")


def test_the_theme_sheet_knows_every_class_that_has_a_theme_colour():
    _, text = draw(judgements=[judgement()])
    assert "<style>@supports" in text
    for name in ("fp-wall", "fp-room", "fp-over", "fp-sign"):
        assert f".fp .{name}{{" in plan_css()


def test_text_is_twelve_pixels_or_more():
    root, _ = draw(judgements=[judgement()])
    assert root.get("font-size") == "12"
    assert all(float(e.get("font-size", 12)) >= 12 for e in root.iter(f"{NS}text"))


def test_labels_give_way_to_the_route():
    root, _ = draw(judgements=[judgement()])
    (x0, y0), (x1, y1) = to_px(root, 11.2, 7.6), to_px(root, 34.75, 9.2)
    names = by_class(root, "fp-names")[0]
    for text in names.iter(f"{NS}text"):
        x, y = float(text.get("x")), float(text.get("y")) - 4
        t = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)))
        assert math.dist((x, y), (x0 + t * (x1 - x0), y0 + t * (y1 - y0))) > 5


def test_both_languages():
    _, zh = draw(judgements=[judgement()], language="zh-hans")
    _, en = draw(judgements=[judgement(rests_on=RestsOn.PROPOSED)], language="en")
    assert "限值以内" in zh
    assert "Within the limit" in en
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"18层|电梯1|楼梯S\d", "", en))  # names from the model stay


def test_size_is_tens_of_kilobytes():
    _, text = draw(judgements=[judgement()])
    assert 4_000 < len(text.encode()) < 60_000


def test_rooms_are_shaded_by_their_way_to_a_storey_exit_and_ways_are_not():
    root, text = draw()
    shades = [e for e in root.iter() if (e.get("class") or "").startswith("fp-far-") and e.tag.endswith("path")]
    assert shades
    assert all(e.get("pointer-events") == "none" for e in shades)
    assert "房间最远点到安全出口" in text


def test_a_room_without_a_way_has_no_shade():
    assert step_of(room()) is None
    steps = [step_of(room(storey_exit=reading(walk(way)))) for way in (0.0, 10.0, 10.01, 40.0, 99.0)]
    assert steps == [0, 0, 1, 3, 4]
