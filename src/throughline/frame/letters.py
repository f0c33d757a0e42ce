"""How does a letter get to somebody: owed in the transaction that causes it, sent outside it, once?

A letter says that something waits and where; it never carries what it is about. Two carriers are there: a mail server
by SMTP, and GOV.UK Notify by configuration (unverified: it cannot be tried without an account). In a demonstration
letters stay in the outbox, which is a page.
"""

from dataclasses import dataclass
from datetime import datetime

from .models import Letter


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to whom; `key` names the cause, so that the same cause never sends twice. `path` is the page."""

    key: str
    to: str
    name: str
    subject: str
    text: str
    path: str


def owe(message: Message, *, at: datetime) -> Letter | None:
    """The letter is owed with this transaction; None when one was owed for this key before."""
    letter, is_new = Letter.objects.get_or_create(
        key=message.key,
        defaults={
            "to": message.to,
            "name": message.name,
            "subject": message.subject,
            "text": message.text,
            "path": message.path,
            "owed_at": at,
        },
    )
    return letter if is_new else None
