"""An endorsement is noted: who supports what, in which words, with what evidence."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import KEEPERS, SUPPLIER
from ..models import Endorsement
from .items import keep
from .writing import file_of, said, written


def may_note_endorsements(actor: Actor) -> Verdict:
    """Whether the actor writes down who endorses what."""
    if actor.roles & (KEEPERS | {SUPPLIER}):
        return Allowed()
    return Refused("Endorsements are written down by the programme team.", "Ask a programme officer.")


def note_endorsement(
    *,
    title: str,
    by: str,
    words: str,
    given_on: date | None,
    programmes: Iterable[str] = (),
    body_id: UUID | None = None,
    meeting_id: UUID | None = None,
    upload: Upload | None = None,
    source: str = "",
    decisions: Iterable[str] = (),
    actor: Actor,
    at: datetime,
) -> Endorsement:
    """The body or post supports it; the day may be unknown, the words may not."""
    may_note_endorsements(actor).or_raise()
    shown = upload.sha256 if upload else None
    same = Endorsement.objects.filter(by=by.strip(), words=words.strip(), file_id=shown)
    if same.filter(item__title=" ".join(title.split()), item__dated_on=given_on).exists():
        raise RefusedError("This endorsement is noted already.")
    with act(actor=actor, at=at, verb="endorsement.noted", subject=("endorsement", None)) as doing:
        item = keep(
            "endorsement",
            title,
            dated_on=given_on,
            programmes=programmes,
            decisions=decisions,
            words=f"{by} {words}",
            source=source,
        )
        doing.subject = ("endorsement", item.pk)
        sha256, name = file_of(upload, at)
        doing.facts["file"] = sha256
        return written(
            Endorsement(
                item=item,
                by=said(by, "Say which body or post endorses it."),
                body_id=body_id,
                words=said(words, "Say in a sentence what they support."),
                meeting_id=meeting_id,
                file_id=sha256,
                file_name=name,
            )
        )
