"""Topics as a BCF 2.1 file (buildingSMART BIM Collaboration Format): the version that authoring tools read widely.

Equal topics and an equal date give equal bytes, so that a file can be compared and stored by its content.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

from bim.exchange.camera import Camera, Vector
from bim.exchange.topics import Component, Topic, topics
from bim.exchange.words import word

NAMESPACE = uuid.UUID("3b8f0d0a-5a52-5c1c-9a3e-6c0a3f6d2b41")
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip member needs a time; this one says nothing."""
VERSION = "2.1"
VIEWPOINT = "viewpoint.bcfv"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GUID = re.compile(r"[0-9A-Za-z_$]{22}")


def bcf(found: Sequence[Topic], *, model: str, created: datetime, language: str) -> bytes:
    """The whole file. ``model``: name of the IFC file; ``created``: aware, for every topic."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, "bcf.version", _version())
        for topic in found:
            folder = str(uuid.uuid5(NAMESPACE, f"{model}|{topic.key}"))
            view = str(uuid.uuid5(NAMESPACE, f"{model}|{topic.key}|view"))
            _add(archive, f"{folder}/markup.bcf", _markup(topic, folder, view, model, created, language))
            _add(archive, f"{folder}/{VIEWPOINT}", _viewpoint(topic, view))
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, root: ET.Element) -> None:
    ET.indent(root)
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, text)


def _child(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, {key: _legal(value) for key, value in attributes.items()})
    made.text = _legal(text) or None
    return made


def _legal(text: str) -> str:
    """Without characters that XML 1.0 does not allow; names are cleaned on reading, ids are not."""
    return ILLEGAL.sub("", text)


def _version() -> ET.Element:
    root = ET.Element("Version", VersionId=VERSION)
    _child(root, "DetailedVersion", VERSION)
    return root


def _markup(topic: Topic, guid: str, view: str, model: str, created: datetime, language: str) -> ET.Element:
    """Element order as in markup.xsd of BCF 2.1."""
    root, stamp = ET.Element("Markup"), created.isoformat(timespec="seconds")
    file = _child(_child(root, "Header"), "File", isExternal="true")
    _child(file, "Filename", model)
    head = _child(root, "Topic", Guid=guid, TopicType=topic.kind, TopicStatus="Open")
    _child(head, "Title", topic.title)
    _child(head, "Priority", topic.priority)
    for label in topic.labels:
        _child(head, "Labels", label)
    _child(head, "CreationDate", stamp)
    _child(head, "CreationAuthor", word("author", language))
    _child(head, "Description", topic.description)
    _child(_child(root, "Viewpoints", Guid=view), "Viewpoint", VIEWPOINT)
    return root


def _viewpoint(topic: Topic, guid: str) -> ET.Element:
    """Element order as in visinfo.xsd of BCF 2.1."""
    root = ET.Element("VisualizationInfo", Guid=guid)
    components = _child(root, "Components")
    if topic.components:
        selection = _child(components, "Selection")
        for component in topic.components:
            _component(selection, component)
    _child(components, "Visibility", DefaultVisibility="true")
    if topic.camera is not None:
        _camera(root, topic.camera)
    return root


def _component(parent: ET.Element, component: Component) -> None:
    """What has neither a GlobalId of the right form nor an id of its tool cannot be selected, and is left out."""
    named = {"IfcGuid": component.guid} if GUID.fullmatch(component.guid) else {}
    if not named and not component.tag:
        return
    made = _child(parent, "Component", **named)
    _child(made, "OriginatingSystem", "IFC")
    if component.tag:
        _child(made, "AuthoringToolId", component.tag)


def _camera(root: ET.Element, camera: Camera) -> None:
    made = _child(root, "PerspectiveCamera")
    _vector(made, "CameraViewPoint", camera.eye)
    _vector(made, "CameraDirection", camera.direction)
    _vector(made, "CameraUpVector", camera.up)
    _child(made, "FieldOfView", f"{camera.field_deg:g}")
    plane = _child(_child(root, "ClippingPlanes"), "ClippingPlane")
    _vector(plane, "Location", camera.cut)
    _vector(plane, "Direction", (0.0, 0.0, 1.0))


def _vector(parent: ET.Element, name: str, vector: Vector) -> None:
    made = _child(parent, name)
    for axis, value in zip("XYZ", vector, strict=True):
        _child(made, axis, f"{value:.6f}")


def report_bcf(report: Mapping[str, Any], *, created: datetime, language: str) -> bytes:
    """The BCF file of an ``egress-report/1``; what a marked report has as accepted is left out."""
    return bcf(topics(report, language), model=report["file"]["name"], created=created, language=language)
