"""What must be known beside the notice to check it?

Law and scheme are dated configuration: what stands here is what the product starts with, *unverified* until an
authority's monitoring officer confirms it (DOMAIN, Sources). Nothing here is looked up while a notice is checked.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from throughline.kernel.money import Money
from throughline.organisations.places import known_places

from ..reading.shape import Place


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which amount a services contract falls under procurement law, from `since` on (R9)."""

    since: date
    services_pence: int
    vat: Literal["included", "excluded"]


@dataclass(frozen=True, slots=True)
class SigningLimit:
    """From which amount a post must sign, from `since` on (R2)."""

    since: date
    post: str
    from_pence: int


@dataclass(frozen=True, slots=True)
class HeldDecision:
    """A decision that is on record here."""

    title: str
    decided_on: date | None
    reference: str | None = None


_DATA = files("throughline.decisions").joinpath("data")

# Authority: DN21, whose form says when the Deputy Mayor signs; the earliest form seen is of 2021.
_DEPUTY_MAYOR = SigningLimit(date(2017, 5, 8), "Deputy Mayor", 50_000_00)


@dataclass(frozen=True, slots=True)
class CheckingFacts:
    """Everything that checking may know; a part that is empty makes no finding."""

    places: Sequence[Place] = ()
    thresholds: Sequence[Threshold] = ()
    signing_limits: Sequence[SigningLimit] = (_DEPUTY_MAYOR,)
    publish_within_days: int = 28  # a setting, unverified: no regime of ours gives a limit
    held: Sequence[HeldDecision] = ()

    def threshold_on(self, day: date) -> Threshold | None:
        """The row in force on that day."""
        rows = [row for row in self.thresholds if row.since <= day]
        return max(rows, key=lambda row: row.since, default=None)

    def limits_on(self, day: date | None) -> list[SigningLimit]:
        """Each post's limit on that day, or its latest when the day is not known."""
        latest: dict[str, SigningLimit] = {}
        for limit in sorted(self.signing_limits, key=lambda limit: limit.since):
            if day is None or limit.since <= day:
                latest[limit.post] = limit
        return list(latest.values())


@cache
def supplied_facts() -> CheckingFacts:
    """What is known without a database: the programme's places, the law's thresholds, the decisions supplied."""
    return CheckingFacts(
        places=tuple(Place(name, code) for name, code in known_places()),
        thresholds=_thresholds(),
        held=tuple(_supplied()),
    )


def _thresholds() -> tuple[Threshold, ...]:
    text = _DATA.joinpath("procurement_thresholds.csv").read_text(encoding="utf-8")
    return tuple(
        Threshold(
            since=date.fromisoformat(row["from"]),
            services_pence=Money.from_pounds(row["services_gbp"]).pence,
            vat="included" if row["vat"] == "included" else "excluded",
        )
        for row in csv.DictReader(text.splitlines())
    )


def _supplied() -> Iterator[HeldDecision]:
    folder = _DATA.joinpath("supplied")
    for file in folder.iterdir() if folder.is_dir() else ():
        said = json.loads(file.read_text(encoding="utf-8"))["said"]
        day = said["decided_on"]
        yield HeldDecision(said["title"], date.fromisoformat(day) if day else None, said["reference"])
