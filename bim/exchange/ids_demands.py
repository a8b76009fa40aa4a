"""What a model must hold for the check, as an IDS file (buildingSMART Information Delivery Specification 1.0).

The demands are a table; ``ids_document`` writes it as XML, so that any IDS checker tells a designer before delivery.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

FILE = "egress-demands.ids"
IDS = "http://standards.buildingsmart.org/IDS"
XS = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://standards.buildingsmart.org/IDS http://standards.buildingsmart.org/IDS/1.0/ids.xsd"
VERSIONS = "IFC2X3 IFC4 IFC4X3_ADD2"


@dataclass(frozen=True, slots=True)
class Demand:
    """One specification. ``complaints``: the codes of the data quality catalogue that it prevents.

    ``attribute`` or (``pset``, ``name``, ``data_type``) is what each element must state; ``positive``: a number above
    0. ``part_of``: the class of the whole it must be in, and by which relation. ``required``: one must be there.
    ``flag``: only elements that say so by this property of ``pset``.
    """

    id: str
    title: str
    instructions: str
    entity: str
    complaints: tuple[str, ...]
    required: bool = True
    attribute: str = ""
    positive: bool = False
    pset: str = ""
    name: str = ""
    data_type: str = ""
    flag: str = ""
    part_of: tuple[str, str] | None = None


DEMANDS = (
    Demand(
        "storeys", "楼层有标高 Storeys state their elevation", "IfcBuildingStorey.Elevation",
        "IFCBUILDINGSTOREY", ("storeys_none", "storey_elevation_derived", "storey_elevation_unknown"),
        attribute="Elevation",
    ),
    Demand(
        "storey-names", "楼层有名称 Storeys have a name", "IfcBuildingStorey.Name",
        "IFCBUILDINGSTOREY", ("storeys_unnamed",), attribute="Name",
    ),
    Demand(
        "spaces", "房间有名称 Spaces are modelled and named", "Place rooms on every storey; IfcSpace.Name",
        "IFCSPACE", ("spaces_none", "spaces_unnamed"), attribute="Name",
    ),
    Demand(
        "space-storeys", "房间归属楼层 Spaces belong to a storey", "IfcRelAggregates from the storey",
        "IFCSPACE", ("unplaced_storey",), part_of=("IFCBUILDINGSTOREY", "IFCRELAGGREGATES"),
    ),
    Demand(
        "doors", "门有宽度 Doors state their width", "IfcDoor.OverallWidth, above 0",
        "IFCDOOR", ("doors_none", "door_width_missing"), attribute="OverallWidth", positive=True,
    ),
    Demand(
        "door-storeys", "门归属楼层 Doors belong to a storey", "IfcRelContainedInSpatialStructure in the storey",
        "IFCDOOR", ("unplaced_storey",), part_of=("IFCBUILDINGSTOREY", "IFCRELCONTAINEDINSPATIALSTRUCTURE"),
    ),
    Demand(
        "door-external", "门注明内外 Doors state IsExternal", "Pset_DoorCommon.IsExternal",
        "IFCDOOR", ("external_missing", "external_all_false"),
        pset="Pset_DoorCommon", name="IsExternal", data_type="IFCBOOLEAN",
    ),
    Demand(
        "outside-doors", "有外门 Some door leads outside", "At least one door with Pset_DoorCommon.IsExternal = true",
        "IFCDOOR", ("exits_none", "external_all_false"), flag="IsExternal", attribute="GlobalId",
    ),
    Demand(
        "stairs", "楼梯归属楼层 Stairs belong to a storey", "IfcRelContainedInSpatialStructure in the storey",
        "IFCSTAIR", ("unplaced_storey",), required=False,
        part_of=("IFCBUILDINGSTOREY", "IFCRELCONTAINEDINSPATIALSTRUCTURE"),
    ),
)  # fmt: skip


def ids_document() -> bytes:
    """The whole file as UTF-8 XML; the same in every run."""
    ET.register_namespace("", IDS)
    ET.register_namespace("xs", XS)
    ET.register_namespace("xsi", XSI)
    root = ET.Element(_tag("ids"), {f"{{{XSI}}}schemaLocation": SCHEMA})
    info = _child(root, "info")
    _child(info, "title", "安全疏散校核模型交付要求 Demands of the egress check on a model")
    _child(info, "version", "1.0")
    _child(info, "description", "What the check of the ways out needs to measure and to judge.")
    _child(info, "purpose", "Egress check")
    specifications = _child(root, "specifications")
    for demand in DEMANDS:
        _specification(specifications, demand)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _specification(parent: ET.Element, demand: Demand) -> None:
    codes = ", ".join(demand.complaints)
    made = _child(
        parent, "specification", name=demand.title, ifcVersion=VERSIONS, identifier=demand.id,
        description=f"Prevents: {codes}", instructions=demand.instructions,
    )  # fmt: skip
    least = "1" if demand.required else "0"
    applies = _child(made, "applicability", minOccurs=least, maxOccurs="unbounded")
    _value(_child(_child(applies, "entity"), "name"), demand.entity)
    if demand.flag:
        _property(applies, "Pset_DoorCommon", demand.flag, "IFCBOOLEAN", "true")
    needs = _child(made, "requirements")
    if demand.part_of is not None:
        whole, relation = demand.part_of
        part = _child(needs, "partOf", cardinality="required", relation=relation)
        _value(_child(_child(part, "entity"), "name"), whole)
    if demand.attribute:
        _attribute(needs, demand)
    if demand.pset:
        _property(needs, demand.pset, demand.name, demand.data_type, cardinality="required")


def _attribute(needs: ET.Element, demand: Demand) -> None:
    made = _child(needs, "attribute", cardinality="required")
    _value(_child(made, "name"), demand.attribute)
    if demand.positive:
        bound = ET.SubElement(_child(made, "value"), f"{{{XS}}}restriction", base="xs:double")
        ET.SubElement(bound, f"{{{XS}}}minExclusive", value="0")


def _property(parent: ET.Element, pset: str, name: str, kind: str, value: str = "", **attributes: str) -> None:
    made = _child(parent, "property", dataType=kind, **attributes)
    _value(_child(made, "propertySet"), pset)
    _value(_child(made, "baseName"), name)
    if value:
        _value(_child(made, "value"), value)


def _value(parent: ET.Element, text: str) -> None:
    _child(parent, "simpleValue", text)


def _child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, _tag(tag), attributes)
    made.text = text or None
    return made


def _tag(name: str) -> str:
    return f"{{{IDS}}}{name}"
