"""Who gets which letter on a draft's way through signatures? Links, never contents."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from throughline.frame.letters import Message, owe
from throughline.organisations.delegation.queries import Someone, people_named, staffed

from ..models import Draft, Signature
from ..queries.hands import drafters_of


def ask(signature: Signature, readers: Iterable[Someone], at: datetime, *, because: str = "asked") -> int:
    """Everybody who may act for the post is asked, once for each cause; how many letters are owed."""
    return _write(
        f"{because}:{signature.id}",
        readers,
        f"You are asked to sign as {signature.title}",
        "A decision waits for you to sign it, or to return it with reasons. What it is about stands here:",
        f"/drafts/{signature.draft_id}/sign/",
        at,
    )


def asked_or_signed(signatures: Sequence[Signature], at: datetime) -> list[Someone]:
    """Those who act for the posts that were asked or have signed."""
    posts = {row.post_id for row in signatures if row.state in ("asked", "given")}
    return list(dict.fromkeys(one for post in staffed(localdate(at), posts).values() for one in post.readers))


def tell_recalled(draft: Draft, people: Iterable[Someone], at: datetime) -> None:
    """Those who were asked hear that there is nothing to sign any more."""
    _write(
        f"recalled:{draft.id}:{at.isoformat()}",
        people,
        "A decision that you were asked to sign was recalled",
        "Its drafters have taken it back to change it. You are asked again when it is ready.",
        _path(draft.id),
        at,
    )


def tell_drafters(draft: Draft, key: str, subject: str, at: datetime) -> None:
    """Everybody who drafted any of it hears where to read what was said."""
    _write(
        key,
        people_named(drafters_of(draft.id)),
        subject,
        "What was said, by whom and what comes next stands here:",
        _path(draft.id),
        at,
    )


def _path(draft_id: UUID) -> str:
    return f"/drafts/{draft_id}/holding/"


def _write(key: str, people: Iterable[Someone], subject: str, text: str, path: str, at: datetime) -> int:
    return sum(
        owe(Message(f"{key}:{one.actor}", one.email, one.name, subject, text, path), at=at) is not None
        for one in people
    )
