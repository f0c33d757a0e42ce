"""How does what came of a linkage read in a terminal, and as JSON for a program?"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .quality import in_words

if TYPE_CHECKING:
    from ..gate import Shown
    from .outcome import Outcome

COLUMNS = ("linked", "probable", "no evidence", "total")


def as_text(outcome: "Outcome", shown: "Shown") -> str:
    """The table as it left through the gate, and what it means."""
    rows: list[Sequence[str]] = [("locality", *COLUMNS)]
    for place in (*shown.dimensions[0].categories, "total"):
        cells = (_count(shown.cells[place, each]) for each in COLUMNS)
        rows.append(("All" if place == "total" else place, *cells))
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS) + 1)]
    lines = [
        "  ".join(
            [f"{row[0]:<{widths[0]}}", *(f"{cell:>{w}}" for cell, w in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    whole = outcome.all
    error = 1.96 * whole.variance**0.5
    lines += [
        "",
        f"In treatment, by the sum of everybody's probability: {whole.expected:,.0f} "
        f"({max(0, whole.expected - error):,.0f} to {whole.expected + error:,.0f} if the model is right; "
        "a clerical review tells how far it is).",
        "Not linked is not unmet: “no evidence” says that no record was found, not that nobody helps.",
        f"Model {outcome.model}, {outcome.model_sha256[:12]}.",
        *shown.reasons,
    ]
    lines += ["", "Plain rules, one after the other, to see what the model adds:"]
    lines += [
        f"  {each.words}: {in_words(each.people)} people, {in_words(each.more)} of them new"
        for each in outcome.rules
    ]
    if outcome.measured:
        lines += ["", "Against the links that are known:"]
        lines += [
            f"  {each.way}: {each.precision:.1%} of its links right, {each.recall:.1%} found, F1 {each.f1:.3f}"
            for each in outcome.measured
        ]
    if outcome.is_made_up:
        lines += ["", "These people are made up by a generator."]
    return "\n".join(lines)


def as_json(outcome: "Outcome", shown: "Shown") -> str:
    """The same for a program."""
    whole = outcome.all
    said = {
        **outcome.as_json(),
        "expected": round(whole.expected, 1),
        "variance": round(whole.variance, 3),
        "cells": [{"key": list(key), "count": count} for key, count in shown.cells.items()],
        "reasons": list(shown.reasons),
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _count(count: int | None) -> str:
    return "hidden" if count is None else f"{count:,}"
