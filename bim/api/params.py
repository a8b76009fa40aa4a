from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import ValidationError

from bim.rules.params import ParamError, parse_params


def checked_params(given: Sequence[str]) -> dict[str, Any]:
    """``name=value`` entries as the parameters of a check; a wrong one is refused with what is allowed."""
    try:
        return parse_params(list(given)).as_dict()
    except ParamError as problem:
        raise ValidationError({"params": str(problem)}) from problem
