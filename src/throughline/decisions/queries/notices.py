"""Which decisions and readings may somebody see, and what do other rooms need of them?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from throughline.frame.lists import fold
from throughline.frame.search import Found
from throughline.frame.tasks import Task, Waiting
from throughline.frame.trees import hang
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError, Verdict

from .. import rules
from ..checking import HeldDecision
from ..confirming import unconfirmed
from ..lifecycle import LEAD, OFFICER, PUBLIC_STATES
from ..models import AwardLine, Notice, Reading, Revision, SignOff, YearAmount
from ..rules import Known

READERS = frozenset({OFFICER, LEAD})
PUBLIC = Q(state__in=PUBLIC_STATES, is_illustration=False)  # what everybody may see (R46)
_NEWEST = (F("decided_on").desc(nulls_last=True), "-number")
_PARTS = ("award_lines", "year_amounts", "sign_offs", "supersedes")
_LISTED = (
    "number",
    "title",
    "status",
    "function",
    "decided_on",
    "published_on",
    "total_pence",
    "made_public_at",
    "is_illustration",
    "state",
    "version",
)
_TABLED = (*_LISTED, "reference", "key_decision", "subject_to_call_in", "part_count", "call_in_state")
_LISTED_PART = (
    "position",
    "place",
    "gss_code",
    "recipient",
    "pence",
    *(f"notice__{name}" for name in ("number", "title", "recipients", "purpose", "decided_on")),
)


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Decisions: the public sees published ones, whoever has signed in all of them; newest decision first."""
    rows = Notice.objects.order_by(*_NEWEST)
    return rows if actor.is_signed_in or actor.is_system else rows.filter(PUBLIC)


def readings_visible_to(actor: Actor) -> QuerySet[Reading]:
    """Readings, newest first: for whoever has signed in; without their long texts."""
    rows = (
        Reading.objects.select_related("notice", "file")
        .defer("text", "file__content")
        .order_by("-read_at", "position_in_file")
    )
    return rows if actor.is_signed_in else rows.none()


def reading_whole(actor: Actor, reading_id: UUID) -> Reading | None:
    """The reading with its text, if there is one that the actor may see."""
    rows = readings_visible_to(actor).defer(None).defer("file__content")
    return rows.filter(id=reading_id).first()


