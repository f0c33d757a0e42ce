"""How does a linkage come on record, and how are its pairs looked at, answered and destroyed? R30, R39, R40"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction

from throughline.frame.scope import enter_scope
from throughline.frame.sealing import new_key, seal, unseal, unwrapped, wrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.ledger.queries import last_act
from throughline.organisations import queries as organisations

from ..gate import Shown, through
from ..gate.world import rounded
from ..linkage.lifecycle import ANALYST, LINKAGE
from ..linkage.outcome import counts_of
from ..linkage.reviewing import ANSWERS
from ..models import Linkage, LinkageAnswer, LinkageLook, LinkagePair
from ..need.parts import Lists, from_json
from ..ports import PAPERS_MISSING
from ..queries import linkages as queries
from .releasing import one_at_a_time

if TYPE_CHECKING:
    from ..gate import Counts
    from ..linkage.model import Model
    from ..linkage.outcome import Outcome, Place
    from ..linkage.quality import Quality
    from ..linkage.sampling import Sample

MACHINE = Actor("system:evidence", frozenset({"system"}))
KEPT_FOR = timedelta(days=180)
_TABLE = "evidence_linkagepair"


@dataclass(frozen=True, slots=True)
class Made:
    """A linkage that was made: what goes on record of it; `lists` estimate those whom its files do not hold."""

    name: str
    covers: tuple[date, date]
    outcome: "Outcome"
    shown: Shown
    quality: "Sequence[Quality]"
    model: "Model"
    treatment: int
    sample: "Sample"
    digests: tuple[tuple[str, str], ...] = ()
    lists: Lists = field(default_factory=Lists)


def may_link(actor: Actor, codes: Sequence[str], on: date) -> Verdict:
    """Whether rows about real people of these organisations may be linked by this actor on that day. R30"""
    if not actor.roles & ANALYST:
        return Refused("Only an analyst links files about people.", "Ask an analyst.")
    bodies = dict(organisations.bodies().filter(code__in=codes).values_list("code", "id"))
    if unknown := sorted({*codes} - bodies.keys()):
        return Refused(f"No organisation here has the code {', '.join(unknown)}.")
    if len(bodies) < 2:
        return Refused(
            "Say whose people these are: --of CODE for probation, --of CODE for the treatment service."
        )
    missing = [paper for code in sorted(bodies) for paper in PAPERS_MISSING(bodies[code], on)]
    if missing:
        return Refused(
            f"Rows about real people may not be linked yet. Missing: {', '.join(dict.fromkeys(missing))}.",
            "Whoever protects data records these papers.",
        )
    return Allowed()


def opened(*, actor: Actor, at: datetime, because: str, model: str, digests: Sequence[str]) -> None:
    """Who linked which files by which model and why is on record, before it is done; nothing of the people is. R39"""
    facts: dict[str, Json] = {"because": because, "model": model, "files": list(digests)}
    with act(actor=actor, at=at, verb="linkage.run", subject=("linkage", str(uuid4())), facts=facts):
        pass


def shown(counts: "Counts") -> Shown:
    """The table as it may leave, beside every linkage's table that left before.

    Whoever keeps it does so in the transaction in which it is asked for: until that ends, others wait here.
    """
    one_at_a_time("linkages")
    earlier = [queries.as_shown(row) for row in Linkage.objects.order_by("kept_at", "id")]
    return through(counts, earlier=earlier)


def keep(*, actor: Actor, at: datetime, made: Made, second: Actor | None = None) -> Linkage:
    """The linkage is on record with its sealed pairs, or nothing of it is. R40"""
    LINKAGE.may("keep", None, actor).or_raise()
    if second is not None and not second.roles & ANALYST:
        raise RefusedError("The second reviewer is an analyst too.", "Name somebody who is.")
    if second is not None and second.id == actor.id:
        raise RefusedError("The second reviewer is somebody else.")
    key, row_id, step = new_key(), uuid4(), LINKAGE.step("keep")
    outcome, whole = made.outcome, made.outcome.all
    sums = _sealed_places(key, row_id, outcome, made.lists)
    found = {
        **outcome.as_json(),
        "expected": round(whole.expected, 1),
        "variance": round(whole.variance, 3),
        "treatment": made.treatment,
        "people": made.shown.cells[("total", "total")],
        "known": whole.known,
        "files": [{"name": name, "sha256": digest} for name, digest in made.digests],
    }
    facts: dict[str, Json] = {
        "model": outcome.model_sha256,
        "kind": outcome.kind,
        "is_made_up": outcome.is_made_up,
        "sums": sha256(sums).hexdigest(),
    }
    with (
        transaction.atomic(),
        act(actor=actor, at=at, verb=step.event, subject=("linkage", row_id), facts=facts),
    ):
        enter_scope(actor)
        row = Linkage.objects.create(
            id=row_id,
            name=made.name,
            kind=outcome.kind,
            is_made_up=outcome.is_made_up,
            covers_from=made.covers[0],
            covers_until=made.covers[1],
            table=_table(made.shown),
            found=found,
            quality=[each.as_json() for each in made.quality],
            model={
                "name": made.model.name,
                "sha256": made.model.sha256,
                "trained_on": made.model.trained_on,
                "comparisons": [
                    [name, [[level.words, round(level.weight, 2)] for level in levels]]
                    for name, levels in made.model.comparisons.items()
                ],
            },
            bands=list(made.sample.pairs),
            second_reviewer=second.id if second else "",
            wrapped_key=wrapped(key),
            sealed_places=sums,
            state=step.to,
            keep_until=at.date() + KEPT_FOR,
            kept_at=at,
            kept_by=actor.id,
        )
        LinkagePair.objects.bulk_create(
            LinkagePair(
                id=(pair_id := uuid4()),
                linkage=row,
                place=n,
                band=pair.band,
                sealed=_sealed(key, pair_id, pair),
            )
            for n, pair in enumerate(made.sample.drawn, 1)
        )
    return row


def is_kept(name: str) -> bool:
    """Whether a linkage of that name is on record."""
    return Linkage.objects.filter(name=name).exists()


def look(*, actor: Actor, at: datetime, linkage_id: UUID, place: int) -> dict[str, Any]:
    """The pair in that place; that somebody looked is kept with it. R39"""
    row = queries.of_reviewer(actor, linkage_id)
    pair = LinkagePair.objects.filter(linkage=row, place=place).first()
    if row is None or pair is None:
        raise RefusedError("There is no such pair, or it is not for you to look at.")
    LinkageLook.objects.create(linkage=row, place=place, looked_at=at, looked_by=actor.id)
    text = unseal(unwrapped(bytes(row.wrapped_key)), bytes(pair.sealed), place=f"{_TABLE}/{pair.id}/sealed")
    found: dict[str, Any] = json.loads(text)
    return found


def answer(*, actor: Actor, at: datetime, linkage_id: UUID, place: int, said: str) -> None:
    """The actor's answer to the pair in that place; a later one takes its place, and both are in the history."""
    row = queries.of_reviewer(actor, linkage_id)
    pair = LinkagePair.objects.filter(linkage=row, place=place).first()
    if row is None or pair is None:
        raise RefusedError("There is no such pair, or it is not for you to answer.")
    if said not in ANSWERS:
        raise RefusedError("Say whether it is the same person, or that it cannot be told.")
    with act(
        actor=actor, at=at, verb="linkage.answered", subject=("linkage", row.id), facts={"place": place}
    ):
        LinkageAnswer.objects.update_or_create(
            linkage=row,
            place=place,
            given_by=actor.id,
            defaults={"band": pair.band, "answer": said, "given_at": at},
        )


