"""Correcting a published decision by a new version, and saying that a later one stands in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.timezone import localdate

from throughline.frame.events import tell
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import rules
from ..checking import check, supplied_facts
from ..correcting import corrected
from ..lifecycle import NOTICE
from ..made import made_values
from ..models import SAID_IN_COLUMNS, SAID_IN_RECORD, Notice, Revision
from ..on_record import finding_values, put_parts, search_text
from ..queries.notices import held_on, may_supersede
from ..reading.shape import Finding, ReadDecision
from ..record import Recorded, as_values, published_bytes
from ..revised import Change
from .exempt import refuse_what_is_exempt


@dataclass(frozen=True, slots=True)
class DecisionRevised:
    """A published decision has a new version; told in the transaction that makes it."""

    number: str
    actor: Actor
    at: datetime


def correct_decision(
    *, number: str, version: int, values: Mapping[str, Any], reason: str, actor: Actor, at: datetime
) -> Notice:
    """The next version of the published record says these values, what was there before, and why.

    `version` is the one that the correction was made from: refused when there is a newer one.
    """
    step = NOTICE.step("correct")
    with act(actor=actor, at=at, verb=step.event, subject=("decision", number), public=True) as doing:
        notice = _locked(number)
        _not_made_up(notice)
        now, changes = preview(notice, values)
        rules.may_correct(notice.state, actor, made_from=version, version=notice.version).or_raise()
        rules.may_change(changes, reason).or_raise()
        refuse_what_is_exempt(notice, [reason, *(each.now for each in changes)])
        _revise(notice, reason, changes, actor, at)
        _write(notice, now)
        doing.facts |= _facts(notice)
        tell(DecisionRevised(number, actor, at))
    return notice


def supersede_decision(*, number: str, by: str, reason: str, actor: Actor, at: datetime) -> Notice:
    """The later decision stands in this one's place; both pages say so, and this one stays public."""
    step = NOTICE.step("supersede")
    with act(actor=actor, at=at, verb=step.event, subject=("decision", number), public=True) as doing:
        both = {
            each.number: each
            for each in Notice.objects.select_for_update().filter(number__in=[number, by]).order_by("number")
        }
        notice, later = both[number], both.get(by)
        may_supersede(notice, later, by, reason, actor).or_raise()
        _not_made_up(notice, later)
        refuse_what_is_exempt(notice, [reason])
        _revise(notice, reason, (), actor, at)
        now = replace(notice.facts(), version=notice.version + 1)
        notice.state, notice.superseded_by = step.to, later
        _write(notice, now)
        doing.facts |= {**_facts(notice), "superseded_by": by}
        tell(DecisionRevised(number, actor, at))
    return notice


def preview(notice: Notice, values: Mapping[str, Any]) -> tuple[Recorded, tuple[Change, ...]]:
    """What the next version would say, and what it would change."""

    def findings(said: ReadDecision) -> tuple[Finding, ...]:
        held = held_on({each.decided_on for each in said.related})
        return () if notice.made else check(said, "", replace(supplied_facts(), held=held))

    return corrected(notice.facts(), values, findings)


def _locked(number: str) -> Notice:
    # Without joins: after waiting for the lock, a joined row would still be that of before.
    return Notice.objects.select_for_update().get(number=number)


def _not_made_up(*notices: Notice | None) -> None:
    if any(each is not None and each.is_illustration for each in notices):
        raise RefusedError(
            "This decision is an illustration: it is on no register, so nothing of it is corrected."
        )


def _revise(notice: Notice, reason: str, changes: Sequence[Change], actor: Actor, at: datetime) -> None:
    Revision.objects.create(
        notice=notice,
        version=notice.version + 1,
        reason=reason.strip(),
        changes=[
            {"path": each.path, "label": each.label, "was": each.was, "now": each.now} for each in changes
        ],
        made_on=localdate(at),
        made_at=at,
        made_by=actor.id,
    )


def _write(notice: Notice, now: Recorded) -> None:
    values = as_values(now.said)
    for name in SAID_IN_COLUMNS:
        setattr(notice, name, getattr(now.said, name))
    total = now.said.total_pence
    notice.total_pence = None if total is None else Money(total)
    notice.record |= {name: values[name] for name in SAID_IN_RECORD} | {"evidence": dict(now.evidence)}
    notice.findings = [finding_values(each) for each in now.findings]
    notice.made = None if now.made is None else made_values(now.made)
    notice.purpose, notice.version = now.purpose, now.version
    notice.search_text = search_text(notice.number, now.said, now.purpose)
    notice.save()
    put_parts(notice, now.said)


def _facts(notice: Notice) -> dict[str, Any]:
    whole = Notice.objects.get(pk=notice.pk).facts()
    return {
        "number": notice.number,
        "version": notice.version,
        "record_sha256": sha256(published_bytes(whole)).hexdigest(),
    }
