"""What becomes of the promises of a decision on record: who watches them, and does the decision still stand?"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from throughline.governance.actions import promises as governance
from throughline.kernel.actor import Actor

from .models import Notice
from .reading.shape import Promise


def watch(
    notice: Notice,
    promises: Iterable[Promise],
    *,
    programmes: Iterable[str] = (),
    private: Collection[Promise] = (),
    actor: Actor,
    at: datetime,
) -> None:
    """Each promise is open from now on until evidence closes it; a decision makes its promises once. Authority: R10.

    The `private` ones are for the authority's own people and their owners only.
    """
    governance.make_promises(
        decision_number=notice.number,
        promises=[_watched(each, each in private) for each in promises],
        made_on=notice.decided_on,
        programmes=programmes,
        actor=actor,
        at=at,
    )


def superseded(numbers: Collection[str]) -> Mapping[str, str]:
    """By which decision each of these was superseded; those that stand are left out. At most one query."""
    if not numbers:
        return {}
    rows = Notice.objects.filter(number__in=numbers, superseded_by__isnull=False)
    return dict(rows.order_by("number").values_list("number", "superseded_by__number"))


def _watched(promise: Promise, is_private: bool) -> governance.Promised:
    due_on = _day(promise.due)
    return governance.Promised(
        promise.text,
        owner_words=promise.owner or "",
        due_on=due_on,
        due_words="" if due_on else promise.due or "",
        is_private=is_private,
    )


def _day(words: str | None) -> date | None:
    """The day, when the words are one; “by March 2022” is none, and somebody has to give it one."""
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None
