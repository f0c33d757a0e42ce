"""How do the operations become one interface, with its specification and its problems?"""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from throughline import __version__
from throughline.caseload.actions.clients import SCOPES
from throughline.caseload.actions.taking import OtherWordsError
from throughline.caseload.sealed import DeletedError
from throughline.frame.doors import Rule, door
from throughline.kernel.verdict import Allowed, RefusedError

from . import shapes
from .operations import router
from .problems import KIND, ProblemError, answer, of_validation
from .speaking import Bearer

PREFIX = "/api/v1"
LARGEST = 1024 * 1024  # bytes of a body
LOG = logging.getLogger("django.request")
MACHINES = Rule("machines", "A machine with a token of its organisation.", lambda _: Allowed())
_SHAPES = (shapes.ReferralIn, shapes.AmendmentIn, shapes.WithdrawalIn, shapes.EventsIn)
_GROUPS = (shapes.Said, shapes.ServiceNamed, shapes.EventIn)
KNOWN = frozenset(name for each in (*_SHAPES, *_GROUPS) for name in each.model_fields) | {
    "Idempotency-Key", "If-Match", "state", "after", "limit", "reference",
}  # fmt: skip


class EachNameOnce(Parser):
    """JSON in which a name stands twice says two things: which one is meant, nobody knows."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body, object_pairs_hook=_each_once)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("A name stands twice.")
    return found


api = NinjaAPI(
    title="Throughline",
    parser=EachNameOnce(),
    version="1",
    description=(
        "Referrals in, and what became of people back, between probation and the services that support them. "
        f"This is Throughline {__version__}; docs/api.md begins with a first call."
    ),
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
    urls_namespace="api",
)
api.add_router("", router)


@api.exception_handler(ProblemError)
def _problem(request: HttpRequest, fault: ProblemError) -> HttpResponse:
    return answer(request, fault)


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, fault: RefusedError) -> HttpResponse:
    return answer(request, ProblemError(409, str(fault)))


@api.exception_handler(OtherWordsError)
def _other_words(request: HttpRequest, fault: OtherWordsError) -> HttpResponse:
    return answer(request, ProblemError(422, str(fault), faults=[("Idempotency-Key", str(fault))]))


@api.exception_handler(ObjectDoesNotExist)
@api.exception_handler(DeletedError)
@api.exception_handler(Http404)
def _nothing(request: HttpRequest, fault: Exception) -> HttpResponse:
    return answer(request, ProblemError(404, "There is no such thing in your sight."))


@api.exception_handler(ValidationError)
def _not_as_specified(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return answer(request, of_validation(fault.errors, KNOWN))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return answer(
        request, ProblemError(400, "The body cannot be read as JSON in which each name stands once.")
    )


def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view with its door: nothing too large is read, and whatever breaks is answered as a problem."""

    @door(MACHINES)
    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if int(request.headers.get("Content-Length") or 0) > LARGEST:
                raise ProblemError(413, "A body has at most 1 MB. Send it in parts.")
            if "Transfer-Encoding" in request.headers:
                raise ProblemError(411, "Send the body in one piece, with its Content-Length.")
            if request.method in ("POST", "PATCH") and request.content_type != "application/json":
                raise ProblemError(415, "Send JSON: Content-Type application/json.")
            response: HttpResponse = view(request, *args, **kwargs)
        except (ProblemError, RequestDataTooBig) as fault:
            known = fault if isinstance(fault, ProblemError) else ProblemError(413, "This is too large.")
            return answer(request, known)
        except Exception as fault:
            LOG.error("interface", exc_info=fault, extra={"request": request, "status_code": 500})
            return answer(
                request, ProblemError(500, "Something broke here. Send the same again, with the same key.")
            )
        if isinstance(response, HttpResponseNotAllowed):
            headers = {"Allow": response["Allow"]}
            return answer(request, ProblemError(405, "This address does not do that.", headers=headers))
        return response

    return seen


def specification() -> dict[str, Any]:
    """The OpenAPI 3.1 document, without anything about anybody."""
    made: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX + "/")
    made["info"]["license"] = {"name": "MIT", "identifier": "MIT"}
    made["components"]["securitySchemes"] = {
        "client": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": f"{PREFIX}/token", "scopes": dict(SCOPES)}},
        }
    }
    for view in router.path_operations.values():
        for operation in view.operations:
            path = f"{PREFIX}{operation.path}"
            for method in operation.methods:
                _say(made["paths"][path][method.lower()], operation.view_func)
    return made


def _say(said: dict[str, Any], operation: Callable[..., Any]) -> None:
    """What ninja leaves out: a short name, the scope, and how problems are written."""
    said["operationId"] = operation.__name__
    said["security"] = [{"client": [getattr(operation, "_scope", "")]}]
    for status, response in said["responses"].items():
        if int(status) >= 400 and "content" in response:
            response["content"] = {KIND: next(iter(response["content"].values()))}
