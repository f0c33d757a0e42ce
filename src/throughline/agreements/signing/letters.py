"""Who gets which letter on an agreement's way? Links, never contents."""

from collections.abc import Iterable
from datetime import datetime

from throughline.frame.letters import Message, owe
from throughline.organisations.delegation.queries import Someone

from ..models import Agreement
from ..terms import KINDS


def ask(
    agreement: Agreement, people: Iterable[Someone], at: datetime, *, text: int, because: str = "asked"
) -> int:
    """Whoever may sign for a side is asked to, once for each text and cause; how many letters are owed."""
    side = "countersign" if agreement.state == "signed" else "sign"
    return _write(
        f"agreement:{agreement.id}:{text}:{side}:{because}",
        people,
        f"You are asked to {side} a {KINDS[agreement.kind].lower()}",
        "What it is about, its text and the day by which it has to be signed stand here:",
        f"/agreements/{agreement.id}/sign/",
        at,
    )


def tell(agreement: Agreement, people: Iterable[Someone], at: datetime, *, cause: str, subject: str) -> int:
    """These people hear that something became of the agreement, and where to read it."""
    return _write(
        f"agreement:{agreement.id}:{cause}:{at.isoformat()}",
        people,
        subject,
        "What happened, by whom and what comes next stands here:",
        f"/agreements/{agreement.id}/",
        at,
    )


def _write(key: str, people: Iterable[Someone], subject: str, text: str, path: str, at: datetime) -> int:
    return sum(
        owe(Message(f"{key}:{one.actor}", one.email, one.name, subject, text, path), at=at) is not None
        for one in people
    )
