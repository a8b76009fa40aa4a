"""What is sent back to the designer: one topic per complaint or rule, verdict and storey, from ``egress-report/1``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bim.exchange.camera import Camera, look_at
from bim.exchange.words import word
from bim.rules.reasons import sentence

VERDICTS = ("fail", "review")
MOST_LINES = 30
PRIORITIES = {"fail": "Critical", "error": "Major", "review": "Normal", "warning": "Normal", "info": "Minor"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Component:
    """An element to select: its GlobalId and the id that the authoring tool gave it."""

    guid: str
    tag: str


@dataclass(frozen=True, slots=True)
class Topic:
    """``key`` is the same for the same complaint in every version of a model."""

    key: str
    title: str
    description: str
    kind: str
    priority: str
    labels: tuple[str, ...]
    components: tuple[Component, ...]
    camera: Camera | None


class Elements:
    """Doors, spaces and stairs of a report by GlobalId."""

    def __init__(self, report: Row) -> None:
        rows = [*report["spaces"], *report["stairs"], *report["doors"]]
        self._rows: dict[str, Row] = {row["guid"]: row for row in rows}
        self._storeys = {s["guid"]: s["name"] or s["guid"] for s in report["storeys"]}

    def storey(self, guid: str) -> str:
        """Key of the storey an element stands on, empty for what has none."""
        row = self._rows.get(guid, {})
        return str(row.get("storey") or row.get("from_storey") or (guid if guid in self._storeys else ""))

    def storey_name(self, key: str) -> str:
        return str(self._storeys.get(key, ""))

    def name(self, guid: str) -> str:
        row = self._rows.get(guid, {})
        return " ".join(dict.fromkeys(t for t in (row.get("name"), row.get("long_name")) if t))

    def component(self, guid: str) -> Component:
        return Component(guid, str(self._rows.get(guid, {}).get("tag", "")))

    def camera(self, guids: Sequence[str]) -> Camera | None:
        boxes = [self._rows.get(guid, {}).get("box_m") for guid in guids]
        return look_at(b for b in boxes if b)


def topics(report: Row, language: str) -> list[Topic]:
    """Complaints first, then failed and open verdicts. What a marked report has as accepted is left out.

    ``language``: ``zh-hans`` or ``en``.
    """
    elements, found = Elements(report), []
    seen: Counter[str] = Counter()
    for topic in (*_complaints(report, elements, language), *_verdicts(report, elements, language)):
        seen[topic.key] += 1
        # A code may come once per file or class; each is a topic of its own.
        found.append(replace(topic, key=f"{topic.key}|{seen[topic.key]}"))
    return found


def _complaints(report: Row, elements: Elements, language: str) -> Iterator[Topic]:
    for note in report["quality"]:
        silent = set(note.get("accepted", {}).get("guids", ()))
        guids = [g for g in note["guids"] if g not in silent]
        if note["severity"] == "info" or (silent and not guids):
            continue
        for storey, mine in _by_storey(guids, elements).items():
            name = elements.storey_name(storey)
            title = note["title"].get(language) or note["code"]
            texts = [note["why"].get(language), note["mend"].get(language), *_named(mine, elements, language)]
            if language == "en":
                texts.insert(0, note["message"])
            yield Topic(
                key=f"quality|{note['code']}|{storey}",
                title=f"{title} ({name})" if name else title,
                description="\n".join(t for t in texts if t),
                kind=word("complaint", language),
                priority=PRIORITIES[note["severity"]],
                labels=(word("data quality", language), note["code"]),
                components=tuple(elements.component(g) for g in mine),
                camera=elements.camera(mine),
            )


def _verdicts(report: Row, elements: Elements, language: str) -> Iterator[Topic]:
    groups: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
    for row in report["results"]:
        if row["verdict"] in VERDICTS and not row.get("accepted"):
            storey = elements.storey(row["subject"]["guid"]) or row["storey"]
            groups[row["rule"], row["verdict"], row["basis"], storey].append(row)
    for (rule, verdict, basis, storey), rows in groups.items():
        guids = list(dict.fromkeys(r["subject"]["guid"] for r in rows if r["subject"]["guid"]))
        name = elements.storey_name(storey)
        first = rows[0]
        head = f"{word(verdict, language)}: {first['edition']} {first['clause']}"
        yield Topic(
            key=f"rule|{rule}|{verdict}|{basis}|{storey}",
            title=f"{head} ({name})" if name else head,
            description="\n".join(_measured(rows, language)),
            kind=word(verdict, language),
            priority=PRIORITIES[verdict],
            labels=(word("ways out", language), rule, report["pack"]["id"]),
            components=tuple(elements.component(g) for g in guids),
            camera=elements.camera(guids),
        )


def _measured(rows: Sequence[Row], language: str) -> Iterator[str]:
    """A line per element: name, measured, limit, clause and edition, reason."""
    for row in rows[:MOST_LINES]:
        name = row["subject"]["name"] or row["subject"]["guid"]
        parts = [f"{word('measured', language)} {_figure(row, 'measured')}" if row["measured"] is not None else ""]
        parts += [f"{word('limit', language)} {_figure(row, 'limit')}" if row["limit"] is not None else ""]
        parts += [f"{row['edition']} {row['clause']}", sentence(row["reason"], language) if row["reason"] else ""]
        yield f"{name}: " + "; ".join(p for p in parts if p)
    if len(rows) > MOST_LINES:
        yield word("and more", language).format(n=len(rows) - MOST_LINES)


def _figure(row: Row, name: str) -> str:
    low, high = row[name], row.get(f"{name}_upper")
    digits = f"{low:.2f}" if high is None or abs(high - low) < 0.005 else f"{low:.2f}–{high:.2f}"
    return f"{digits} {row['unit']}".strip()


def _named(guids: Sequence[str], elements: Elements, language: str) -> Iterator[str]:
    names = [f"{elements.name(g)} {g}".strip() for g in guids[:MOST_LINES]]
    yield from names
    if len(guids) > MOST_LINES:
        yield word("and more", language).format(n=len(guids) - MOST_LINES)


def _by_storey(guids: Sequence[str], elements: Elements) -> dict[str, list[str]]:
    """Elements by storey, so that one view can show them; one group without any for the whole model."""
    found: dict[str, list[str]] = defaultdict(list)
    for guid in guids:
        found[elements.storey(guid)].append(guid)
    return found or {"": []}
