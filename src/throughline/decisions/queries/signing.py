"""What does somebody who signs see, who is holding which draft since when, and what waits for whom?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.organisations.delegation.queries import Someone, acting_for, staffed
from throughline.organisations.queries import names_of
from throughline.organisations.rules import ADMINISTRATOR

from ..drafting.content import Content, from_frozen
from ..drafting.differences import SectionDifference, differences
from ..drafting.findings import DraftFinding
from ..lifecycle import DECIDED, DRAFTERS, LEAD, SIGNERS
from ..models import Draft, DraftVersion, SentBack, Signature
from ..signing import rules
from ..signing.corrections import Corrected, corrections
from ..signing.standing import (
    Declared,
    Routed,
    Standing,
    able,
    asked_of_posts,
    newest_version,
    route_now,
    split_has_changed,
    standing_of,
)
from .drafting import READERS, found_in, visible_to
from .hands import drafters_of
from .held import days_since, names_or_nobody, waiting_signatures

_ASKED = ("title", "asked_at", "draft__title", "draft__changed_at")


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
    kept: str = ""


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
    lapses_because: str

    @property
    def content(self) -> Content:
        return self.standing.content

    @property
    def version(self) -> DraftVersion:
        return self.standing.version

    def is_last(self) -> bool:
        """Whether this signature decides."""
        return self.slot is not None and rules.is_last(self.standing.case.slots, self.slot)


def signing_page(actor: Actor, draft_id: UUID, at: datetime, wanted: str = "") -> SigningPage | None:
    """The draft as the actor would sign it; None when there is none that they may see, or none was submitted."""
    standing = _standing(actor, draft_id, at)
    if standing is None:
        return None
    slot = standing.case.mine(wanted)
    earlier = [look for look in standing.looks if look[0] != standing.version.id]
    before = _content(earlier[0][0]) if earlier else None
    found = found_in(standing.content, localdate(at))
    return SigningPage(
        draft=standing.draft,
        standing=standing,
        slot=slot,
        because=rules.because_sentence(slot.title, standing.row_of(slot).because) if slot else "",
        holders=_holders(standing, at),
        changed=differences(before, standing.content) if before else (),
        last_looked=earlier[0][1] if earlier else None,
        has_looked=len(earlier) < len(standing.looks),
        corrected=_corrected(standing),
        findings=[each for each in found if each.finding.severity != "note"],
        lapses_because=split_has_changed(standing.content) if standing.draft.state == "signing" else "",
    )


@dataclass(frozen=True)
class Way:
    """A draft's way to its decision: who has it, what was said on it, and what may be done."""

    draft: Draft
    standing: Standing
    holders: Sequence[Holder]
    submitted_by: str
    sent_back: Sequence[tuple[SentBack, str]]
    conflicts: Sequence[tuple[Declared, str]]
    corrected: Sequence[Corrected]
    may_nudge: dict[str, Verdict]

    @property
    def waiting(self) -> Sequence[Holder]:
        return [each for each in self.holders if each.state == "waiting"]


def way_of(actor: Actor, draft_id: UUID, at: datetime) -> Way | None:
    """Who is holding the draft; None when there is none that the actor may see, or none was submitted yet."""
    standing = _standing(actor, draft_id, at)
    if standing is None:
        return None
    draft = standing.draft
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
    route: Sequence[tuple[Routed, tuple[Someone, ...]]]  # with who can sign for each post today
    verdict: Verdict
    split_has_changed: str


def to_ask(actor: Actor, draft_id: UUID, at: datetime) -> ToAsk | None:
    """The posts that would be asked to sign, with who acts for each today."""
    draft = Draft.objects.filter(id__in=visible_to(actor).order_by().values("id"), id=draft_id).first()
    if draft is None or not draft.submitted_at:
        return None
    content = from_frozen(bytes(newest_version(draft.id).content))
    route = route_now(content, at)
    posts, wrote = staffed(localdate(at), [each.post_id for each in route]), drafters_of(draft.id)
    return ToAsk(
        draft,
        content,
        [(each, able(posts[each.post_id], wrote)) for each in route],
        rules.may_ask(draft.state, [each.required for each in route], actor),
        split_has_changed(content),
    )


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """What waits for this actor: to sign, to send a submitted draft for signature, to let somebody cover for a post."""
    if ADMINISTRATOR in actor.roles:
        rows = asked_of_posts().order_by("asked_at", "id")
        yield Waiting(rows, ("title", "post", "kept", "asked_at"), posts_without_signer)
    if actor.roles & SIGNERS:
        acting = acting_for(actor, localdate())
        rows = asked_of_posts().filter(post__in=acting).exclude(kept__contains=[actor.id])
        yield Waiting(
            rows.order_by("asked_at", "id")[:20], _ASKED, lambda found: [_to_sign(each) for each in found]
        )
    if LEAD in actor.roles:
        submitted = Draft.objects.filter(state="submitted").order_by("submitted_at", "id")
        yield Waiting(
            submitted[:20],
            ("title", "submitted_at", "changed_at"),
            lambda found: [_to_send(each) for each in found],
        )


