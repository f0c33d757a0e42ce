"""How is a row written so that what the table refuses comes back as a sentence?"""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from throughline.frame.attachments import attach
from throughline.frame.upload import Upload
from throughline.kernel.verdict import RefusedError

Row = TypeVar("Row", bound=models.Model)


def written(row: Row) -> Row:
    """The row, saved; RefusedError in the words of the constraint that it would break."""
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise RefusedError(" ".join(wrong.messages)) from wrong
    row.save()
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
