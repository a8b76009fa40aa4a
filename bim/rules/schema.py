"""Strict reading of a parsed TOML table: every key is asked for by name and type, every left-over key is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from bim.rules.model import Letter, Text


class PackError(ValueError):
    """A rule pack that cannot be used. The sentence names the file, the table and the key."""


class Table:
    """One TOML table and where it stands (``gb50016-2018.toml: distance[0].row[2]``)."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, Mapping):
            raise PackError(f"{where}: a table is expected here, found {data!r}.")
        self.where = where
        self._left: dict[str, object] = dict(data)
        self._known: list[str] = []

    def fail(self, key: str, problem: str) -> PackError:
        return PackError(f"{self.where}: key '{key}' {problem}.")

    def has(self, key: str) -> bool:
        return key in self._left

    def keys(self) -> list[str]:
        return list(self._left)

    def is_list(self, key: str) -> bool:
        return isinstance(self._left.get(key), list)

    def raw(self, key: str) -> object:
        self._known.append(key)
        if key not in self._left:
            raise self.fail(key, "is missing")
        return self._left.pop(key)

    def text(self, key: str) -> str:
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, f"must be a text that is not empty, found {value!r}")
        return value

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self.fail(key, f"is '{value}' but must be one of {', '.join(allowed)}")
        return value

    def letter(self, key: str = "confidence") -> Letter:
        return cast(Letter, self.one_of(key, ("A", "B", "C")))

    def number(self, key: str) -> float:
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(key, f"must be a number, found {value!r}")
        return float(value)

    def whole(self, key: str) -> int:
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(key, f"must be a whole number, found {value!r}")
        return value

    def flag(self, key: str) -> bool:
        value = self.raw(key)
        if not isinstance(value, bool):
            raise self.fail(key, f"must be true or false, found {value!r}")
        return value

    def items(self, key: str) -> list[object]:
        value = self.raw(key)
        if not isinstance(value, list):
            raise self.fail(key, f"must be a list, found {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.items(key)
        if not all(isinstance(value, str) for value in values):
            raise self.fail(key, f"must be a list of texts, found {values!r}")
        return tuple(str(value) for value in values)

    def pair(self, key: str) -> tuple[float, float]:
        values = self.items(key)
        if len(values) != 2 or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
            raise self.fail(key, f"must be two numbers, found {values!r}")
        low, high = (float(cast(float, value)) for value in values)
        if low > high:
            raise self.fail(key, f"must have its smaller number first, found {values!r}")
        return low, high

    def table(self, key: str) -> Table:
        return Table(self.raw(key), f"{self.where}.{key}" if ":" in self.where else f"{self.where}: {key}")

    def tables(self, key: str) -> list[Table]:
        """Every table of an array of tables; an absent array is an empty one."""
        if not self.has(key):
            self._known.append(key)
            return []
        glue = "." if ":" in self.where else ": "
        return [Table(item, f"{self.where}{glue}{key}[{i}]") for i, item in enumerate(self.items(key))]

    def label(self, key: str) -> Text:
        table = self.table(key)
        text = Text(en=table.text("en"), zh=table.text("zh"))
        table.done()
        return text

    def done(self) -> None:
        """Refuse keys nobody asked for: a misspelt key must not vanish."""
        if self._left:
            raise self.fail(sorted(self._left)[0], f"is not known here; known keys: {', '.join(self._known)}")
