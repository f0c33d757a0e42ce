"""How does a confirmed decision come on record: under which number, with which parts, found by which words?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connection

from throughline.frame.lists import fold
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.actions import act

from . import rules
from .lifecycle import NOTICE
from .made import Made, made_values
from .models import SAID_IN_COLUMNS, SAID_IN_RECORD, AwardLine, Notice, NumberSeries, SignOff, YearAmount
from .reading.shape import Finding, ReadDecision
from .record import FileFacts, Json, as_values, published_bytes


@dataclass(frozen=True, slots=True)
class ToRecord:
    """Everything that a person has confirmed of one decision."""

    said: ReadDecision
    evidence: Mapping[str, Json]
    findings: Sequence[Finding]
    purpose: str
    file: FileFacts
    position_in_file: int = 0
    again_because: str = ""
    source: str = "read from a file"
    made: Made | None = None
    is_illustration: bool = False


def put_on_record(new: ToRecord, *, step: str = "record", actor: Actor, at: datetime) -> Notice:
    """The decision and its parts are on record under a number of their own, all of them or none."""
    NOTICE.may(step, None, actor).or_raise()
    taken = NOTICE.step(step)
    values = as_values(new.said)
    with act(actor=actor, at=at, verb=taken.event, subject=("decision", None)) as doing:
        number = _next_number(rules.year_of(new.said, at))
        columns = {name: getattr(new.said, name) for name in SAID_IN_COLUMNS}
        total = columns.pop("total_pence")
        notice = Notice.objects.create(
            **columns,
            number=number,
            state=taken.to,
            total_pence=None if total is None else Money(total),
            record={
                **{name: values[name] for name in SAID_IN_RECORD},
                "evidence": dict(new.evidence),
                "text_sha256": new.file.text_sha256,
            },
            findings=[finding_values(finding) for finding in new.findings],
            made=None if new.made is None else made_values(new.made),
            purpose=new.purpose.strip(),
            is_illustration=new.is_illustration,
            file_id=new.file.sha256 if new.file.is_held else None,
            file_name=new.file.name,
            file_sha256=new.file.sha256,
            position_in_file=new.position_in_file,
            again_because=new.again_because,
            search_text=search_text(number, new.said, new.purpose),
            recorded_at=at,
            recorded_by=actor.id,
        )
        put_parts(notice, new.said)
        doing.subject = ("decision", number)
        doing.facts |= {
            "number": number,
            "source": new.source,
            "total_pence": total,
            "file_sha256": new.file.sha256,
            "record_sha256": sha256(published_bytes(notice.facts())).hexdigest(),
        }
        if new.again_because:
            doing.facts["again_because"] = new.again_because
    return notice


def put_parts(notice: Notice, said: ReadDecision) -> None:
    """The parts, years and signatures of the decision's present version have their rows."""
    which = {"notice": notice, "version": notice.version}
    AwardLine.objects.bulk_create(
        AwardLine(
            **which,
            position=i,
            place=part.place,
            gss_code=part.gss_code or "",
            recipient=part.recipient,
            pence=Money(part.pence),
        )
        for i, part in enumerate(said.breakdown)
    )
    YearAmount.objects.bulk_create(
        YearAmount(
            **which, position=i, year=part.year, pence=None if part.pence is None else Money(part.pence)
        )
        for i, part in enumerate(said.by_year)
    )
    SignOff.objects.bulk_create(
        SignOff(**which, position=i, post=each.post, signed_on=each.signed_on, on_behalf=each.on_behalf)
        for i, each in enumerate(said.sign_offs)
    )


def _next_number(year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {NumberSeries._meta.db_table} AS series (year, last) VALUES (%s, 1) "  # noqa: S608 - our own table
            "ON CONFLICT (year) DO UPDATE SET last = series.last + 1 RETURNING last",
            [year],
        )
        return rules.number_of(year, cursor.fetchone()[0])


def search_text(number: str, said: ReadDecision, purpose: str) -> str:
    """The words by which a decision is found, folded."""
    words = [number, said.title, said.reference, said.author, said.recipients, purpose]
    return fold(" ".join(filter(None, [*words, *(part.place for part in said.breakdown)])))


def finding_values(finding: Finding) -> Json:
    """A finding as the record keeps it."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "text": finding.text,
        "field": finding.field,
        "post": finding.post,
    }
