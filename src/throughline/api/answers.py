"""How is an answer sent, and how does whoever changes something say which one they saw? RFC 9110 §13"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from .problems import ProblemError

_JSON = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def send(request: HttpRequest, said: Mapping[str, Any], *, status: int = 200, tag: str = "") -> HttpResponse:
    """The answer with its tag; nothing but the tag to whoever has it already."""
    content = _JSON.encode(said)
    own = tag or tag_of(said)
    had = [each.removeprefix("W/") for each in _tags(request.headers.get("If-None-Match", ""))]  # §13.1.2
    if request.method == "GET" and (own in had or "*" in had):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type="application/json", status=status)
    response["ETag"] = own
    response["Cache-Control"] = "private, no-cache"
    return response


def tag_of(said: Mapping[str, Any]) -> str:
    """The same for the same words alone."""
    return f'"{sha256(_JSON.encode(said).encode()).hexdigest()[:32]}"'


def must_match(request: HttpRequest, now: Mapping[str, Any]) -> None:
    """ProblemError unless whoever changes it saw what it says now."""
    seen = request.headers.get("If-Match", "")
    if not seen:
        raise ProblemError(
            428, "Read the referral first, and send its ETag as If-Match: so nothing newer is changed unseen."
        )
    if seen.strip() != "*" and tag_of(now) not in _tags(seen):
        raise ProblemError(
            412, "The referral says something else since you read it. Read it again, then decide."
        )


def _tags(header: str) -> list[str]:
    return [each.strip() for each in header.split(",")]
