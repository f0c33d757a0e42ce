"""How is a variation asked for, prepared, put to a decision, taken back?

What it names is frozen when it is put to a decision. What becomes of it then: `actions/varied.py`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from throughline.decisions.actions import drafting
from throughline.decisions.drafting.terms import DECISION_TYPES, ILLUSTRATION
from throughline.decisions.queries.drafting import draft_whole
from throughline.decisions.record import FUNCTIONS
from throughline.frame.letters import Message, owe
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act
from throughline.organisations import queries as organisations
from throughline.organisations.delegation.queries import people_named
from throughline.organisations.reach import reach_of

from ..lifecycle import FOR_THE_OTHER_SIDE, OFFICERS, VARIATION
from ..models import Grant, SpecificationVersion, Variation, VariationLine
from ..queries.varying import grants_now, lines_of, named, rows_of
from ..rules import uplift
from ..varying.rules import Change, GrantNow, may_name, may_settle, still_stands
from ..varying.wording import sections


def uplifted(grants: Sequence[UUID], percent: Fraction) -> list[Change]:
    """The change that raises each of these awards by that part of a hundred, to the penny."""
    now = grants_now(grants)
    return [Change(each, "amount", uplift(now[each].award, percent)) for each in grants if each in now]


def ask(
    *, actor: Actor, at: datetime, title: str, reason: str, changes: Sequence[Change], by_notice: str = ""
) -> Variation:
    """The recipient, or its area, asks for a change of its own grants, with the reason."""
    VARIATION.may("ask", None, actor).or_raise()
    _within_reach(actor, at, [each.grant for each in changes])
    return _begun("ask", actor, at, title, reason, changes, by_notice)


def prepare(
    *,
    actor: Actor,
    at: datetime,
    title: str,
    reason: str,
    changes: Sequence[Change],
    by_notice: str = "",
    stated: Money | None = None,
    stated_source: str = "",
) -> Variation:
    """A variation names exactly these changes, each with what is so before it.

    `by_notice` quotes the agreements' words that let the award change by notice; `stated` is what a record says it
    comes to, as it says it, which changes no line.
    """
    VARIATION.may("prepare", None, actor).or_raise()
    return _begun("prepare", actor, at, title, reason, changes, by_notice, stated, stated_source)


def edit(
    *,
    actor: Actor,
    at: datetime,
    variation_id: UUID,
    title: str,
    reason: str,
    changes: Sequence[Change],
    by_notice: str = "",
) -> Variation:
    """A prepared variation names these changes now, from what is so today."""
    with _step("edit", variation_id, actor, at) as (variation, doing):
        variation.title, variation.reason, variation.by_notice = _said(title, reason, by_notice)
        variation.lines.all().delete()
        _name(variation, changes, doing)
    return variation


def settle(*, actor: Actor, at: datetime, variation_id: UUID, changes: Sequence[Change]) -> Variation:
    """What was decided with an amendment names these lines now; only then can it be applied."""
    with _step("settle", variation_id, actor, at) as (variation, doing):
        may_settle(lines_of(rows_of(variation)), changes).or_raise()
        variation.lines.all().delete()
        _name(variation, changes, doing)
    return variation


def take_up(*, actor: Actor, at: datetime, variation_id: UUID) -> Variation:
    """What a recipient asked for is prepared by the authority from now on."""
    with _step("take_up", variation_id, actor, at) as (variation, _):
        pass
    tell_whoever_asked(variation, "taken up", "What you asked for is being prepared", at)
    return variation


def decline(*, actor: Actor, at: datetime, variation_id: UUID, because: str) -> Variation:
    """What a recipient asked for is answered with no, and why; who asked is told."""
    with _step("decline", variation_id, actor, at) as (variation, doing):
        variation.because = _why(because, doing)
    tell_whoever_asked(variation, "declined", "Your request to change a grant was answered", at)
    return variation


def withdraw(*, actor: Actor, at: datetime, variation_id: UUID, because: str) -> Variation:
    """It is taken back before it is decided, and its draft with it; a recipient takes back only what it asked for.

    A draft that is out for signature is recalled first, by those who draft.
    """
    with _step("withdraw", variation_id, actor, at) as (variation, doing):
        officer = bool(actor.roles & OFFICERS)
        if not officer:
            if not variation.is_asked_for:
                raise RefusedError("The authority prepared this variation; its officers can take it back.")
            _within_reach(actor, at, list(variation.lines.values_list("grant_id", flat=True)))
        variation.because = _why(because, doing)
        if officer and variation.draft_id:
            _withdraw_draft(variation.draft_id, actor, at)
    return variation


def put_to_decision(
    *, actor: Actor, at: datetime, variation_id: UUID, decision_type: str, function: str
) -> Variation:
    """The decision is drafted with exactly the variation's figures, and nothing that it names changes meanwhile.

    Who signs follows from its own total and the whole award after it. Authority: R3.
    """
    if decision_type not in DECISION_TYPES or function not in FUNCTIONS:
        raise RefusedError("Say whose decision it is, and which function it exercises.")
    with _step("put_to_decision", variation_id, actor, at) as (variation, doing):
        rows = list(rows_of(variation))
        ids = sorted({row.grant_id for row in rows})
        lines, grants = lines_of(rows), named(rows)
        now = grants_now(ids, but_not=variation.id)
        still_stands(lines, now.values(), by_notice=bool(variation.by_notice)).or_raise()
        variation.is_illustration = any(row.grant.is_illustration for row in rows)
        if variation.is_illustration and not settings.DEMONSTRATION:
            raise RefusedError(
                "Some of these grants are an illustration: no decision awarded them, and none can vary them."
            )
        variation.draft_id = _draft(
            title=_titled(variation),
            said=sections(
                _titled(variation),
                variation.reason,
                variation.by_notice,
                lines,
                grants,
                decision_type=decision_type,
                function=function,
                known_programmes=frozenset(organisations.programmes().values_list("code", flat=True)),
            ),
            actor=actor,
            at=at,
        )
        doing.facts["draft"] = str(variation.draft_id)
    return variation


def _begun(
    step: str,
    actor: Actor,
    at: datetime,
    title: str,
    reason: str,
    changes: Sequence[Change],
    by_notice: str = "",
    stated: Money | None = None,
    stated_source: str = "",
) -> Variation:
    row = VARIATION.step(step)
    title, reason, by_notice = _said(title, reason, by_notice)
    with act(actor=actor, at=at, verb=row.event, subject=("variation", None)) as doing:
        variation = Variation.objects.create(
            title=title,
            reason=reason,
            state=row.to,
            by_notice=by_notice,
            is_asked_for=step == "ask",
            stated_pence=stated,
            stated_source=stated_source,
            begun_at=at,
            begun_by=actor.id,
        )
        doing.subject = ("variation", str(variation.id))
        _name(variation, changes, doing)
    return variation


def _name(variation: Variation, changes: Sequence[Change], doing: OpenAct) -> None:
    """The variation's lines are these; RefusedError for a change that cannot be named, or is named twice."""
    if not changes:
        raise RefusedError("Nothing changes yet. Name at least one change.")
    if len({(each.grant, each.what) for each in changes}) < len(changes):
        raise RefusedError("The same thing is changed twice in one grant.")
    now = grants_now({each.grant for each in changes})
    for each in changes:
        if each.grant not in now:
            raise RefusedError("There is no such grant.")
        may_name(each, now[each.grant], by_notice=bool(variation.by_notice)).or_raise()
        if each.what == "specification":
            _current_specification(each)
    variation.is_illustration = Grant.objects.filter(id__in=now, is_illustration=True).exists()
    variation.save()
    VariationLine.objects.bulk_create(_line(variation, each, now[each.grant]) for each in changes)
    doing.facts |= {"grants": len(now), "lines": len(changes)}


