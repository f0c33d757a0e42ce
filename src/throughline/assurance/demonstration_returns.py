"""Which returns did the made-up people of a demonstration send, and what did their partnerships say?

2021/22 is delivered at a fixed price, so nobody is asked for an underspend. 2024/25 is reconciled to spend: one area
has exactly as much left as the terms allow, and one a penny more. Every figure is an illustration.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.agreements.demonstration import CLOSED, MIDLIFE, NEXT, SPEND, grant_ids
from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations
from throughline.organisations.demonstration import DOMAIN

from .actions.calendar import schedule_returns
from .lifecycle import RETURN, SCRUTINY
from .models import Certification, Response, Return, ReturnLine, ReturnVersion, Scrutiny, Statement
from .queries.contents import content_of
from .queries.returns import name_of
from .returning.content import Content, Line, frozen
from .returning.rules import finance_officer

AT_THE_LIMIT, A_PENNY_MORE = "salford", "rochdale"
# What each area's year-end return for 2024/25 leaves without a use; the others spent all of it.
LEFT = {
    AT_THE_LIMIT: Money(1_500_000),
    A_PENNY_MORE: Money(1_500_001),
    "bolton": Money(231_045),
    "tameside": Money(640_000),
    "oldham": Money(98_217),
}
LATE = "stockport"  # its year-end return for 2024/25 is still asked for
UNPLANNED = "bury"  # its plan for 2025/26 was submitted, and nobody has certified it
UNSEEN = (
    "bolton",
    "trafford",
    "wigan",
)  # their year-end returns for 2024/25 are certified; see demonstration_scrutiny
OPEN_NOW = "bolton"  # its year-end return for 2025/26 can be filled in
WEIGHTS = {"key-workers": 70, "recovery": 20, "training": 4, "overheads": 6}
WHY = "Two posts were vacant for some months, in this illustration."
SHOWN = "Illustration: this year is shown up to its advance only."
STATED = "The partnership has looked at the plan and the figures and has no concern, in this illustration."
DELEGATED = "Illustration: the partnership lets its chair act between meetings."
ANSWERS = {"yes_no": "yes", "number": "12", "money": "0", "text": "As planned, in this illustration."}


def load(*, actor: Actor, at: datetime) -> bool:
    """The returns of three years as far as they are; False when there are some already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up returns are for demonstrations; this installation is not one.")
    if Return.objects.exists():
        return False
    with transaction.atomic():
        ids = [grant for year in (CLOSED, MIDLIFE, NEXT) for grant in grant_ids(year).values()]
        schedule_returns(actor=actor, at=at, grant_ids=ids)
        _only_the_advance(actor, at)
        _Returns(actor, at).through()
    return True


def _only_the_advance(actor: Actor, at: datetime) -> None:
    """Of the illustrative year the plans are asked for, and one return that can be filled in today."""
    rows = Return.objects.filter(year=str(NEXT)).exclude(kind="plan")
    kept = rows.filter(kind="year_end", place__name__iexact=OPEN_NOW)
    with act(
        actor=actor,
        at=at,
        verb=RETURN.step("drop").event,
        subject=("demonstration", "returns"),
        facts={"year": str(NEXT)},
        personal={"because": SHOWN},
    ):
        Return.objects.update(is_illustration=True)  # who filled them in, and what they say, is made up
        kept.update(due_on=timezone.localdate(at) + timedelta(days=12))
        rows.exclude(pk__in=kept.values("pk")).update(state="dropped", because=SHOWN)


