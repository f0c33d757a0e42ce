"""Who looked at a person's record, when, and at what? Authority: R39."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.organisations.queries import names_of

from ..models import Read

MOST = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody looked at something; `because` where a reason was asked for."""

    name: str
    what: str
    at: datetime
    because: str


def reads_of(person_id: UUID) -> list[Looked]:
    """The last two hundred looks, newest first."""
    rows = list(Read.objects.filter(person=person_id).order_by("-read_at", "id")[:MOST])
    names = names_of({each.read_by for each in rows})
    return [Looked(names[each.read_by], each.what, each.read_at, each.because) for each in rows]
