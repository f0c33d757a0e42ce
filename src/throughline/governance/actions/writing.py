"""How is a row written so that what a table refuses, or somebody else did meanwhile, comes back as a sentence?"""

from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from throughline.frame.attachments import attach
from throughline.frame.upload import Upload
from throughline.kernel.verdict import RefusedError

Row = TypeVar("Row", bound=models.Model)


class ChangedMeanwhileError(RefusedError):
    """Somebody else wrote since the page was opened; `now` is what stands there, `seen` its fingerprint."""

    def __init__(self, sentence: str, *now: object) -> None:
        super().__init__(sentence)
        self.now = "\n".join(str(each) for each in now)
        self.seen = fingerprint(*now)


def fingerprint(*said: object) -> str:
    """A short name for exactly these words, by which a form tells what it was opened with."""
    return sha256("\0".join(str(each) for each in said).encode()).hexdigest()[:16]


def as_seen(seen: str | None, sentence: str, *now: object) -> None:
    """Nothing, when what stands there now is what the page showed (nothing: nobody looked); else the refusal."""
    if seen and seen != fingerprint(*now):
        raise ChangedMeanwhileError(sentence, *now)


def written(row: Row) -> Row:
    """The row, saved; RefusedError in the words of the constraint that it would break, also when two race."""
    _check(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        _check(row)  # whoever was faster is to be seen now, and the constraint has its words
        raise
    return row


def file_of(upload: Upload | None, at: datetime) -> tuple[str | None, str]:
    """The hash and the name of an attached file, once it is stored; nothing for none."""
    if upload is None:
        return None, ""
    return attach(upload, at=at).sha256, upload.name[:255]


def said(words: str, ask: str) -> str:
    """The words without what surrounds them; RefusedError that asks for them when there are none."""
    if not (tidy := words.strip()):
        raise RefusedError(ask)
    return tidy


def _check(row: models.Model) -> None:
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise RefusedError(" ".join(wrong.messages)) from wrong
