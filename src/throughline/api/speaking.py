"""Who speaks, may they ask this, and how often? Every operation begins here, in its client's sight alone."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from throughline.caseload.actions.clients import Speaker, speaker_of
from throughline.caseload.sight import look_for_client

from .problems import ProblemError

MOST = 600  # requests of a client in a minute
WINDOW = 60
_SHARDS = 8  # a counter is a row: several, so that a client's requests do not wait for each other
T = TypeVar("T")
Operation = TypeVar("Operation", bound=Callable[..., Any])


class Bearer(HttpBearer):
    """Whoever shows a token that is good now."""

    def __call__(self, request: HttpRequest) -> Speaker | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, token.strip() if kind.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Speaker | None:
        now = timezone.now()
        speaker = speaker_of(token, now) if token else None
        if speaker is None:
            raise ProblemError(
                401,
                "Show a token that is good now: ask for one at /api/v1/token. They last 15 minutes.",
                headers={"WWW-Authenticate": 'Bearer realm="throughline"'},
            )
        request.actor = speaker.actor  # type: ignore[attr-defined]  # the log names the client, nobody else
        if is_too_often(f"client:{speaker.client_id}", MOST, now):
            raise ProblemError(
                429,
                f"A client asks at most {MOST} times in a minute. Wait a minute, then go on.",
                headers={"Retry-After": str(WINDOW)},
            )
        return speaker


def is_too_often(who: str, most: int, now: datetime) -> bool:
    """Whether this is more than so often in this minute; it is counted. About: those at once may count as one."""
    keys = [f"api:{who}:{int(now.timestamp()) // WINDOW}:{shard}" for shard in range(_SHARDS)]
    counted: dict[str, int] = cache.get_many(keys)
    if sum(counted.values()) >= most:
        return True
    own = keys[time.perf_counter_ns() // 1000 % _SHARDS]
    cache.set(own, counted.get(own, 0) + 1, 2 * WINDOW)
    return False


def asks_for(scope: str) -> Callable[[Operation], Operation]:
    """The operation is for clients with the scope, in their sight; what it did is undone when it is refused."""

    def mark(operation: Operation) -> Operation:
        @wraps(operation)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            speaker = speaker_in(request)
            if scope not in speaker.scopes:
                raise ProblemError(403, "This token is not for this. A client that may do more is made anew.")
            with transaction.atomic():
                look_for_client(
                    speaker.actor, speaker.side, speaker.body_id, speaker.units, timezone.localdate()
                )
                return operation(request, *args, **kwargs)

        seen._scope = scope  # type: ignore[attr-defined]  # the specification says it
        return seen  # type: ignore[return-value]  # the same signature, by wraps

    return mark


def speaker_in(request: HttpRequest) -> Speaker:
    """Who speaks in this request."""
    speaker: Speaker = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return speaker
