"""What stands between a grant and its close: money that is not paid, not back, or about which nothing is decided?"""

from collections.abc import Collection
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.assurance.queries.reported import decided_of, reported_of
from throughline.kernel.money import Money

from .money import of_grants

NOTHING = Money(0)


def unsettled(grant_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """What of each grant's money is not settled, in sentences; no entry for a grant of which every pound is.

    A fixed price owes no account of what was spent. Authority: R20, R29.
    """
    money, awards = of_grants(grant_ids), agreements.awards(grant_ids)
    actual = agreements.paid_for_actual_spend(grant_ids)
    reported, decided = reported_of(actual), decided_of(actual)
    found: dict[UUID, list[str]] = {}
    for each in grant_ids:
        said = found.setdefault(each, [])
        if on_its_way := money[each].planned + money[each].due + money[each].requested:
            said.append(f"{on_its_way} of it is planned or asked for, and not paid.")
        if coming_back := money[each].to_recover:
            said.append(f"{coming_back} is still to come back.")
        if each in actual:
            report = reported.get(each)
            if report is None or report.kind != "year_end" or report.spent is None:
                said.append("Its year-end return is not certified.")
            elif (left := awards[each] - report.spent - decided.get(each, NOTHING)) > NOTHING:
                said.append(f"{left} was not spent, and nothing is decided about it.")
    return {each: said for each, said in found.items() if said}