def _to_sign(row: Signature) -> Task:
    return Task(
        f"Waits for you to sign as {row.title}",
        str(row.draft),
        row.asked_at or row.draft.changed_at,
        "Read and sign",
        f"{reverse('draft-sign', args=[row.draft_id])}?as={row.id}",
    )


def _to_send(draft: Draft) -> Task:
    return Task(
        "Submitted: send it to those who sign",
        str(draft),
        draft.submitted_at or draft.changed_at,
        "Look and send",
        reverse("draft-ask", args=[draft.id]),
    )


def posts_without_signer(rows: Sequence[Any]) -> list[Task]:
    """The posts that are asked to sign and for which nobody can today, for those who may let somebody cover."""
    posts = staffed(localdate(), {row.post_id for row in rows}) if rows else {}
    stuck = {row.post_id: row for row in reversed(rows) if not able(posts[row.post_id], row.kept)}
    return [
        Task(
            f"Nobody can sign as {row.title}",
            "A decision waits for this post",
            row.asked_at,
            "Let somebody cover",
            reverse("delegate-post", args=[post_id]),
        )
        for post_id, row in stuck.items()
    ]


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """Who is holding what the drafters have sent for signature."""
    if actor.roles & DRAFTERS:
        rows = waiting_signatures(actor).order_by("asked_at", "id")
        yield Waiting(rows[:20], (*_ASKED, "post", "kept"), _with_others)


def _with_others(rows: Sequence[Any]) -> list[Task]:
    posts = staffed(localdate(), {row.post_id for row in rows}) if rows else {}
    return [
        Task(
            f"Waits for the signature of the {row.title}",
            str(row.draft),
            row.asked_at or row.draft.changed_at,
            "See who holds it",
            reverse("draft-holding", args=[row.draft_id]),
            who=names_or_nobody(able(posts[row.post_id], row.kept)),
        )
        for row in rows
    ]


def has_answered(actor: Actor, signature: str, step: str) -> bool:
    """Whether this very answer of theirs is on record already, as when a form is sent twice."""
    try:
        mine = Signature.objects.filter(id=UUID(signature), answered_by=actor.id)
    except ValueError:
        return False
    return mine.filter(state="given" if step in ("sign", "approve_as_amended") else "withheld").exists()


def last_signed_for(post_id: UUID, actor_id: str) -> date | None:
    """On which day the person last answered for the post."""
    rows = Signature.objects.filter(post=post_id, answered_by=actor_id).order_by("-answered_at")
    last = rows.values_list("answered_at", flat=True).first()
    return localdate(last) if last else None


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


def _standing(actor: Actor, draft_id: UUID, at: datetime) -> Standing | None:
    """The draft's standing; None when there is no such draft, it was never submitted, or the actor may not see it."""
    if not (actor.is_system or actor.roles & READERS):
        return None
    try:
        standing = standing_of(draft_id, actor, at)
    except RefusedError:
        return None
    return standing if standing.draft.submitted_at else None


def _content(version_id: UUID) -> Content:
    return from_frozen(bytes(DraftVersion.objects.values_list("content", flat=True).get(id=version_id)))


def _holders(standing: Standing, at: datetime) -> list[Holder]:
    today = localdate(at)
    known = {each.actor: each.name for post in standing.posts.values() for each in post.readers}
    unknown = {row.answered_by for row in standing.signatures if row.answered_by} - known.keys()
    names = known | (names_of(unknown) if unknown else {})
    words = {"given": "done", "asked": "waiting", "planned": "to-come"}
    signers = {slot.id: standing.signers_of(slot) for slot in standing.case.slots}
    return [
        Holder(
            signature=str(row.id),
            post_id=row.post_id,
            title=row.title,
            turn=row.turn,
            state=words.get(row.state, "stopped"),
            because=row.because,
            who=names[row.answered_by] if row.answered_by else names_or_nobody(signers[str(row.id)]),
            since=row.answered_at or row.asked_at,
            days=days_since(row.asked_at, localdate(row.answered_at) if row.answered_at else today),
            note="under a delegation" if row.on_behalf_id else "",
            kept=_kept(standing, row.post_id),
        )
        for row in standing.signatures
    ]


def _kept(standing: Standing, post_id: UUID) -> str:
    """Why those who act for the post cannot sign this draft, as a sentence; nothing where they can."""
    return " ".join(
        f"{each.name} {why}."
        for each in standing.posts[post_id].readers
        if (
            why := "stands aside"
            if each.actor in standing.case.aside
            else "drafted some of this"
            if each.actor in standing.drafters
            else ""
        )
    )


def _corrected(standing: Standing) -> list[Corrected]:
    return (
        corrections(standing.content, standing.contact)
        if standing.draft.state in ("signing", *DECIDED)
        else []
    )
