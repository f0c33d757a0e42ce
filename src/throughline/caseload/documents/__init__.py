"""How does a support plan look as a document?"""

from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from ..queries.assessing import Content
from ..queries.cases import Case

TEMPLATE = Path(__file__).with_name("plan.typ")


def plan_pdf(case: Case, content: Content, key_worker: str, *, at: datetime) -> bytes:
    """The plan as PDF/UA-1, with the name by which the person is called; its title names nobody."""
    said, row = content.said, content.row
    agreed = row.completed_at or row.begun_at
    return typeset(
        TEMPLATE,
        {
            "name": case.bar.name,
            "reference": case.referral.reference,
            "service": case.referral.provider.name,
            "key_worker": key_worker,
            "agreed_on": long_date(timezone.localdate(agreed)),
            "review_on": long_date(date.fromisoformat(said.review_on)) if said.review_on else "",
            "strengths": said.strengths,
            "motivation": said.motivation,
            "rows": [[each.need, each.goal, each.step] for each in content.plan if each.goal or each.step],
            "plan": said.plan,
            "next": _next(case),
            "is_made_up": case.referral.person.is_made_up,
            "is_redrawn": False,
        },
        at=at,
    )


def _next(case: Case) -> str:
    ahead = case.next_appointment
    if ahead is None:
        return ""
    begins = timezone.localtime(ahead.begins_at)
    where = f", {ahead.place}" if ahead.place else ""
    return f"{begins:%A} {long_date(begins.date())} at {begins:%H:%M}{where}"
