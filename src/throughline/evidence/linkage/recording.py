"""How does the command put a linkage on record, and how are its links written sealed? R30, R39, R40"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.frame import sealed_file
from throughline.kernel.verdict import RefusedError

from .linking import Files, Linked
from .outcome import LINKED, PROBABLE, met_of
from .shapes import order

if TYPE_CHECKING:
    from throughline.kernel.actor import Actor

    from ..actions import linkages
    from ..gate import Shown

_SEED = 20_260_401  # of the pairs that are looked at


@contextmanager
def on_behalf(args: argparse.Namespace, files: Files, because: str) -> "Iterator[tuple[Actor, datetime]]":
    """The block works on these files for whoever asked: papers first where people are real, then the act. R30"""
    if not args.asked_by:
        raise RefusedError(
            "These files do not say that their people are made up, so somebody must ask for them: --asked-by EMAIL.",
            "Files of made-up people carry a column made_up with yes in every row.",
        )
    from throughline.frame.installation import running

    with running(args.data, command="throughline need"):
        import django

        django.setup()
        from ..actions import linkages

        actor, at = somebody(args.asked_by), datetime.now(UTC)
        if not files.probation.is_made_up:
            linkages.may_link(actor, args.of, at.date()).or_raise()
        digests = (files.probation.sha256, files.treatment.sha256)
        linkages.opened(actor=actor, at=at, because=because, model=files.model.sha256, digests=digests)
        yield actor, at


def on_record(
    args: argparse.Namespace, files: Files, linked: Callable[[], Linked], period: str
) -> "tuple[Linked, Shown]":
    """The linkage of real people, or one that is kept, beside every linkage that left before. R30"""
    if files.model.is_made_up and not files.probation.is_made_up:
        raise RefusedError(
            "This model was trained on made-up people, and these are real.",
            "Train one on files of yours with `./throughline need train`, and name it with --model.",
        )
    with on_behalf(args, files, "need") as (actor, _):
        from django.db import transaction

        from ..actions import linkages

        second = somebody(args.second) if args.second else None
        done = linked()
        with transaction.atomic():
            digests = (files.probation.sha256, files.treatment.sha256)
            counts = done.outcome.counts(period=period, source="".join(digest[:8] for digest in digests))
            shown = linkages.shown(counts)
            if args.keep_as:
                first, until = (date.fromisoformat(day) for day in period.split("/"))
                made = made_of(args.keep_as, (first, until), files, done, shown)
                linkages.keep(actor=actor, at=datetime.now(UTC), made=made, second=second)
    return done, shown


def made_of(
    name: str, covers: tuple[date, date], files: Files, done: Linked, shown: "Shown", *, pairs: int = 120
) -> "linkages.Made":
    """What goes on record of a linkage, with a sample of its pairs."""
    from ..actions import linkages
    from .sampling import sample

    drawn = sample(files.probation, files.treatment, files.model, done.chosen, seed=_SEED, wanted=pairs)
    return linkages.Made(
        name, covers, done.outcome, shown, files.quality, files.model, len(files.treatment), drawn,
        digests=tuple((each.file, each.sha256) for each in (files.probation, files.treatment)),
    )  # fmt: skip


def write_links(file: Path, key: bytes, files: Files, done: Linked) -> None:
    """Sealed: each person's probability of any partner and what it counts as; the likeliest partner, from even odds."""
    probation, treatment = files.probation, files.treatment
    partner, certain, _ = done.chosen.best(len(probation))
    met = met_of(probation, done.chosen)
    left, right = order(probation), order(treatment)
    persons = [probation.persons[row] for row in left]
    people = (
        (person, f"{p:.4f}", "linked" if p >= LINKED else "probable" if p >= PROBABLE else "no evidence")
        for person, p in zip(persons, met.tolist(), strict=True)
    )
    links = (
        (person, treatment.persons[right[other]], f"{p:.4f}")
        for person, other, p in zip(persons, partner.tolist(), certain.tolist(), strict=True)
        if other >= 0 and p >= PROBABLE
    )
    about = {
        "schema": "throughline links 1",
        "model": files.model.sha256,
        "is_made_up": probation.is_made_up,
        "files": [probation.sha256, treatment.sha256],
    }
    parts = (
        sealed_file.Part("people", ("person", "probability", "evidence"), people),
        sealed_file.Part("links", ("person", "partner", "probability"), links),
    )
    sealed_file.write(file, parts, about, key)


def somebody(email: str) -> "Actor":
    """Who signs in by that address; RefusedError when nobody does."""
    from throughline.organisations import queries as organisations

    person = organisations.person_named(email)
    if person is None or not person.is_active:
        raise RefusedError(f"Nobody signs in as {email}.")
    return person.as_actor()
