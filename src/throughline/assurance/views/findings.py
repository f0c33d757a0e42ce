"""The pages of findings: the list, one finding, its evidence and each step with it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame import attachments
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.steps import StepPage, page_of, take_step

from ..actions import findings as actions
from ..forms.watching import AnswerForm, VerifyForm, WhyForm
from ..queries import findings as queries
from ..queries.scrutiny_pages import SEE, areas, searchable

READERS = for_roles(*sorted(SEE))
LISTING = Listing(
    sorts=(Sort("soonest", "Soonest", queries.SOONEST), Sort("newest", "Newest", ("-made_at", "id"))),
    filters=(
        by("state", "State", queries.STATES),
        Filter("area", "Area", areas, queries.of_area),
        Filter(
            "when",
            "When",
            lambda _: [("late", "Late")],
            lambda rows, _when: rows.filter(state="open", due_on__lt=timezone.localdate()),
        ),
    ),
    search_field="searched",
)
STEPS = {
    "answer": StepPage(
        "answer",
        "Say what was done",
        "Send the answer",
        AnswerForm,
        actions.answer,
        "The answer is on record. Somebody else sees whether it is done.",
    ),
    "verify": StepPage(
        "verify",
        "Is it done?",
        "It is done",
        VerifyForm,
        actions.verify,
        "It is put right.",
        "You have seen yourself that it is done.",
    ),
    "return": StepPage(
        "return",
        "What is still to be done?",
        "Give it back",
        WhyForm,
        actions.return_,
        "Its owner has been told what is still to be done.",
    ),
    "withdraw": StepPage(
        "withdraw",
        "Withdraw this finding?",
        "Withdraw it",
        WhyForm,
        actions.withdraw,
        "The finding is withdrawn. It is kept, with the reason.",
        "Only where it was no finding at all. What was put right is verified instead.",
        tone="warning",
    ),
}


@door(READERS)
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """What is to be put right, soonest first."""
    on = timezone.localdate()
    listed = LISTING.page(searchable(queries.visible_to(actor_of(request), on), "grant__"), request.GET)
    formats = [{"text": "CSV", "href": reverse("findings-csv") + "?" + listed.query, "type": "text/csv"}]
    return render(
        request,
        "assurance/findings.html",
        {"listed": listed, "rows": queries.shown(listed.rows, on), "formats": formats},
    )


@door(READERS)
@require_safe
def findings_csv(request: HttpRequest) -> HttpResponse:
    """The same list to download."""
    on = timezone.localdate()
    rows = LISTING.narrow(
        searchable(queries.visible_to(actor_of(request), on), "grant__"), request.GET.dict()
    )
    return csv_download(
        "findings.csv",
        ("Grant", "Found", "To do", "Owner", "By", "State"),
        (
            (each.grant, each.words, each.to_do, each.owner, each.due_on, each.state_words)
            for each in queries.shown(rows, on)
        ),
    )


@door(READERS)
@require_safe
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """One finding: what was found, what must be done, what was done, and who has seen it."""
    row, actor = _row(request, finding_id), actor_of(request)
    return render(
        request,
        "assurance/finding.html",
        {
            "row": row,
            "shown": queries.shown([row], timezone.localdate())[0],
            "about": queries.about(row),
            "names": queries.names(row),
            "may": {name: actions.may_take(actor, row, name) for name in STEPS},
        },
    )


@door(READERS)
@require_safe
def evidence(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """The file that shows that it is done."""
    row = _row(request, finding_id)
    if row.evidence_id is None:
        raise Http404("Nothing is attached.")
    return attachments.download(row.evidence_id, row.evidence_name)


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, finding_id: UUID, name: str) -> HttpResponse:
    """One step with a finding."""
    page, row = page_of(STEPS, name), _row(request, finding_id)
    return take_step(
        request,
        page,
        verdict=actions.may_take(actor_of(request), row, name),
        about=row.to_do,
        back=reverse("finding", args=[finding_id]),
        finding_id=finding_id,
    )


def _row(request: HttpRequest, finding_id: UUID) -> Any:
    row = queries.visible_to(actor_of(request), timezone.localdate()).filter(pk=finding_id).first()
    if row is None:
        raise Http404("There is no such finding.")
    return row
