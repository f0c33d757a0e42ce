"""What if one form comes twice: a double press, or a phone that tries again on a bad connection?

Each page gives its forms a token of their own, so the same token with the same words is the same form. It acts once:
the second waits for the first, and is led to where that went. What was refused, or not yet proved, may come again.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from throughline.frame.middleware import GetResponse, actor_of

REMEMBERED = 600  # seconds; longer than any connection tries
PROVING = ("/account/", "/sign-in/")  # asked for before the form acts
SAID = "This form came twice, and counted once."


class SentOnceMiddleware:
    """A form that acted is not acted on again. In the request's transaction: an act undone may be sent again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        key = getattr(request, "sent_as", None)
        if key and response.status_code in (302, 303) and not response["Location"].startswith(PROVING):
            cache.set(key, response["Location"], REMEMBERED)
        elif key and response.status_code < 500:
            cache.delete(key)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.POST.get("csrfmiddlewaretoken"):
            return None
        if not actor_of(request).is_signed_in or request.path.startswith(PROVING):
            return None
        key = _key(request)
        if cache.add(key, "", REMEMBERED):  # waits for whoever adds the same now
            request.sent_as = key  # type: ignore[attr-defined]  # read above
            return None
        messages.info(request, SAID)
        return redirect(cache.get(key) or request.path)


def _key(request: HttpRequest) -> str:
    said = [actor_of(request).id, request.get_full_path(), *sorted(request.POST.lists())]
    files = [(name, each.name, _digest(each)) for name, all_ in request.FILES.lists() for each in all_]
    return "sent:" + hashlib.sha256(repr((said, sorted(files, key=repr))).encode()).hexdigest()


def _digest(file: Any) -> str:
    """Of what it holds: whoever goes back and sends the file put right may send one of the same name and size."""
    found = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return found
