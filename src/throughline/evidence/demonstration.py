"""What does the demonstration show of the evidence? A synthetic year of made-up people, measured; it says so."""

from datetime import datetime

from throughline.kernel.actor import Actor

from .models import Extract

SEED = 20260401
PEOPLE = 3000


def load(*, actor: Actor, at: datetime) -> None:
    """The seeded generator's extract is held once, and what a ministry would return of it: made up by the same seed."""
    from .actions import offences
    from .actions.extracts import MACHINE, opened, take_generated
    from .synthetic.offences import offences_file

    if Extract.objects.exists():
        return
    row = take_generated(actor=MACHINE, at=at, seed=SEED, people=PEOPLE)
    tables = opened(
        actor=MACHINE, at=at, extract_id=row.id, because="returned", only=("referrals", "treatments")
    )
    offences.take(
        actor=MACHINE,
        at=at,
        extract_id=row.id,
        name="returned-made-up.csv",
        content=offences_file(tables, seed=SEED, known_until=row.last_day),
        known_until=row.last_day,
    )


def measure(*, actor: Actor, at: datetime) -> None:
    """Its measures by place, quarter and month are there; an analyst has the other tables made by a button."""
    from .actions import measuring
    from .actions.extracts import MACHINE

    row = Extract.objects.filter(seed=SEED, state="held").first()
    if row is None or hasattr(row, "measuring"):
        return
    measuring.ask(actor=MACHINE, at=at, extract_id=row.id)
    measuring.measure(at=at, extract_id=row.id, in_short=True)


def need(*, actor: Actor, at: datetime) -> None:
    """Linkage, need, hidden need and capacity of the synthetic year are there, each once."""
    from .actions.extracts import MACHINE, opened
    from .linkage.demonstration import reviewer
    from .models import HiddenEstimate
    from .need import demonstration as made_up

    row = Extract.objects.filter(seed=SEED, state="held").first()
    if row is None or HiddenEstimate.objects.filter(is_made_up=True).exists():
        return
    tables = opened(actor=MACHINE, at=at, extract_id=row.id, because="need")
    made_up.load(extract=row, tables=tables, actor=MACHINE, at=at, reviewer=reviewer())
