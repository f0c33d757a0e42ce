"""Which papers are missing before real people's data may come in to an organisation? Authority: R30."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..models import PAPERS, Paper


def missing(body_id: UUID, purpose: str, on: date) -> list[str]:
    """The papers that are not recorded for the organisation and purpose, or not good on that day, in words."""
    good = set(
        Paper.objects.filter(body=body_id, purpose=purpose, good_from__lte=on, good_until__gt=on).values_list(
            "kind", flat=True
        )
    )
    return [words for kind, words in PAPERS if kind not in good]


@dataclass(frozen=True, slots=True)
class Standing:
    """One paper of an organisation for a purpose: its words, what it says and until when, or that it is missing."""

    words: str
    says: str = ""
    signed_by: str = ""
    good_until: date | None = None
    is_good: bool = False


def standing(body_id: UUID, purpose: str, on: date) -> list[Standing]:
    """Each paper that is asked for, with the newest on record."""
    found = Paper.objects.filter(body=body_id, purpose=purpose, good_from__lte=on).order_by("good_until")
    newest = {paper.kind: paper for paper in found}
    return [
        Standing(words, paper.says, paper.signed_by, paper.good_until, paper.good_until > on)
        if (paper := newest.get(kind))
        else Standing(words)
        for kind, words in PAPERS
    ]
