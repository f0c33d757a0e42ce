"""Which linkages are on record, what came of them, and which pairs wait to be looked at by whom?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date

from ..gate import Dimension, Shown
from ..linkage.comparing import IN_WORDS
from ..linkage.outcome import EVIDENCE
from ..linkage.quality import Quality, from_json
from ..linkage.reviewing import Band, Rate, Review, counted, drawn_rates, review, verdict
from ..models import Linkage, LinkageAnswer, LinkageLook, LinkagePair
from .releases import READERS

Kept = Linkage  # what a page holds, that may not import a model
EXAMPLE = {  # of two made-up records, as the picture of one pair's weight shows them
    "initials": {"Initials": 0, "Birth date": 0, "Sex": 0, "Where they live": 1},
    "names": {"First name": 1, "Family name": 0, "Birth date": 0, "Sex": 0, "Where they live": 1},
    "keys": {
        "First name (keyed)": 1,
        "Family name (keyed)": 0,
        "Birth date": 0,
        "Sex": 0,
        "Where they live": 1,
    },
}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One locality as it left through the gate: None is hidden."""

    name: str
    linked: int | None
    probable: int | None
    no_evidence: int | None
    people: int | None

    @property
    def is_whole(self) -> bool:
        return None not in (self.linked, self.probable, self.no_evidence) and bool(self.people)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is."""

    answered: int
    of: int
    next: int | None


def visible_to(actor: Actor) -> QuerySet[Linkage]:
    """The linkages that this actor may read of, newest first; nobody's row stands in them."""
    rows = Linkage.objects.defer("wrapped_key").order_by("-kept_at", "id")
    return rows if actor.is_system or actor.roles & READERS else rows.none()


def linkage_of(actor: Actor, linkage_id: UUID) -> Linkage | None:
    """This linkage, if the actor may read of it."""
    return visible_to(actor).filter(pk=linkage_id).first()


def named(actor: Actor, name: str) -> Linkage | None:
    """The newest linkage of that name, if the actor may read of it."""
    return visible_to(actor).filter(name=name).first()


def of_reviewer(actor: Actor, linkage_id: UUID) -> Linkage | None:
    """This linkage, if it is open and the actor is one of those who look at its pairs."""
    return _reviewed_by(actor).filter(pk=linkage_id, state="open").first()


def _reviewed_by(actor: Actor) -> QuerySet[Linkage]:
    rows = Linkage.objects.order_by("-kept_at", "id")
    if "analyst" not in actor.roles:
        return rows.none()
    return rows.filter(Q(kept_by=actor.id) | Q(second_reviewer=actor.id))


def as_shown(row: Linkage) -> Shown:
    """The table as it left, as the gate reads it."""
    said = row.table
    return Shown(
        said["name"],
        tuple(
            Dimension(each["name"], tuple(each["categories"]), each["is_sensitive"])
            for each in said["dimensions"]
        ),
        {tuple(cell["key"]): cell["count"] for cell in said["cells"]},
        said["rounded_to"],
        tuple(said["reasons"]),
        {},
        said["period"],
        said["source"],
    )


def places(row: Linkage) -> list[PlaceRow]:
    """Every locality, and all of them last."""
    cells = as_shown(row).cells
    names = [*row.table["dimensions"][0]["categories"], "total"]
    return [PlaceRow(name, *(cells[name, each] for each in (*EVIDENCE, "total"))) for name in names]


def quality(row: Linkage) -> list[Quality]:
    """The report on each of the two files."""
    return [from_json(each) for each in row.quality]


def expected(row: Linkage) -> Rate:
    """How many are in treatment by the sum of probabilities; its interval holds if the model is right."""
    best, error = row.found["expected"], 1.96 * row.found["variance"] ** 0.5
    return Rate(best, max(0.0, best - error), best + error)


def bands_of(row: Linkage, until: datetime | None = None) -> list[Band]:
    """The bands with what is said of their pairs, or was said until then; two who disagree could not tell."""
    said: dict[tuple[int, int], list[str]] = {}
    for band, place, answer in _answers(row, until):
        said.setdefault((band, place), []).append(answer)
    by_band: dict[int, list[Any]] = {}
    for (band, _), answers in said.items():
        by_band.setdefault(band, []).append(verdict(answers))
    return counted(row.bands, by_band)


def _answers(row: Linkage, until: datetime | None) -> Iterable[tuple[int, int, str]]:
    """Band, place and answer of each, in the order of places; a changed one until then is what it was."""
    answers = LinkageAnswer.objects.filter(linkage=row)
    if until is None:
        return answers.order_by("place", "given_at", "id").values_list("band", "place", "answer")
    then = answers.filter(history__given_at__lte=until).order_by("place", "given_by", "-history__pgh_id")
    return then.distinct("place", "given_by").values_list("band", "place", "history__answer")


def review_of(row: Linkage, until: datetime | None = None) -> Review | None:
    """What the review says so far, or said then, or when the linkage was closed; None while too few were looked at."""
    if row.state == "closed":
        return None if row.reviewed is None else _review(row.reviewed)
    people = row.found["people"]
    return review(bands_of(row, until), people) if people else None


def rates_of(row: Linkage) -> list[tuple[float, float]]:
    """Recall and false-link rate as each draw of its review has them, also when it is closed: the answers stay."""
    people = row.found["people"]
    drawn = drawn_rates(bands_of(row), people) if people else []
    return [(recall, false_links) for recall, _, false_links in drawn]


