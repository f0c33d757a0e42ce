"""Pages: how do the packs of a quarter look before they are issued? For those who issue them, and nobody else."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.evidence import tables as evidence
from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.forms.fields import Line
from throughline.governance.views.pages import found
from throughline.kernel.verdict import RefusedError

from .. import actions
from ..documents.report import report_pdf, report_xlsx
from ..queries import issued, reports
from ..reporting import ISSUERS
from .reports import KINDS, asked, document

MAY_DRAFT = for_roles(*sorted(ISSUERS))


class AgainForm(forms.Form):
    """Why a further edition is made."""

    because = Line(
        label="Why is this edition made?",
        max_length=300,
        help_text="Such as: Wigan’s provider sent its exits late. What changed is listed by itself.",
    )


@door(MAY_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest, quarter: str = "") -> HttpResponse:
    """Every pack of a quarter: issued or not, and the button that issues those which are not."""
    actor, on = actor_of(request), timezone.localdate()
    quarters = evidence.quarters(on, actor=reports.MAKER)
    chosen = asked(quarter) if quarter else next(iter(quarters), None)
    if quarter and chosen not in quarters:
        found(None, "quarter")
    if request.method == "POST" and chosen:
        made = actions.issue_all(actor=actor, at=timezone.now(), quarter=chosen)
        messages.success(request, f"{len(made)} packs of {chosen.words} are issued and stay as they are.")
        return redirect("pack-drafts-of", chosen.slug)
    there = {each.pack: each for each in issued.of_quarter(chosen)} if chosen else {}
    offered = reports.offered(actor, on)
    return render(
        request,
        "trace/drafts.html",
        {
            "title": "Packs of a quarter",
            "quarters": quarters,
            "chosen": chosen,
            "rows": [(each, there.get(each.slug)) for each in offered],
            "waiting": sum(each.slug not in there for each in offered),
            "may_issue": actions.may_issue(actor),
        },
    )


@door(MAY_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, quarter: str, which: str) -> HttpResponse:
    """A pack by the tables of today, marked as a draft; issuing it freezes what it says."""
    actor, at, of = actor_of(request), timezone.now(), asked(quarter)
    it = found(reports.draft(actor, which, of, timezone.localdate()), "pack")
    last = issued.newest(which, of)
    form = AgainForm(request.POST or None) if last else None
    if request.method == "POST" and (form is None or form.is_valid()):
        because = form.cleaned_data["because"] if form else ""
        try:
            made = actions.issue(actor=actor, at=at, pack=which, quarter=of, because=because)
        except RefusedError as refusal:
            form = form or AgainForm(request.POST)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Edition {made.number} is issued and stays as it is.")
            return redirect("pack-edition", which, quarter, made.number)
    formats = [
        {
            "text": f"{text}, draft",
            "href": reverse("pack-draft-file", args=[quarter, which, kind]),
            "type": type_,
        }
        for kind, text, type_ in KINDS
    ]
    context = {
        "title": f"Draft: {it.title}",
        "it": it,
        "quarter": of,
        "last": last,
        "form": form,
        "issued": None,
        "later": "",
        "formats": formats,
        "may_issue": actions.may_issue(actor),
    }
    return render(request, "trace/report.html", context)


@door(MAY_DRAFT)
@require_safe
def draft_file(request: HttpRequest, quarter: str, which: str, kind: str) -> HttpResponse:
    """The draft as PDF/UA or as a workbook, each marked as one."""
    it = found(reports.draft(actor_of(request), which, asked(quarter), timezone.localdate()), "pack")
    made = report_pdf(it, at=timezone.now()) if kind == "pdf" else report_xlsx(it, on=timezone.localdate())
    return document(made, kind, f"draft-evidence-pack-{which}-{quarter}")
