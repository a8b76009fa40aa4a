"""A file's program is recognised as it names itself, and gets the recipe that fits."""

import re

import pytest

from bim.facts import SourceFile
from bim.quality.recipes import recipe_for, recipe_rows, recipes, version_of


@pytest.mark.parametrize(
    ("exporter", "program", "version"),
    [
        ("Autodesk Revit 2023 (ENU)", "revit", "2023"),
        ("Autodesk Revit Architecture 2011", "revit", "2011"),
        ("ARCHICAD-64 25.0.0", "archicad", "25.0.0"),
        ("Nemetschek Allplan 2022.1", "allplan", "2022"),
        ("Vectorworks Architect 2019 SP3", "vectorworks", "2019"),
        ("Tekla Structures 2016 Service Pack 2", "tekla", "2016"),
        ("BlenderBIM Add-on 0.0.231", "bonsai", "0.0.231"),
        ("Renga Professional 4.8", "renga", "4.8"),
        ("广联达BIM土建计量平台 GTJ2021", "glodon", ""),
        ("PKPM-BIM", "pkpm", ""),
        ("Demo model generator 1", "other", "1"),
        ("", "other", ""),
    ],
)
def test_programs_as_they_name_themselves(exporter, program, version):
    assert (recipe_for(exporter).id, version_of(exporter)) == (program, version)


@pytest.mark.parametrize("recipe", recipes(), ids=lambda r: r.id)
def test_steps_are_in_both_languages_and_say_what_was_checked(recipe):
    assert recipe.steps
    for step in recipe.steps:
        assert step.text.en.endswith(".") and step.text.zh.endswith("。") and re.search("[一-鿿]", step.text.zh)
    if any(step.checked for step in recipe.steps):
        assert recipe.sources, "a checked step names what it was compared with"


def test_one_row_for_each_program_seen():
    files = [SourceFile(f"{i}.ifc", "", "IFC4", 1, exporter=e) for i, e in enumerate(["Revit 2021", "Revit 2021", ""])]
    rows = recipe_rows(files)
    assert [(r["exporter"], r["program"]) for r in rows] == [("Revit 2021", "Autodesk Revit"), ("", "Other programs")]
    assert set(rows[0]["steps"][0]) == {"en", "zh-hans", "checked"}
