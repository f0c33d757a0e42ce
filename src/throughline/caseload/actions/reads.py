"""How does the ledger keep that nobody changes afterwards who looked at whom? One leaf a day over all looks. R39

A look is a row that nobody may change. The leaf says how many there were that day and the digest over them, so that
one that was changed, taken away or added later is found by whoever compares (`caseload verify-reads`).
"""

from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from throughline.frame.scope import NO_SIGHT, enter_sight
from throughline.kernel.actor import Actor
from throughline.ledger import queries as ledger
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

MACHINE = Actor("system:reads", frozenset({"system"}))
KIND = "reads of a day"
BEGINNING = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())


def seal_days(*, at: datetime) -> int:
    """Every day that is over and has no leaf yet gets one; the first holds all looks before it too. How many."""
    yesterday = timezone.localdate(at) - timedelta(days=1)
    last = ledger.last_subject(KIND)
    day = date.fromisoformat(last) + timedelta(days=1) if last else yesterday
    count = 0
    while day <= yesterday:
        since = _begins(day) if last or count else BEGINNING
        many, digest = looks(since, _begins(day + timedelta(days=1)))
        facts: dict[str, Json] = {"reads": many, "digest": digest, "since": since.isoformat()}
        with (
            transaction.atomic(),
            act(actor=MACHINE, at=at, verb="reads.sealed", subject=(KIND, day.isoformat()), facts=facts),
        ):
            count += 1
        day += timedelta(days=1)
    return count


def wrong_days() -> tuple[int, list[str]]:
    """How many days have a leaf, and a sentence for each whose looks are not what it says."""
    leaves, wrong = ledger.acts_of_kind(KIND), []
    for each in leaves:
        until = _begins(date.fromisoformat(each.subject_id) + timedelta(days=1))
        many, digest = looks(datetime.fromisoformat(each.facts["since"]), until)
        if digest != each.facts["digest"]:
            wrong.append(
                f"The looks of {each.subject_id} are not what was sealed: {each.facts['reads']:,} then, {many:,} now."
            )
    return len(leaves), wrong


def looks(since: datetime, until: datetime) -> tuple[int, str]:
    """How many looks were recorded between these moments, and the digest over them."""
    with transaction.atomic(), connection.cursor() as cursor:
        enter_sight(MACHINE, NO_SIGHT)
        cursor.execute("SELECT many, digest FROM caseload_reads_between(%s, %s)", [since, until])
        many, digest = cursor.fetchone()
        return many, digest


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