def reviewed(actor: Actor) -> list[tuple[str, str]]:
    """The linkages of which pairs were looked at, newest first: number and name. One statement."""
    answers = LinkageAnswer.objects.filter(linkage=OuterRef("pk"))
    rows = visible_to(actor).filter(Exists(answers)).values_list("id", "name", "kept_at")
    return [(str(each), f"{name}, of {long_date(kept_at.date())}") for each, name, kept_at in rows]


def agreement(row: Linkage) -> tuple[int, int]:
    """Of how many pairs two people gave the same answer, and how many both answered."""
    both = (
        LinkageAnswer.objects.filter(linkage=row)
        .values("place")
        .annotate(many=Count("id"), kinds=Count("answer", distinct=True))
        .filter(many=2)
    )
    return sum(each["kinds"] == 1 for each in both), len(both)


def need_left(row: Linkage) -> int:
    """In how many ways met need left from it: by locality, by unit."""
    return row.releases.filter(measure="need-met").count()


def has_made_up_answers(row: Linkage) -> bool:
    """Whether its answers were made up together with its people: nobody's own are the machine's."""
    return (
        row.is_made_up and LinkageAnswer.objects.filter(linkage=row, given_by__startswith="system:").exists()
    )


def progress(actor: Actor, row: Linkage) -> Progress:
    """How many pairs this actor answered, and which one is next."""
    mine = {*LinkageAnswer.objects.filter(linkage=row, given_by=actor.id).values_list("place", flat=True)}
    all_ = list(LinkagePair.objects.filter(linkage=row).order_by("place").values_list("place", flat=True))
    return Progress(len(mine), len(all_), next((place for place in all_ if place not in mine), None))


def answer_of(actor: Actor, row: Linkage, place: int) -> str:
    """What this actor said of the pair in that place; "" when nothing yet."""
    said = LinkageAnswer.objects.filter(linkage=row, place=place, given_by=actor.id).first()
    return said.answer if said else ""


def looks(row: Linkage) -> list[dict[str, Any]]:
    """Who looked at pairs of it: how many, how often, last when."""
    found: dict[str, dict[str, Any]] = {}
    for each in LinkageLook.objects.filter(linkage=row).order_by("looked_at", "id"):
        said = found.setdefault(each.looked_by, {"who": each.looked_by, "looks": 0, "pairs": set()})
        said["looks"] += 1
        said["pairs"].add(each.place)
        said["last"] = each.looked_at
    return [{**each, "pairs": len(each["pairs"])} for each in found.values()]


def shares_facts(row: Linkage) -> Mapping[str, Any]:
    """For the picture of shares: localities of which nothing is hidden."""
    return {
        "rows": [
            {"name": each.name, "linked": each.linked, "probable": each.probable, "none": each.no_evidence}
            for each in places(row)[:-1]
            if each.is_whole
        ]
    }


def weights_facts(row: Linkage) -> Mapping[str, Any]:
    """For the picture of the model's weights."""
    return {
        "rows": [
            {"field": IN_WORDS[name], "level": words, "weight": weight}
            for name, levels in row.model["comparisons"]
            for words, weight in levels
        ]
    }


def example_facts(row: Linkage) -> Mapping[str, Any]:
    """For the picture of one pair's weight: two made-up records that agree in most."""
    levels = {IN_WORDS[name]: steps for name, steps in row.model["comparisons"]}
    parts = [(field, *levels[field][at]) for field, at in EXAMPLE[row.kind].items()]
    return waterfall_facts(row, [(field, words, weight) for field, words, weight in parts])


def waterfall_facts(row: Linkage, parts: Sequence[Sequence[Any]]) -> Mapping[str, Any]:
    """For the picture of one pair's weight: where it begins, and what each field adds."""
    prior = row.found["share"] / row.found["treatment"]
    return {
        "prior": round(log2(prior / (1 - prior)), 2),
        "parts": [{"field": field, "level": words, "weight": weight} for field, words, weight in parts],
    }


def waiting_for(actor: Actor) -> list[Task | Waiting]:
    """Pairs that wait for this actor's answer."""
    if "analyst" not in actor.roles:
        return []
    answered = LinkageAnswer.objects.filter(linkage=OuterRef("pk"), given_by=actor.id)
    drawn = LinkagePair.objects.filter(linkage=OuterRef("pk"))
    rows = _reviewed_by(actor).filter(state="open").annotate(of=_many(drawn), done=_many(answered))
    return [
        Waiting(rows, ("id", "name", "kept_at", "keep_until", "of", "done"), lambda found: map(_task, found))
    ]


def _many(rows: QuerySet[Any]) -> Coalesce:
    """How many of a linkage's rows there are, counted in its own statement."""
    counted_rows = rows.order_by().values("linkage").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted_rows), 0, output_field=IntegerField())


def _task(row: Any) -> Task | None:
    left = row.of - row.done
    if left <= 0:
        return None
    return Task(
        what=f"Look at {left} {'pair' if left == 1 else 'pairs'} of “{row.name}”",
        where="Linkage",
        since=row.kept_at,
        by=row.keep_until,
        action="Look",
        href=reverse("linkage-review", args=[row.id]),
    )


def waiting_for_others(actor: Actor) -> list[Task | Waiting]:
    """Nobody waits for anybody else here."""
    return []


def _review(said: Mapping[str, Any]) -> Review:
    rates = {name: Rate(**said[name]) for name in ("recall", "wrong", "false_links")}
    return Review(**rates, looked_at=said["looked_at"], unsure=said["unsure"])
