"""What do those who run an installation see of each request?

A line carries no name, no address of a page with an identifier in it, and nothing that somebody typed:
a request is its route, a person an actor's id.
"""

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from throughline.kernel.actor import PUBLIC

REQUESTS = logging.getLogger("throughline.requests")
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLogMiddleware:
    """Gives each request an id, which its answer carries, and logs how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if _ID.fullmatch(given) else uuid4().hex  # type: ignore[attr-defined]  # read by the formatter
        began = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]  # set above
        REQUESTS.info(
            "%s %s %s",
            request.method,
            route_of(request),
            response.status_code,
            extra={
                "request": request,
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON; of a request its id, actor, route, status and milliseconds."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line |= {
                "request": getattr(request, "id", None),
                "actor": getattr(request, "actor", PUBLIC).id,
                "method": request.method,
                "route": route_of(request),
                "status": getattr(record, "status", None) or getattr(record, "status_code", None),
                "ms": getattr(record, "ms", None),
            }
        else:
            line["said"] = record.getMessage()
        if record.exc_info:
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps({name: value for name, value in line.items() if value is not None})


def trace_of(error: BaseException | None) -> list[str]:
    """Where it went wrong and by which kinds of error, outermost cause first; never what an error says.

    A database's error repeats the row, and Python's the value: names, addresses, what somebody typed.
    """
    if error is None:
        return []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    places = [
        f"{each.filename}:{each.lineno} in {each.name}" for each in traceback.extract_tb(error.__traceback__)
    ]
    return [*trace_of(cause), *places, f"{type(error).__module__}.{type(error).__qualname__}"]


def route_of(request: HttpRequest) -> str:
    """The pattern of the address, never the address: what stands in it may name somebody or let somebody in."""
    match = request.resolver_match
    return match.route if match else "(no such page)"
