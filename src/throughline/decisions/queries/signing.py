"""What does somebody who signs see, who is holding which draft since when, and what waits for whom?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from throughline.frame.tasks import Task
from throughline.kernel.actor import Actor
from throughline.kernel.dates import working_days_between
from throughline.kernel.money import Money
from throughline.kernel.verdict import Verdict
from throughline.organisations.delegation.queries import Someone, acting_for, staffed
from throughline.organisations.queries import names_of

from ..drafting.content import Content, from_frozen
from ..drafting.differences import SectionDifference, differences
from ..drafting.findings import DraftFinding
from ..drafting.terms import HARMLESS
from ..lifecycle import DECIDED, DRAFTERS, LEAD, SIGNERS
from ..models import ConflictDeclaration, Draft, DraftSection, DraftVersion, Look, SentBack, Signature
from ..signing import rules
from ..signing.standing import Routed, Standing, newest_version, route_now, split_has_changed, standing_of
from .drafting import found_in, visible_to

_HARMLESS_LABELS = {
    "contact_telephone": "Contact telephone",
    "contact_office": "Contact office",
    "contact_hours": "Contact hours",
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """A harmless correction: what the version says, and what stands there now."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Holder:
    """One post on the draft's way: `state` is done, waiting, to-come or stopped; `days` are working days so far."""

    signature: str
    post_id: UUID
    title: str
    turn: int
    state: str
    because: str
    who: str
    since: datetime | None
    days: int
    note: str = ""
    readers: tuple[Someone, ...] = ()


@dataclass(frozen=True)
class SigningPage:
    """A draft before somebody who may sign it, today."""

    draft: Draft
    standing: Standing
    slot: rules.Slot | None
    because: str
    holders: Sequence[Holder]
    changed: Sequence[SectionDifference]
    last_looked: datetime | None
    has_looked: bool
    corrected: Sequence[Corrected]
    findings: Sequence[DraftFinding]

    @property
    def content(self) -> Content:
        return self.standing.content

    @property
    def version(self) -> DraftVersion:
        return self.standing.version

    def is_last(self) -> bool:
        """Whether this signature decides."""
        return self.slot is not None and rules.is_last(self.standing.case.slots, self.slot)

    def is_given_by(self, actor: Actor) -> bool:
        """Whether the actor has signed this version already."""
        return any(
            slot.state == "given" and slot.answered_by == actor.id for slot in self.standing.case.slots
        )


def signing_page(actor: Actor, draft_id: UUID, at: datetime, wanted: str = "") -> SigningPage | None:
    """The draft as the actor would sign it; None when there is none that they may see, or none was submitted."""
    draft = Draft.objects.filter(id__in=visible_to(actor).order_by().values("id"), id=draft_id).first()
    if draft is None or not draft.submitted_at:
        return None
    standing = standing_of(draft, actor, at)
    slot = standing.case.mine(wanted)
    looks = Look.objects.filter(draft=draft, looked_by=actor.id).select_related("version")
    last = list(looks.order_by("-version__number")[:2])
    earlier = [look for look in last if look.version_id != standing.version.id]
    before = from_frozen(bytes(earlier[0].version.content)) if earlier else None
    return SigningPage(
        draft=draft,
        standing=standing,
        slot=slot,
        because=rules.because_sentence(slot.title, standing.row_of(slot).because) if slot else "",
        holders=_holders(standing, at),
        changed=differences(before, standing.content) if before else (),
        last_looked=earlier[0].looked_at if earlier else None,
        has_looked=len(earlier) < len(last),
        corrected=_corrected(standing),
        findings=[each for each in found_in(standing.content) if each.finding.severity != "note"],
    )


@dataclass(frozen=True)
class Way:
    """A draft's way to its decision: who has it, what was said on it, and what may be done."""

    draft: Draft
    standing: Standing
    holders: Sequence[Holder]
    submitted_by: str
    sent_back: Sequence[tuple[SentBack, str]]
    conflicts: Sequence[tuple[ConflictDeclaration, str]]
    corrected: Sequence[Corrected]
    may_nudge: dict[str, Verdict]

    @property
    def waiting(self) -> Sequence[Holder]:
        return [each for each in self.holders if each.state == "waiting"]


