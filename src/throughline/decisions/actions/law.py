"""Preparing, confirming and discarding versions of the scheme and of the regimes; naming who publishes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..law.cases import may_confirm_regime, may_confirm_scheme
from ..law.lifecycle import IN_FORCE, KEEPERS, REGIME, SCHEME
from ..models import Notice, PublicationDuty, Regime, Scheme, SchemeCase, SigningRule
from ..queries import law
from ..queries.duties import publishers
from ..queries.law import REGIME_SAYS

Version = TypeVar("Version", Scheme, Regime)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a scheme as its editor gives it."""

    decision_type: str
    post_id: UUID
    turn: int
    from_pence: Money
    authority: str


def prepare_scheme(*, actor: Actor, at: datetime) -> Scheme:
    """A version to be edited, a copy of the latest one with its test cases; the one being prepared, if there is one."""
    SCHEME.may("prepare", None, actor).or_raise()
    with transaction.atomic():
        latest = (
            Scheme.objects.select_for_update().filter(state__in=IN_FORCE).order_by("-in_force_from").first()
        )
        if being := Scheme.objects.filter(state="prepared").first():
            return being
        with act(actor=actor, at=at, verb=SCHEME.step("prepare").event, subject=("scheme", None)) as doing:
            scheme = Scheme.objects.create(
                title=latest.title if latest else "Scheme of delegation",
                source=latest.source if latest else "",
                in_force_from=max(localdate(at), _day_after(latest)),
                note=latest.note if latest else "",
                made_at=at,
                made_by=actor.id,
            )
            doing.subject = ("scheme", str(scheme.id))
            if latest is not None:
                for rule in latest.rules.all():
                    rule.pk = None
                    _copy(rule, scheme)
                for case in latest.cases.all():
                    case.pk = uuid4()
                    _copy(case, scheme)
    return scheme


def edit_scheme(
    *,
    scheme_id: UUID,
    title: str,
    source: str,
    in_force_from: date,
    note: str,
    lines: Sequence[Line],
    actor: Actor,
    at: datetime,
) -> None:
    """The version that is being prepared says this from now on."""
    with _doing(Scheme, SCHEME, "edit", scheme_id, actor, at) as scheme:
        scheme.title, scheme.source, scheme.note = title, source, note
        scheme.in_force_from = in_force_from
        scheme.save(update_fields=["title", "source", "note", "in_force_from"])
        scheme.rules.all().delete()
        for line in lines:
            SigningRule.objects.create(
                scheme=scheme,
                decision_type=line.decision_type,
                post_id=line.post_id,
                turn=line.turn,
                from_pence=line.from_pence,
                authority=line.authority,
            )


def add_case(
    *,
    scheme_id: UUID,
    title: str,
    decision_type: str,
    facts: Mapping[str, Any],
    expected: Sequence[str],
    actor: Actor,
    at: datetime,
) -> None:
    """The version that is being prepared has a test case more."""
    with _doing(Scheme, SCHEME, "edit", scheme_id, actor, at) as scheme:
        last = scheme.cases.aggregate(last=Max("position"))["last"] or 0
        SchemeCase.objects.create(
            scheme=scheme,
            position=last + 1,
            title=title,
            decision_type=decision_type,
            facts=dict(facts),
            expected=list(expected),
        )


def remove_case(*, scheme_id: UUID, case_id: UUID, actor: Actor, at: datetime) -> None:
    """The version that is being prepared has this test case no longer."""
    with _doing(Scheme, SCHEME, "edit", scheme_id, actor, at) as scheme:
        scheme.cases.filter(id=case_id).delete()


class ChangedSinceSeenError(RefusedError):
    """What was to be confirmed is not what was looked at."""


def confirm_scheme(*, scheme_id: UUID, seen: str, actor: Actor, at: datetime) -> None:
    """The scheme is confirmed with name and date and in force from its day; the one before it ends there.

    `seen` is `seen_of` what was looked at: ChangedSinceSeenError when it says something else by now.
    """
    with _doing(Scheme, SCHEME, "confirm", scheme_id, actor, at, asks=False) as scheme:
        _as_seen(scheme, seen)
        before = _latest(Scheme.objects.exclude(id=scheme.id))
        may_confirm_scheme(
            scheme.state,
            actor,
            lines=law.lines_of(scheme),
            ran=law.cases_of(scheme),
            begins=scheme.in_force_from,
            today=localdate(at),
            latest=before.in_force_from if before else None,
        ).or_raise()
        _come_into_force(scheme, before, SCHEME, actor, at)


def discard_scheme(*, scheme_id: UUID, actor: Actor, at: datetime) -> None:
    """The version that was being prepared goes no further."""
    with _doing(Scheme, SCHEME, "discard", scheme_id, actor, at) as scheme:
        scheme.state = SCHEME.step("discard").to
        scheme.save(update_fields=["state"])


