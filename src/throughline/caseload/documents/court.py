"""How does a review report look that the responsible officer sends to court?"""

from pathlib import Path

from django.utils import timezone

from throughline.frame.typesetting import typeset
from throughline.kernel.wording import long_date

from .. import codes
from ..queries.cases import Case
from ..queries.together import Report

TEMPLATE = Path(__file__).with_name("review.typ")
MOST_DAYS = 14  # more would not fit on the one page; the counts say all


def report_pdf(case: Case, report: Report) -> bytes:
    """The report as PDF/UA-1 on one page; its title names nobody."""
    row, referral = report.row, case.referral
    days = report.attendance.days[-MOST_DAYS:]
    return typeset(
        TEMPLATE,
        {
            "name": case.bar.name,
            "crn": case.identity.crn,
            "reference": referral.reference,
            "requirement": codes.REQUIREMENTS.get(referral.requirement, "") if referral.requirement else "",
            "service": referral.provider.name,
            "by": report.by,
            "made_on": long_date(timezone.localdate(row.made_at)),
            "period": f"{long_date(row.period_from)} to {long_date(row.period_until)}",
            "counts": [
                ["Offered", str(report.attendance.offered)],
                ["Attended", str(report.attendance.attended)],
                ["Did not attend", str(report.attendance.missed)],
                ["Did not happen", str(report.attendance.fell_through)],
            ],
            "days": [list(each) for each in days],
            "left_out": len(report.attendance.days) - len(days),
            "tests": report.tests,
            "view": report.view,
            "is_made_up": referral.person.is_made_up,
            "is_redrawn": False,
        },
        at=row.made_at,
    )
