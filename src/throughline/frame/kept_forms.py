"""What becomes of a form that somebody sent after their session had ended?

It is not done, and not lost: what was typed is kept for an hour, sealed, for the person whose session that was, and
sent on once when that person has signed in again and says so. Files are not kept. Forms about passwords and codes
never are. Where nobody can tell whose session it was (somebody ended it from elsewhere, as one ends a stolen one),
nothing is kept in anybody's name: what was typed is shown once more, to the browser that sent it.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from throughline.kernel.actor import Actor

from .encryption import box
from .models import KeptForm

KEPT_FOR = timedelta(hours=1)
MOST_CHARACTERS = 1_000_000
MOST_FORMS = 20
WHOSE = "ended_session_of"  # in the session of a visitor who was signed in before
OUR_OWN = frozenset({"csrfmiddlewaretoken"})
_NEVER_UNDER = ("/account/", "/sign-in/", "/sign-out/", "/password/", "/kept/")
_NEVER_WITH = ("password", "secret", "credential", "token")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form said: where it goes, the page it stood on, its fields in order, and the files that were not kept."""

    path: str
    page: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The fields that say something, with names that people can read."""
        return [(name.replace("_", " ").capitalize(), said) for name, said in self.fields if said.strip()]


def typed_in(request: HttpRequest) -> Typed | None:
    """What the request's form says; None when there is nothing that may be kept."""
    if request.method != "POST" or request.path.startswith(_NEVER_UNDER):
        return None
    if request.headers.get("Accept") == "application/json":
        return None  # a script sent it, whose page still holds every word and tries again
    said: QueryDict = request.POST
    fields = tuple((name, each) for name in said if name not in OUR_OWN for each in said.getlist(name))
    if any(word in name.lower() for name, _ in fields for word in _NEVER_WITH):
        return None
    if not fields or sum(len(each) for _, each in fields) > MOST_CHARACTERS:
        return None
    files = tuple(each.name or "" for name in request.FILES for each in request.FILES.getlist(name))
    return Typed(request.get_full_path(), _page_of(request), fields, files)


def keep(request: HttpRequest, *, at: datetime) -> UUID | None:
    """Keep the form for the person whose session this was; None when nothing is kept."""
    typed, person = typed_in(request), _whose(request)
    if typed is None or not person:
        return None
    mine = KeptForm.objects.filter(person=person)
    too_many = mine.order_by("-stored_at").values_list("id", flat=True)[MOST_FORMS - 1 :]
    KeptForm.objects.filter(id__in=list(too_many)).delete()
    sealed = box("kept form").encrypt(
        json.dumps([typed.path, typed.page, typed.fields, typed.files]).encode()
    )
    return KeptForm.objects.create(person=person, sealed=sealed.decode(), stored_at=at).id


def keep_or_show(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """What somebody without a session is answered: to sign in, and where what they typed is until then."""
    if kept := keep(request, at=at):
        return redirect_to_login(f"/kept/{kept}/")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and (typed := typed_in(request)):
        return render(request, "frame/not_kept.html", {"typed": typed}, status=403)
    return redirect_to_login(request.get_full_path())


def kept_for(actor: Actor, form_id: UUID, *, at: datetime) -> Typed | None:
    """What this person typed, while it is kept; None for everybody else."""
    row = KeptForm.objects.filter(
        id=form_id, person=actor.id.removeprefix("person:"), stored_at__gt=at - KEPT_FOR
    ).first()
    if row is None:
        return None
    try:
        path, page, fields, files = json.loads(box("kept form").decrypt(row.sealed.encode()))
    except InvalidToken:
        return None
    return Typed(path, page, tuple((name, said) for name, said in fields), tuple(files))


def take(actor: Actor, form_id: UUID, *, at: datetime) -> Typed | None:
    """The same, once: whoever takes it second gets None."""
    typed = kept_for(actor, form_id, at=at)
    return typed if typed and KeptForm.objects.filter(id=form_id).delete()[0] else None


def purge(*, at: datetime) -> int:
    """Delete what nobody came back for; return how many forms that was."""
    return KeptForm.objects.filter(stored_at__lte=at - KEPT_FOR).delete()[0]


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of ours."""
    return (
        bool(request.headers.get("Origin"))
        and request.headers["Origin"] == f"{request.scheme}://{request.get_host()}"
    )


def remember_whose(request: HttpRequest, ended_for: str = "") -> None:
    """Note in the visitor's new session whose the ended one was, since the browser forgets the old with this answer."""
    person = ended_for or _whose(request)
    if person and request.session.get(WHOSE) != person:
        request.session[WHOSE] = person


def _whose(request: HttpRequest) -> str:
    """The person whose session the browser still names, or named before: ended elsewhere, or too old."""
    if known := request.session.get(WHOSE):
        return str(known)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not key:
        return ""
    known = UserSession.objects.filter(session_key=key).values_list("user_id", flat=True).first()
    if known is None:
        old = Session.objects.filter(session_key=key).first()
        known = old.get_decoded().get(SESSION_KEY) if old else None
    return str(known or "")


def _page_of(request: HttpRequest) -> str:
    """The page on which the form stood, as far as the browser says; else where the form goes."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc == request.get_host() and parts.path.startswith("/"):
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.path
