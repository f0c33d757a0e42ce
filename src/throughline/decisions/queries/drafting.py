"""Which drafts may somebody see, what does each say now, and what waits for whom?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Max, OuterRef, QuerySet
from django.db.models.functions import Cast, Coalesce, Greatest, JSONObject
from django.urls import reverse

from throughline.frame.lists import fold
from throughline.frame.tasks import Task, Waiting
from throughline.governance.queries import items
from throughline.governance.queries.evidence import Choice, priorities_on
from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date

from ..checking import HeldDecision, supplied_facts
from ..drafting.content import Attached, Award, Content, LeansOn, LinkedSplit, from_frozen
from ..drafting.findings import DraftFinding, findings
from ..drafting.money import ONLY_WITH_A_SPLIT, READ_FROM_THE_SPLIT
from ..drafting.route import compared
from ..drafting.rules import ADVISERS
from ..lifecycle import DECIDED, DRAFTERS, LEAD, OFFICER, OPEN_TO_CHANGE, SIGNERS
from ..models import Draft, DraftAttachment, DraftComment, DraftSection, DraftVersion, Leaning, Notice
from ..ports import PlannedSplit, planned_split, planned_splits
from .hands import drafters_of as drafters_of
from .law_findings import law_findings
from .notices import held_on
from .notices import visible_to as decisions_visible_to

READERS = DRAFTERS | SIGNERS | ADVISERS | {"auditor"}


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """Drafts, last changed first: for those who draft, advise, sign and audit; a draft may hold what is exempt."""
    rows = Draft.objects.all() if actor.is_system or actor.roles & READERS else Draft.objects.none()
    return rows.annotate(
        touched_at=Greatest("changed_at", Coalesce(Max("sections__saved_at"), "changed_at"))
    ).order_by("-touched_at", "id")


@dataclass(frozen=True)
class WholeDraft:
    """A draft with everything that its pages show; further rows are asked for when they are needed."""

    draft: Draft
    sections: Mapping[str, DraftSection]
    leanings: Sequence[Leaning]
    on: date | None = None

    @cached_property
    def content(self) -> Content:
        """What the draft says now."""
        return _content(self.draft, self.sections, self.leanings)

    @cached_property
    def findings(self) -> tuple[DraftFinding, ...]:
        """What somebody should look at, by section; with what the law asks on the day `on`, if one is given."""
        return found_in(self.content, self.on)

    @cached_property
    def comments(self) -> Sequence[DraftComment]:
        """Every remark, the oldest first; they came with the draft's own row."""
        return [
            DraftComment(
                **each
                | {"id": UUID(each["id"]), "said_at": _moment(each["said_at"])}
                | {"settled_at": _moment(each["settled_at"])}
            )
            for each in self.draft.remarks  # type: ignore[attr-defined]  # see _REMARKS
        ]

    @cached_property
    def versions(self) -> Sequence[DraftVersion]:
        """Every version, the newest first, without its bytes."""
        return list(self.draft.versions.defer("content").order_by("-number"))

    @property
    def remarked(self) -> Sequence[str]:
        """The section of each open remark."""
        return [each.section for each in self.comments if each.settled_at is None]

    @property
    def is_open(self) -> bool:
        return self.draft.state in OPEN_TO_CHANGE

    def revision(self, slug: str) -> int:
        """The revision of a section; 0 before anybody has saved it."""
        saved = self.sections.get(slug)
        return saved.revision if saved else 0


def draft_whole(actor: Actor, draft_id: UUID, on: date | None = None) -> WholeDraft | None:
    """The draft, if there is one that the actor may see; three queries."""
    rows = visible_to(actor).select_related("programme", "started_from", "notice")
    draft = rows.annotate(files=_FILES, remarks=_REMARKS).filter(id=draft_id).first()
    return _whole(draft, on) if draft else None


def content_of(draft: Draft) -> Content:
    """What the draft says now, with the split it is linked to as the workbench has it now; three queries."""
    return _whole(Draft.objects.annotate(files=_FILES).get(pk=draft.pk)).content


def found_in(content: Content, on: date | None = None) -> tuple[DraftFinding, ...]:
    """The findings of what a draft says; with those of its regime where the day is given. Authority: R1, R6 to R10."""
    days = {
        date.fromisoformat(each.decided_on)
        for each in content.leans_on
        if each.decided_on and each.kind == "words"
    }
    held = [
        HeldDecision(each.text, date.fromisoformat(each.decided_on) if each.decided_on else None, each.number)
        for each in content.leans_on
        if each.kind == "decision"
    ]
    facts = replace(supplied_facts(), held=[*held, *(held_on(days) if days else ())])
    return findings(content, facts, law_findings(content, content.planned_on or on) if on else ())