def way_of(actor: Actor, draft_id: UUID, at: datetime) -> Way | None:
    """Who is holding the draft; None when there is none that the actor may see, or none was submitted yet."""
    draft = (
        Draft.objects.filter(id__in=visible_to(actor).order_by().values("id"), id=draft_id)
        .select_related("notice")
        .first()
    )
    if draft is None or not draft.submitted_at:
        return None
    standing = standing_of(draft, actor, at)
    back = list(draft.sent_back.order_by("-sent_at"))
    names = names_of(
        [
            draft.submitted_by,
            *(each.sent_by for each in back),
            *(each.declared_by for each in standing.conflicts),
        ]
    )
    return Way(
        draft=draft,
        standing=standing,
        holders=_holders(standing, at),
        submitted_by=names[draft.submitted_by],
        sent_back=[(each, names[each.sent_by]) for each in back],
        conflicts=[(each, names[each.declared_by]) for each in standing.conflicts],
        corrected=_corrected(standing),
        may_nudge={slot.id: standing.may_nudge(slot, actor, at) for slot in standing.case.asked},
    )


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A submitted draft before the lead sends it: the route, or why it cannot go."""

    draft: Draft
    content: Content
    route: Sequence[tuple[Routed, tuple[Someone, ...]]]
    verdict: Verdict
    split_has_changed: str


def to_ask(actor: Actor, draft_id: UUID, at: datetime) -> ToAsk | None:
    """The posts that would be asked to sign, with who acts for each today."""
    draft = Draft.objects.filter(id__in=visible_to(actor).order_by().values("id"), id=draft_id).first()
    if draft is None or not draft.submitted_at:
        return None
    content = from_frozen(bytes(newest_version(draft).content))
    route = route_now(content, at)
    posts = staffed(localdate(at), [each.post_id for each in route])
    return ToAsk(
        draft,
        content,
        [(each, posts[each.post_id].readers) for each in route],
        rules.may_ask(draft.state, [each.required for each in route], actor),
        split_has_changed(content),
    )


def waiting_signatures(actor: Actor) -> QuerySet[Signature]:
    """Every signature that somebody is being asked for now, of the drafts that the actor may see."""
    drafts = visible_to(actor).order_by().values("id")
    rows = Signature.objects.filter(state="asked", draft__state="signing", draft__in=drafts)
    return rows.select_related("draft")


@dataclass(frozen=True, slots=True)
class Held:
    """One row of "who is holding what": a draft, the post that has it, since when, in working days."""

    draft_id: UUID
    draft: str
    total: object
    title: str
    who: str
    since: datetime
    days: int


def held(rows: Sequence[Signature], at: datetime) -> list[Held]:
    """The signatures as rows of the list, with who acts for each post today."""
    today = localdate(at)
    posts = staffed(today, {row.post_id for row in rows})
    return [
        Held(
            row.draft_id,
            str(row.draft),
            row.draft.total_pence,
            row.title,
            _who(posts[row.post_id].readers),
            row.asked_at or at,
            _days(row.asked_at, today),
        )
        for row in rows
    ]


def asked_posts(actor: Actor) -> list[tuple[str, str]]:
    """The posts that are being waited for, as choices."""
    rows = waiting_signatures(actor).order_by("title").values_list("post_id", "title").distinct()
    return [(str(post), title) for post, title in rows]


def waiting_for(actor: Actor) -> list[Task]:
    """What waits for this actor: to sign, and to send a submitted draft for signature."""
    tasks: list[Task] = []
    if actor.roles & SIGNERS:
        acting = acting_for(actor, localdate())
        rows = Signature.objects.filter(state="asked", draft__state="signing", post__in=acting)
        aside = ConflictDeclaration.objects.filter(declared_by=actor.id, stands_aside=True).order_by()
        signed = Signature.objects.filter(answered_by=actor.id, state="given").order_by()
        rows = rows.exclude(draft__in=aside.values("draft")).exclude(draft__in=signed.values("draft"))
        rows = rows.select_related("draft").order_by("asked_at", "id")
        tasks += [
            Task(
                f"Waits for you to sign as {row.title}",
                str(row.draft),
                row.asked_at or row.draft.changed_at,
                "Read and sign",
                f"{reverse('draft-sign', args=[row.draft_id])}?as={row.id}",
            )
            for row in rows[:20]
        ]
    if LEAD in actor.roles:
        submitted = Draft.objects.filter(state="submitted").order_by("submitted_at", "id")[:20]
        tasks += [
            Task(
                "Submitted: send it to those who sign",
                str(each),
                each.submitted_at or each.changed_at,
                "Look and send",
                reverse("draft-ask", args=[each.id]),
            )
            for each in submitted
        ]
    return tasks


def waiting_for_others(actor: Actor) -> list[Task]:
    """Who is holding what the drafters have sent for signature."""
    if not actor.roles & DRAFTERS:
        return []
    rows = list(waiting_signatures(actor).order_by("asked_at", "id")[:20])
    posts = staffed(localdate(), {row.post_id for row in rows}) if rows else {}
    return [
        Task(
            f"Waits for the signature of the {row.title}",
            str(row.draft),
            row.asked_at or row.draft.changed_at,
            "See who holds it",
            reverse("draft-holding", args=[row.draft_id]),
            who=_who(posts[row.post_id].readers),
        )
        for row in rows
    ]


def figures(content: Content) -> list[tuple[str, object, str]]:
    """Five figures of a draft: (label, value, note); what it does not say is None."""
    awards = content.awards
    largest = max(awards, key=lambda award: award.pence, default=None)
    years = [row for row in content.rows("financial", "by_year") if row.get("year")]
    receivers = {award.signs for award in awards if award.signs}
    split = content.split
    return [
        ("In all", content.total, ""),
        (
            "In parts",
            len(awards) or "One sum",
            f"The largest is {Money(largest.pence)} for {largest.place}."
            if largest and len(awards) > 1
            else "",
        ),
        ("Who receives it", len(receivers) or None, "" if len(receivers) != 1 else next(iter(receivers))),
        (
            "With all years and options",
            content.whole_life or content.new_award,
            "" if content.whole_life else "The whole award after this change." if content.new_award else "",
        ),
        (
            "For",
            ", ".join(row["year"] for row in years) or (split.year if split else "") or None,
            "",
        ),
    ]


def last_sent_back(draft_id: UUID) -> SentBack | None:
    """What was said when the draft last came back."""
    return SentBack.objects.filter(draft_id=draft_id).order_by("-sent_at").first()


def _holders(standing: Standing, at: datetime) -> list[Holder]:
    today = localdate(at)
    names = names_of(row.answered_by for row in standing.signatures if row.answered_by)
    words = {"given": "done", "asked": "waiting", "planned": "to-come"}
    return [
        Holder(
            signature=str(row.id),
            post_id=row.post_id,
            title=row.title,
            turn=row.turn,
            state=words.get(row.state, "stopped"),
            because=row.because,
            who=names[row.answered_by] if row.answered_by else _who(standing.posts[row.post_id].readers),
            since=row.answered_at or row.asked_at,
            days=_days(row.asked_at, localdate(row.answered_at) if row.answered_at else today),
            note="under a delegation" if row.on_behalf_id else "",
            readers=standing.posts[row.post_id].readers,
        )
        for row in standing.signatures
    ]


def _corrected(standing: Standing) -> list[Corrected]:
    if standing.draft.state not in ("signing", *DECIDED):
        return []
    now = (
        DraftSection.objects.filter(draft=standing.draft, section="contact")
        .values_list("values", flat=True)
        .first()
    )
    then = standing.content.sections.get("contact", {})
    return [
        Corrected(_HARMLESS_LABELS[name], str(then.get(name) or ""), str((now or {}).get(name) or ""))
        for name in HARMLESS
        if str(then.get(name) or "") != str((now or {}).get(name) or "")
    ]


def _days(since: datetime | None, today: date) -> int:
    return working_days_between(localdate(since), today) if since else 0


def _who(readers: Sequence[Someone]) -> str:
    if not readers:
        return "nobody"
    names = [each.name for each in readers]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