def prepare_regime(*, function: str, actor: Actor, at: datetime) -> Regime:
    """A version of that function's regime to be edited, a copy of the latest; the one being prepared, if any."""
    REGIME.may("prepare", None, actor).or_raise()
    with transaction.atomic():
        rows = Regime.objects.select_for_update().filter(function=function)
        latest = rows.filter(state__in=IN_FORCE).order_by("-in_force_from").first()
        if being := Regime.objects.filter(function=function, state="prepared").first():
            return being
        if latest is None:
            raise RefusedError("There is no such function.")
        with act(actor=actor, at=at, verb=REGIME.step("prepare").event, subject=("regime", None)) as doing:
            regime = Regime.objects.create(
                function=function,
                in_force_from=max(localdate(at), _day_after(latest)),
                **{name: getattr(latest, name) for name in REGIME_SAYS},
                made_at=at,
                made_by=actor.id,
            )
            doing.subject = ("regime", str(regime.id))
    return regime


def edit_regime(
    *, regime_id: UUID, in_force_from: date, says: Mapping[str, Any], actor: Actor, at: datetime
) -> None:
    """The regime that is being prepared says this from now on; `says` has a value for each of its columns."""
    with _doing(Regime, REGIME, "edit", regime_id, actor, at) as regime:
        regime.in_force_from = in_force_from
        for name in REGIME_SAYS:
            setattr(regime, name, says[name])
        regime.save(update_fields=["in_force_from", *REGIME_SAYS])


def confirm_regime(*, regime_id: UUID, seen: str, actor: Actor, at: datetime) -> None:
    """The regime is confirmed with name and date and in force from its day; the one before it ends there.

    `seen` is `seen_of` what was looked at: ChangedSinceSeenError when it says something else by now.
    """
    with _doing(Regime, REGIME, "confirm", regime_id, actor, at, asks=False) as regime:
        _as_seen(regime, seen)
        before = _latest(Regime.objects.filter(function=regime.function).exclude(id=regime.id))
        may_confirm_regime(
            regime.state,
            actor,
            begins=regime.in_force_from,
            latest=before.in_force_from if before else None,
            today=localdate(at),
        ).or_raise()
        _come_into_force(regime, before, REGIME, actor, at)


def discard_regime(*, regime_id: UUID, actor: Actor, at: datetime) -> None:
    """The regime that was being prepared goes no further."""
    with _doing(Regime, REGIME, "discard", regime_id, actor, at) as regime:
        regime.state = REGIME.step("discard").to
        regime.save(update_fields=["state"])


def name_publisher(*, number: str, person_id: UUID, actor: Actor, at: datetime) -> None:
    """This person, who may publish, is the one who must publish that decision. Authority: R6."""
    if not actor.roles & KEEPERS:
        raise RefusedError("The programme lead and the monitoring officer say who publishes.")
    with act(actor=actor, at=at, verb="decision.publisher_named", subject=("decision", number)) as doing:
        notice = Notice.objects.select_for_update().get(number=number)
        if notice.state not in ("recorded", "decided"):
            raise RefusedError("This decision is published already.")
        if person_id not in {each.id for each in publishers(localdate(at))}:
            raise RefusedError("Only somebody who works as programme lead can publish, so name one of them.")
        PublicationDuty.objects.update_or_create(
            notice=notice, defaults={"person_id": person_id, "named_at": at, "named_by": actor.id}
        )
        doing.personal["publisher"] = f"person:{person_id}"


@contextmanager
def _doing(
    model: type[Version],
    table: Lifecycle,
    step: str,
    key: UUID,
    actor: Actor,
    at: datetime,
    *,
    asks: bool = True,
) -> Iterator[Version]:
    """One act on a locked version; its lifecycle is asked first, unless a rule that asks more comes after."""
    with act(actor=actor, at=at, verb=table.step(step).event, subject=(table.noun, str(key))):
        row: Version = model._default_manager.select_for_update().get(pk=key)
        if asks:
            table.may(step, row.state, actor).or_raise()
        yield row


def _as_seen(version: Scheme | Regime, seen: str) -> None:
    if law.seen_of(version) != seen:
        raise ChangedSinceSeenError("Somebody changed it since you opened this page. Look at it once more.")


def _come_into_force(
    version: Scheme | Regime, before: Scheme | Regime | None, table: Lifecycle, actor: Actor, at: datetime
) -> None:
    if before is not None and version.state == "prepared":
        before.in_force_until = version.in_force_from
        before.save(update_fields=["in_force_until"])
    version.state = table.step("confirm").to
    version.confirmed_at, version.confirmed_by = at, actor.id
    version.save(update_fields=["state", "confirmed_at", "confirmed_by"])


def _latest(rows: QuerySet[Version]) -> Version | None:
    return rows.select_for_update().filter(state__in=IN_FORCE).order_by("-in_force_from").first()


def _day_after(latest: Scheme | Regime | None) -> date:
    return latest.in_force_from + timedelta(days=1) if latest else date.min


def _copy(row: SigningRule | SchemeCase, scheme: Scheme) -> None:
    row.scheme = scheme
    row._state.adding = True
    row.save(force_insert=True)
