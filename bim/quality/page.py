"""The pages of complaints, score and export recipes, written from the tables that the check uses."""

from __future__ import annotations

from collections.abc import Iterator

from bim.facts import Severity
from bim.quality.catalogue import ASPECTS, Complaint, complaints
from bim.quality.recipes import recipes
from bim.quality.score import ASPECT_WEIGHTS, WEIGHTS

PAGE = "docs/reference/data-quality.md"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
ASPECT_NAMES = {
    "identity": "Identity: file, ids, units, place",
    "spaces": "Spaces",
    "doors": "Doors and openings",
    "exits": "Exits",
    "stairs": "Stairs, ramps and lifts",
    "levels": "Levels",
}
HEAD = """# Data quality

Written by `python scripts/quality_page.py` from `bim/quality/catalogue.toml` and `bim/quality/score.py`; a test
compares.

A check first says what the model's data is worth. Every complaint names the elements by GlobalId; the report has for
each `code`, `severity`, `message`, `guids`, `affected`, and in both languages `title`, `why` and `mend`
([report format](check-model-json.md)). What a designer sets in the authoring tool is in
[export from authoring tools](../how-to/export-from-authoring-tools.md).
"""
ACCEPTED = """## Accepted complaints and deviations

A person who may confirm exits may accept a complaint about an element, or a failed or open verdict on it, with a
reason. It then stays silent in later versions and is counted and listed apart. The verdict stays what it is: an
accepted fail is a fail that is marked accepted, and the score does not rise by accepting. It comes back when the
element has moved or changed its size by more than 1 cm, when the measured value is worse than when it was accepted,
when the limit has become stricter, or when somebody takes the acceptance back. All of it is in the building's history.
"""
HOW_TO = "docs/how-to/export-from-authoring-tools.md"
HOW_TO_HEAD = """# Export a model so that it can be checked

Written by `python scripts/quality_page.py` from `bim/quality/recipes.toml`; a test compares.

The check names the program and version that a file says it was written by, and shows the recipe that fits: `recipes`
in the [report](../reference/check-model-json.md), and on the page **数据质量** / **Data quality** of a check. Steps
marked † are general advice that nobody compared with the program's manual.

Before you deliver:

1. `python manage.py model_demands --out egress-demands.ids` hands out the demands as an IDS 1.0 file that any IDS
   checker reads; `python manage.py model_demands --check MODEL.ifc` does it here (needs the extra `ids`).
2. `python manage.py check_model MODEL.ifc --bcf topics.bcf` gives the complaints and the failed or open verdicts as
   BCF 2.1: a topic per complaint or rule and storey, with the elements to select and a camera.
3. What each complaint means and how to mend it: [data quality](../reference/data-quality.md).
"""


def catalogue_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *_score(), *_complaints(), ACCEPTED.rstrip()]) + "\n"


def _score() -> Iterator[str]:
    yield "## Score\n"
    yield "`quality_score` in the report: 0–100 in total and for each aspect."
    weights = ", ".join(f"{WEIGHTS[s]:g} for {s}" for s in SEVERITIES)
    yield "Each complaint multiplies the score of each aspect it speaks against by `1 − weight × share`;"
    yield f"the weight is {weights}. The share is the number of elements concerned over all elements of the column"
    yield "“share of” below; it is 1 for a complaint about the model as a whole.\n"
    parts = ", ".join(f"{aspect} {weight:g}" for aspect, weight in ASPECT_WEIGHTS.items())
    yield f"The total is the weighted mean of the aspects: {parts}."
    yield "A further or larger complaint never raises a score; a model without spaces has 0 (`reason`: `no_spaces`).\n"
    yield "The setting `MODEL_MIN_SCORE` (0–100) is a minimum that the installation demands. Below it the report has"
    yield "`quality_score.met: false` and page and command say so; the model is still checked.\n"


def _complaints() -> Iterator[str]:
    for aspect in ASPECTS:
        yield f"## {ASPECT_NAMES[aspect]}\n"
        yield "| code | severity | share of | what | why it matters | how to mend it |"
        yield "|---|---|---|---|---|---|"
        rows = [c for c in complaints().values() if c.aspects[0] == aspect]
        yield from (_row(c) for c in sorted(rows, key=lambda c: (SEVERITIES.index(c.severity), c.code)))
        yield ""


def _row(c: Complaint) -> str:
    texts = [f"{text.en}<br>{text.zh}" for text in (c.title, c.why, c.mend)]
    return "| " + " | ".join([f"`{c.code}`", c.severity, c.of, *texts]) + " |"


def recipes_page() -> str:
    """The how-to page of export recipes as Markdown."""
    parts = [HOW_TO_HEAD]
    for recipe in recipes():
        parts += [f"## {recipe.name}\n"]
        for step in recipe.steps:
            parts += [f"* {step.text.en}{'' if step.checked else ' †'}<br>{step.text.zh}"]
        parts += [f"\nCompared with: {'; '.join(recipe.sources)}.\n" if recipe.sources else ""]
    return "\n".join(parts).rstrip() + "\n"
