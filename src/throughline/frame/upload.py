"""How does a file come in, and where is it kept?

An upload is counted while it arrives: past the limit nothing of it is kept, in memory or on disk. Its kind is for the
room to find out; nothing is stored before the room has understood it.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from throughline.frame.models import MOST_BYTES, StoredFile
from throughline.kernel.verdict import RefusedError

MOST_IN_WORDS = f"{MOST_BYTES // 1024 // 1024} MB"


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes that somebody sent, and what they call them."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


class TooLarge(InMemoryUploadedFile):
    """What is left of an upload past the limit: its name."""


class BoundedUploadHandler(FileUploadHandler):
    """Keeps an upload in memory up to the limit and drops it when it grows past it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        if self.seen <= MOST_BYTES:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        kind = InMemoryUploadedFile if self.seen <= MOST_BYTES else TooLarge
        self.kept.seek(0)
        return kind(
            self.kept,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            min(self.seen, MOST_BYTES),
            self.charset,
            self.content_type_extra,
        )


def take(sent: "UploadedFile[bytes] | None") -> Upload:
    """The upload of a form's file field, or RefusedError with a sentence for the person who sent it."""
    if sent is None or not sent.name:
        raise RefusedError("Choose a file.")
    if isinstance(sent, TooLarge) or (sent.size or 0) > MOST_BYTES:
        raise RefusedError(f"This file is larger than {MOST_IN_WORDS}. Send one that is smaller.")
    content = sent.read()
    if not content:
        raise RefusedError("This file is empty.")
    return Upload(sent.name, content)


def store(upload: Upload, *, kind: str, at: datetime) -> StoredFile:
    """The stored file with these bytes; the same bytes are stored once, also when two people send them at once."""
    file = StoredFile(
        sha256=upload.sha256,
        name=upload.name[:255],
        kind=kind,
        size=len(upload.content),
        content=upload.content,
        stored_at=at,
    )
    StoredFile.objects.bulk_create([file], ignore_conflicts=True)
    return StoredFile.objects.defer("content").get(pk=file.sha256)
