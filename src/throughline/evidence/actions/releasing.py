"""How does a table leave the evidence? Through the gate, checked against everything that left before. R43"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..gate import Counts, Key, Shown, Within, through
from ..lifecycle import ANALYST
from ..measures.nesting import COHORTS, NESTED
from ..models import Extract, Linkage, Release
from ..queries.releases import left_of, source_of, what_lies_in_what

log = logging.getLogger(__name__)
BROKE_OFF = (
    "Nothing leaves: the gate broke off before it had made sure that nobody can be found in this table."
)
Figures = Mapping[str, Mapping[str, Any]]


def one_at_a_time(people: str) -> None:
    """Until this transaction ends no other table of these people leaves: two at once would not know of each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"evidence of {people}"])


@transaction.atomic
def release(
    *,
    extract: Extract,
    measure: str,
    version: int,
    by: str,
    period: str,
    counts: Counts,
    figures: Figures | Callable[[Shown], Figures] | None = None,
    money: Mapping[Key, int] | None = None,
    cohort: str = "",
    round_to: int = 1,
    within: tuple[Within, ...] = (),
    beside: tuple[Shown, ...] = (),
    linkage: Linkage | None = None,
    engine: str = "",
    actor: Actor,
    at: datetime,
) -> Release:
    """The table as it left; the same extract, measure, version, by and period again give what left already.

    RefusedError says in words why nothing may leave. `figures` are {categories joined by +: {name: value}}; what
    belongs to a hidden cell falls away, and a function is given only what is shown. `cohort` names whom is counted
    where other measures count the same people (their tables are audited together); otherwise it is the measure.
    `within` is what everybody knows of the dimensions of this cohort; `beside` are tables of the same people that are
    out and are no releases; `linkage` is the one by which they were counted, `engine` what worked them out. R43
    """
    if not (actor.is_system or actor.roles & ANALYST):
        raise RefusedError("Only an analyst lets a table leave.", "Ask an analyst.")
    if unknown := set(by.split("+")) - {each.name for each in counts.dimensions}:
        raise ValueError(f"“{counts.name}” is not counted by {', '.join(sorted(unknown))}.")
    asked = {"extract": extract, "measure": measure, "measure_version": version, "by": by, "period": period}
    people = cohort or measure
    one_at_a_time("nested cohorts" if people in COHORTS else people)
    if done := Release.objects.filter(**asked).first():
        return done
    with act(actor=actor, at=at, verb="table.released", subject=("extract", str(extract.pk))) as doing:
        left = left_of({people, *COHORTS} if people in COHORTS else {people})
        asked_of_gate: dict[str, Any] = {
            "earlier": left(people),
            "beside": [
                replace(each, period=period, source=source_of(extract.pk, version)) for each in beside
            ],
            "nested": NESTED,
            "related": left,
            "within": (*what_lies_in_what(), *within),
            "round_to": round_to,
            "money": money,
        }
        table = replace(counts, period=period, source=source_of(extract.pk, version), cohort=people)
        try:
            shown = through(table, **asked_of_gate)
        except RefusedError:
            raise
        except Exception as broken:  # whatever it is, a table that was not looked at to the end stays in
            log.exception("The gate broke off at %s by %s", measure, by)
            raise RefusedError(BROKE_OFF, "Tell whoever looks after this program.") from broken
        made = Release.objects.create(
            **asked,
            linkage=linkage,
            name=shown.name,
            cohort=people,
            dimensions=[
                {"name": each.name, "categories": each.categories, "is_sensitive": each.is_sensitive}
                for each in shown.dimensions
            ],
            cells=[_cell(key, shown) for key in shown.cells],
            figures=of_shown(figures(shown) if callable(figures) else figures or {}, shown),
            reasons=list(shown.reasons),
            hidden=len(shown.hidden),
            rounded_to=shown.rounded_to,
            **_made_of(extract, measure),
            engine=engine,
            released_at=at,
            released_by=actor.id,
        )
        doing.facts |= {"measure": measure, "version": version, "by": by, "hidden": made.hidden}
    return made


def _made_of(extract: Extract, measure: str) -> dict[str, str]:
    """The seal of the extract's manifest and the fingerprint of the measure, so that it can be worked out again."""
    from ..measures.fingerprint import of_code

    return {"seal": extract.manifest.get("seal", ""), "expression": of_code(measure)}


def _cell(key: Key, shown: Shown) -> dict[str, Any]:
    cell: dict[str, Any] = {"key": list(key), "count": shown.cells[key]}
    if key in shown.money:
        cell["pence"] = shown.money[key]
    return cell


def of_shown(figures: Figures, shown: Shown) -> Figures:
    """The figures of which every cell that they could be worked out from is shown."""
    hidden = {"+".join(key[:end]) for key in shown.hidden for end in range(1, len(key) + 1)}
    return {key: named for key, named in figures.items() if key not in hidden}
