"""Which returns may somebody see, what may they do with each, and who certified what?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Verdict
from throughline.organisations import queries as organisations
from throughline.organisations.queries import names_of
from throughline.organisations.reach import reach_of

from ..lifecycle import CERTIFIER, CSP, OFFICERS, RECIPIENT, SENIOR
from ..models import Certification, Return, ReturnGrant, ReturnQuery, ReturnVersion
from ..models.asking import KINDS
from ..returning.content import Content
from ..returning.rules import Hands, may_take, wait_in_words, waits_until
from ..scrutiny.rules import JUDGED
from .contents import content_of
from .judging import judging_of

READERS = (
    OFFICERS | RECIPIENT | CERTIFIER | CSP | SENIOR
    | {"csp-member", "director-of-public-health", "auditor", "finance-preparer", "finance-approver", "finance-releaser"}
)  # fmt: skip
OPEN = ("open", "queried")
DONE = ("accepted", "dropped")
RECEIVED = ("certified", "scrutinised", "accepted")


def visible_to(actor: Actor, on: date) -> QuerySet[Return]:
    """Returns: all for those who run, sign or audit; else those of the actor's places and own body."""
    return (
        Return.objects.filter(reach_of(actor, on).rows("place", "recipient"))
        .select_related("place", "recipient")
        .order_by("due_on", "place__name", "id")
    )


def name_of(asked: Return) -> str:
    """What the return is called: its kind, the quarter where it has one, and its year."""
    quarter = f" {asked.quarter}" if asked.quarter else ""
    return f"{KINDS[asked.kind]}{quarter} {asked.year}"


def body_of(actor: Actor) -> UUID | None:
    """The organisation that the actor works for."""
    if not actor.is_signed_in:
        return None
    me = organisations.visible_to(actor).filter(id=actor.id.removeprefix("person:"))
    return me.order_by().values_list("body", flat=True).first()


def own(actor: Actor) -> Q:
    """The condition that a return is of the organisation that the actor works for; asks nothing itself."""
    if not actor.is_signed_in:
        return Q(pk__in=())
    me = organisations.visible_to(actor).filter(id=actor.id.removeprefix("person:"))
    return Q(recipient__in=me.order_by().values("body"))


def hands_of(asked: Return, actor: Actor, on: date, versions: Sequence[ReturnVersion] | None = None) -> Hands:
    """Through whose hands the return has gone, and whether the actor belongs to its recipient. Two queries at most,
    one where its `versions` are at hand; for an officer of the partnership two more, and for a certified plan or
    year-end three.
    """
    is_own = body_of(actor) == asked.recipient_id
    if not is_own and "csp-officer" in actor.roles:
        for_csp = ReturnGrant.objects.filter(of=asked, grant__recipient_kind="accountable_body")
        is_own = for_csp.exists() and reach_of(actor, on).covers(asked.place_id)
    if versions is None:
        versions = list(_versions(asked))
    certified = (getattr(each, "certification", None) for each in versions)
    return Hands(
        asked.recipient.name,
        asked.recipient.kind,
        is_own,
        frozenset(each.submitted_by for each in versions),
        frozenset(each.certified_by for each in certified if each),
        asked.state == "certified" and asked.kind in JUDGED and _is_put_before_its_partnership(asked),
    )


def _is_put_before_its_partnership(asked: Return) -> bool:
    """Whether its partnership, which does not govern the money itself, is asked about it. Authority: R25, R26."""
    judging = judging_of([asked])[asked.pk]
    return judging.model == "csp_scrutinises" and judging.wants_statement


def _versions(asked: Return) -> QuerySet[ReturnVersion]:
    return ReturnVersion.objects.filter(of=asked).select_related("certification").order_by("-number")


