"""What did the Mayor and the Deputy Mayor decide in police and crime since the Panel last met?

Only what is published, in its published form: what is exempt never comes here. Authority: R6, R7.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import localdate

from throughline.governance.queries.meetings import last_meeting_of
from throughline.kernel.money import Money

from ..made import OUTCOMES
from ..models import Notice
from ..record import Recorded, from_published, published_form
from .notices import PUBLIC, with_parts

GROUP = "police-fire-and-crime-panel"  # the Panel's code among the groups
FUNCTION = "police-and-crime"


@dataclass(frozen=True, slots=True)
class Row:
    """One decision as the Panel reads it; `public_on` is the day from which everybody could."""

    number: str
    title: str
    decided_on: date | None
    public_on: date
    makers: str
    outcome: str
    total: Money | None
    purpose: str
    recipients: str
    decision: str
    reasons: str
    conditions: tuple[str, ...]
    exempt: tuple[str, ...]
    state: str
    says_function: bool


def last_met(today: date) -> date | None:
    """The day of the Panel's last meeting that is on record here."""
    meeting = last_meeting_of(GROUP, today)
    return meeting.item.dated_on if meeting else None


def decisions_since(since: date, until: date | None = None) -> list[Row]:
    """Every published police and crime decision that came out on that day or later, the oldest first.

    What came out on the day of a meeting may have come after it: it is told once more rather than never.
    One whose record does not say its function is there, too, and says so: nothing is left out in silence.
    """
    rows = (
        Notice.objects.filter(PUBLIC, Q(function=FUNCTION) | Q(function__isnull=True))
        .annotate(public_on=Coalesce("published_on", "decided_on", TruncDate("made_public_at")))
        .filter(public_on__gte=since, public_on__lte=until or date.max)
        .order_by("public_on", "number")
    )
    return [_row(from_published(published_form(each.facts())), _public_on(each)) for each in with_parts(rows)]


def _public_on(notice: Notice) -> date:
    return notice.published_on or notice.decided_on or localdate(notice.made_public_at)


def _row(decision: Recorded, public_on: date) -> Row:
    said, made = decision.said, decision.made
    recipients = said.recipients or "; ".join(
        dict.fromkeys(filter(None, (part.recipient or part.place for part in said.breakdown)))
    )
    return Row(
        number=decision.number,
        title=said.title or "Decision without a subject",
        decided_on=said.decided_on,
        public_on=public_on,
        makers=", ".join(said.decision_makers),
        outcome=OUTCOMES.get(made.outcome, made.outcome) if made else said.status or "",
        total=None if said.total_pence is None else Money(said.total_pence),
        purpose=decision.purpose,
        recipients=recipients,
        decision=made.text_of("decision") if made else "",
        reasons=made.text_of("reasons") if made else "",
        conditions=said.conditions,
        exempt=tuple(dict.fromkeys(each.ground for each in made.exempt)) if made else (),
        state=decision.state,
        says_function=said.function == FUNCTION,
    )
