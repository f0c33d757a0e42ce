"""What is otherwise next year in a locality: which streams, posts and contracts end or begin, what wants an answer?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.agreements.queries import contracts
from throughline.agreements.queries.calendar import Countdown
from throughline.agreements.queries.contracts import Shown
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from .localities import Cell, LocalityPage, Row


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is otherwise next year: from which day, what, and what that means."""

    on: date
    what: str
    means: str


def changes(
    money: LocalityPage, held: Sequence[Shown], promised: Iterable[Countdown], on: date
) -> list[Change]:
    """Everything on record that changes until the end of the next financial year, the nearest first."""
    found = (
        *_of_streams(money),
        *_of_posts(money, on),
        *_of_contracts(held, money.now),
        *_promised(promised, money.now),
    )
    return sorted(found, key=lambda each: (each.on, each.what))


def cell_in(row: Row, money: LocalityPage, year: FinancialYear) -> Cell | None:
    """What a stream pays in that year, as the page of the locality says it."""
    years = [each.year for each in money.years]
    return row.cells[years.index(year)] if year in years else None


def _of_streams(money: LocalityPage) -> Iterator[Change]:
    begins = money.now.next.period.start
    for row in money.rows:
        now, then, name = (
            cell_in(row, money, money.now),
            cell_in(row, money, money.now.next),
            row.stream.flow.name,
        )
        runs, goes_on = bool(now and (now.amount or now.says)), bool(then and (then.amount or then.says))
        if runs and not goes_on:
            pays = f"{now.amount} a year goes." if now and now.amount else "Nobody has stated how much goes."
            ends = row.stream.flow.ends_on
            yield Change(ends if ends and ends < begins else begins, f"{name} ends", pays)
        elif then and then.says and row.stream.intended:
            yield Change(
                begins,
                f"{name} is intended and not confirmed",
                "No share is decided; nothing may lean on it.",
            )
        elif then and then.amount and not runs:
            yield Change(begins, f"{name} begins", f"{then.amount} in {money.now.next}.")
        elif (
            then and now and then.amount is not None and now.amount is not None and then.amount != now.amount
        ):
            yield Change(begins, f"{name} changes", _changed(now.amount, then.amount))


def _changed(now: Money, then: Money) -> str:
    return (
        f"{now} becomes {then}, {then - now} more."
        if then > now
        else f"{now} becomes {then}, {now - then} less."
    )


def _of_posts(money: LocalityPage, on: date) -> Iterator[Change]:
    begins, after = money.now.next.period.start, money.now.next.next.period.start
    for each in money.posts:
        ends, who = each.post.funded_until, "A filled post" if each.standing.is_filled else "A vacant post"
        if ends and on < ends <= after:
            yield Change(
                ends,
                f"{each.post.title} is not funded any more",
                f"{who}; its employer is {each.post.employer.name}.",
            )
        if ends and ends <= begins:
            continue
        paid = sum(
            share.hundredths
            for share in each.shares
            if share.paid_from <= begins and (share.paid_until is None or share.paid_until > begins)
        )
        if paid < each.paid:
            yield Change(
                begins,
                f"{each.post.title}: {each.paid} % paid becomes {paid} %",
                f"{who} loses money on record.",
            )


def _of_contracts(held: Iterable[Shown], now: FinancialYear) -> Iterator[Change]:
    after = now.next.next.period.start
    for each in held:
        if each.state not in contracts.ALIVE:
            continue
        if each.state == "running" and each.last_day < after:
            follows = (
                "What follows is planned." if each.is_followed else "Nothing that follows it is planned yet."
            )
            yield Change(each.last_day, f"{each.title} ends", follows)
        if each.state == "planned" and each.begins_on < after:
            yield Change(each.begins_on, f"{each.title} begins", each.route)
        for option in each.options:
            if option.decide_by and option.is_taken_up is None and option.decide_by < after:
                means = f"Or the contract does not go on until {long_date(option.until)}."
                yield Change(option.decide_by, f"The option of {each.title} wants an answer", means)


def _promised(promised: Iterable[Countdown], now: FinancialYear) -> Iterator[Change]:
    for each in promised:
        if each.by < now.next.next.period.start:
            yield Change(each.by, "The specification is promised in the local contract", f"{each.how_far}.")
