"""Pages about who may see somebody: limits, broken glass and its review, asking to see, and the papers."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Allowed, RefusedError
from throughline.organisations import queries as organisations
from throughline.organisations import working

from ..actions import limits, papers
from ..actions.people import note_read
from ..forms.limits import AskForm, GlassForm, LimitForm, PaperForm, ReviewForm
from ..queries import confirming, seeing
from ..queries import papers as standing
from ..sight import case_door
from .cases import case_or_404, case_page

ANSWERS = ("head-of-unit", "provider-manager")
WORKS = ("key-worker", "provider-manager", "probation-practitioner", "head-of-unit")
PAPERS = ("data-protection", "clinical-safety", "provider-manager", "programme-lead", "auditor")


@case_door("provider-manager")
def limit(request: HttpRequest, reference: str) -> HttpResponse:
    """Who may see this person's record."""
    found = case_or_404(request, reference, "limit")
    now = timezone.now()
    today = timezone.localdate(now)
    form = LimitForm(request.POST or None, today, seeing.who_could_see(found.referral, today))
    if request.method == "POST" and form.is_valid():
        try:
            limits.limit(actor=actor_of(request), at=now, referral_id=found.referral.id, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Who may see this record is on record from now on.")
            return redirect("home")
    names = organisations.names_of(seeing.named(found.referral.person))
    return case_page(
        request,
        found,
        "caseload/limit.html",
        "case-access",
        {
            "form": form,
            "person": found.referral.person,
            "named": sorted(names.values()),
            "may_limit": Allowed(),
        },
    )


@case_door(*ANSWERS)
@require_safe
def all_limits(request: HttpRequest) -> HttpResponse:
    """Which records wait for who may see them: those that nobody sees, and those whose limit ends soon."""
    actor, now = actor_of(request), timezone.now()
    waiting, ending = confirming.to_confirm(), list(confirming.running_out(timezone.localdate(now))[:50])
    note_read(actor=actor, at=now, people=[each.person_id for each in ending], what="limits")
    names = organisations.names_of({each.sent_by for each in waiting})
    units = {each.id: each.name for each in organisations.units()}
    shown = {"waiting": waiting, "ending": ending, "names": names, "units": units}
    page = "limit-confirm" if "head-of-unit" in actor.roles else "case-limit"
    return render(request, "caseload/limits.html", {**shown, "page": page})


@case_door("head-of-unit")
def limit_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """The head of the unit says who may see a record, also one that nobody sees until then."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    waits = confirming.one_to_confirm(reference)
    referral = None if waits else seeing.in_sight(reference)
    unit = waits.unit_id if waits else referral.unit_id if referral else None
    if unit is None:
        raise Http404("There is no such page.")
    if referral and request.method != "POST":
        note_read(actor=actor, at=now, people=[referral.person_id], what="limit")
    people = [(f"person:{each.id}", each.name) for each in working.everybody_in(unit, today)]
    form = LimitForm(request.POST or None, today, people)
    if request.method == "POST" and form.is_valid():
        said = {"actor": actor, "at": now, **form.cleaned_data}
        try:
            if waits:
                limits.confirm(reference=reference, **said)
            elif referral:
                limits.limit(referral_id=referral.id, **said)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Who may see {reference} is on record for {limits.GOOD_DAYS} days.")
            return redirect("limits")
    shown = {
        "form": form,
        "reference": reference,
        "waits": waits,
        "referral": referral,
        "sent_by": organisations.names_of([waits.sent_by]).get(waits.sent_by, "") if waits else "",
        "named": sorted(organisations.names_of(seeing.named(referral.person)).values()) if referral else [],
        "days": limits.GOOD_DAYS,
        "verdict": Allowed(),
    }
    return render(request, "caseload/limit_confirm.html", shown)


@case_door(*WORKS)
def break_glass(request: HttpRequest) -> HttpResponse:
    """Open a record beyond one's sight in an emergency."""
    actor, now = actor_of(request), timezone.now()
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = limits.break_glass(actor=actor, at=now, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("reference", str(refusal))
        else:
            note_read(actor=actor, at=now, people=[opened.person_id], what="broken glass")
            messages.warning(
                request,
                f"This record is open to you for {limits.GLASS_HOURS} hours. Whoever answers for the unit is told.",
            )
            is_service = bool(actor.roles & {"key-worker", "provider-manager"})
            return redirect("case" if is_service else "referral", opened.reference)
    return render(
        request,
        "caseload/break_glass.html",
        {"form": form, "hours": limits.GLASS_HOURS, "verdict": Allowed()},
    )


@case_door(*ANSWERS)
def glass_reviews(request: HttpRequest) -> HttpResponse:
    """Broken glass to review, and who asked to see somebody."""
    broken, asked = seeing.glass_to_review(), seeing.asked_and_open()
    actor, now = actor_of(request), timezone.now()
    note_read(
        actor=actor, at=now, people=[each.person_id for each, _ in broken], what="review of broken glass"
    )
    names = organisations.names_of(
        {each.broken_by for each, _ in broken} | {each.asked_by for each, _, _ in asked}
    )
    shown = {"broken": broken, "asked": asked, "names": names, "actor_id": actor.id}
    return render(request, "caseload/glass_reviews.html", shown)


@case_door(*ANSWERS)
def glass_review(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """Say whether it was right to break the glass."""
    found = next((each for each in seeing.glass_to_review() if each[0].id == glass_id), None)
    if found is None:
        raise Http404("There is nothing to review here.")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            limits.review_glass(
                actor=actor_of(request), at=timezone.now(), glass_id=glass_id, **form.cleaned_data
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your review is on record.")
            return redirect("glass-reviews")
    glass, why = found
    note_read(
        actor=actor_of(request), at=timezone.now(), people=[glass.person_id], what="review of broken glass"
    )
    name = organisations.names_of([glass.broken_by]).get(glass.broken_by, "")
    return render(
        request,
        "caseload/glass_review.html",
        {"form": form, "broken": glass, "why": why, "name": name, "verdict": Allowed()},
    )


@case_door(*ANSWERS)
@require_POST
def asker_answered(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """The asker has their answer."""
    try:
        limits.answer_asker(actor=actor_of(request), at=timezone.now(), asked_id=asked_id)
        messages.success(request, "That the asker was answered is on record.")
    except ObjectDoesNotExist:
        raise Http404("There is nothing to answer here.") from None
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("glass-reviews")


@case_door(*WORKS)
def ask_to_see(request: HttpRequest) -> HttpResponse:
    """Ask a unit to be shown somebody; the page says the same whoever is asked about."""
    now = timezone.now()
    units = [(str(each.id), each.name) for each in working.units_to_choose(timezone.localdate(now))]
    form = AskForm(request.POST or None, units)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        limits.ask_to_see(
            actor=actor_of(request),
            at=now,
            unit_id=said["unit"],
            about=said["about"],
            because=said["because"],
        )
        messages.success(request, "The unit's single point of contact has your question and will call you.")
        return redirect("home")
    return render(request, "caseload/ask_to_see.html", {"form": form, "verdict": Allowed()})


@door(for_roles(*PAPERS))
def case_papers(request: HttpRequest, code: str) -> HttpResponse:
    """The papers of an organisation, which of them are missing, and a form to record one."""
    body = next((each for each in organisations.bodies() if each.code == code), None)
    if body is None:
        raise Http404("There is no such organisation.")
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    form = PaperForm(request.POST or None, today) if actor.roles & papers.RECORDERS else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            papers.record(actor=actor, at=now, body_id=body.id, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("kind", str(refusal))
        else:
            messages.success(request, "The paper is on record.")
            return redirect("case-papers", code)
    found = {purpose: standing.standing(body.id, purpose, today) for purpose in ("support", "evaluation")}
    missing = standing.missing(body.id, "support", today)
    return render(
        request,
        "caseload/papers.html",
        {"body": body, "papers": found, "missing": missing, "form": form, "verdict": Allowed()},
    )


@door(for_roles(*PAPERS))
def all_papers(request: HttpRequest) -> HttpResponse:
    """Each provider, and how many papers are missing before real people's data may come in."""
    today = timezone.localdate()
    providers = working.providers(today)
    rows = [(body, standing.missing(body.id, "support", today)) for body in providers]
    return render(request, "caseload/all_papers.html", {"rows": rows})
