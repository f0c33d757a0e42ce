"""What happens to every request before and after its view?"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from throughline.frame import kept_forms
from throughline.frame.doors import OPEN, rule_of
from throughline.frame.scope import enter_scope
from throughline.kernel.actor import PUBLIC, Actor

GetResponse = Callable[[HttpRequest], HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Return who is asking; nobody in particular is PUBLIC."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return PUBLIC
    actor: Actor = user.as_actor()
    return actor


class TransactionMiddleware:
    """One transaction for each request. What a view did is undone when it raises, all when the answer is our error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        request.before_view = transaction.savepoint()  # type: ignore[attr-defined]  # read below

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Go back to before the view, so that the error page and the session still have a usable transaction."""
        transaction.set_rollback(False)
        try:
            transaction.savepoint_rollback(request.before_view)  # type: ignore[attr-defined]  # set above
        except DatabaseError:
            transaction.set_rollback(True)


class DoorMiddleware:
    """Deny by default: a view without a rule admits nobody; a refused visitor is sent to sign in or told why."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if any("\0" in said for said in (request.path, *request.GET.values())):
            raise BadRequest("An address holds a character that no text may hold.")
        rule = rule_of(view)
        if rule is None:
            raise PermissionDenied("This page has no access rule, so nobody may open it.")
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]  # read through frame.requests.acting
        verdict = rule.admits(actor)
        if not verdict:
            if not actor.is_signed_in:
                return kept_forms.keep_or_show(request, at=timezone.now())
            raise PermissionDenied(f"{verdict.reason} {verdict.lifted_by}".strip())
        if rule is not OPEN or actor is not PUBLIC:
            enter_scope(actor)
        return None


class PrivateByDefaultMiddleware:
    """Nothing that a signed-in person sees is kept by a shared cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if actor_of(request).is_signed_in and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response
