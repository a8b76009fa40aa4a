"""The demands are valid IDS, a sound model meets them, and what is missing fails the specification that names it."""

from io import StringIO
from pathlib import Path

import ifcopenshell
import ifctester.ids
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bim import exchange
from bim.exchange.ids_demands import DEMANDS, FILE, ids_document
from bim.quality.catalogue import complaints
from seeds.ifc import write_office, write_walk_up

SHIPPED = Path(exchange.__file__).parent / FILE


def failing(path: Path) -> set[str]:
    demands = ifctester.ids.open(str(SHIPPED), validate=True)
    demands.validate(ifcopenshell.open(str(path)))
    titles = {demand.title: demand.id for demand in DEMANDS}
    return {titles[s.name] for s in demands.specifications if not s.status}


def test_the_shipped_file_is_that_of_the_table():
    assert SHIPPED.read_bytes() == ids_document(), "run python scripts/ids_file.py"


def test_it_is_valid_against_the_schema_and_whole():
    demands = ifctester.ids.open(str(SHIPPED), validate=True)
    assert [s.name for s in demands.specifications] == [d.title for d in DEMANDS]
    assert all(set(s.ifcVersion) >= {"IFC2X3", "IFC4", "IFC4X3_ADD2"} for s in demands.specifications)


def test_every_demand_prevents_complaints_that_exist():
    assert {code for demand in DEMANDS for code in demand.complaints} <= set(complaints())


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ({}, set()),
        ({"schema": "IFC2X3", "unit": "mm"}, set()),
        ({"no_widths": True}, {"doors"}),
        ({"no_spaces": True}, {"spaces", "space-storeys"}),
        ({"no_exits": True}, {"outside-doors"}),
        ({"external_false": True}, {"outside-doors"}),
        ({"no_stairs": True}, set()),
    ],
)
def test_variants_fail_on_the_right_demand(tmp_path, options, ids):
    assert failing(write_office(tmp_path / "m.ifc", **options)) == ids


def test_a_walk_up_meets_them(tmp_path):
    assert failing(write_walk_up(tmp_path / "m.ifc")) == set()


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda m: setattr(m.by_type("IfcDoor")[0], "OverallWidth", None), "doors"),
        (lambda m: setattr(m.by_type("IfcBuildingStorey")[0], "Elevation", None), "storeys"),
        (lambda m: setattr(m.by_type("IfcBuildingStorey")[0], "Name", None), "storey-names"),
        (lambda m: setattr(m.by_type("IfcSpace")[0], "Name", None), "spaces"),
        (lambda m: m.remove(m.by_type("IfcDoor")[0].ContainedInStructure[0]), "door-storeys"),
        (lambda m: m.remove(m.by_type("IfcStair")[0].ContainedInStructure[0]), "stairs"),
    ],
)
def test_one_missing_statement_is_found(tmp_path, change, wanted):
    path = write_office(tmp_path / "m.ifc")
    model = ifcopenshell.open(str(path))
    change(model)
    model.write(str(path))
    assert wanted in failing(path)


def run(*words):
    out = StringIO()
    call_command("model_demands", *map(str, words), stdout=out)
    return out.getvalue()


def test_the_command_writes_the_file(tmp_path):
    run("--out", tmp_path / "d.ids")
    assert (tmp_path / "d.ids").read_bytes() == SHIPPED.read_bytes()
    assert run() == SHIPPED.read_text("utf-8")


def test_the_command_holds_a_model_against_it(tmp_path):
    assert "NOT MET" not in run("--check", write_office(tmp_path / "good.ifc"))
    bad = write_office(tmp_path / "bad.ifc", no_widths=True)
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("model_demands", "--check", str(bad), stdout=out)
    guid = sorted(d.GlobalId for d in ifcopenshell.open(str(bad)).by_type("IfcDoor"))[0]
    assert stop.value.code == 1
    assert "NOT MET 门有宽度 Doors state their width: 72 of 72 do not" in out.getvalue() and guid in out.getvalue()


@pytest.mark.parametrize("content", [b"", b"Dear all,", b"ISO-10303-21;\nHEADER;"])
def test_an_unreadable_file_is_one_sentence(tmp_path, content):
    path = tmp_path / "bad.ifc"
    path.write_bytes(content)
    with pytest.raises(CommandError) as problem:
        run("--check", path)
    assert problem.value.returncode == 3 and "bad.ifc" in str(problem.value)


def test_without_ifctester_the_command_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CommandError, match="extra 'ids'"):
        run("--check", tmp_path / "any.ifc")
