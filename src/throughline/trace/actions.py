"""How does a draft pack become one that stays as it is?"""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from throughline.evidence import tables as evidence
from throughline.evidence.tables import Quarter
from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act
from throughline.ledger.canonical import canonical
from throughline.organisations.queries import names_of

from .documents.report import report_pdf, report_xlsx
from .models import PackEdition
from .queries import issued, reports
from .reporting import ISSUERS, Cell, Pack, Section, differences

MANY_CHANGES = 8


def may_issue(actor: Actor) -> Verdict:
    """Whether they make a draft a pack that stays."""
    if actor.is_system or actor.roles & ISSUERS:
        return Allowed()
    return Refused("The programme officer issues the packs.", "Ask the programme officer.")


def issue(*, actor: Actor, at: datetime, pack: str, quarter: Quarter, because: str = "") -> PackEdition:
    """The pack of a quarter that is over, frozen: page, PDF/UA and workbook keep these bytes for ever.

    A further edition says why, and which figures are others than before; where none is, there is nothing to issue.
    Authority: ADR 2.
    """
    may_issue(actor).or_raise()
    on = localdate(at)
    if quarter not in evidence.quarters(on, actor=reports.MAKER):
        raise RefusedError(
            "This quarter is not over, or no figure of it left the gate yet.", "Choose an earlier quarter."
        )
    draft = reports.draft(actor, pack, quarter, on)
    if draft is None:
        raise RefusedError("There is no such pack.")
    last = issued.newest(pack, quarter)
    number = last.number + 1 if last else 1
    whole = _edition(draft, last, because.strip())
    by = names_of([actor.id])[actor.id]
    whole = replace(
        whole,
        standing=f"Edition {number}, issued on {long_date(on)} by {by}."
        + (f" It replaces edition {number - 1}: {because.strip()}" if last else ""),
        is_draft=False,
    )
    record = canonical(_plain(whole))
    name = f"{pack}-{quarter.slug}-{number}"
    forms = {
        "record": store(Upload(f"{name}.json", record), kind="json", at=at),
        "document": store(Upload(f"{name}.pdf", report_pdf(whole, at=at)), kind="pdf", at=at),
        "workbook": store(Upload(f"{name}.xlsx", report_xlsx(whole, on=on)), kind="xlsx", at=at),
    }
    subject = ("pack", f"{pack} {quarter.name}")
    try:
        with transaction.atomic(), act(actor=actor, at=at, verb="pack.issued", subject=subject) as doing:
            doing.facts |= {
                "edition": number,
                "extracts": list(whole.extracts),
                "versions": dict(whole.versions),
                **{f"{form}_sha256": file.sha256 for form, file in forms.items()},
            }
            return PackEdition.objects.create(
                pack=pack,
                quarter=quarter.name,
                number=number,
                because=because.strip() if last else "",
                act=doing.id,
                issued_at=at,
                issued_by=actor.id,
                **forms,
            )
    except IntegrityError as clash:
        raise RefusedError("Somebody else issued this pack just now.", "Open the pack and look.") from clash


def _edition(draft: Pack, last: PackEdition | None, because: str) -> Pack:
    """The draft, with what is other than in the last edition after its first section."""
    if last is None:
        return draft
    if not because:
        raise RefusedError("A further edition says why it is made.", "Say in a sentence what was wrong.")
    found = differences(issued.without_changes(issued.shown(last)), draft)
    if not found:
        raise RefusedError(
            f"Every figure is as in edition {last.number}.", "There is nothing to correct in this pack."
        )
    changed = Section(
        issued.CHANGED,
        f"What changed since edition {last.number}",
        because,
        ("Where", f"Edition {last.number}", "Now"),
        tuple((Cell(where), Cell(before), Cell(now)) for where, before, now in found),
        is_long=len(found) > MANY_CHANGES,
        of="change",
    )
    return replace(draft, sections=(draft.sections[0], changed, *draft.sections[1:]))


def issue_all(*, actor: Actor, at: datetime, quarter: Quarter) -> list[PackEdition]:
    """The first edition of every pack of the quarter that has none."""
    there = {each.pack for each in issued.of_quarter(quarter)}
    return [
        issue(actor=actor, at=at, pack=each.slug, quarter=quarter)
        for each in reports.offered(actor, localdate(at))
        if each.slug not in there
    ]


def _plain(pack: Pack) -> Any:
    """The pack as JSON has it: tuples as lists."""
    return _lists(asdict(pack))


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value
