"""Which papers are missing before real people's data may come in to an organisation? Authority: R30."""

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
