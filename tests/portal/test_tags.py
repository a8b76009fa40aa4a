"""The tags of the five things: words, shapes and tones, in both languages. Words keyed by hand from the glossary."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from core.calendar import WorkCalendar
from core.templatetags.ages import age_of
from core.templatetags.clock_words import read_clock

MAY = WorkCalendar(
    years=frozenset({2026}),
    off=frozenset({dt.date(2026, 5, 1), dt.date(2026, 5, 4), dt.date(2026, 5, 5)}),
    work=frozenset({dt.date(2026, 5, 9)}),
)


def render(source: str, **words) -> str:
    return Template(source).render(Context(words))


def read(due: int | None, today: int, *, language: str = "zh-hans", **more):
    """Days of May 2026."""
    with translation.override(language):
        return read_clock(
            None if due is None else dt.date(2026, 5, due),
            today=dt.date(2026, 5, today),
            calendar=MAY,
            soon_days=3,
            kind=more.pop("kind", "rectify"),
            **more,
        )


@pytest.mark.parametrize(
    ("due", "today", "tone", "words"),
    [
        # 11 May is a Monday. To Friday the 22nd: 12–15 and 18–22, nine working days.
        (22, 11, "due", "剩9个工作日"),
        # Monday 11th to Thursday 14th: three left, today not counted: not yet soon.
        (14, 11, "due", "剩3个工作日"),
        # Two left: today is one of the last three.
        (13, 11, "soon", "剩2个工作日"),
        (11, 11, "soon", "今天截止"),
        # Saturday the 9th is a make-up day: from Friday the 8th one working day later.
        (9, 8, "soon", "剩1个工作日"),
        # Due on Wednesday the 6th: 7, 8, 9 (make-up day) and 11 are four working days.
        (6, 11, "over", "逾期4个工作日"),
        # Due on Friday 15th, today Sunday 17th: no working day has passed, and it is late all the same.
        (15, 17, "over", "逾期1个工作日"),
        (None, 11, "", "未起算"),
    ],
)
def test_clock_words(due, today, tone, words):
    reading = read(due, today)
    assert (reading.tone, reading.words) == (tone, words)


def test_a_late_reinspection_has_its_own_word():
    assert read(6, 11, kind="reinspect").words == "超期4个工作日"
    assert read(6, 11, kind="reinspect", language="en").words == "4 working days late"


def test_calendar_days_are_named():
    assert read(13, 11, working=False).words == "剩2个自然日"
    assert read(8, 11, working=False, language="en").words == "3 days late"


def test_done_in_time_is_met_and_done_late_stays_late():
    assert read(11, 20, done_on=dt.date(2026, 5, 11)).tone == "met"
    assert read(11, 20, done_on=dt.date(2026, 5, 13)).words == "逾期2个工作日"


def test_a_year_without_table_is_provisional():
    reading = read_clock(dt.date(2027, 1, 8), today=dt.date(2026, 5, 11), calendar=MAY, soon_days=3, kind="rectify")
    assert reading.provisional


@pytest.mark.parametrize(
    ("value", "zh", "en", "shape"),
    [
        ("pass", "符合", "Pass", "v-pass"),
        ("fail", "不符合", "Fail", "v-fail"),
        ("review", "待人工判定", "Review", "v-review"),
        ("no_data", "数据不足", "No data", "v-nodata"),
        ("not_applicable", "不适用", "Not applicable", "v-na"),
    ],
)
def test_verdicts(value, zh, en, shape):
    with translation.override("zh-hans"):
        assert zh in render("{% verdict v %}", v=value)
    with translation.override("en"):
        text = render("{% verdict v %}", v=value)
    assert en in text
    assert shape in text
    assert "<svg" in text


def test_an_unknown_verdict_reads_as_missing_data():
    with translation.override("en"):
        assert "No data" in render("{% verdict v %}", v="surely")


def test_a_pass_on_proposed_exits_does_not_look_like_a_pass():
    with translation.override("zh-hans"):
        text = render("{% verdict 'pass' rests_on='proposed' %}")
    assert "待确认" in text
    assert "v-pass" not in text


def test_not_graded_is_not_low_risk():
    with translation.override("zh-hans"):
        text = render("{% risk '' %}")
        assert "未评级" in text
        assert "risk-u" in text
        assert "较大风险" in render("{% risk 'c' %}")


def test_fact_without_a_value_is_said_to_be_missing():
    with translation.override("zh-hans"):
        assert "未知" in render("{% fact '高度' v %}", v=None)
        assert "未知" not in render("{% fact '地下层数' v %}", v=0)


def test_text_in_tags_is_escaped():
    assert "<b>x" not in render("{% state w %}{% fact w w source=w other=w %}", w="<b>x")


def test_ages():
    """A field with a period of 100 days: current to 100, ageing to 200, then stale."""
    today = dt.date(2026, 5, 11)
    bars = [age_of(today - dt.timedelta(days=n), today=today, days=100).bars for n in (100, 101, 200, 201)]
    assert bars == [3, 2, 2, 1]
    assert age_of(None, today=today).bars == 0
