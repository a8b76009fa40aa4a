"""Tags for the five things that look alike on every page and paper: verdict, risk, clock, fact, state."""

from django import template

register = template.Library()
