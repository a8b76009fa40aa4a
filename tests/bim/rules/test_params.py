"""Parameters: read with their types, refused in one sentence that lists what is allowed."""

from __future__ import annotations

import pytest

from bim.rules.params import ParamError, Params, parse_params


def test_all_parameters():
    words = (
        "use=medical_ward position=in_room fire_grade=2 height_m=23.5 storeys=7 high_rise=false stair=smoke_proof "
        "sprinklered=true open_corridor=false existing=true design_year=1998 hall=false"
    )
    found = parse_params(words.split())
    assert found == Params(
        "medical_ward", "in_room", 2, 23.5, 7, False, "smoke_proof", True, False, True, 1998, False
    )  # fmt: skip
    assert found.as_dict()["height_m"] == 23.5
    assert parse_params([]).as_dict() == {}


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("use=flat", "Allowed: residential, office"),
        ("colour=red", "Allowed: use, position"),
        ("fire_grade=5", "from 1 to 4"),
        ("fire_grade=II", "from 1 to 4"),
        ("height_m=tall", "metres above 0"),
        ("height_m=nan", "metres above 0"),
        ("height_m=-3", "metres above 0"),
        ("height_m=inf", "metres above 0"),
        ("stair=open", "open_stairwell, open_stair"),
        ("sprinklered=yes", "Allowed: true, false"),
        ("position=middle", "between_exits, dead_end, in_room"),
        ("design_year=98", "from 1900 to 2100"),
        ("storeys=²", "whole number"),
        ("use", "name=value"),
        ("use=", "name=value"),
    ],
)
def test_refused_in_one_sentence(word, told):
    with pytest.raises(ParamError) as caught:
        parse_params([word])
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_twice_the_same_is_fine_twice_different_is_not():
    assert parse_params(["use=office", "use=office"]).use == "office"
    with pytest.raises(ParamError, match="given twice"):
        parse_params(["use=office", "use=hotel"])
