"""Where does a client get a token? With its own id and secret, for some minutes. RFC 6749 §4.4"""

import base64
import binascii

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from throughline.caseload.actions.clients import give_token
from throughline.caseload.throttling import is_too_often
from throughline.frame.doors import OPEN, door
from throughline.kernel.verdict import RefusedError

TRIES = 300  # of one address in ten minutes
LONGEST = 4096  # bytes of a form


@door(OPEN)
@csrf_exempt
@never_cache
def token(request: HttpRequest) -> HttpResponse:
    """A token, for whoever proves to be a client that was not ended."""
    if request.method != "POST":
        return _refused("invalid_request", "Send it by POST.", 405, {"Allow": "POST"})
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return _refused("invalid_request", "This is too large.", 413)
    if request.content_type != "application/x-www-form-urlencoded":
        return _refused("invalid_request", "Send a form: application/x-www-form-urlencoded.")
    now = timezone.now()
    if is_too_often(request, "api-token", TRIES, now):
        return _refused("slow_down", "Too many tokens were asked for from here.", 429, {"Retry-After": "600"})
    if request.POST.get("grant_type") != "client_credentials":
        return _refused("unsupported_grant_type", "The grant type is client_credentials.")
    client_id, secret = _named(request)
    try:
        given = give_token(
            at=now, client_id=client_id, secret=secret, wanted=request.POST.get("scope", "").split()
        )
    except RefusedError as refusal:
        return _refused("invalid_scope", str(refusal))
    if given is None:
        return _refused(
            "invalid_client",
            "There is no such client with this secret, or it was ended.",
            401,
            {"WWW-Authenticate": 'Basic realm="throughline"'},
        )
    return JsonResponse(
        {
            "access_token": given.token,
            "token_type": "Bearer",
            "expires_in": int((given.good_until - now).total_seconds()),
            "scope": " ".join(given.scopes),
        },
        headers={"Pragma": "no-cache"},
    )


def _named(request: HttpRequest) -> tuple[str, str]:
    """Id and secret: by Basic, or in the form."""
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(said, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return "", ""
        return client_id, secret
    return request.POST.get("client_id", ""), request.POST.get("client_secret", "")


def _refused(error: str, why: str, status: int = 400, headers: dict[str, str] | None = None) -> HttpResponse:
    """As RFC 6749 §5.2 says it."""
    return JsonResponse({"error": error, "error_description": why}, status=status, headers=headers)
