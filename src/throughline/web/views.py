"""Home, search, health, the map of public pages, and what to say when something went wrong."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from throughline.agreements.queries import found as found_here
from throughline.agreements.queries import tasks as agreements
from throughline.assurance.queries import tasks as assurance
from throughline.caseload.queries import tasks as caseload
from throughline.decisions.queries import call_in, drafting, duties, law_tasks, signing
from throughline.decisions.queries import notices as decisions
from throughline.evidence.queries import linkages
from throughline.frame import kept_forms
from throughline.frame.doors import OPEN, SIGNED_IN, door
from throughline.frame.figures import figures_of_jobs, figures_of_letters
from throughline.frame.middleware import actor_of
from throughline.frame.tasks import told_apart
from throughline.funding import queries as funding
from throughline.funding.queries import tasks as money
from throughline.funding.queries.streams import search_places
from throughline.governance.queries import changes
from throughline.governance.queries import items as kept
from throughline.governance.queries import tasks as governance
from throughline.ledger import queries as ledger
from throughline.organisations.access import log
from throughline.organisations.access import tasks as people
from throughline.payments.queries import tasks as payments
from throughline.publication import queries as publication
from throughline.web.jinja import asset
from throughline.web.navigation import MORE, the_rest

# Where tasks come from: each has waiting_for(actor) and waiting_for_others(actor).
TASKS = (
    caseload,
    signing,
    decisions,
    duties,
    call_in,
    law_tasks,
    drafting,
    money,
    agreements,
    assurance,
    payments,
    governance,
    linkages,
    people,
)


@door(OPEN)
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs you; a visitor who has not signed in is shown the public register."""
    actor = actor_of(request)
    if not actor.is_signed_in:
        return redirect("register")
    since = log.last_visit(actor)
    tasks = told_apart(
        part for room in TASKS for part in (room.waiting_for(actor), room.waiting_for_others(actor))
    )
    return render(
        request,
        "web/home.html",
        {
            "title": "What needs you",
            "tasks": [task for part in tasks[::2] for task in part],
            "others": [task for part in tasks[1::2] for task in part],
            "since": since,
            "changed": changes.changed_since(actor, since) if since else [],
            # Who only works with people has no use for rounds and decisions.
            "recent": ledger.recent_public_acts(limit=8) if actor.roles - caseload.PRACTISING else None,
        },
    )


@door(OPEN)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What carries all the words asked for: decisions, rounds and grants; to those who come to them also the rest."""
    actor = actor_of(request)
    words = request.GET.get("q", "").strip()[:200]
    groups = []
    if words:
        found = decisions.search(actor, words) if actor.is_signed_in else publication.search_decisions(words)
        groups = [
            ("Decisions", found),
            ("Governance", kept.search(actor, words)),
            ("Localities", search_places(actor, words, timezone.localdate())),
            ("Rounds", funding.search(actor, words)),
            ("Grants", found_here.search_grants(actor, words)),
            ("Agreements", found_here.search_agreements(actor, words)),
            ("Published grants", publication.search_grants(words)),
        ]
    return render(
        request,
        "web/search.html",
        {"title": "Search", "searched_for": words, "groups": [g for g in groups if g[1]]},
    )


@door(SIGNED_IN)
@require_safe
def more(request: HttpRequest, part: str) -> HttpResponse:
    """What of a part is not used every day, under plain headings, with what one finds there."""
    words, under = the_rest(actor_of(request), part)
    if not under:
        raise Http404
    return render(request, "web/more.html", {"title": f"{MORE}: {words}", "part": words, "under": under})


@door(OPEN)
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 only when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok", "version": settings.THROUGHLINE_VERSION})


@door(OPEN)
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of this installation, for whoever brings its token; for everybody else there is no such page."""
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        raise Http404
    found = [*ledger.figures(at=timezone.now()), *figures_of_jobs(), *figures_of_letters()]
    lines = [
        f"# HELP throughline_{each.name} {each.words}\n# TYPE throughline_{each.name} gauge\n"
        f"throughline_{each.name} {each.value}\n"
        for each in found
    ]
    return HttpResponse("".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")


@door(OPEN)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here without looking at the page."""
    return redirect(asset("favicon.svg"), permanent=False)


@door(OPEN)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html", {"title": "Accessibility"})


@door(OPEN)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, and for how long."""
    return render(request, "web/privacy.html", {"title": "Privacy"})


@door(OPEN)
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith("/api/"):  # a machine reads no page
        said = {"type": "about:blank", "title": "This cannot be read", "status": 400, "request": request.id}  # type: ignore[attr-defined]  # each request has one
        said |= {"detail": str(exception or "")}
        return JsonResponse(said, status=400, content_type="application/problem+json")
    return render(request, "web/400.html", {"title": "We could not read that request"}, status=400)


@door(OPEN)
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception) if exception and str(exception) else "You may not open this page."
    return render(
        request, "web/403.html", {"title": "You may not open this page", "reason": reason}, status=403
    )


@door(OPEN)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/404.html", {"title": "Page not found"}, status=404)


@door(OPEN)
def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "web/500.html", {"title": "Something went wrong"}, status=500)


@door(OPEN)
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without its key: from another page, or after signing in anew. What was typed here is not lost."""
    typed = None
    if kept_forms.came_from_here(request):
        typed = kept_forms.typed_in(request)
        if not actor_of(request).is_signed_in and (kept := kept_forms.keep(request, at=timezone.now())):
            return redirect_to_login(f"/kept/{kept}/")
    shown = {"title": "Please send that again", "typed": typed}
    return render(request, "web/csrf.html", shown, status=403)
