"""Where a table of a TOML file starts: for problems that name ``width[0].row[2]`` the line as well."""

from __future__ import annotations

import re
from dataclasses import replace

from bim.rules.lint.problem import Problem

HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?\s*(#.*)?$")
PLACE = re.compile(r"\b([a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*)")


def table_lines(text: str) -> dict[str, int]:
    """``distance[0].row[2]`` → the number of the line with its header, from 1."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = HEADER.match(line)
        if header is None:
            continue
        *parents, name = header.group(2).replace('"', "").split(".")
        place = ""
        for parent in parents:
            place = _join(place, parent)
            place = f"{place}[{counts[place]}]" if place in counts else place
        place = _join(place, name)
        if header.group(1) == "[[":
            counts[place] = counts.get(place, -1) + 1
            place = f"{place}[{counts[place]}]"
        found.setdefault(place, number)
    return found


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def with_lines(problems: list[Problem], text: str) -> list[Problem]:
    """Each problem with the line of the innermost table it names, and of the key in it where that stands there."""
    known, lines = table_lines(text), text.splitlines()
    return [_with_line(problem, known, lines) for problem in problems]


def _with_line(problem: Problem, known: dict[str, int], lines: list[str]) -> Problem:
    head, _, rest = problem.text.partition(": ")
    places = [place for place in PLACE.findall(rest) if _known(place, known)]
    key = re.search(r"key '([^']+)'", problem.text)
    start = max((known[_known(place, known)] for place in places), default=0)
    number = _key_line(lines, start, key.group(1) if key else "")
    number = number or start
    return replace(problem, text=f"{head}:{number}: {rest}") if number and rest else problem


def _known(place: str, known: dict[str, int]) -> str:
    """The longest beginning of a place that has a header of its own; an inline table has none."""
    while place and place not in known:
        place = place.rpartition(".")[0]
    return place


def _key_line(lines: list[str], start: int, key: str) -> int:
    """The line of ``key = …`` in the table whose header is line ``start`` (0: before any table)."""
    for number in range(start, len(lines)):
        if number > start - 1 and HEADER.match(lines[number]):
            return 0
        if key and re.match(rf'\s*"?{re.escape(key)}"?\s*=', lines[number]):
            return number + 1
    return 0
