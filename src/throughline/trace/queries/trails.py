"""What do the rooms below know of grants, fetched for all of them at once?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import resolve, reverse

from throughline.agreements.queries import posts as funded
from throughline.agreements.queries import trail as agreements
from throughline.assurance.queries import trail as assurance
from throughline.frame.doors import Rule, rule_of
from throughline.frame.trees import read
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger import queries as ledger
from throughline.ledger.queries import Entry
from throughline.organisations.queries import names_of
from throughline.payments.queries import standing as standings
from throughline.payments.queries import trail as payments

_DOORS: dict[str, Rule | None] = {}


@dataclass(frozen=True, slots=True)
class Trails:
    """What the rooms below know of one grant, and who reads it."""

    reader: Actor
    of: agreements.GrantTrail
    said: assurance.AssuranceTrail
    money: payments.MoneyTrail
    standings: Sequence[standings.InstalmentStanding]
    names: dict[str, str]
    award: Money
    acts: Sequence[Entry]
    posts: Sequence[funded.PostFacts] = ()

    def href(self, name: str, *args: object) -> str:
        """Where a paper stands; nothing where the reader would be refused."""
        rule = _door(name, args)
        return reverse(name, args=args) if rule is not None and rule.admits(self.reader) else ""

    def name(self, actor_id: str) -> str:
        """Who acted, in words."""
        return self.names.get(actor_id, actor_id)


def _door(name: str, example: Sequence[object]) -> Rule | None:
    if name not in _DOORS:
        _DOORS[name] = rule_of(resolve(reverse(name, args=example)).func)
    return _DOORS[name]


def trails_of(actor: Actor, on: date, ids: Sequence[UUID]) -> list[Trails]:
    """The trails of these grants, in their order, in a constant number of queries."""
    of: dict[UUID, agreements.GrantTrail]
    said: dict[UUID, assurance.AssuranceTrail]
    money: dict[UUID, payments.MoneyTrail]
    posts: dict[UUID, Sequence[funded.PostFacts]]
    of, said, money, posts = read(
        agreements.trails(ids), assurance.trails(ids), payments.trails(ids), funded.paid_by(ids, on)
    )
    instalments = (each for paid in money.values() for each in paid.instalments if each.state != "cancelled")
    stands: dict[UUID, list[standings.InstalmentStanding]] = {}
    for each in standings.standings_of_loaded(instalments, on):
        stands.setdefault(each.grant_id, []).append(each)
    subjects = {each: _subjects(of[each], said[each], money[each]) for each in ids}
    acts = ledger.acts_of([subject for found in subjects.values() for subject in found])
    names = names_of({*(act.actor for act in acts), *(_people(of, said, money))})
    return [
        Trails(
            actor,
            of[each],
            said[each],
            money[each],
            stands.get(each, []),
            names,
            sum((one.pence for one in of[each].amounts), Money(0)),
            [act for act in acts if (act.subject_kind, act.subject_id) in subjects[each]],
            posts[each],
        )
        for each in ids
    ]


def _subjects(
    of: agreements.GrantTrail, said: assurance.AssuranceTrail, money: payments.MoneyTrail
) -> set[tuple[str, str]]:
    """Everything that an act can be about and that belongs to the grant."""
    versions = [version for each in said.returns for version in each.versions.all()]
    scrutinies = [scrutiny for each in versions if (scrutiny := assurance.scrutiny_of(each))]
    requests = [request for each in money.instalments for request in each.requests.all()]
    found: list[tuple[str, object]] = [
        ("grant", of.grant.id),
        *(("agreement", each.id) for each in (*of.agreements, *of.partnerships)),
        *(("condition", each.id) for each in of.conditions),
        *(("return", each.id) for each in said.returns),
        *(("scrutiny", each.id) for each in scrutinies),
        *(("year_end", each.id) for each in said.year_ends),
        *(("instalment", each.id) for each in money.instalments),
        *(("request run", each.run_id) for each in requests),
        *(("recovery", each.id) for each in money.recoveries),
    ]
    return {(kind, str(each)) for kind, each in found}


def _people(
    of: dict[UUID, agreements.GrantTrail],
    said: dict[UUID, assurance.AssuranceTrail],
    money: dict[UUID, payments.MoneyTrail],
) -> set[str]:
    """Everybody whom a paper names by id only."""
    found = {each.answered_by for trail in of.values() for each in trail.conditions}
    for trail in said.values():
        found |= {version.submitted_by for each in trail.returns for version in each.versions.all()}
        found |= {each.confirmed_by for each in trail.readings}
        found |= {by for each in trail.year_ends for by in (each.proposed_by, each.decided_by)}
        found |= {by for each in trail.findings for by in (each.made_by, each.verified_by)}
        for each in trail.returns:
            for version in each.versions.all():
                if scrutiny := assurance.scrutiny_of(version):
                    found |= {one.stated_by for one in scrutiny.statements.all()}
                    found |= {one.answered_by for one in scrutiny.responses.all()}
    for paid in money.values():
        for instalment in paid.instalments:
            runs = [request.run for request in instalment.requests.all()]
            found |= {by for run in runs for by in (run.prepared_by, run.approved_by, run.released_by)}
            found |= {by for each in instalment.overrides.all() for by in (each.asked_by, each.agreed_by)}
            found |= {each.placed_by for each in instalment.holds.all()}
        found |= {each.proposed_by for each in paid.recoveries}
    return found - {""}
