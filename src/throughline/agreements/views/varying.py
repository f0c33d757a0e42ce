"""Preparing a variation: many grants by a percentage with its preview, one grant, a recipient's request, editing."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.decisions.queries import notices as decisions
from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from ..actions import variations as actions
from ..forms.variations import EditForm, OneForm, PrepareForm, SettleForm, UpliftForm
from ..lifecycle import FOR_THE_OTHER_SIDE, OFFICERS, VARIATION
from ..queries import variations as queries
from ..varying.rules import Change

PREPARING = for_roles(*sorted(OFFICERS))
ASKING = for_roles(*sorted(FOR_THE_OTHER_SIDE))
NAMING = for_roles(*sorted(OFFICERS | FOR_THE_OTHER_SIDE))


@door(NAMING)
@require_safe
def which(request: HttpRequest) -> HttpResponse:
    """Which grant is to change? Officers may also raise many at once."""
    actor, today = actor_of(request), timezone.localdate()
    return render(
        request,
        "agreements/variation_which.html",
        {
            "rounds": [
                list(grants)
                for _, grants in groupby(queries.open_grants(actor, today), key=lambda each: each.round_id)
            ],
            "may_prepare": bool(actor.roles & OFFICERS),
        },
    )


@door(PREPARING)
@require_http_methods(["GET", "HEAD", "POST"])
def uplift(request: HttpRequest) -> HttpResponse:
    """Raise or lower every award of some rounds by a percentage: first the preview, then it is prepared."""
    actor, today = actor_of(request), timezone.localdate()
    asked = request.GET if "percent" in request.GET else None
    offered = queries.rounds_with_grants(actor, today)
    choose = UpliftForm(asked, offered=offered)
    preview = None
    form: PrepareForm | None = None
    if choose.is_valid():
        rounds, percent = choose.cleaned_data["rounds"], choose.cleaned_data["percent"]
        grants = list(queries.open_grants(actor, today).filter(round__in=rounds))
        preview = queries.preview(grants, percent)
        form = PrepareForm(request.POST if request.method == "POST" else None, initial=_named(percent))
        if form.is_valid():
            changes = actions.uplifted([each.id for each in grants], percent)
            try:
                made = actions.prepare(actor=actor, at=timezone.now(), changes=changes, **form.cleaned_data)
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, "Prepared. Nothing has changed yet: look at it, then put it to a decision."
                )
                return redirect("variation", made.id)
    return render(
        request,
        "agreements/variation_uplift.html",
        {
            "choose": choose,
            "offered": offered,
            "preview": preview,
            "signs": queries.who_would_sign(preview, today) if preview else "",
            "form": form,
        },
    )


@door(NAMING)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Name what changes in one grant: officers prepare it, its recipient and its area ask for it."""
    actor, today = actor_of(request), timezone.localdate()
    now = queries.one_now(actor, grant_id, today)
    if now is None:
        raise Http404("There is no such grant that can be varied.")
    asks = not actor.roles & OFFICERS
    form = OneForm(
        request.POST if request.method == "POST" else None,
        specifications=now.specifications,
        has_text=bool(now.grant.text),
        asks=asks,
    )
    if form.is_valid():
        said: dict[str, Any] = {
            "title": form.cleaned_data["title"],
            "reason": form.cleaned_data["reason"],
            "by_notice": form.cleaned_data.get("by_notice", ""),
            "changes": form.changes(grant_id),
        }
        try:
            act = actions.ask if asks else actions.prepare
            made = act(actor=actor, at=timezone.now(), **said)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "Asked. You get a letter when it is answered."
                if asks
                else "Prepared. Nothing has changed yet.",
            )
            return redirect("variation", made.id)
    return render(request, "agreements/variation_one.html", {"form": form, "now": now, "asks": asks})


@door(PREPARING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, variation_id: UUID) -> HttpResponse:
    """Change the words of a prepared variation, single awards, or take a line out."""
    page = _page(request, variation_id)
    amounts = _amounts(page)
    form = EditForm(
        request.POST if request.method == "POST" else None,
        amounts=_boxes_of(amounts),
        initial={name: getattr(page.variation, name) for name in ("title", "reason", "by_notice")},
    )
    said = (
        {name: form.cleaned_data[name] for name in ("title", "reason", "by_notice")}
        if form.is_valid()
        else {}
    )
    return _changed(request, "edit", page, form, said)


@door(PREPARING)
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, variation_id: UUID) -> HttpResponse:
    """Name the lines as the amendment of the decision has them."""
    page = _page(request, variation_id)
    posted = request.POST if request.method == "POST" else None
    return _changed(request, "settle", page, SettleForm(posted, amounts=_boxes_of(_amounts(page))), {})


def _changed(
    request: HttpRequest, step: str, page: queries.Page, form: SettleForm, said: dict[str, Any]
) -> HttpResponse:
    """The lines are these now, as `edit` or `settle` have them; or the form again."""
    amounts, actor = _amounts(page), actor_of(request)
    if form.is_valid():
        kept = form.amounts()
        others = [
            Change(each.grant_id, each.code, each.after_raw) for each in page.lines if each.change is None
        ]
        changes = [
            Change(each.line.grant_id, "amount", kept[each.key]) for each in amounts if each.key in kept
        ]
        act: Callable[..., object] = actions.settle if step == "settle" else actions.edit
        try:
            act(
                actor=actor,
                at=timezone.now(),
                variation_id=page.variation.id,
                changes=[*changes, *others],
                **said,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved." if step == "edit" else "The lines are as they were decided.")
            return redirect("variation", page.variation.id)
    return render(
        request,
        "agreements/variation_edit.html",
        {
            "form": form,
            "page": page,
            "step": step,
            "verdict": VARIATION.may(step, page.variation.state, actor),
            "amendment": decisions.amendment_of(page.variation.decision) if page.variation.decision else "",
            "put_in_all": sum((each.line.change for each in amounts if each.line.change), Money(0)),
            "fields_of": _boxes(form, amounts),
        },
    )


def _page(request: HttpRequest, variation_id: UUID) -> queries.Page:
    page = queries.page_of(actor_of(request), variation_id, timezone.localdate())
    if page is None:
        raise Http404("There is no such variation.")
    return page


def _amounts(page: queries.Page) -> "list[_Amount]":
    return [_Amount(each) for each in page.lines if each.change is not None]


def _boxes_of(amounts: "list[_Amount]") -> list[tuple[str, str, Money]]:
    return [(each.key, each.label, each.line.after_money) for each in amounts]


@dataclass(frozen=True, slots=True)
class _Amount:
    """A line whose award can be typed."""

    line: queries.LineShown

    @property
    def key(self) -> str:
        return f"grant-{self.line.grant_id}"

    @property
    def label(self) -> str:
        return f"{self.line.place}, {self.line.programme} {self.line.year}: award"


def _boxes(form: SettleForm, amounts: list[_Amount]) -> list[tuple[queries.LineShown, forms.BoundField]]:
    return [(each.line, form[each.key]) for each in amounts]


def _named(percent: Fraction) -> dict[str, str]:
    words = f"{float(abs(percent)):g} %"
    return {"title": f"{'Uplift' if percent > 0 else 'Reduction'} of {words}"}