def may_close(actor: Actor, row: Linkage) -> Verdict:
    """Whoever made it closes it, or the machine on its last day."""
    verdict = LINKAGE.may("close", row.state, actor)
    if verdict and not actor.is_system and actor.id != row.kept_by:
        return Refused("Only whoever made this linkage closes it.")
    return verdict


def close(*, actor: Actor, at: datetime, linkage_id: UUID) -> Linkage:
    """What the review came to stays; the pairs and the key that opens them are destroyed. R39"""
    with transaction.atomic():
        row = Linkage.objects.select_for_update().get(id=linkage_id)
        may_close(actor, row).or_raise()
        step = LINKAGE.step("close")
        review = queries.review_of(row)
        with act(actor=actor, at=at, verb=step.event, subject=("linkage", row.id)):
            row.reviewed = None if review is None else asdict(review)
            row.state, row.wrapped_key, row.sealed_places = step.to, b"", b""
            row.save()
            enter_scope(actor)
            LinkagePair.objects.filter(linkage=row).delete()
    return row


def let_go(*, at: datetime) -> int:
    """Linkages past their last day are closed; how many."""
    due = Linkage.objects.filter(state="open", keep_until__lte=at.date()).order_by("kept_at", "id")
    rows = list(due.values_list("id", flat=True))
    for row_id in rows:
        close(actor=MACHINE, at=at, linkage_id=row_id)
    return len(rows)


