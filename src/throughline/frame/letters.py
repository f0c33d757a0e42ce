"""How does a letter get to somebody: owed in the transaction that causes it, sent outside it, once?

A letter says that something waits and where; it never carries what it is about. Two carriers are there: a mail server
by SMTP, and GOV.UK Notify by configuration (unverified: it cannot be tried without an account). In a demonstration
letters stay in the outbox, which is a page.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from .carriers import Carrier, CarrierError, Envelope, carrier
from .encryption import box
from .jobs import deliver_letter
from .models import Letter

# How long after a try the next one follows; after the last the letter is given up and an administrator is shown it.
WAITS = (
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
KEPT_FOR = timedelta(days=365)
PRIVATE = "private letters"
_LONGEST = 200  # characters of a name or a subject; a post's title alone may have as many
_LOG = logging.getLogger("throughline.letters")


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to whom; `key` names the cause, so that the same cause never sends twice. `path` is the page.

    The address of a private one is kept sealed and forgotten with the sending: whoever reads letters reads none of it.
    """

    key: str
    to: str
    name: str
    subject: str
    text: str
    path: str
    is_private: bool = False


def owe(message: Message, *, at: datetime) -> Letter | None:
    """The letter is owed with this transaction; None when one was owed for this key before."""
    letter, is_new = Letter.objects.get_or_create(
        key=message.key,
        defaults={
            "to": "" if message.is_private else message.to,
            "sealed_to": box(PRIVATE).encrypt(message.to.encode()) if message.is_private else None,
            "name": " ".join(message.name.split())[:_LONGEST],
            "subject": " ".join(message.subject.split())[:_LONGEST],
            "text": message.text,
            "path": message.path,
            "owed_at": at,
            "not_before": at,
        },
    )
    if is_new and carrier():
        deliver_letter.defer(key=message.key)
    return letter if is_new else None


def deliver(key: str, *, at: datetime) -> bool:
    """Try once to send a letter that is due; True when it left. Safe to call from anywhere, any number of times.

    The try is counted before anything leaves, so a worker that dies in between costs one try and resends the same
    Message-ID at most. While one worker sends, the row is locked and others pass by.
    """
    taken_by = carrier()
    if taken_by is None or (tries := _claim(key, at)) is None:
        return False
    with transaction.atomic():
        letter = (
            Letter.objects.select_for_update(skip_locked=True)
            .filter(key=key, tries=tries, sent_at=None, is_given_up=False)
            .first()
        )
        if letter is None:
            return False
        try:
            taken_by.carry(_envelope(letter))
        except CarrierError as error:
            letter.fault = str(error).replace(_address(letter), "this address")[:300]
            letter.is_given_up = error.is_final or tries > len(WAITS)
        except Exception as error:
            _LOG.exception("A carrier failed in a way that it should have named.")
            letter.fault = f"It could not be carried, and nobody knows why ({type(error).__name__})."
            letter.is_given_up = tries > len(WAITS)  # the letters after this one still leave
        else:
            letter.sent_at, letter.fault, letter.path, letter.sealed_to = at, "", "", None
        letter.save()
    return letter.sent_at is not None


def deliver_what_is_due(*, at: datetime, most: int = 200) -> int:
    """Send what nobody is sending: a worker died, a wait is over, a carrier was named only now."""
    if carrier() is None:
        return 0
    due = _owed().filter(not_before__lte=at).order_by("not_before", "key")
    return sum(deliver(key, at=at) for key in list(due.values_list("key", flat=True)[:most]))


def try_again(key: str, *, at: datetime) -> bool:
    """A letter that was given up is owed again, with all its tries."""
    again = Letter.objects.filter(key=key, is_given_up=True).update(is_given_up=False, tries=0, not_before=at)
    if again and carrier():
        transaction.on_commit(partial(deliver_letter.defer, key=key))
    return bool(again)


def forget(key: str) -> None:
    """A letter that has not left is owed no more, because its cause has gone."""
    Letter.objects.filter(key=key, sent_at=None).delete()


def purge(*, at: datetime) -> int:
    """Delete what was owed more than a year ago, addresses with it; return how many letters that was."""
    return Letter.objects.filter(owed_at__lt=at - KEPT_FOR).delete()[0]


def every_letter() -> QuerySet[Letter]:
    """Every letter that is still kept."""
    return Letter.objects.all()


def in_state(letters: QuerySet[Letter], state: str) -> QuerySet[Letter]:
    """Those of the letters that are owed, sent or given up."""
    if state == "sent":
        return letters.filter(sent_at__isnull=False)
    return letters.filter(sent_at=None, is_given_up=state == "given-up")


def _owed() -> QuerySet[Letter]:
    return Letter.objects.filter(sent_at=None, is_given_up=False)


def _claim(key: str, at: datetime) -> int | None:
    """Count a try and put the next one off, committed before anything is sent; None when it is not due."""
    with transaction.atomic():
        letter = (
            Letter.objects.select_for_update(skip_locked=True)
            .filter(key=key, sent_at=None, is_given_up=False, not_before__lte=at)
            .first()
        )
        if letter is None:
            return None
        if letter.tries > len(WAITS):
            letter.is_given_up, letter.fault = (
                True,
                "Each worker that tried ended before it could say how it went.",
            )
            letter.save()
            return None
        letter.not_before = at + WAITS[min(letter.tries, len(WAITS) - 1)]
        letter.tries += 1
        letter.save(update_fields=["tries", "not_before"])
        return letter.tries


def _address(letter: Letter) -> str:
    return box(PRIVATE).decrypt(bytes(letter.sealed_to)).decode() if letter.sealed_to else letter.to


def _envelope(letter: Letter) -> Envelope:
    return Envelope(
        key=letter.key,
        to=_address(letter),
        name=letter.name,
        subject=letter.subject,
        text=letter.text,
        path=letter.path,
        tries=letter.tries,
    )


__all__ = ["Carrier", "Message", "deliver", "deliver_what_is_due", "forget", "owe", "purge", "try_again"]
