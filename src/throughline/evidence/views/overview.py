"""Page: what does the evidence answer, and where?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles

from ..queries.releases import READERS

QUESTIONS = (
    (
        "How many need it, and who gets it?",
        (
            (
                "need",
                "Need, met and unmet",
                "How many people on probation need help, where, and who does not get it.",
            ),
            (
                "hidden-need",
                "People on no list",
                "How those are estimated whom nobody has seen, and how far that may be off.",
            ),
            (
                "linkages",
                "Linking",
                "Who on probation is in treatment already: linked, probable, or no evidence.",
            ),
            (
                "capacity",
                "Capacity",
                "How many posts keep the wait within ten working days, and what one more buys.",
            ),
        ),
    ),
    (
        "What works?",
        (
            (
                "measures",
                "What is measured",
                "Each measure with what came out of it; red where nobody can tell yet.",
            ),
            (
                "journey",
                "How far people get",
                "From referral to not coming back: where people are lost, and why.",
            ),
            ("staying", "How long people stay", "Retention in treatment, and how those left who left."),
            ("fair", "Fairly compared", "What came about against what each place’s people let one expect."),
            (
                "co-located",
                "Co-located against not",
                "HMPPS’s learning question, with what it cannot answer.",
            ),
            (
                "reoffending",
                "Treatment and proven reoffending",
                "People who started treatment beside people like them who did not, from the ministry’s file.",
            ),
        ),
    ),
    (
        "Can it be trusted?",
        (
            (
                "extracts",
                "Extracts",
                "Which rows the figures were made of, what was rejected, who opened them.",
            ),
            ("gate-report", "The gate", "Which tables left, what is hidden in them, and why."),
            (
                "does-it-compute",
                "Does it compute?",
                "Published results beside what our methods make of their data.",
            ),
        ),
    ),
)


@door(for_roles(*sorted(READERS)))
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every question with its page."""
    return render(request, "evidence/overview.html", {"title": "Evidence", "questions": QUESTIONS})