def _line(variation: Variation, change: Change, now: GrantNow) -> VariationLine:
    line = VariationLine(variation=variation, grant_id=change.grant, what=change.what)
    if isinstance(change.after, Money):
        line.before_pence, line.after_pence = now.award, change.after
    else:
        line.before, line.after = now.says(change.what), change.after.strip()
    return line


def _current_specification(change: Change) -> None:
    of_programme = Grant.objects.filter(id=change.grant).values("round__programme")
    known = SpecificationVersion.objects.filter(
        id=str(change.after), state="current", programme__in=of_programme
    )
    if not known.exists():
        raise RefusedError("Name the programme’s current specification.")


@contextmanager
def _step(step: str, variation_id: UUID, actor: Actor, at: datetime) -> Iterator[tuple[Variation, OpenAct]]:
    row = VARIATION.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("variation", str(variation_id))) as doing:
        variation = locked_with_grants(variation_id)
        VARIATION.may(step, variation.state, actor).or_raise()
        yield variation, doing
        variation.state = row.to
        variation.save()


def locked_with_grants(variation_id: UUID) -> Variation:
    """The variation, which nobody else changes until the transaction ends, nor its grants.

    Grants come first, as in every act that takes both, so that nobody waits for the other for ever.
    """
    named_before = set(
        VariationLine.objects.filter(variation=variation_id).values_list("grant_id", flat=True)
    )
    list(Grant.objects.select_for_update().filter(id__in=named_before).order_by("id"))
    variation = Variation.objects.select_for_update().get(pk=variation_id)
    if set(variation.lines.values_list("grant_id", flat=True)) != named_before:
        raise RefusedError("Somebody changed this variation in this moment. Look at it again.")
    return variation


