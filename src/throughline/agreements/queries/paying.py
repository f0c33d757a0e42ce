"""What do terms, agreements, conditions and checks say that a grant's payments depend on?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from throughline.frame.written import AsJson, Given, Written, day_given
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

from ..conditions import Recorded
from ..diligence import Checked
from ..models import Agreement, Condition, Grant, GrantAmount, RecipientCheck, Terms
from ..models.diligence import REGISTERS
from ..terms import OWNERS

_ENDED = ("withdrawn", "terminated")


class TermsInShort(NamedTuple):
    """What the terms of a round say of papers and of money that lies unallocated."""

    assurance_model: str
    is_first_year: bool
    pools_programmes: bool
    underspend_limit: Money | None


@dataclass(frozen=True, slots=True)
class Paying:
    """A grant as its payments see it on a day; `terms` is None where its round has none."""

    id: UUID
    state: str
    recipient_kind: str
    place_id: UUID
    place: str
    recipient_id: UUID
    recipient: str
    programme_id: UUID
    year: str
    is_illustration: bool
    award: Money
    has_agreement: bool
    has_partnership: bool
    terms: TermsInShort | None
    conditions: tuple[Recorded, ...]
    checks: tuple[Checked, ...]


def paying(ids: Iterable[UUID] | QuerySet[Grant, Any], on: date) -> dict[UUID, Paying]:
    """These grants, or those that a query names, whoever asks; one query. Authority: R16, R17, R23."""
    found = {}
    for *row, award, has_agreement, has_partnership, also in _PAYING(ids=ids, on=on):
        said = json.loads(also)
        conditions = tuple([_recorded(each) for each in said["conditions"]])
        checks = tuple([_checked(each) for each in said["checks"]])
        row += (Money(int(award or 0)), has_agreement, has_partnership)
        row += (_terms(said["terms"]), conditions, checks)
        found[row[0]] = Paying(*row)
    return found


def _paying() -> QuerySet[Grant, Any]:
    signed = Agreement.objects.filter(state="in_force")
    partnership = signed.filter(
        kind="partnership",
        begins_on__lte=day_given("on"),
        ends_on__gte=day_given("on"),
        programme=OuterRef("round__programme"),
        place=OuterRef("place"),
    )
    award = GrantAmount.objects.filter(grant=OuterRef("pk")).order_by().values("grant")
    terms = Terms.objects.filter(round=OuterRef("round")).values(said=_said(_TERMS))[:1]
    conditions = Condition.objects.filter(grant=OuterRef("pk")).order_by("due_on", "code")
    checks = (
        RecipientCheck.objects.filter(body=OuterRef("recipient"))
        .order_by("register", "-checked_on", "-checked_at", "-pk")
        .distinct("register")
    )
    among: dict[str, Any] = {"id__among": Given("ids")}
    return Grant.objects.filter(**among).values_list(
        *("id", "state", "recipient_kind", "place", "place__name", "recipient", "recipient__name"),
        *("round__programme", "round__year", "is_illustration"),
        Subquery(award.annotate(in_all=Sum("pence")).values("in_all")),
        Exists(signed.filter(grant=OuterRef("pk"))),
        Exists(partnership),
        JSONObject(
            terms=Subquery(terms),
            conditions=AsJson(ArraySubquery(conditions.values(said=_said(_ASKED)))),
            checks=AsJson(ArraySubquery(checks.values(said=_said(_CHECKED)))),
        ),
    )


def year_before(grants: Iterable[Paying]) -> dict[UUID, dict[UUID, UUID]]:
    """For each grant those of the same recipient here the year before, by programme, still standing; one query."""
    wanted = list(grants)
    if not wanted:
        return {}
    before = {year: str(FinancialYear.parse(year).previous) for year in {each.year for each in wanted}}
    area_of = {each.id: (each.place_id, each.recipient_id, before[each.year]) for each in wanted}
    places = {each.place_id for each in wanted}
    found: dict[tuple[UUID, UUID, str], dict[UUID, UUID]] = {}
    for place, recipient, year, grant, programme in _YEAR_BEFORE(places=places, years=before.values()):
        found.setdefault((place, recipient, year), {})[programme] = grant
    return {grant: found[area] for grant, area in area_of.items() if area in found}


def _year_before() -> QuerySet[Grant, Any]:
    among: dict[str, Any] = {"place__id__among": Given("places"), "round__year__among": Given("years")}
    standing = Grant.objects.filter(**among).exclude(state__in=_ENDED).order_by("id")
    return standing.values_list("place", "recipient", "round__year", "id", "round__programme")


_TERMS = ("assurance_model", "is_first_year", "pools_programmes", "underspend_pence")
_ASKED = ("code", "text", "owner", "state", "because", "from_instalment")
_CHECKED = ("register", "found", "good_until")


def _said(fields: tuple[str, ...]) -> JSONObject:
    return JSONObject(**{name: name for name in fields})


def _terms(said: dict[str, Any] | None) -> TermsInShort | None:
    if said is None:
        return None
    limit = said["underspend_pence"]
    return TermsInShort(
        said["assurance_model"],
        said["is_first_year"],
        said["pools_programmes"],
        None if limit is None else Money(limit),
    )


def _recorded(said: dict[str, Any]) -> Recorded:
    state = None if said["state"] == "open" else said["state"]
    owner = OWNERS.get(said["owner"], said["owner"])
    return Recorded(said["code"], said["text"], owner, state, said["because"], said["from_instalment"])


def _checked(said: dict[str, Any]) -> Checked:
    good_until = date.fromisoformat(said["good_until"])
    return Checked(REGISTERS[said["register"]].lower(), said["found"] == "clear", good_until)


_PAYING = Written(_paying)
_YEAR_BEFORE = Written(_year_before)