def with_parts(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """The same decisions with all that `facts()` needs, in five queries more however many they are."""
    return rows.select_related("superseded_by").prefetch_related(*_PARTS, "revisions")


def listed(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """The same decisions as a list shows them: with the places of their `parts`, without their long records."""
    parts = _of_now(AwardLine.objects.only("notice_id", "place")).order_by("notice_id", "position")
    short = rows.only(*_LISTED).annotate(call_in_state=F("call_in__state"))
    return short.prefetch_related(Prefetch("award_lines", parts, to_attr="parts"))


def decision_numbered(actor: Actor, number: str) -> Notice | None:
    """The decision with that number, whole, if there is one that the actor may see; two queries."""
    rows = visible_to(actor).filter(number=number).select_related("superseded_by", "reading")
    found = rows.defer("reading__text").first()
    if found is not None:
        parts = [
            Prefetch("award_lines", AwardLine.objects.all()),
            Prefetch("year_amounts", YearAmount.objects.all()),
            Prefetch("sign_offs", SignOff.objects.all()),
            Prefetch("supersedes", Notice.objects.all()),
        ]
        once_corrected = [Prefetch("revisions", Revision.objects.all())] if found.version > 1 else []
        hang([found], *parts, *once_corrected)
    return found


def decision_on_record(number: str) -> Notice:
    """The decision with that number and its parts, for rooms that build on it; RefusedError if there is none."""
    found = with_parts(Notice.objects.filter(number=number)).first()
    if found is None:
        raise RefusedError(f"No decision {number} is on record here.")
    return found


def amendment_of(notice: Notice) -> str:
    """In which words the decision was approved as amended, without what is exempt; empty where it was not."""
    made = notice.facts().made
    return made.amendment if made else ""


def is_money_exempt(notice: Notice) -> bool:
    """Whether a decision that was made here has its money in an exempt part."""
    return notice.made is not None and notice.total_pence is None


def superseded_by(number: str) -> list[str]:
    """The numbers of the decisions in whose place that one stands."""
    rows = Notice.objects.filter(superseded_by__number=number).order_by("number")
    return list(rows.values_list("number", flat=True))


def award_lines_of(decision_id: UUID) -> list[AwardLine]:
    """The parts of a decision's money by place, in the notice's order."""
    return list(_of_now(AwardLine.objects.filter(notice_id=decision_id)).order_by("position"))


def decision_of_file(sha256: str) -> Notice | None:
    """The first decision on record that was confirmed from the file with that hash."""
    return Notice.objects.filter(file_sha256=sha256).order_by("position_in_file", "number").first()


def may_supersede(notice: Notice, later: Notice | None, by: str, reason: str, actor: Actor) -> Verdict:
    """Whether the later decision may stand in the place of this one; both as they are now."""
    return rules.may_supersede(
        notice.state,
        actor,
        number=notice.number,
        by=by,
        later_state=later.state if later else None,
        decided_on=notice.decided_on,
        later_decided_on=later.decided_on if later else None,
        reason=reason,
    )


def known_like(*, sha256: str, reference: str, total: Money | None, decided_on: date | None) -> list[Known]:
    """The decisions worth comparing with a new one: same file, same reference, or same money and date."""
    rows = Q(file_sha256=sha256)
    if reference.strip():
        rows |= Q(reference__iexact=reference.strip())
    if total is not None and decided_on is not None:
        rows |= Q(total_pence=total, decided_on=decided_on)
    return [
        Known(
            each.number,
            each.title or "",
            each.reference or "",
            each.total_pence,
            each.decided_on,
            each.file_sha256,
            each.position_in_file,
        )
        for each in Notice.objects.filter(rows).order_by("number")
    ]


def is_on_record(number: str) -> bool:
    """Whether a decision has this number."""
    return Notice.objects.filter(number=number).exists()


def is_illustration(number: str) -> bool:
    """Whether the decision of that number is made up, so that nothing of it is public. Authority: R46."""
    return Notice.objects.filter(number=number, is_illustration=True).exists()


def held_on(days: Iterable[date | None]) -> list[HeldDecision]:
    """The decisions on record that were made on one of these days."""
    rows = Notice.objects.filter(decided_on__in={day for day in days if day}).order_by("decided_on", "number")
    return [HeldDecision(each.heading, each.decided_on, each.reference) for each in rows]


def search(actor: Actor, words: str, limit: int = 20) -> list[Found]:
    """The decisions that carry all the words, newest first."""
    rows = visible_to(actor)
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return [
        Found(
            each.heading,
            reverse("decision", args=[each.number]),
            ", ".join(filter(None, [each.number, str(each.total_pence or ""), each.state])),
            each.decided_on,
        )
        for each in rows[:limit]
    ]


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """What this actor can do next about notices: finish a reading. Publishing has a queries file of its own."""
    if actor.roles & READERS:
        rows = Reading.objects.filter(state="open").order_by("read_at", "position_in_file")
        yield Waiting(
            rows[:20],
            ("file", "found", "answers", "read_at"),
            lambda found: [_reading(each) for each in found],
        )


def waiting_for_others(actor: Actor) -> list[Waiting]:
    """Nothing about notices waits for others."""
    return []


def _reading(reading: Reading) -> Task:
    left = left_to_confirm(reading)
    what = f"{left} {'value is' if left == 1 else 'values are'} unconfirmed" if left else "Ready to record"
    return Task(
        what, str(reading), reading.read_at, "Go on reading" if left else "Record it", reader(reading)
    )


def left_to_confirm(reading: Reading) -> int:
    """How many values of a reading nobody has looked at yet."""
    return unconfirmed(reading.found, reading.answers)


def reader(reading: Reading) -> str:
    """The address of a reading."""
    return reverse("reader", args=[reading.id])


def published_award_lines() -> QuerySet[AwardLine]:
    """The parts by place of every published decision that stands, as a list shows them; newest decision first."""
    rows = _of_now(AwardLine.objects.select_related("notice")).filter(
        Q(notice__call_in__isnull=True) | ~Q(notice__call_in__state="given_up"),
        notice__state="published",
        notice__is_illustration=False,
    )
    newest = (F("notice__decided_on").desc(nulls_last=True), "-notice__number", "position")
    return rows.only(*_LISTED_PART).order_by(*newest)


def tabled(rows: QuerySet[Notice]) -> QuerySet[Notice, Any]:
    """The same decisions as a table has them, as plain rows: without models, records or a query for each part."""
    parts = _of_now(AwardLine.objects.filter(notice=OuterRef("pk"))).order_by().values("notice")
    counted = parts.annotate(how_many=Count("pk")).values("how_many")
    return rows.annotate(
        part_count=Coalesce(Subquery(counted), 0), call_in_state=F("call_in__state")
    ).values_list(*_TABLED, named=True)


def deciding_for(gss_code: str) -> QuerySet[AwardLine, Any]:
    """The decisions that have a part for that place, as a subquery of their ids."""
    return _of_now(AwardLine.objects.filter(gss_code=gss_code)).order_by().values("notice_id")


def _of_now(rows: QuerySet[AwardLine]) -> QuerySet[AwardLine]:
    """The parts as the newest version of each decision has them."""
    return rows.filter(version=F("notice__version"))
