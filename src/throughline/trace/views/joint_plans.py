"""Pages: a locality's joint plan, here, as a document to print and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.agreements.joint.lifecycle import JOINT_PLAN
from throughline.agreements.queries import joint
from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.funding.queries.streams import READERS as STREAM_READERS
from throughline.governance.views.pages import found

from ..documents.report import report_pdf, report_xlsx
from ..queries import joint_plans as queries
from .reports import PDF, XLSX

MAY_READ = for_roles(*sorted(queries.READERS))


@door(MAY_READ)
@require_safe
def joint_plans(request: HttpRequest) -> HttpResponse:
    """Every locality whose joint plan one reads; where that is one only, that one."""
    places = joint.localities(actor_of(request), timezone.localdate())
    if len(places) == 1:
        return redirect("joint-plan", places[0].slug)
    return render(
        request, "trace/joint_plans.html", {"title": "Joint plans", "rows": joint.standing_of(places)}
    )


@door(MAY_READ)
@require_safe
def joint_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Need, posts, money, contracts and what changes, and what both sides agreed to do."""
    actor, today = actor_of(request), timezone.localdate()
    page = found(queries.joint_page(actor, slug, today), "locality")
    waiting, in_force = page.plans.waiting, page.plans.in_force
    formats = [
        {"text": text, "href": reverse("joint-plan-file", args=[slug, kind]), "type": type_}
        for kind, text, type_ in (("pdf", "PDF, to print", PDF), ("xlsx", "Spreadsheet", XLSX))
    ]
    return render(
        request,
        "trace/joint_plan.html",
        {
            "title": page.pack.title,
            "page": page,
            "it": page.pack,
            "formats": formats,
            "may_draft": JOINT_PLAN.may("draft", None, actor),
            "may_write": waiting and JOINT_PLAN.may("write", waiting.state, actor),
            "may_take_back": waiting and JOINT_PLAN.may("take_back", waiting.state, actor),
            "may_discard": waiting and JOINT_PLAN.may("discard", waiting.state, actor),
            "may_agree": waiting and joint.may_agree(actor, waiting.row, today),
            "may_open_locality": bool(actor.roles & STREAM_READERS),
            "may_finish": in_force and JOINT_PLAN.may("finish", in_force.state, actor),
        },
    )


@door(MAY_READ)
@require_safe
def joint_plan_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The same as PDF/UA to print, or as a workbook with a sheet for each question."""
    it = found(queries.joint_page(actor_of(request), slug, timezone.localdate()), "locality").pack
    made = report_pdf(it, at=timezone.now()) if kind == "pdf" else report_xlsx(it, on=timezone.localdate())
    response = HttpResponse(made, content_type=PDF if kind == "pdf" else XLSX)
    disposition = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="joint-plan-{slug}.{kind}"'
    return response