class _Returns:
    """Everybody through whose hands the returns go, and the steps on their way.

    Each step is written as an act with what it changes, as in use; what is checked at each step there is not checked
    again here, because sixty returns come with a first start. The database's own guards hold all the same.
    """

    def __init__(self, actor: Actor, at: datetime) -> None:
        self.actor, self.at = actor, at
        self.typed: list[ReturnLine] = []
        areas, providers = localities.areas(), list(localities.PROVIDERS)
        asked = [(role, area) for area in areas for role in localities.IN_AN_AREA]
        asked += [(role, code) for code in providers for role in localities.IN_A_PROVIDER]
        self.people = localities.actors(asked)
        self.names = organisations.names_of(each.id for each in self.people.values())
        officer = organisations.person_named(f"programme-officer@{DOMAIN}")
        self.officer = f"person:{officer.pk if officer else ''}"
        self.awards = agreements.awards([*grant_ids(CLOSED).values(), *grant_ids(MIDLIFE).values()])
        self.left = {grant: LEFT.get(area, Money(0)) for area, grant in grant_ids(MIDLIFE).items()}

    def through(self) -> None:
        """Every return whose day has come is open, and in the order of their days most of them go all the way."""
        today = timezone.localdate(self.at)
        due = Return.objects.filter(state="scheduled", opens_on__lte=today).select_related(
            "place", "recipient"
        )
        found = list(due.order_by("opens_on", "place__name"))
        with act(
            actor=self.actor,
            at=self.at,
            verb=RETURN.step("open").event,
            subject=("demonstration", "returns"),
            facts={"returns": len(found)},
        ):
            Return.objects.filter(pk__in=[each.pk for each in found]).update(state="open")
        for each in found:  # in the order of their days, because a return is prefilled from those before it
            area = each.place.name.casefold()
            if (each.year, each.kind, area) in (
                (str(MIDLIFE), "year_end", LATE),
                (str(NEXT), "year_end", OPEN_NOW),
            ):
                continue
            version = self._submit(each, self._filled(each))
            if (each.year, area) == (str(NEXT), UNPLANNED):
                continue
            self._certify(each, version, area)
            if (each.year, each.kind) != (str(MIDLIFE), "year_end") or area not in UNSEEN:
                self._accept(each, version, area)
        ReturnLine.objects.bulk_create(self.typed)

    def _filled(self, of: Return) -> Content:
        """What is typed into a return: spend by its kind, and an answer to every question."""
        content = content_of(of)
        typed: list[ReturnLine] = []
        grants = []
        for grant in content.grants:
            amounts = self._spend(grant.id, content, of.quarter or 4) if grant.lines else {}
            typed += [
                ReturnLine(of=of, grant_id=grant.id, key=f"spend:{code}", **each)
                for code, each in amounts.items()
            ]
            said = {f"spend:{code}": each for code, each in amounts.items()}
            lines = (_with(line, said[line.key]) for line in grant.lines)
            grants.append(replace(grant, lines=tuple(lines)))
        questions = [replace(each, answer=ANSWERS[each.kind]) for each in content.questions]
        typed += [ReturnLine(of=of, key=each.key, words=each.answer) for each in questions]
        for row in typed:
            row.saved_at, row.saved_by = self._day(of, -4), self._by("fill", of).id
        self.typed += typed
        return replace(content, grants=tuple(grants), questions=tuple(questions))

    def _spend(self, grant: UUID, content: Content, quarter: int) -> Mapping[str, dict[str, Money | str]]:
        award = next(each.award for each in content.grants if each.id == grant)
        planned = dict(zip(WEIGHTS, award.share_out(list(WEIGHTS.values())), strict=True))
        left = self.left.get(grant, Money(0))
        found: dict[str, dict[str, Money | str]] = {}
        for rule in SPEND:
            plan = planned.get(rule.code, Money(0))
            final = plan - left if rule.code == "key-workers" else plan
            if content.kind != "year_end":  # by January half of it was seen
                final += Money(left.pence // 2) if rule.code == "key-workers" else Money(0)
            spent = final if content.kind == "year_end" else Money(final.pence * quarter // 5)
            if content.kind == "plan":
                found[rule.code] = {"plan_pence": plan}
            else:
                words = WHY if final != plan else ""
                found[rule.code] = {"actual_pence": spent, "projected_pence": final - spent, "words": words}
        return found

    def _submit(self, of: Return, content: Content) -> ReturnVersion:
        said = frozen(
            content,
            {
                "return": str(of.id),
                "name": name_of(of),
                "place": of.place.name,
                "recipient": of.recipient.name,
                "year": of.year,
                "due_on": of.due_on.isoformat(),
                "version": 1,
                "is_illustration": True,
            },
        )
        digest, by, at = hashlib.sha256(said).hexdigest(), self._by("fill", of), self._day(of, -3)
        with self._step("submit", of, at, by) as doing:
            version = ReturnVersion.objects.create(
                of=of, number=1, content=said, sha256=digest, submitted_at=at, submitted_by=by.id
            )
            doing.facts |= {"version": 1, "sha256": digest}
        return version

    def _certify(self, of: Return, version: ReturnVersion, area: str) -> None:
        by, at, officer = self._by("certifier", of), self._day(of, -1), finance_officer(of.recipient.kind)
        with self._step("certify", of, at, by) as doing:
            Certification.objects.create(
                version=version,
                name=self.names[by.id],
                capacity=officer[0].upper() + officer[1:],
                sha256=version.sha256,
                certified_at=at,
                certified_by=by.id,
            )
            doing.facts |= {"version": 1, "sha256": version.sha256}

    def _accept(self, of: Return, version: ReturnVersion, area: str) -> None:
        """Plans and year-ends come before the partnership first; the officer takes what it stated with the return."""
        scrutiny = None
        if of.kind == "year_end" or (of.kind == "plan" and of.year != str(CLOSED)):
            scrutiny = self._state(of, version, self.people["csp-chair", area], self._day(of, 9))
        officer, at = Actor(self.officer), self._day(of, 14)
        with self._step("accept", of, at, officer) as doing:
            doing.facts |= {"version": 1, "sha256": version.sha256}
            if scrutiny is not None:
                Response.objects.create(
                    scrutiny=scrutiny, step="accept", answered_at=at, answered_by=officer.id
                )
                Scrutiny.objects.filter(pk=scrutiny.pk).update(state=SCRUTINY.step("accept").to)

    def _state(self, of: Return, version: ReturnVersion, chair: Actor, at: datetime) -> Scrutiny:
        """Put before the partnership and stated on by its chair; the return was seen with that."""
        begun, stated = SCRUTINY.step("begin"), SCRUTINY.step("state")
        with act(actor=chair, at=at, verb=stated.event, subject=("scrutiny", None)) as doing:
            scrutiny = Scrutiny.objects.create(
                version=version, state=begun.to, begun_at=at, begun_by=chair.id
            )
            Statement.objects.create(
                scrutiny=scrutiny,
                outcome="given",
                words=STATED,
                chair_delegation=DELEGATED,
                stated_at=at,
                stated_by=chair.id,
            )
            Scrutiny.objects.filter(pk=scrutiny.pk).update(state=stated.to)
            Return.objects.filter(pk=of.pk).update(state=RETURN.step("scrutinise").to)
            doing.subject = ("scrutiny", scrutiny.id)
            doing.facts |= {"outcome": "given", "return": str(of.id), "version": 1}
        return scrutiny

    def _by(self, what: str, of: Return) -> Actor:
        """Who fills in, or certifies, for the return's recipient."""
        fills = "provider-manager" if of.recipient.kind == "provider" else "commissioner"
        return self.people[fills if what == "fill" else what, of.recipient.code]

    def _day(self, of: Return, after: int) -> datetime:
        """Ten o'clock so many days after the return was due."""
        return timezone.make_aware(datetime.combine(of.due_on + timedelta(days=after), time(10)))

    @contextmanager
    def _step(self, step: str, of: Return, at: datetime, by: Actor) -> Iterator[OpenAct]:
        row = RETURN.step(step)
        with act(actor=by, at=at, verb=row.event, subject=("return", of.id)) as doing:
            yield doing
            Return.objects.filter(pk=of.pk).update(state=row.to)


def _with(line: Line, amounts: Mapping[str, Money | str]) -> Line:
    """A line of a return as it was typed."""
    said = {name.removesuffix("_pence"): value for name, value in amounts.items()}
    return replace(line, **said)  # type: ignore[arg-type]  # amounts and words by the names of its columns
