"""Groups are founded, described and ended; seats on them are given and end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import KEEPERS, SUPPLIER
from ..models import Group, Member
from .items import keep, reword, watch
from .writing import file_of, written


@dataclass(frozen=True, slots=True)
class AboutGroup:
    """What is said of a group."""

    name: str
    purpose: str = ""
    programmes: tuple[str, ...] = ()
    quorum_least: int | None = None
    quorum_needs_chair: bool = False
    stands_from: date | None = None
    stands_until: date | None = None


def may_keep_groups(actor: Actor) -> Verdict:
    """Whether the actor founds groups and seats members."""
    if actor.roles & (KEEPERS | {SUPPLIER}):
        return Allowed()
    return Refused("Groups and their members are kept by the programme team.", "Ask a programme officer.")


def found_group(
    *,
    code: str,
    about: AboutGroup,
    actor: Actor,
    at: datetime,
    source: str = "",
    decisions: Iterable[str] = (),
) -> Group:
    """A new group under its short name."""
    may_keep_groups(actor).or_raise()
    with act(actor=actor, at=at, verb="group.founded", subject=("group", code)):
        item = keep(
            "group",
            about.name,
            programmes=about.programmes,
            decisions=decisions,
            words=about.purpose,
            source=source,
        )
        return written(Group(item=item, code=code, **_columns(about)))


def describe_group(*, group_id: UUID, about: AboutGroup, actor: Actor, at: datetime) -> None:
    """The group is described anew; its past descriptions stay in its history."""
    may_keep_groups(actor).or_raise()
    group = Group.objects.select_related("item").get(pk=group_id)
    with act(actor=actor, at=at, verb="group.described", subject=("group", group.code)):
        reword(group.item, title=about.name, dated_on=group.item.dated_on, words=about.purpose)
        watch(group.item, about.programmes)
        for name, value in _columns(about).items():
            setattr(group, name, value)
        written(group)


def set_terms(*, group_id: UUID, upload: Upload, actor: Actor, at: datetime) -> None:
    """The group's terms of reference are this file from now on; earlier ones stay in its history."""
    may_keep_groups(actor).or_raise()
    group = Group.objects.get(pk=group_id)
    with act(actor=actor, at=at, verb="group.terms_set", subject=("group", group.code)) as doing:
        group.terms_id, group.terms_name = file_of(upload, at)
        doing.facts["file"] = group.terms_id
        written(group)


@transaction.atomic
def seat_member(
    *,
    group_id: UUID,
    actor: Actor,
    at: datetime,
    role: str = "member",
    person_id: UUID | None = None,
    body_id: UUID | None = None,
    name: str = "",
    member_from: date,
) -> Member:
    """A person, a body or a named outsider sits on the group from that day."""
    may_keep_groups(actor).or_raise()
    group = Group.objects.select_for_update().get(pk=group_id)
    if person_id is not None and any(
        each.member_until is None or each.member_until > member_from
        for each in group.members.filter(person_id=person_id)
    ):
        raise RefusedError("This person is a member already.")
    with act(
        actor=actor, at=at, verb="group.member_seated", subject=("group", group.code), facts={"role": role}
    ):
        return written(
            Member(
                group=group,
                role=role,
                person_id=person_id,
                body_id=body_id,
                name=" ".join(name.split()),
                member_from=member_from,
            )
        )


@transaction.atomic
def end_membership(*, member_id: UUID, until: date, actor: Actor, at: datetime) -> None:
    """The seat is empty from that day; what the member attended stays."""
    may_keep_groups(actor).or_raise()
    member = Member.objects.select_for_update().get(pk=member_id)
    if member.member_until is not None:
        raise RefusedError("This membership has ended already.")
    with act(actor=actor, at=at, verb="group.membership_ended", subject=("group", member.group.code)):
        member.member_until = until
        written(member)


def _columns(about: AboutGroup) -> dict[str, object]:
    return {
        "purpose": about.purpose.strip(),
        "quorum_least": about.quorum_least,
        "quorum_needs_chair": about.quorum_needs_chair,
        "stands_from": about.stands_from,
        "stands_until": about.stands_until,
    }
