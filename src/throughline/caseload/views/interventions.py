"""The catalogue of brief and extended interventions, and its versions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.governance.views.pages import Back, form_page, sent

from ..actions.interventions import KEEPERS, publish
from ..forms.support import InterventionForm
from ..queries.support import catalogue

READERS = for_roles(
    "key-worker", "provider-manager", "programme-officer", "programme-lead", "commissioner", "analyst",
    "probation-practitioner", "head-of-unit", "lived-experience",
)  # fmt: skip
WRITERS = for_roles(*sorted(KEEPERS - {"supplier"}))
LISTING = Listing(
    sorts=(Sort("kind", "Brief first", ("kind", "title", "id")), Sort("title", "By name", ("title", "id"))),
    filters=(by("kind", "Brief or extended", {"brief": "Brief", "extended": "Extended"}),),
)


@door(READERS)
@require_safe
def interventions(request: HttpRequest) -> HttpResponse:
    """What may be given to somebody who needs no specialist treatment."""
    listed = LISTING.page(_searched(request), request.GET)
    may_write = bool(KEEPERS & actor_of(request).roles)
    return render(request, "caseload/interventions.html", {"listed": listed, "may_write": may_write})


@door(READERS)
@require_safe
def interventions_csv(request: HttpRequest) -> HttpResponse:
    """The catalogue as a file."""
    rows = LISTING.narrow(_searched(request), request.GET.dict())
    header = ("Code", "Version", "Kind", "Title", "Sessions", "In use from", "Content", "Illustration")
    return csv_download(
        "interventions.csv",
        header,
        (
            (
                each.code,
                each.version,
                each.kind,
                each.title,
                each.sessions,
                each.used_from,
                each.content,
                "yes" if each.is_illustration else "",
            )
            for each in rows
        ),
    )


@door(READERS)
@require_safe
def intervention(request: HttpRequest, code: str) -> HttpResponse:
    """One intervention: what is done in it, and its versions."""
    versions = list(catalogue(timezone.localdate(), past=True).filter(code=code).order_by("-version"))
    if not versions:
        raise Http404("There is no such intervention.")
    return render(
        request,
        "caseload/intervention.html",
        {"versions": versions, "may_write": bool(KEEPERS & actor_of(request).roles)},
    )


@door(WRITERS)
@require_http_methods(METHODS)
def write(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new intervention, or the next version of one."""
    now = None
    if code:
        now = catalogue(timezone.localdate(), past=True).filter(code=code).order_by("-version").first()
        if now is None:
            raise Http404("There is no such intervention.")
    names = ("title", "kind", "sessions", "content")
    form = InterventionForm(
        *sent(request), initial={name: getattr(now, name) for name in names} if now else {}
    )

    def act(given: dict[str, Any]) -> str:
        made = publish(
            actor=actor_of(request),
            at=timezone.now(),
            code=code or slugify(given["title"])[:24].strip("-"),
            **given,
        )
        return reverse("intervention", args=[made.code])

    return form_page(
        request,
        form,
        act,
        title="A new version" if code else "A new intervention",
        lead="Whoever began an earlier version finishes it. The new one is in use from today.",
        button="Put it in the catalogue",
        back=Back("Interventions", reverse("interventions")),
        done="It is in the catalogue.",
    )


def _searched(request: HttpRequest) -> Any:
    rows = catalogue(timezone.localdate())
    for word in request.GET.get("q", "")[:200].split():
        rows = rows.filter(title__icontains=word) | rows.filter(content__icontains=word)
    return rows
