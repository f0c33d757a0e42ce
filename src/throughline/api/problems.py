"""How does the interface say that something was not done? In a sentence, as application/problem+json. RFC 9457

No answer repeats what was sent: it may name somebody, and answers are logged on the other side.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

KIND = "application/problem+json"
Fault = tuple[str, str]
TITLES = {
    400: "This cannot be read",
    401: "Who is asking?",
    403: "Not for this client",
    404: "Not there",
    405: "Not done here",
    409: "Refused",
    411: "Say how long it is",
    412: "It has changed meanwhile",
    413: "Too large",
    415: "Another form is asked for",
    422: "Something is wrong with it",
    428: "Say which one you saw",
    429: "Too often",
    500: "Our fault",
}
# A sentence for each kind of fault that pydantic finds; its own sentences may repeat what was sent.
_WHY = {
    "missing": "This is missing.",
    "extra_forbidden": "There is a field here that the specification does not know.",
    "literal_error": "This is none of the codes that the specification lists.",
    "string_too_long": "This is too long.",
    "string_too_short": "This is too short.",
    "too_long": "There are too many.",
    "too_short": "There are too few.",
    "string_pattern_mismatch": "This is not written as the specification says.",
    "string_unicode": "This holds a character that no text may hold.",
    "date_parsing": "Write the day as 2026-05-28.",
    "date_from_datetime_parsing": "Write the day as 2026-05-28.",
    "date_type": "Write the day as 2026-05-28.",
    "bool_type": "Write true or false.",
    "bool_parsing": "Write true or false.",
    "uuid_parsing": "This is no id of ours.",
    "uuid_type": "This is no id of ours.",
}
_OTHERWISE = "This is not what the specification asks for."
_OURS = frozenset({"body", "query", "header", "path", "form"})


class ProblemError(Exception):
    """What was asked is not done; `faults` names fields."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, list(faults)
        self.headers = dict(headers or {})


def answer(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """The problem as it is sent."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "request": getattr(request, "id", ""),
    }
    if problem.faults:
        said["errors"] = [{"field": field, "why": why} for field, why in problem.faults]
    response = HttpResponse(
        json.dumps(said, ensure_ascii=False),
        content_type=KIND,
        status=problem.status,
        headers=problem.headers,
    )
    response["Cache-Control"] = "no-store"
    return response


def of_validation(errors: Iterable[Mapping[str, Any]], known: frozenset[str]) -> ProblemError:
    """Each field that is not as the specification says, in our own words; a name unknown to us is not repeated."""
    faults = []
    for error in errors:
        where = [str(each) for each in error.get("loc", ())]
        path = [each for each in where if each not in _OURS and (each in known or each.isdigit())]
        faults.append((".".join(path), _WHY.get(str(error.get("type")), _OTHERWISE)))
    return ProblemError(422, "Some fields are not as the specification says.", faults=dict.fromkeys(faults))
