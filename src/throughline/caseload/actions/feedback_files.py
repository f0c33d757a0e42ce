"""How does probation take what it was told as a file, and what stays on record of it? Authority: R36, R37, R39"""

from datetime import datetime
from uuid import uuid4

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from ..care.local_time import day_of
from ..exports.feedback import COLUMNS, FORMATS, File, written
from ..exports.reasons import FEEDBACK_FOR
from ..lifecycle import PROBATION
from ..models import FeedbackFile
from ..queries.feedback_files import Asked, row_of, told
from .people import note_read

MOST_ROWS = 20_000
LEFT_OUT = ["limited", "beyond the asker's sight", "deleted"]


def feedback_file(*, actor: Actor, at: datetime, asked: Asked, because: str, kind: str) -> File:
    """What probation was told of whom the actor sees; who asked, why, what was left out, each read: on record."""
    if not actor.roles & PROBATION:
        raise RefusedError(
            "This file is not for your role.", "Probation takes it: the service has its own record."
        )
    if because not in FEEDBACK_FOR:
        raise RefusedError("Say why you need the file.")
    if kind not in FORMATS:
        raise RefusedError("Choose CSV or XLSX.")
    rows = [row_of(each, asked) for each in told(actor, asked)[: MOST_ROWS + 1]]
    if len(rows) > MOST_ROWS:
        raise RefusedError(f"This would be more than {MOST_ROWS:,} messages. Choose fewer days.")
    cells = [each.cells for each in rows]
    digest = keyed_hashes("feedback file", "\n".join("|".join(each) for each in cells))[0]
    made = FeedbackFile(id=uuid4(), asked_by=actor.id, whose=asked.whose, because=because, asked_at=at)
    facts: dict[str, Json] = {
        "asked_by": actor.id,
        "because": because,
        "whose": asked.whose,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat(),
        "format": kind,
        "columns": len(COLUMNS),
        "digest": digest,
        "left_out": list(LEFT_OUT),
    }
    with act(actor=actor, at=at, verb="feedback_file.made", subject=("export", made.id), facts=facts):
        made.save(force_insert=True)
        note_read(actor=actor, at=at, people=[each.person_id for each in rows], what="feedback file")
    name = f"feedback-{day_of(at).isoformat()}.{kind}"
    return File(name, FORMATS[kind][1], written(kind, cells), len(rows))
