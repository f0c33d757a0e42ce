"""How does a draft stand on its way through signatures: who was asked, who may answer, and does it still hold?"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.ledger import queries as ledger
from throughline.organisations.delegation.queries import Someone, Staffed, staffed

from ..drafting.content import Content, from_frozen
from ..models import ConflictDeclaration, Draft, DraftSection, DraftVersion, Look, Signature
from ..queries.drafting import split_now
from ..queries.hands import KeptFromSigning, WroteIt
from ..queries.law import route_of
from . import rules

_CONFLICTS = ConflictDeclaration.objects.filter(draft=OuterRef("draft_id")).order_by("declared_at", "id")
_CONTACT = DraftSection.objects.filter(draft=OuterRef("draft_id"), section="contact")


@dataclass(frozen=True, slots=True)
class Routed:
    """A required post with the id of its row."""

    post_id: UUID
    code: str
    required: rules.Required


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest that somebody declared in a draft (an actor's id), and whether they stand aside."""

    text: str
    stands_aside: bool
    declared_at: datetime
    declared_by: str


@dataclass(frozen=True)
class Standing:
    """One draft, its newest version and signatures, and how one actor stands to them on one day."""

    draft: Draft
    version: DraftVersion
    signatures: tuple[Signature, ...]
    conflicts: tuple[Declared, ...]
    posts: dict[UUID, Staffed]
    acting: dict[UUID, UUID | None]
    drafters: frozenset[str]
    contact: Mapping[str, Any]
    looks: tuple[tuple[UUID, datetime], ...]
    case: rules.Case = field(init=False)

    def __post_init__(self) -> None:
        case = rules.Case(
            state=self.draft.state,
            slots=tuple(slot_of(row) for row in self.signatures),
            drafters=self.drafters,
            aside=frozenset(each.declared_by for each in self.conflicts if each.stands_aside),
            acts_for=frozenset(map(str, self.acting)),
        )
        object.__setattr__(self, "case", case)

    @cached_property
    def content(self) -> Content:
        """What the version says."""
        return from_frozen(bytes(self.version.content))

    @property
    def live(self) -> tuple[Signature, ...]:
        """The signatures that count, or may come to."""
        return tuple(row for row in self.signatures if row.state in rules.LIVE)

    def row_of(self, slot: rules.Slot) -> Signature:
        return next(row for row in self.signatures if str(row.id) == slot.id)

    def code_of(self, slot: rules.Slot) -> str:
        return self.posts[UUID(slot.post)].code

    def signers_of(self, slot: rules.Slot) -> tuple[Someone, ...]:
        """Everybody who may sign for the post today: no drafter, nobody who stands aside or signed for another post."""
        return able(self.posts[UUID(slot.post)], rules.kept_from_signing(self.case, slot))

    def delegation_of(self, slot: rules.Slot) -> UUID | None:
        """The delegation under which the actor acts for the post; None for its holder."""
        return self.acting.get(UUID(slot.post))

    def may_nudge(self, slot: rules.Slot | None, actor: Actor, at: datetime) -> Verdict:
        """Whether the actor may remind the post by hand now."""
        last = ledger.last_act("signature", slot.id, "signature.nudged") if slot else None
        return rules.may_nudge(
            self.draft.state,
            slot,
            actor,
            nudged_today=last is not None and localdate(last.at) == localdate(at),
            readers=len(self.signers_of(slot)) if slot else 0,
        )

    def no_longer_rests_on(self, at: datetime) -> str:
        """Why the signatures count no more, as a sentence; empty while everything holds."""
        route = [each.required for each in route_now(self.content, at)]
        return split_has_changed(self.content) or rules.further_post(self.case.slots, route)


def standing_of(draft_id: UUID, actor: Actor, at: datetime, draft: Draft | None = None) -> Standing:
    """The draft's standing for this actor today; three queries. `draft` is the row where the caller has locked it."""
    today = localdate(at)
    looks = Look.objects.filter(draft=OuterRef("draft_id"), looked_by=actor.id).order_by("-version__number")
    version = newest_version(
        draft_id,
        DraftVersion.objects.select_related("draft").annotate(
            wrote=WroteIt("draft_id"),
            contact=Subquery(_CONTACT.values("values")[:1]),
            declared=ArraySubquery(
                _CONFLICTS.values(json=JSONObject(**{name: name for name in Declared.__dataclass_fields__}))
            ),
            looked=ArraySubquery(looks.values(json=JSONObject(version="version_id", at="looked_at"))[:2]),
        ),
    )
    known: Any = version  # with what the annotations above add
    rows = tuple(
        Signature.objects.filter(version=version).select_related("on_behalf").order_by("turn", "title", "id")
    )
    posts = staffed(today, {row.post_id for row in rows}) if rows else {}
    return Standing(
        draft or version.draft,
        version,
        rows,
        tuple(_declared(each) for each in known.declared),
        posts,
        dict(_acting(actor, posts.values())),
        frozenset(filter(None, known.wrote)),
        known.contact or {},
        tuple((UUID(each["version"]), datetime.fromisoformat(each["at"])) for each in known.looked),
    )


def able(post: Staffed, kept: Collection[str]) -> tuple[Someone, ...]:
    """Those who may act for the post on its day, without those who are kept from signing."""
    return tuple(each for each in post.readers if each.actor not in kept)


def asked_of_posts() -> QuerySet[Any]:
    """Every signature that is being asked for, with `kept`: whoever may not give it whatever post they act for."""
    rows = Signature.objects.filter(state="asked", draft__state="signing", asked_at__isnull=False)
    return rows.annotate(kept=KeptFromSigning(F("draft_id")))


def _declared(said: Mapping[str, Any]) -> Declared:
    return Declared(**{**said, "declared_at": datetime.fromisoformat(said["declared_at"])})


def _acting(actor: Actor, posts: Iterable[Staffed]) -> Iterator[tuple[UUID, UUID | None]]:
    """The posts for which the actor may act, each with the delegation, None for its holder."""
    for post in posts:
        if post.holder and post.holder.actor == actor.id:
            yield post.id, None
        elif mine := [cover.id for cover in post.acting if cover.person.actor == actor.id]:
            yield post.id, mine[0]


def newest_version(draft_id: UUID, rows: QuerySet[DraftVersion] | None = None) -> DraftVersion:
    """What is signed: the last version that was frozen; RefusedError while none was."""
    among = DraftVersion.objects.all() if rows is None else rows
    version = among.filter(draft=draft_id).order_by("-number").first()
    if version is None:
        raise RefusedError("This draft was never submitted, so there is nothing to sign.")
    return version


def slot_of(row: Signature) -> rules.Slot:
    """The signature as the rules see it."""
    return rules.Slot(str(row.id), str(row.post_id), row.title, row.turn, row.state, row.answered_by)


def route_now(content: Content, at: datetime) -> list[Routed]:
    """The posts that the scheme in force asks for today, by turn. Authority: R2, R3."""
    return [
        Routed(
            each.post_id, each.post, rules.Required(str(each.post_id), each.title, each.turn, each.because)
        )
        for each in route_of(content, localdate(at)).required
    ]


def split_has_changed(content: Content) -> str:
    """What is not as it was about the linked split, as a sentence; empty while all is."""
    if content.split is None:
        return ""
    now = split_now(UUID(content.split.run_id))
    return rules.split_has_changed(content.split.digest, now.digest if now else "")
