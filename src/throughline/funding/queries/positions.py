"""Where does each funder stand in each round: received − committed − to be returned? Authority: R11, R12."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from throughline.frame.trees import trees
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from .. import ports
from ..flows import FunderPosition, positions
from ..models import Contribution, InboundYear, Receipt, Round
from . import rounds
from .money_in import HMPPS, sees_own_only, visible_to

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class RoundPosition:
    """A round's money, in all and by funder; `findings` say where two records of the same sum disagree.

    It is not whole where a funder's own people look: they see their line, and what came from them.
    """

    round: Round
    funders: tuple[FunderPosition, ...]
    received: Money
    committed: Money
    paid: Money
    to_return: Money
    findings: tuple[str, ...]
    has_receipts: bool
    is_illustration: bool
    is_whole: bool = True

    @property
    def left(self) -> Money:
        """What has come and is neither committed nor to be returned; below zero, more is promised than has come."""
        return self.received - self.committed - self.to_return

    @property
    def agreed(self) -> Money | None:
        """What all funders together state; None where one of them does not."""
        amounts = [each.stated for each in self.funders]
        return None if None in amounts else sum((each for each in amounts if each is not None), NOTHING)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What somebody who looks after the money should know of the round."""
        if not self.has_receipts:
            return (
                *self.findings,
                "No receipt of this round is on record, so nobody can tell what is left of it.",
            )
        if self.is_whole and self.left < NOTHING:
            return (*self.findings, f"{-self.left} more is committed or to be returned than has come.")
        return self.findings

    @property
    def is_split(self) -> bool:
        """Whether the record lets each funder's part of what was committed be known."""
        return all(each.committed is not None for each in self.funders)


def round_positions(actor: Actor) -> list[RoundPosition]:
    """Every round with a funder on record that the actor may see, newest first; HMPPS's people see HMPPS's line.

    One query however many rounds there are, and those that the rooms above need for what became of the money.
    """
    found, agreed, came_in = trees(
        rounds.visible_to(actor)
        .prefetch_related(Prefetch("contributions", rounds.contributions()))
        .order_by("-year", "programme__name", "id"),
        InboundYear.objects.select_related("agreement__funder").order_by("year", "agreement", "id"),
        _receipts(actor),
    )
    stated, received = _stated(agreed), _received(came_in)
    made_up = {(each.agreement.programme_id, each.year) for each in agreed if each.agreement.is_illustration}
    used = ports.used([each.id for each in found])
    own = sees_own_only(actor)
    shown = []
    for each in found:
        key = (each.programme_id, each.year)
        said, findings = _by_funder(each, stated.get(key, {}))
        if not said:
            continue
        came, money = received.get(key, {}), used.get(each.id, ports.Used())
        lines = positions(
            [(name, amount) for name, amount in said.values()],
            {name: came.get(code, NOTHING) for code, (name, _) in said.items()},
            *money,
        )
        shown.append(
            RoundPosition(
                each,
                tuple(line for code, line in zip(said, lines, strict=True) if not own or code == HMPPS),
                sum((amount for amount in came.values()), NOTHING),
                *money,
                tuple(words for code, words in findings if not own or code == HMPPS),
                key in received,
                key in made_up,
                is_whole=not own,
            )
        )
    return [each for each in shown if each.funders]


Key = tuple[object, str]


def _stated(agreed: Sequence[InboundYear]) -> dict[Key, dict[str, tuple[str, Money | None]]]:
    """By programme and year and funder's code: its name and what its agreements state together; None: not stated."""
    found: dict[Key, dict[str, tuple[str, Money | None]]] = defaultdict(dict)
    for each in agreed:
        funder, key = each.agreement.funder, (each.agreement.programme_id, each.year)
        _, before = found[key].get(funder.code, (funder.name, NOTHING))
        amount = None if before is None or each.amount_pence is None else before + each.amount_pence
        found[key][funder.code] = (funder.name, amount)
    return found


def _receipts(actor: Actor) -> QuerySet[Receipt]:
    rows = Receipt.objects.filter(state="received").select_related("agreement__funder").order_by("year", "id")
    return (
        rows.filter(agreement__in=visible_to(actor).order_by().values("pk")) if sees_own_only(actor) else rows
    )


def _received(receipts: Sequence[Receipt]) -> dict[Key, dict[str, Money]]:
    """By programme and year, then by funder's code, what came."""
    found: dict[Key, dict[str, Money]] = defaultdict(dict)
    for each in receipts:
        sums, code = found[each.agreement.programme_id, each.year], each.agreement.funder.code
        sums[code] = sums.get(code, NOTHING) + each.amount_pence
    return found


def _by_funder(
    round_: Round, agreed: dict[str, tuple[str, Money | None]]
) -> tuple[dict[str, tuple[str, Money | None]], tuple[tuple[str, str], ...]]:
    """Each funder's stated part: of its agreement where that states one, else of the round's own record.

    With it, by funder, what to know where the two disagree.
    """
    said: dict[str, tuple[str, Money | None]] = {}
    findings: list[tuple[str, str]] = []
    contributions: Sequence[Contribution] = list(round_.contributions.all())
    for each in contributions:
        said[each.funder.code] = (each.funder.name, each.amount_pence)
    for code, (name, amount) in agreed.items():
        recorded = said.get(code, (name, None))[1]
        if amount is not None and recorded is not None and amount != recorded:
            says = f"the round’s record says {recorded}, the agreement says {amount}. The agreement is shown."
            findings.append((code, f"{name}: {says}"))
        said[code] = (name, recorded if amount is None else amount)
    return dict(sorted(said.items(), key=lambda each: each[1][0])), tuple(findings)