def version_of(actor: Actor, draft_id: UUID, number: int) -> tuple[DraftVersion, Content] | None:
    """A frozen version and what it says, if the actor may see its draft."""
    rows = DraftVersion.objects.filter(
        draft__in=visible_to(actor).values("id"), draft_id=draft_id, number=number
    )
    version = rows.first()
    return (version, from_frozen(bytes(version.content))) if version else None


def attachment(actor: Actor, draft_id: UUID, attachment_id: UUID) -> DraftAttachment | None:
    """An attachment with its bytes, if the actor may see its draft and it was not removed."""
    rows = DraftAttachment.objects.filter(draft__in=visible_to(actor).values("id"), draft_id=draft_id)
    return rows.filter(id=attachment_id, removed_at__isnull=True).select_related("file").first()


def splits_to_link() -> Sequence[PlannedSplit]:
    """The chosen splits that wait for a decision; none where nobody plans any."""
    try:
        return planned_splits()
    except LookupError:
        return ()


def split_now(run_id: UUID) -> PlannedSplit | None:
    """What the chosen split of that run says now; None when it is no longer chosen."""
    try:
        return planned_split(run_id)
    except LookupError:
        return None


def priorities(day: date, chosen: Sequence[Mapping[str, str]] = ()) -> list[tuple[str, str]]:
    """The priorities in force on that day as (id, words), then those that were chosen and are not in force then."""
    offered = {str(each.link.id): in_words(each) for each in priorities_on(day)}
    gone = {
        each["id"]: f"{each['title']} (not in force on {long_date(day)})"
        for each in chosen
        if each["id"] not in offered
    }
    return [*offered.items(), *gone.items()]


def to_lean_on(actor: Actor, words: str) -> list[tuple[str, str, str]]:
    """What carries all the words and may be linked: (value, title, detail) of decisions and items of governance."""
    rows = decisions_visible_to(actor)
    for word in fold(words)[:200].split():
        rows = rows.filter(search_text__contains=word)
    found = [
        (f"decision:{each.number}", each.heading, f"Decision {each.number}")
        for each in rows.only(*_NAMED)[:10]
    ]
    linked = items.linkable(words, (), limit=15)
    return found + [
        (f"item:{each.id}", each.title, ", ".join(filter(None, (each.kind, str(each.dated_on or "")))))
        for each in linked
        if each.kind != "Strategy or plan priority"
    ]


def for_section(slug: str, whole: WholeDraft, actor: Actor, words: str) -> dict[str, Any]:
    """What the page of one section shows beside its form: splits to link, thresholds, what may be leant on."""
    match slug:
        case "financial":
            return {"splits": splits_to_link() if whole.is_open else ()}
        case "route":
            return {"compared": compared(whole.content)}
        case "leans":
            return {"sought": words, "linkable": to_lean_on(actor, words) if words.strip() else []}
        case _:
            return {}


def beginnings(actor: Actor) -> QuerySet[Notice]:
    """The decisions on record that a new draft may start from, the newest first."""
    return decisions_visible_to(actor)


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """What this actor can do next about drafts: go on with an open one, mend a returned one."""
    if actor.roles & DRAFTERS:
        rows = Draft.objects.filter(state__in=OPEN_TO_CHANGE).order_by("changed_at", "id")
        yield Waiting(
            rows[:20], ("title", "state", "changed_at"), lambda found: [_going_on(each) for each in found]
        )


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """What others have to do before the actor's own drafts go on."""
    if OFFICER in actor.roles and LEAD not in actor.roles:
        rows = Draft.objects.filter(state="submitted").order_by("submitted_at", "id")
        yield Waiting(
            rows[:20],
            ("title", "submitted_at", "changed_at"),
            lambda found: [_submitted(each) for each in found],
        )


def _going_on(each: Draft) -> Task:
    return Task(
        "Came back with reasons" if each.state == "returned" else "Draft in progress",
        str(each),
        each.changed_at,
        "Mend it" if each.state == "returned" else "Go on",
        address_of(each.id),
    )


def _submitted(each: Draft) -> Task:
    return Task(
        "Submitted",
        str(each),
        each.submitted_at or each.changed_at,
        "See it",
        address_of(each.id),
        who="Programme lead",
    )


