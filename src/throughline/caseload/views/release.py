"""The release board: by day of release, what is ready and what is missing, changed in its place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from throughline.frame.middleware import actor_of

from ..actions import release as actions
from ..actions.people import note_read
from ..forms.watching import ReadyForm
from ..lifecycle import PROVIDER
from ..queries import release as queries
from ..queries.referrals import searched
from ..remembered import keep, remembered
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, sent, step_page, who

BOTH = ("key-worker", "provider-manager", "probation-practitioner", "head-of-unit", "prison-and-court-team")


@case_door(*BOTH)
@never_cache
@require_http_methods(FORMS)
def board(request: HttpRequest) -> HttpResponse:
    """Who is released when, whether all is ready, and who is chasing."""
    if request.method == "POST":
        keep(request, "release board", queries.LISTING)
        return redirect("release-board")
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    asked = remembered(request, "release board", queries.LISTING)
    listed = asked.page(queries.LISTING, searched(queries.board(today), asked.search))
    rows = queries.rows_of(listed.rows, actor, today)
    note_read(actor=actor, at=now, people=[each.referral.person_id for each in rows], what="release board")
    return render(
        request,
        "caseload/release_board.html",
        {
            "title": "Release board",
            "listed": listed,
            "rows": rows,
            "sees_health": bool(actor.roles & PROVIDER),
            "today": today,
        },
    )


@case_door(*BOTH)
@require_http_methods(FORMS)
def ready(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is ready for one person's release."""
    case = case_or_404(request, reference, "release board")
    rows = queries.rows_of(queries.board(case.today).filter(id=case.referral.id), case.actor, case.today)
    if not rows:
        raise Http404("This person is not on the board.")
    [row] = rows
    sees_health = bool(case.actor.roles & PROVIDER)
    form = ReadyForm(
        *sent(request),
        chasers=queries.who_chases(row.referral, case.actor, case.today),
        sees_health=sees_health,
        initial={
            "release_on": case.referral.release_on,
            "release_unknown": case.referral.release_unknown,
            "prison": row.prison,
            "chased_by": row.planned.chased_by or case.actor.id,
            "bridged": row.planned.bridged,
            "naloxone": row.planned.naloxone,
        },
    )

    def act(given: dict[str, Any]) -> str:
        said = actions.Ready(
            given["release_on"],
            given["release_unknown"],
            given["prison"],
            given["chased_by"],
            given.get("bridged"),
            given.get("naloxone"),
        )
        actions.plan(referral_id=case.referral.id, ready=said, **who(request))
        return f"{reverse('release-board')}#{reference}"

    asked = Asking(
        "What is ready?", "Save", "Saved on the release board.", template="caseload/release_ready.html"
    )
    return step_page(
        request,
        case,
        form,
        act,
        asked,
        back=("Release board", reverse("release-board")),
        verdict=actions.may_plan(case.state, case.actor),
        row=row,
    )
