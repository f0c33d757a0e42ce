"""Which files do we hold?"""

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
    """A letter that is owed to somebody until a carrier has taken it; `key` names its cause, which writes once."""

    personal_fields: ClassVar[dict[str, str]] = {
        "to": "Emptied a year after the letter was sent.",
        "name": "Emptied a year after the letter was sent.",
    }

    key = models.CharField(max_length=200, primary_key=True)
    to = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=400)
    owed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owed_at"], condition=Q(sent_at__isnull=True), name="letters_owed")]

    def __str__(self) -> str:
        return self.subject
