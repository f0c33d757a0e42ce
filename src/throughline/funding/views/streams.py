"""One stream of a place: what is known of it, and how that is changed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS, Back, form_page, found, sent

from ..actions import streams as actions
from ..forms.money_in import BecauseForm, StreamForm, in_lines
from ..lifecycle import STREAM, STREAMKEEPERS
from ..queries import streams as queries

READERS = for_roles(*sorted(queries.READERS))
KEEPERS = for_roles(*sorted(STREAMKEEPERS))


@door(READERS)
@require_safe
def stream(request: HttpRequest, stream_id: UUID) -> HttpResponse:
    """What is known of a stream."""
    actor = actor_of(request)
    it = _stream(request, stream_id)
    return render(
        request,
        "funding/stream.html",
        {
            "stream": it,
            "shown": queries.shown(it),
            "place": queries.place_of(it),
            "may": {name: STREAM.may(name, it.state, actor) for name in ("amend", "strike")},
        },
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Put money that others pay on a place's page."""
    place = found(queries.place_at(actor_of(request), slug, timezone.localdate()), "locality")
    form = StreamForm(*sent(request))
    address = reverse("locality", args=[slug])

    def act(_: dict[str, Any]) -> str:
        actions.record_stream(place_id=place.id, paying=form.paying(), **_who(request))
        return address

    return form_page(
        request,
        form,
        act,
        title="Which money pays for people on probation?",
        button="Put it on the page",
        back=Back(place.name, address),
        done="It stands on the page.",
        caption=place.name,
        lead="What our own rounds pay stands there already. Add what others pay, also where you do not know how much.",
        verdict=STREAM.may("record", None, actor_of(request)),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def stream_step(request: HttpRequest, stream_id: UUID, step: str) -> HttpResponse:
    """Change what is known of a stream, or strike it out."""
    it = _stream(request, stream_id)
    about: dict[str, Any] = {"stream_id": stream_id, **_who(request)}
    address = reverse("stream", args=[stream_id])
    verdict = STREAM.may(step, it.state, actor_of(request))
    if step == "amend":
        form = StreamForm(*sent(request), is_new=False, initial=_now(it))

        def act(given: dict[str, Any]) -> str:
            paying = form.paying(is_illustration=it.is_illustration)
            actions.amend_stream(paying=paying, because=given["because"], **about)
            return address

        words = (
            "What is known of it now?",
            "Save the change",
            "It says so now. What it said before is kept.",
        )
        return _page(request, form, act, it, words, verdict)

    def strike(given: dict[str, Any]) -> str:
        actions.strike_stream(**given, **about)
        return address

    words = ("Was it recorded in error?", "Strike it out", "It counts nowhere any more, and says why.")
    return _page(request, BecauseForm(*sent(request)), strike, it, words, verdict, tone="warning")


def _page(
    request: HttpRequest,
    form: Any,
    act: Any,
    it: Any,
    words: tuple[str, str, str],
    verdict: Any,
    tone: str = "",
) -> HttpResponse:
    title, button, done = words
    return form_page(
        request,
        form,
        act,
        title=title,
        button=button,
        back=Back(it.name, reverse("stream", args=[it.id])),
        done=done,
        caption=f"{it.name}, {it.place.name}",
        verdict=verdict,
        tone=tone,
    )


def _stream(request: HttpRequest, stream_id: UUID) -> Any:
    return found(queries.stream_of(actor_of(request), stream_id, timezone.localdate()), "stream")


def _now(it: Any) -> dict[str, Any]:
    names = ("name", "purpose", "payer_words", "begins_on", "ends_on", "is_baseline", "source")
    now = {name: getattr(it, name) for name in names}
    return {**now, "payer": str(it.payer_id or ""), "years": in_lines(queries.years_of(it.years.all()))}


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "at": timezone.now()}