def answer_made_up(*, at: datetime, row: Linkage, answers: Mapping[int, str], actor: Actor = MACHINE) -> None:
    """Answers to the pairs in these places that were made up together with the people, and say so. R46"""
    if not row.is_made_up or not actor.is_system:
        raise RefusedError("Only pairs of made-up people have made-up answers.")
    bands = row.pairs.filter(place__in=answers).values_list("place", "band")
    facts: dict[str, Json] = {"made_up": len(answers)}
    with act(actor=actor, at=at, verb="linkage.answered", subject=("linkage", row.id), facts=facts):
        LinkageAnswer.objects.bulk_create(
            LinkageAnswer(linkage=row, place=n, band=band, answer=answers[n], given_at=at, given_by=actor.id)
            for n, band in bands
        )


def places_of(row: Linkage) -> "dict[str, dict[str, Place]]":
    """By “place” and by “unit” what came out, before the gate; while it is open, and for what passes the gate alone."""
    from ..linkage.outcome import Place

    said = _unsealed(row)
    if "unit" not in said:  # sealed before units were told
        said = {"place": said, "unit": {}}
    return {which: {name: Place(**each) for name, each in said[which].items()} for which in ("place", "unit")}


def lists_of(row: Linkage) -> Lists:
    """The lists that it was kept with, while it is open; none where it was kept before lists were."""
    said = _unsealed(row)
    return from_json(said["lists"]) if "lists" in said else Lists()


def names_its_sums(row: Linkage) -> bool:
    """Whether the ledger names what was sealed when it was kept; since it does, lists are sealed with it."""
    return "sums" in _kept(row)


def fault_of(row: Linkage) -> str:
    """What of an open linkage is not as it was when it was kept, in a sentence; "" where all is."""
    kept = _kept(row)
    if kept.get("model") != row.model["sha256"]:
        return "Its linkage names another model than when it was kept."
    if kept.get("sums") != sha256(bytes(row.sealed_places)).hexdigest():
        return "What its linkage keeps sealed is not what was sealed when it was kept."
    counted, own = counts_of("place", places_of(row)["place"]).with_sums(), queries.as_shown(row)
    left = {key: count for key, count in own.cells.items() if count is not None}
    if left != {key: rounded(counted.get(key, 0), own.rounded_to) for key in left}:
        return "Its linkage’s own table shows other counts than come out of its sums."
    return ""


def _kept(row: Linkage) -> dict[str, Any]:
    """What the ledger says of it since it was kept."""
    kept = last_act("linkage", row.id, LINKAGE.step("keep").event)
    return kept.facts if kept else {}


def _unsealed(row: Linkage) -> dict[str, Any]:
    if not row.sealed_places:
        raise RefusedError(
            "The sums by locality went when this linkage was closed.",
            "Link again, review, and let need leave first.",
        )
    text = unseal(unwrapped(bytes(row.wrapped_key)), bytes(row.sealed_places), place=_place_of(row.id))
    found: dict[str, Any] = json.loads(text)
    return found


def _sealed_places(key: bytes, row_id: UUID, outcome: "Outcome", lists: Lists) -> bytes:
    said: dict[str, Any] = {
        which: {name: asdict(place) for name, place in places.items()}
        for which, places in (("place", outcome.places), ("unit", outcome.units))
    }
    said["lists"] = lists.as_json()
    return seal(key, json.dumps(said, ensure_ascii=False), place=_place_of(row_id))


def _place_of(row_id: UUID) -> str:
    return f"evidence_linkage/{row_id}/sealed_places"


def _sealed(key: bytes, pair_id: UUID, pair: Any) -> bytes:
    said: Mapping[str, Any] = {
        "left": dict(pair.left),
        "right": dict(pair.right),
        "probability": pair.probability,
        "parts": [[part.comparison, part.words, part.weight] for part in pair.parts],
    }
    return seal(key, json.dumps(said, ensure_ascii=False), place=f"{_TABLE}/{pair_id}/sealed")


def _table(table: Shown) -> dict[str, Any]:
    return {
        "name": table.name,
        "dimensions": [
            {"name": each.name, "categories": list(each.categories), "is_sensitive": each.is_sensitive}
            for each in table.dimensions
        ],
        "cells": [{"key": list(key), "count": count} for key, count in table.cells.items()],
        "reasons": list(table.reasons),
        "rounded_to": table.rounded_to,
        "period": table.period,
        "source": table.source,
    }
