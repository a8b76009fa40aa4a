"""``manage.py egress_limit`` as programs use it: keys, exit status, and errors in one sentence on stderr."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "limit", "limit_upper", "unit", "native", "pack", "clause", "edition", "confidence", "base", "modifiers",
    "assumed", "reason",
}  # fmt: skip
OFFICE = ["use=office", "position=between_exits", "fire_grade=1", "height_m=18", "open_corridor=false"]


def run(*params: str, pack: str = "gb50016-2018"):
    """Exit status and the JSON printed."""
    out = io.StringIO()
    words = [word for param in params for word in ("--param", param)]
    try:
        call_command("egress_limit", "--pack", pack, "--json", *words, stdout=out)
    except SystemExit as stop:
        return stop.code, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_a_limit_with_its_notes_in_order():
    """(40 - 5) x 1.25 = 43.75 and 40 x 1.25 - 5 = 45."""
    status, found = run(*OFFICE, "stair=open_stairwell", "sprinklered=true")
    assert status == 0
    assert set(found) >= KEYS
    assert (found["limit"], found["limit_upper"], found["unit"], found["base"]) == (43.75, 45.0, "m", 40.0)
    assert found["native"] == {"value": 43.75, "unit": "m"}
    assert [(item["op"], item["value"]) for item in found["modifiers"]] == [("add", -5.0), ("mul", 1.25)]
    assert (found["pack"], found["confidence"], found["assumed"]) == ("gb50016-2018", "B", [])
    assert "5.5.17" in found["clause"]
    assert "2018" in found["edition"]


def test_what_nobody_gave_is_assumed_plain():
    status, found = run(*OFFICE)
    assert (status, found["limit"], found["limit_upper"]) == (0, 40.0, 40.0)
    assert found["assumed"] == ["stair", "sprinklered"]


def test_missing_facts_are_no_data_and_exit_2():
    status, found = run("use=office", "position=dead_end", "height_m=18")
    assert (status, found["limit"], found["verdict"]) == (2, None, "no_data")
    assert "fire_grade" in found["reason"]


def test_a_dash_is_no_limit_and_says_so():
    status, found = run("use=entertainment", "position=dead_end", "fire_grade=3")
    assert (status, found["limit"], found["limit_upper"], found["verdict"]) == (2, None, None, "review")
    assert "dash" in found["reason"]


def test_the_overlay_gives_its_parents_limits():
    assert run(*OFFICE, pack="gb55037-2022")[1]["limit"] == 40.0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--pack", "nfpa"], "gb50016-2018, gb50067-2014, gb55037-2022"),
        (["--param", "use=castle"], "Allowed: residential"),
        (["--param", "castle"], "name=value"),
    ],
)
def test_errors_are_sentences(words, told):
    with pytest.raises(CommandError, match=told) as caught:
        call_command("egress_limit", *words)
    assert "\n" not in str(caught.value)


def test_plain_sentences_for_people():
    out = io.StringIO()
    words = [word for param in [*OFFICE, "stair=enclosed"] for word in ("--param", param)]
    call_command("egress_limit", *words, stdout=out)
    assert "Room exit door to the nearest safety exit: at most 40 m" in out.getvalue()
    assert "sprinklers in the whole building" in out.getvalue()


def test_as_a_process_without_any_environment():
    """No traceback, nothing on stdout, exit 1 for wrong usage; help has an example."""
    env = {"PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "egress_limit"]
    wrong = subprocess.run([*command, "--param", "stair=open"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "open_stairwell, open_stair" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    shown = subprocess.run([*command, "--help"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert "Example:" in shown.stdout


def test_feet_stay_beside_the_metres():
    """300 ft x 0.3048 = 91.44 m; a table without positions does not ask for one."""
    status, found = run("use=office", "sprinklered=true", pack="ibc-2021")
    assert (status, found["limit"], found["limit_upper"], found["unit"]) == (0, 91.44, 91.44, "m")
    assert (found["native"], found["base"]) == ({"value": 300.0, "unit": "ft"}, 300.0)
    assert (found["clause"], found["edition"], found["confidence"]) == ("1017.2, Table 1017.2", "IBC 2021", "A")
    out = io.StringIO()
    call_command("egress_limit", "--pack", "ibc-2021", "--param", "use=office", stdout=out)
    assert "at most 60.96 m" in out.getvalue()
    assert "table value 200 ft" in out.getvalue()


def test_not_permitted_is_no_limit():
    status, found = run("use=medical_ward", "sprinklered=false", pack="ibc-2021")
    assert (status, found["limit"], found["verdict"]) == (2, None, "review")
    assert "does not permit" in found["reason"]


def test_a_group_of_the_pack_and_a_wrong_one():
    assert run("group=S-2", "sprinklered=false", pack="ibc-2021")[1]["native"]["value"] == 300.0
    with pytest.raises(CommandError, match="a row of the pack's table"):
        call_command("egress_limit", "--param", "group=S 2")


def test_an_uncertain_edition_shows_in_the_letter():
    status, found = run("use=residential", "position=dead_end", pack="adb-2019")
    assert (status, found["limit"], found["confidence"]) == (0, 7.5, "C")


def ask(rule: str, *params: str, given: tuple[str, ...] = (), pack: str = "gb55037-2022"):
    """Exit status and JSON of a rule that is no distance table."""
    out = io.StringIO()
    words = [word for param in params for word in ("--param", param)]
    words += [word for fact in given for word in ("--given", fact)]
    try:
        call_command("egress_limit", "--pack", pack, "--rule", rule, "--json", *words, stdout=out)
    except SystemExit as stop:
        return stop.code, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("rule", "params", "given", "pack", "limit", "upper", "unit", "sign", "clause"),
    [
        # the railing nobody sees: 1.10 m, or 1.00 m up to 18 m
        ("floor_width", ["use=residential", "height_m=18"], ("element=stair",), "gb55037-2022", 1.1, 1.0, "m", "least",
         "7.1.4"),
        ("exit_spacing", [], (), "gb55037-2022", 5.0, 5.0, "m", "least", "5.5.2"),
        ("one_door_rooms", ["use=office"], ("area_m2=130", "place=beside"), "gb55037-2022", 2, 2, "doors", "least",
         "7.4.2"),
        ("residential_stair_kind", ["use=residential", "height_m=40"], (), "gb55037-2022", 3, 3, "kind", "least",
         "7.3.2"),
        ("common_path", ["use=office", "sprinklered=true"], (), "ibc-2021", 30.48, 30.48, "m", "most", "1006.2.1"),
        ("exits_per_storey", ["use=office"], ("persons=501",), "ibc-2021", 3, 3, "exits", "least", "1006.3.3"),
        ("housing_lifts", ["use=residential", "storeys=4", "height_m=9"], (), "gb55038-2025", 1, 1, "lifts", "least",
         "4.2.4"),
    ],
)  # fmt: skip
def test_any_rule_is_explained(rule, params, given, pack, limit, upper, unit, sign, clause):
    status, found = ask(rule, *params, given=given, pack=pack)
    assert status == 0
    assert set(found) >= KEYS
    assert (found["limit"], found["limit_upper"], found["unit"], found["sign"]) == (
        pytest.approx(limit), pytest.approx(upper), unit, sign,
    )  # fmt: skip
    assert clause in found["clause"]


def test_not_permitted_is_no_limit_of_a_common_path_either():
    status, found = ask("common_path", "use=hotel", "sprinklered=false", pack="ibc-2021")
    assert (status, found["limit"], found["verdict"]) == (2, None, "review")


@pytest.mark.parametrize(
    ("rule", "given", "told"),
    [
        ("nope", (), "has no rule 'nope'"), ("floor_width", (), "give element="),
        ("floor_width", ("element=window",), "not 'window'"), ("one_door_rooms", ("area_m2=wide",), "a number from 0"),
        ("one_door_rooms", ("colour=red",), "Allowed: element"), ("one_door_rooms", ("area_m2",), "name=value"),
        ("public_capacity", (), "check_model answers it"), ("public_in_room", (), "lead to the rule"),
    ],
)  # fmt: skip
def test_wrong_questions_about_a_rule_are_sentences(rule, given, told):
    with pytest.raises(CommandError, match=told):
        ask(rule, "use=office", "fire_grade=1", "height_m=12", "position=dead_end", given=given)