def address_of(draft_id: UUID) -> str:
    """The address of a draft."""
    return reverse("draft", args=[draft_id])


def in_words(priority: Choice) -> str:
    """A priority with its number and its plan; one whose list nobody has confirmed says so."""
    words = ": ".join(filter(None, (priority.label, priority.link.title)))
    return f"{words} ({priority.plan}{'' if priority.is_confirmed else ', unverified'})"


_NAMED = ("number", "title", "decided_on")


# Attached files and remarks come with the draft's own row, so that its pages ask twice less.
_FILES = ArraySubquery(
    DraftAttachment.objects.filter(draft=OuterRef("pk"), removed_at__isnull=True)
    .order_by("added_at", "id")
    .values(
        json=JSONObject(
            id=Cast("id", CharField()),
            title="title",
            name="name",
            sha256="file_id",
            kind="file__kind",
            size="file__size",
            exempt_ground="exempt_ground",
        )
    )
)

_REMARKS = ArraySubquery(
    DraftComment.objects.filter(draft=OuterRef("pk"))
    .order_by("said_at", "id")
    .values(
        json=JSONObject(
            **{
                name: name
                for name in ("id", "section", "text", "said_at", "said_by", "settled_at", "settled_by")
            }
        )
    )
)


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _whole(draft: Any, on: date | None = None) -> WholeDraft:
    return WholeDraft(
        draft,
        {each.section: each for each in draft.sections.order_by("section")},
        list(
            draft.leanings.select_related("item", "decision")
            .only(
                *("id", "draft_id", "text", "decided_on", "linked_at", "linked_by"),
                *("item__id", "item__kind", "item__title", "item__dated_on"),
                *("decision__id", "decision__number", "decision__title", "decision__decided_on"),
            )
            .order_by("linked_at", "id")
        ),
        on,
    )


def _content(draft: Any, sections: Mapping[str, DraftSection], leanings: Iterable[Leaning]) -> Content:
    return Content(
        draft_id=str(draft.id),
        sections={slug: _said(draft, slug, saved.values) for slug, saved in sections.items()},
        split=_split(draft, sections.get("financial")),
        attachments=tuple(Attached(**each) for each in draft.files),
        leans_on=tuple(_leans_on(each) for each in leanings),
    )


def _said(draft: Draft, slug: str, values: dict[str, Any]) -> dict[str, Any]:
    """What a section says: beside a linked split the figures that were typed before it say nothing."""
    if slug != "financial":
        return values
    silent = READ_FROM_THE_SPLIT if draft.run_id else ONLY_WITH_A_SPLIT
    return {name: value for name, value in values.items() if name not in silent}


def _split(draft: Draft, financial: DraftSection | None) -> LinkedSplit | None:
    if draft.run_id is None:
        return None
    linked = (financial.values if financial else {}).get("split") or {}
    now = split_now(draft.run_id)
    if now is None:
        return LinkedSplit(
            run_id=str(draft.run_id),
            round_code=draft.round_code,
            name=str(linked.get("name", "")),
            year="",
            total_pence=draft.total_pence.pence if draft.total_pence else 0,
            parts=(),
            digest="",
            linked_digest=str(linked.get("digest", "")),
            is_chosen=False,
        )
    return LinkedSplit(
        run_id=str(now.run_id),
        round_code=now.round_code,
        name=now.name,
        year=now.year,
        total_pence=now.total.pence,
        parts=tuple(
            Award(part.place, part.pence.pence, part.gss_code or None, part.recipient) for part in now.parts
        ),
        digest=now.digest,
        linked_digest=str(linked.get("digest", "")),
        price_basis=now.price_basis,
        payment_basis=now.payment_basis,
        is_chosen=not now.is_decided or draft.state in DECIDED,
    )


def _leans_on(leaning: Leaning) -> LeansOn:
    if leaning.item is not None:
        item = leaning.item
        day = item.dated_on.isoformat() if item.dated_on else ""
        return LeansOn("item", item.title, item.kind.capitalize(), str(item.id), decided_on=day)
    if leaning.decision is not None:
        decision = leaning.decision
        day = decision.decided_on.isoformat() if decision.decided_on else ""
        return LeansOn("decision", decision.heading, "Decision", str(decision.id), decision.number, day)
    day = leaning.decided_on.isoformat() if leaning.decided_on else ""
    return LeansOn("words", leaning.text, "Not held here", str(leaning.id), "", day)
