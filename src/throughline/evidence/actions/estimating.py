"""How does an estimate of people on no list come on record, and how is its interval drawn? docs/hidden-need.md"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import ANALYST
from ..models import DrawnBlock, HiddenEstimate, Linkage
from ..need.recapture import Rate, TwoLists, by_odds_ratio, chapman, corrected, may_use_two
from ..need.shapes import Hidden, Histories, Range, may_be_estimated
from ..queries import linkages

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Linking:
    """Rates of the linkage between two lists that somebody typed: a sensitivity, not a finding."""

    recall: Rate
    false_links: Rate


def may_estimate(actor: Actor) -> Verdict:
    """Whether this actor enters counts for an estimate."""
    if actor.is_system or actor.roles & ANALYST:
        return Allowed()
    return Refused("Only an analyst enters counts for an estimate.", "Ask an analyst.")


def enter_estimate(
    *,
    about: str,
    source: str,
    histories: Histories,
    do_refer: bool,
    is_made_up: bool,
    linkage_id: UUID | None = None,
    linking: Linking | None = None,
    seed: int = 1,
    draws: int = DRAWS,
    actor: Actor,
    at: datetime,
) -> HiddenEstimate:
    """The estimate with every plausible model is on record; RefusedError where the counts cannot support one.

    Linkage error is taken out by the review of the linkage `linkage_id`; by `linking` beside it, to see what follows.
    """
    may_estimate(actor).or_raise()
    may_be_estimated(histories).or_raise()
    if (linking or linkage_id) and len(histories.lists) > 2:
        raise RefusedError(
            "Linkage error is taken out of two lists only, and these are more.",
            "Name no linkage and no rates, or enter two of the lists.",
        )
    row = _linkage(linkage_id, is_made_up, actor) if linkage_id else None
    if len(histories.lists) == 2:
        found = {**_two(histories, do_refer, linking), **(_by_review(histories, row, seed) if row else {})}
    else:
        found = _models(histories)
    with act(actor=actor, at=at, verb="hidden_need.estimated", subject=("hidden need", None)) as doing:
        made = HiddenEstimate.objects.create(
            about=about,
            source=source,
            lists=list(histories.lists),
            counts=dict(histories.counts),
            do_refer=do_refer,
            found=found,
            seed=seed,
            draws=0 if found["kind"] == "two" else draws,
            is_made_up=is_made_up,
            entered_at=at,
            entered_by=actor.id,
        )
        doing.subject = ("hidden need", str(made.pk))
        doing.facts |= {"about": about, "lists": len(histories.lists), "seed": seed}
        doing.facts |= {"linkage": str(row.pk)} if row else {}
    return made


def draw_more(estimate_id: UUID, *, most: int | None = None) -> bool:
    """Draw the blocks that are missing, each kept when it is there; True when all are. Stops when somebody says so."""
    from ..need.bootstrap import BLOCK, block, within_reach
    from ..need.loglinear import hidden

    estimate = HiddenEstimate.objects.get(pk=estimate_id)
    wanted = set(range(-(-estimate.draws // BLOCK)))
    missing = sorted(wanted - set(estimate.blocks.values_list("number", flat=True)))
    if not missing:
        return True
    found = hidden(histories_of(estimate))
    models = within_reach(found)
    for number in missing[:most]:
        if HiddenEstimate.objects.filter(pk=estimate_id, is_stopped=True).exists():
            return False
        figures = block(found, models, seed=estimate.seed, number=number)
        DrawnBlock.objects.get_or_create(
            estimate=estimate, number=number, defaults={"figures": list(figures)}
        )
    return most is None or len(missing) <= most


def is_wanted(estimate_id: UUID) -> bool:
    """Whether somebody still waits for this interval."""
    return HiddenEstimate.objects.filter(pk=estimate_id, is_stopped=False).exists()


def stop_or_go_on(*, estimate_id: UUID, stop: bool, actor: Actor, at: datetime) -> HiddenEstimate:
    """The drawing stops after its present block, or goes on where it was."""
    may_estimate(actor).or_raise()
    with transaction.atomic():
        estimate = HiddenEstimate.objects.select_for_update().get(pk=estimate_id)
        if estimate.is_stopped != stop:
            verb = "hidden_need.stopped" if stop else "hidden_need.gone_on"
            with act(actor=actor, at=at, verb=verb, subject=("hidden need", str(estimate.pk))):
                estimate.is_stopped = stop
                estimate.save(update_fields=["is_stopped"])
    return estimate


def histories_of(estimate: HiddenEstimate) -> Histories:
    """The counts that an estimate rests on."""
    return Histories(tuple(estimate.lists), estimate.counts)


def _two(histories: Histories, do_refer: bool, linking: Linking | None) -> dict[str, Any]:
    lists = TwoLists(histories.on(0), histories.on(1), histories.on(0, 1))
    may_use_two(lists, refer=False).or_raise()
    if not lists.first - lists.both or not lists.second - lists.both:
        Refused(
            "Everybody on one list is on the other too, so the smaller list says nothing about people on neither."
        ).or_raise()
    return {
        "kind": "two",
        "seen": lists.seen,
        **_said(chapman(lists)),
        "bound": may_use_two(lists, refer=do_refer).reason if do_refer else "",  # type: ignore[union-attr]  # refused
        "by_odds": [{"ratio": each.odds_ratio, **_said(each.total)} for each in by_odds_ratio(lists)],
        "corrected": None,
        "linkage": None,
        "typed": _typed(lists, linking) if linking else None,
    }


def _typed(lists: TwoLists, linking: Linking) -> dict[str, Any]:
    rates = {"recall": linking.recall, "false_links": linking.false_links}
    return {
        **_said(corrected(lists, **rates)),
        "rates": {name: {"share": rate.share, "looked_at": rate.looked_at} for name, rate in rates.items()},
    }


def _linkage(linkage_id: UUID, is_made_up: bool, actor: Actor) -> Linkage:
    """That linkage, if its rates may say something of these people."""
    row = linkages.linkage_of(actor, linkage_id)
    if row is None:
        raise RefusedError("There is no such linkage.")
    if row.is_made_up != is_made_up:
        raise RefusedError(
            "One of the two is about made-up people and the other is not: its rates say nothing of these lists."
        )
    return row


def _by_review(histories: Histories, row: Linkage, seed: int) -> dict[str, Any]:
    """Everybody with the error taken out that the review of this linkage found, its uncertainty drawn with the rest."""
    from ..need.relinked import relinked

    review, draws = linkages.review_of(row), linkages.rates_of(row)
    if review is None or not draws:
        raise RefusedError(
            f"How many links “{row.name}” misses is not known yet.", "Look at pairs of every band first."
        )
    lists = TwoLists(histories.on(0), histories.on(1), histories.on(0, 1))
    everybody = relinked(lists, (review.recall.best, review.false_links.best), draws, seed=seed)
    return {
        "corrected": _said(everybody),
        "linkage": {
            "id": str(row.pk),
            "name": row.name,
            "model": row.model["sha256"],
            "looked_at": review.looked_at,
            "draws": len(draws),
            "recall": asdict(review.recall),
            "false_links": asdict(review.false_links),
        },
    }


def _models(histories: Histories) -> dict[str, Any]:
    from ..need.loglinear import hidden, if_dependent

    found = hidden(histories)
    return {
        "kind": "models",
        "seen": histories.seen,
        **_said(found.span),
        "models": models_in_words(found),
        "tried": found.tried,
        "failed": found.failed,
        "factor": round(found.factor, 2),
        "warnings": list(found.warnings),
        "if_dependent": [
            {
                "pair": " × ".join(histories.lists[place] for place in pair),
                "totals": [{"ratio": ratio, "best": total} for ratio, total in totals.items()],
            }
            for pair, totals in if_dependent(found)
        ],
    }


def models_in_words(found: Hidden) -> list[dict[str, Any]]:
    """Every plausible model as pages and charts show it, best first."""
    return [
        {
            "says": each.in_words(found.histories.lists),
            **_said(each.unseen.plus(found.histories.seen)),
            "error": each.standard_error,
            "deviance": each.deviance,
            "freedom": each.freedom,
            "behind": each.bic - found.best.bic,
        }
        for each in found.plausible
    ]


def _said(figure: Range) -> dict[str, float]:
    return {"best": figure.best, "low": figure.low, "high": figure.high}
