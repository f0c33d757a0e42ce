"""Pages about how long records are kept: the rule, what goes soon, what is held, deleting one, and the proof of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Allowed, RefusedError
from throughline.ledger import queries as ledger
from throughline.organisations import queries as organisations
from throughline.organisations import working

from ..actions import deleting
from ..forms.keeping import DeleteForm, HoldForm, RetentionForm
from ..queries import keeping as queries
from ..sight import case_door
from .cases import SERVICE, case_or_404, case_page

READ_RULES = ("data-protection", "auditor", "provider-manager", "clinical-safety")


@case_door("provider-manager")
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """What goes soon, what is held, and what was deleted, of one's own organisation."""
    actor, today = actor_of(request), timezone.localdate()
    body = working.body_of(actor.id)
    if body is None:
        raise Http404("There is no such page.")
    rule = queries.rule_of(body, today)
    gone = queries.gone(body)
    shown = {
        "rule": rule,
        "ending": queries.ending(body, today),
        "held": queries.held(body)[: queries.MOST],
        "gone": gone,
        "holds": queries.HELD_FOR,
        "names": organisations.names_of({each.act.actor for each in gone}),
        "grace": queries.GRACE,
        "today": today,
    }
    return render(request, "caseload/retention.html", shown)


@door(for_roles(*READ_RULES))
@require_safe
def all_rules(request: HttpRequest) -> HttpResponse:
    """For how long each provider keeps its records."""
    today = timezone.localdate()
    rows = [(each, queries.rule_of(each.id, today)) for each in working.providers(today)]
    return render(request, "caseload/retention_rules.html", {"rows": rows})


@door(for_roles(*READ_RULES))
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """One provider's retention, and a form to set it from a day on."""
    body = next((each for each in organisations.bodies() if each.code == code), None)
    if body is None:
        raise Http404("There is no such organisation.")
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    form = RetentionForm(request.POST or None, today) if deleting.OFFICER in actor.roles else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            deleting.keep_for(actor=actor, at=now, body_id=body.id, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, f"How long {body.name} keeps a record is set.")
            return redirect("retention-rule", code)
    shown = {
        "body": body,
        "rule": queries.rule_of(body.id, today),
        "all": queries.rules_of(body.id),
        "form": form,
        "grace": queries.GRACE,
        "today": today,
        "verdict": Allowed(),
    }
    return render(request, "caseload/retention_rule.html", shown)


@case_door(*SERVICE)
def keeping(request: HttpRequest, reference: str) -> HttpResponse:
    """Until when a person's record is kept, and the hold that keeps it longer."""
    found = case_or_404(request, reference, "keeping")
    actor, person = actor_of(request), found.referral.person
    form = HoldForm(request.POST if request.POST.get("step") == "hold" else None)
    if request.method == "POST":
        because = form.cleaned_data["because"] if form.is_bound and form.is_valid() else ""
        if because or request.POST.get("step") == "release":
            try:
                deleting.hold(actor=actor, at=timezone.now(), person_id=person.id, because=because)
            except RefusedError as refusal:
                messages.error(request, str(refusal))
            else:
                said = "The record is held: nothing of it is deleted." if because else "The hold is ended."
                messages.success(request, said)
            return redirect("case-keeping", reference)
    more = _kept(found.referral.person, found.today) | {
        "form": form,
        "person": person,
        "is_manager": deleting.MANAGER in actor.roles,
        "holds": queries.HELD_FOR,
        "grace": queries.GRACE,
        "verdict": Allowed(),
    }
    return case_page(request, found, "caseload/keeping.html", "case-access", more)


@case_door("provider-manager")
def delete(request: HttpRequest, reference: str) -> HttpResponse:
    """Delete one record whose retention is over, after its reference was typed; nothing brings it back."""
    found = case_or_404(request, reference, "deletion")
    person = found.referral.person
    kept = _kept(person, found.today)
    if not kept["may_go"]:
        messages.error(request, "This record may not be deleted now.")
        return redirect("case-keeping", reference)
    form = DeleteForm(request.POST or None, reference)
    if request.method == "POST" and form.is_valid():
        try:
            deleting.delete(actor=actor_of(request), at=timezone.now(), person_id=person.id)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{reference} is deleted. The proof stands below.")
            return redirect("retention")
    return case_page(
        request, found, "caseload/delete.html", "case-access", kept | {"form": form, "verdict": Allowed()}
    )


@case_door("provider-manager")
@require_safe
def proof(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The proof of a deletion, which anybody checks with the public verifier: who, when, and nothing of the person."""
    body = working.body_of(actor_of(request).id)
    found = next((each for each in queries.gone(body) if each.person_id == person_id), None) if body else None
    record = ledger.record_of(found.act.id) if found else None
    if record is None:
        raise Http404("There is no such proof yet.")
    answer = JsonResponse(record, json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="deletion-proof.json"'
    return answer


def _kept(person: Any, today: Any) -> dict[str, Any]:
    """Since when nothing is under way, until when it is kept, and whether it may go today."""
    rule, rests = queries.rule_of(person.body_id, today), queries.rests_since(person.id)
    until = queries.kept_until(rests, rule.years) if rule and rests else None
    may_go = until is not None and until <= today and not person.legal_hold
    return {"rule": rule, "rests": rests, "until": until, "may_go": may_go}
