"""How long does a provider's file of events take, and is every row accounted for?

Everybody is made up (`caseload.synthetic`). Events of a weekly sheet for people under way: meetings, needs, treatment,
ends, and rows that are wrong on purpose. Beside it its floor: the same number of events written alone, a hundred to a
transaction. It gates on nothing. `python -m bench.bench_caseload_import [ROWS]` (100,000)
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bench.bench_caseload import AT, Size, fill
from bench.measuring import database

HEADER = "event_id,reference,crn,client_id,episode_id,kind,on,time,code"
OPEN = ("accepted", "assigned", "assessed", "on_pathway")


def main() -> None:
    rows = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000
    with database():
        fill(Size(max(400, rows // 20), 1.0, 1, "busy"))
        measure(rows)


def measure(rows: int) -> None:
    """The file once, the same file again, another file with the same events, and the floor."""
    from django.db import transaction

    from throughline.caseload.actions.importing import Provider, bring_in
    from throughline.caseload.models import ImportedEvent, Referral
    from throughline.caseload.sight import look_for_provider
    from throughline.kernel.actor import Actor
    from throughline.organisations import queries as organisations

    body = organisations.body("demonstration-provider")
    provider, actor = Provider(body.id, body.code), Actor("system:bench")
    with transaction.atomic():
        look_for_provider(provider.machine, provider.id, AT.date())
        known = Referral.objects.filter(provider=body.id, state__in=OPEN).order_by("reference")
        people = [(each.reference, each.sent_at.date()) for each in known if each.sent_at]
    content = "\r\n".join((HEADER, *events(people, rows))).encode()
    print(f"  {rows:,} rows about {len(people):,} people, {len(content) / 1e6:.1f} MB")

    def bring(what: str, file: bytes) -> Any:
        began = time.monotonic()
        run = bring_in(actor=actor, at=AT, provider=provider, name="x.csv", content=file)
        seconds = time.monotonic() - began
        told = f"{run.taken:,} taken, {run.same:,} known already, {run.rejected:,} rejected"
        print(f"  {what:<36}{seconds:8.1f} s {rows / seconds:10,.0f} rows/s   {told}")
        assert run.taken + run.same + run.rejected == run.rows == rows
        return run

    first = bring("brought in", content)
    bring("the same file again", content)
    again = bring("the same events in another file", content + b"\r\n")
    assert again.same == first.taken
    began = time.monotonic()
    for part in range(0, rows, 100):
        with transaction.atomic():
            look_for_provider(provider.machine, provider.id, AT.date())
            one = Referral.objects.filter(provider=body.id).values_list("id", flat=True)[0]
            for number in range(part, min(rows, part + 100)):
                ImportedEvent(
                    id=uuid4(), body_id=body.id, key=f"floor{number}", says="x", referral_id=one
                ).save(force_insert=True)
    seconds = time.monotonic() - began
    print(f"  {'floor: the events alone':<36}{seconds:8.1f} s {rows / seconds:10,.0f} rows/s")


def events(people: list[tuple[str, Any]], rows: int) -> Iterator[str]:
    """A sheet of that many rows; one in a hundred is wrong. The same for the same people."""
    chance = random.Random(8246)
    levels = " ".join(f"{need}=low" for need in ("ACCOM", "ETE", "FBD", "DNR", "LIFE", "FAM", "EWB", "SOC"))
    for number in range(rows):
        reference, sent = people[number % len(people)]
        on = sent + timedelta(days=chance.randint(0, max(0, (AT.date() - sent).days)))
        clock = f"{chance.randint(9, 16):02}:{chance.choice((0, 30)):02}"
        kind, code = "attendance", chance.choice(("attended", "attended", "missed", "LOGISTICS"))
        if number < len(people):
            kind, code = "accepted", ""
        elif number < 2 * len(people):
            kind, code = "needs", levels
        elif chance.random() < 0.01:
            reference = "DR-222-222"
        yield f"E{number},{reference},,,,{kind},{on},{clock},{code}"


if __name__ == "__main__":
    main()
