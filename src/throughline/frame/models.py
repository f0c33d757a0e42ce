"""Which files do we hold?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value

from throughline.frame.append_only import append_only

MOST_BYTES = 20 * 1024 * 1024


class StoredFile(models.Model):
    """A file's bytes, found by their SHA-256; the same bytes are one row, whoever brings them.

    Rows are only ever added, so that a backup is whole and a hash once given always answers.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "content": "Kept as long as the record that rests on it: what was decided must stay provable.",
        "name": "Kept with the file, because people name files after people.",
    }

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        Func(F("content"), function="sha256"),
                        Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="file_is_named_by_its_own_hash",
                violation_error_message="These bytes do not have this SHA-256.",
            ),
            models.CheckConstraint(
                condition=Q(
                    size=Func(F("content"), function="octet_length", output_field=models.IntegerField()),
                    size__lte=MOST_BYTES,
                ),
                name="file_has_its_size_and_at_most_20_mb",
                violation_error_message="A file may have at most 20 MB.",
            ),
        ]
        triggers = append_only("A stored file is never changed or deleted.")

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter that is owed to somebody until a carrier has taken it; `key` names its cause, which writes once.

    `path` may be a link that works once, so it is emptied with the sending.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "key": "Names a cause, which may be somebody's; emptied with the address by deleting the row.",
        "to": "Deleted with its row a year after the letter was owed.",
        "sealed_to": "Sealed; emptied when the letter was sent, else deleted with its row a year later.",
        "name": "Deleted with its row a year after the letter was owed.",
    }

    key = models.CharField(max_length=200, primary_key=True)
    to = models.EmailField(max_length=254, blank=True)
    sealed_to = models.BinaryField(
        null=True, blank=True, help_text="Sealed, where nobody who reads letters may read the address."
    )
    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=400)
    owed_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    is_given_up = models.BooleanField(default=False)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(sent_at__isnull=False, is_given_up=True),
                name="letter_is_sent_or_given_up",
                violation_error_message="A letter that was sent was not given up.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(sent_at__isnull=True, is_given_up=False),
                name="letters_owed",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class KeptForm(models.Model):
    """What somebody typed when their session had ended: theirs alone, sealed, for an hour."""

    personal_fields: ClassVar[dict[str, str]] = {
        "person": "Deleted with its row after an hour, or when the form is sent on.",
        "sealed": "Encrypted; deleted with its row after an hour, or when the form is sent on.",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.CharField(max_length=64)
    sealed = models.TextField()
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "stored_at"], name="kept_forms_of_a_person")]
