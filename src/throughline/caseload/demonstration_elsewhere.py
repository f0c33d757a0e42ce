"""What came in from the made-up provider's own system, and what would its monitoring extract say?

Two weekly files arrived: the second ends one support, repeats nothing, and has two rows that could not be taken. Then
the month's monitoring file: most of it is known, one start of treatment is new, and one number nobody has linked.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from throughline.frame.lists import csv_text
from throughline.kernel.dates import add_working_days

from . import codes
from .actions import importing, monitoring
from .care.local_time import day_of
from .demonstration_people import Made, ago, moment
from .demonstration_staff import THERE, Staff
from .elsewhere.monitoring import DISCHARGES
from .elsewhere.rules import COLUMNS
from .models import Referral
from .queries.reconciling import ours

MONITORING = ("CLIENTID", "EPISODID", "RFLS", "TRIAGED", "MODAL", "MODST", "DISD", "DISRSN")
EXTRACT = ("CLIENTID", "EPISODID", "TRIAGED", "MODEXIT")
_LEVELS = " ".join(
    f"{need}={level}" for need, level in zip(codes.NEEDS, ("low", "none", "medium", "high") * 2, strict=True)
)
_DONE = "completed use=ACHIEVED support=ACHIEVED overdose=PARTIALLY_ACHIEVED"
# Who, what, so many working days after they were sent, and its code; each new file brings what happened since.
_FILES = (
    (
        ("Heather", "first_contact", 7, ""), ("Heather", "needs", 7, _LEVELS), ("Heather", "treatment_start", 12, ""),
        ("Gulzar", "first_contact", 5, ""), ("Gulzar", "needs", 5, _LEVELS), ("Gulzar", "treatment_start", 15, ""),
        ("Fergus", "first_contact", 6, ""), ("Fergus", "attendance", 11, "attended"),
        ("Esther", "first_contact", 8, ""),
    ),
    (
        ("Dwayne", "first_contact", 9, ""), ("Esther", "attendance", 14, "missed"),
        ("Fergus", "attendance", 18, "attended"), ("Gulzar", "attendance", 27, "attended"),
        ("Heather", "exit", 56, _DONE),
    ),
)  # fmt: skip


# Somebody whom probation sent and whose number nobody said, and somebody who came of their own accord.
_OTHERS = (
    ("79998", "1", "8", "2026-03-02", "2", "2026-03-09", "", ""),
    ("79999", "1", "4", "2026-03-02", "9", "2026-03-02", "", ""),
)
_CODE_OF = {each.means: each.code for each in reversed(DISCHARGES)} | {"completed": "81"}


def load(made: Made, staff: Staff, *, at: datetime) -> None:
    """Both files come in, as their provider's manager brings them, a week apart."""
    unit, day = staff.units[made.unit.name], day_of(at)
    provider = importing.Provider(unit.body, THERE)
    clients = {each.name[0]: str(77001 + n) for n, each in enumerate(made.stories)}
    for number, (events, brought_on) in enumerate(zip(_FILES, (ago(day, 6), ago(day, 1)), strict=True), 1):
        rows = [_row(f"{number}{n:02}", made, clients, *event) for n, event in enumerate(events, 1)]
        if number == len(_FILES):
            ahead = (day + timedelta(days=7)).isoformat()
            known = made["Dwayne"].reference
            rows += [
                _line(
                    event_id="290",
                    crn="X000001",
                    kind="attendance",
                    on=brought_on.isoformat(),
                    code="attended",
                ),
                _line(event_id="291", reference=known, kind="attendance", on=ahead, code="attended"),
            ]
        importing.bring_in(
            actor=staff[made.unit.manager],
            at=moment(brought_on, time(8, 30), at),
            provider=provider,
            name=f"events-{brought_on:%Y-%m-%d}.csv",
            content=csv_text(COLUMNS, rows).encode(),
        )
    monitoring.bring_in(
        actor=staff[made.unit.manager],
        at=moment(ago(day, 1), time(8, 45), at),
        provider=provider,
        name=f"monitoring-{ago(day, 1):%Y-%m}.csv",
        content=csv_text(MONITORING, [*_of_the_month(made, clients), *_OTHERS]).encode(),
    )


def _of_the_month(made: Made, clients: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """What the provider's monitoring says: two who are known, and a start of treatment that no sheet has said."""
    for given, met, began in (("Gulzar", 5, 15), ("Heather", 7, 12), ("Fergus", 6, 19)):
        sent_at = made[given].sent_at
        assert sent_at is not None  # noqa: S101 - asked of those who were sent
        days = (add_working_days(day_of(sent_at), after).isoformat() for after in (met, began))
        triaged, started = days
        yield clients[given], "1", "8", triaged, "2", started, "", ""


def extract() -> list[tuple[object, ...]]:
    """A made-up monitoring extract of whom the manager sees: most rows agree, two differ, one is linked to nobody."""
    rows: list[tuple[object, ...]] = []
    linked = [each for each, _ in ours() if each.client_id]
    for n, each in enumerate(linked):
        began = each.started_on or add_working_days(each.sent_on, 9)
        ended = each.ended_on + timedelta(days=3) if each.ended_on else ""
        if n == len(linked) - 1:
            ended = add_working_days(began, 2)
        rows.append((each.client_id, each.episode_id, began, ended))
    return [*rows, ("79999", "1", "", "")]


def only_in_a_demonstration() -> None:
    """No such page anywhere else."""
    if not settings.DEMONSTRATION:
        raise Http404("There is no such page.")


def monitoring_file() -> list[tuple[object, ...]]:
    """A made-up monitoring file of whom the manager sees: what is known here, starts that are not, two others."""
    linked = [each for each, _ in ours() if each.client_id]
    known = {
        each.reference: each for each in Referral.objects.filter(reference__in=[x.reference for x in linked])
    }
    rows: list[tuple[object, ...]] = []
    for each in linked:
        referral = known[each.reference]
        met = referral.first_contact_on or ""
        ended = (
            (referral.exited_on, _CODE_OF.get(referral.exit_reason, "83")) if referral.exited_on else ("", "")
        )
        began = each.started_on or (timezone.localdate() if met and not referral.exited_on else "")
        rows.append((each.client_id, each.episode_id or "1", "8", met, "2", began, *ended))
    return [*rows, *_OTHERS]


def _row(
    number: str, made: Made, clients: dict[str, str], given: str, kind: str, after: int, code: str
) -> Any:
    row: Referral = made[given]
    assert row.sent_at is not None  # noqa: S101 - asked of those who were sent
    return _line(
        event_id=number,
        reference=row.reference,
        client_id=clients[given],
        episode_id="1",
        kind=kind,
        on=add_working_days(day_of(row.sent_at), after).isoformat(),
        time="14:30" if kind in ("first_contact", "attendance") else "",
        code=code,
    )


def _line(**said: str) -> list[str]:
    return [said.get(each, "") for each in COLUMNS]
