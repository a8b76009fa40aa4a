"""Why a delivery cannot be read: a code for programs, one sentence for people."""

from __future__ import annotations

from bim.read.messages import ERRORS


class ReadError(Exception):
    """A file that cannot be read. ``template % context`` is the sentence, so that a caller may translate it first.

    >>> Unreadable("truncated", file="tower.ifc").message.startswith("tower.ifc ")
    True
    """

    kind = "unreadable"

    def __init__(self, code: str, **context: str | int | float) -> None:
        self.code = code
        self.template = ERRORS[code]
        self.context = context
        super().__init__(self.template % context)

    @property
    def message(self) -> str:
        """The English sentence: what is wrong, where, what to do."""
        return self.template % self.context

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with the sentence alone; results cross a process boundary.
        return _rebuild, (type(self), self.code, self.context)


class Unreadable(ReadError):
    """Not an IFC file, or a broken one."""


class TooLarge(ReadError):
    """Over a size limit, before or after unpacking."""

    kind = "too_large"


class Unsupported(ReadError):
    """A sound file of a format or schema that is not read here."""

    kind = "unsupported"


class ChoiceNeeded(ReadError):
    """Several buildings, and nobody said which is meant. ``buildings``: plain rows of them, for whoever has to say."""

    kind = "choice"

    def __init__(self, code: str, **context: str | int | float) -> None:
        super().__init__(code, **context)
        self.buildings: list[dict[str, str | int]] = []


def _rebuild(cls: type[ReadError], code: str, context: dict[str, str | int | float]) -> ReadError:
    return cls(code, **context)
