"""Which clauses are there, and how did each come to its words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.organisations import queries as organisations

from ..models import Clause, ClauseVersion
from ..signing.composing import NAMES, clauses_in_use
from ..terms import KINDS


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause with its versions, newest first, and the names of who confirmed them."""

    clause: Clause
    versions: Sequence[ClauseVersion]
    names: dict[str, str]
    placeholders: Sequence[str]

    @property
    def newest(self) -> ClauseVersion:
        return self.versions[0]


def in_use(on: date) -> list[tuple[str, list[ClauseVersion]]]:
    """The clauses in use on that day by kind of agreement; one query a kind."""
    return [(words, clauses_in_use(kind, on)) for kind, words in KINDS.items()]


def clause_page(clause_id: int) -> ClausePage | None:
    """A clause's page, if there is such a clause."""
    clause = Clause.objects.filter(pk=clause_id).first()
    if clause is None:
        return None
    versions = list(clause.versions.order_by("-number"))
    names = organisations.names_of(each.confirmed_by for each in versions if each.confirmed_by)
    return ClausePage(clause, versions, names, sorted(NAMES))


def unconfirmed(on: date) -> list[ClauseVersion]:
    """The clauses in use that no legal adviser has confirmed."""
    return [each for _, rows in in_use(on) for each in rows if each.confirmed_on is None]
