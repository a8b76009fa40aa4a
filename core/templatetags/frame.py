"""Tags of the frame: where the reader works, what they are, how many jobs run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context

from core.models import Area, Function, Job, JobState
from core.scope import scope_of

register = template.Library()
PARTS = 30


@dataclass(frozen=True, slots=True)
class Node:
    """An area of the reader with its parts one level below."""

    uuid: Any
    label: str
    parts: list[Area]


@register.simple_tag(takes_context=True)
def my_areas(context: Context) -> list[Node]:
    """The nodes that the reader works for, with the level below each; none for firms and visitors."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return []
    scope = scope_of(user)
    nodes = Area.objects.visible_to(user)
    nodes = nodes.filter(parent=None) if scope.everything else nodes.filter(path__in=scope.areas)
    return [Node(node.uuid, node.label, list(node.children.order_by("path")[:PARTS])) for node in nodes[:5]]


@register.simple_tag(takes_context=True)
def my_functions(context: Context) -> str:
    """What the reader is, in words."""
    held = scope_of(context["user"]).functions
    return " · ".join(str(function.label) for function in Function if function in held)


@register.simple_tag(takes_context=True)
def open_jobs(context: Context) -> str:
    """Number of the reader's jobs that wait or run; nothing when there is none."""
    waiting = Job.objects.visible_to(context["user"]).filter(state__in=[JobState.PENDING, JobState.RUNNING])
    return str(waiting.count() or "")