def _within_reach(actor: Actor, at: datetime, grants: Sequence[UUID]) -> None:
    if not actor.roles & FOR_THE_OTHER_SIDE:
        raise RefusedError("This is for the recipient of the grant and its area.")
    reach = reach_of(actor, localdate(at))
    mine = Grant.objects.filter(reach.rows("place", "recipient"), id__in=grants).count()
    if mine < len(set(grants)):
        raise RefusedError("A change can be asked for a grant of your own organisation or area.")


@transaction.atomic
def _draft(*, title: str, said: dict[str, dict[str, object]], actor: Actor, at: datetime) -> UUID:
    draft = drafting.begin_draft(title=title, actor=actor, at=at)
    for slug, values in said.items():
        drafting.save_section(
            draft_id=draft.id,
            section=slug,
            values=values,
            revision=1 if slug == "subject" else 0,
            actor=actor,
            at=at,
        )
    return draft.id


def _withdraw_draft(draft_id: UUID, actor: Actor, at: datetime) -> None:
    draft = draft_whole(actor, draft_id)
    if draft is not None and draft.draft.state not in ("withdrawn", "deferred"):
        drafting.withdraw_draft(draft_id=draft_id, actor=actor, at=at)


def _titled(variation: Variation) -> str:
    is_marked = variation.title.startswith(ILLUSTRATION) or not variation.is_illustration
    return variation.title if is_marked else f"{ILLUSTRATION}{variation.title}"


def _said(title: str, reason: str, by_notice: str) -> tuple[str, str, str]:
    if not title.strip():
        raise RefusedError("Give the variation a title: what changes, and for when.")
    if len(reason.split()) < 2:
        raise RefusedError("Say why, in a few words.")
    return title.strip()[:200], reason.strip(), by_notice.strip()


def _why(because: str, doing: OpenAct) -> str:
    if not because.strip():
        raise RefusedError("Say why.")
    doing.personal["because"] = because.strip()
    return because.strip()


def tell_whoever_asked(variation: Variation, cause: str, subject: str, at: datetime) -> None:
    """Whoever asked for it is told where to read the answer."""
    if not variation.is_asked_for:
        return
    for one in people_named([variation.begun_by]):
        key = f"variation:{variation.id}:{cause}:{one.actor}"
        text = "What the authority answered stands here:"
        owe(Message(key, one.email, one.name, subject, text, f"/variations/{variation.id}/"), at=at)