@dataclass(frozen=True)
class ReturnPage:
    """A return before somebody, today."""

    asked: Return
    actor: Actor
    hands: Hands
    versions: Sequence[ReturnVersion]
    queries: Sequence[ReturnQuery]
    on: date

    @property
    def name(self) -> str:
        return name_of(self.asked)

    @cached_property
    def content(self) -> Content:
        return content_of(self.asked)

    @property
    def newest(self) -> ReturnVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def said(self) -> dict[str, Any]:
        """What the newest version says."""
        return said_in(self.versions[0])

    @property
    def open_queries(self) -> list[ReturnQuery]:
        """The questions about the newest version; they are answered before the next one."""
        return [each for each in self.queries if self.newest and each.version_id == self.newest.pk]

    @cached_property
    def asked_about(self) -> dict[str, str]:
        """The places that the open questions are about, in words."""
        return places_in(self.said) if self.open_queries else {}

    @property
    def turn(self) -> str:
        """Whose turn it is, in words."""
        who = self.asked.recipient.name
        return f"the certifier of {who}" if self.asked.state == "submitted" else who

    @property
    def until(self) -> date:
        """By when it is the turn of whoever has it."""
        return deadline(self.asked, self.newest, self.open_queries)

    @property
    def wait(self) -> str:
        return wait_in_words(self.until, self.on)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of everybody who acted on it."""
        acted = {each.submitted_by for each in self.versions}
        for each in self.queries:
            acted |= {each.asked_by, each.answered_by} - {""}
        return names_of(acted)

    def may(self, step: str) -> Verdict:
        """The verdict that the act itself asks for."""
        return may_take(step, self.asked.state, self.actor, self.hands)

    def certification(self, version: ReturnVersion) -> Certification | None:
        found = getattr(version, "certification", None)
        return found if isinstance(found, Certification) else None


def return_page(actor: Actor, return_id: UUID, on: date) -> ReturnPage | None:
    """The return for whoever may see it."""
    asked = visible_to(actor, on).filter(pk=return_id).first()
    if asked is None:
        return None
    versions = list(_versions(asked))
    queries = (
        ReturnQuery.objects.filter(version__of=asked).select_related("version").order_by("asked_at", "id")
    )
    return ReturnPage(asked, actor, hands_of(asked, actor, on, versions), versions, list(queries), on)


def deadline(asked: Return, newest: ReturnVersion | None, queries: Sequence[ReturnQuery]) -> date:
    """By when it is the turn of whoever has it now."""
    submitted = newest.submitted_at if newest and asked.state == "submitted" else None
    queried = max((each.asked_at for each in queries), default=None) if asked.state in OPEN else None
    return waits_until(
        asked.due_on,
        submitted_on=timezone.localdate(submitted) if submitted else None,
        queried_on=timezone.localdate(queried) if queried else None,
    )


def said_in(version: ReturnVersion) -> dict[str, Any]:
    """What a version says, from its frozen bytes."""
    said = json.loads(bytes(version.content))
    assert isinstance(said, dict)  # noqa: S101 - the bytes are ours
    return said


def areas_without_returns(actor: Actor, on: date) -> int:
    """How many live grants no return of their year covers yet."""
    live = agreements.visible_to(actor, on).filter(state__in=("live", "closing", "suspended")).order_by()
    return live.exclude(id__in=ReturnGrant.objects.values("grant")).count()


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(place, before, after) of everything that two versions say differently."""
    old, new = _values(before), _values(after)
    return [
        (name, old.get(name, "nothing"), new.get(name, "nothing"))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    ]


def _values(said: dict[str, Any]) -> dict[str, str]:
    found = {}
    for grant in said["grants"]:
        for line in grant.get("lines", ()):
            for name, words in (("plan", "planned"), ("actual", "spent"), ("projected", "still expected")):
                if (pence := line[f"{name}_pence"]) is not None:
                    found[f"{grant['programme']}: {line['label']}, {words}"] = str(Money(pence))
            if line["words"]:
                found[f"{grant['programme']}: {line['label']}, in words"] = line["words"]
    for post in said["posts"]:
        found[post["title"]] = ("Filled" if post["is_filled"] else "Vacant") + (
            f". {post['words']}" if post["words"] else ""
        )
    found.update({each["question"]: each["answer"] for each in said["answers"]})
    return found


def places_in(said: dict[str, Any]) -> dict[str, str]:
    """The places of a version that somebody may ask about, by the name that forms give them, with their words."""
    found = {
        f"{grant['grant'][:8]}-{line['key'].replace(':', '-')}": f"{grant['programme']}: {line['label']}"
        for grant in said["grants"]
        for line in grant.get("lines", ())
    }
    found |= {f"post-{each['post']}": each["title"] for each in said["posts"]}
    return found | {f"answer-{each['code']}": each["question"] for each in said["answers"]}
