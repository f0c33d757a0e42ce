"""What happens to each made-up referral, from the day it is sent to its end?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from .columns import (
    NEVER,
    Bools,
    Ints,
    WorkingDays,
    among,
    coded,
    days,
    months,
    number_of,
    pseudonyms,
    yes_no,
)
from .truth import Truth, Where

KINDS = {"person": 1, "referral": 2, "worker": 3, "assessment": 4, "post": 5}
SOURCES = ("community", "custody", "court", "walk_in")
SENTENCES = ("CO", "SSO", "LIC", "PRE")
REQUIREMENTS = ("", "DRR", "ATR", "RAR")
RISKS = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
ETHNICITIES = ("asian", "black", "mixed", "white", "other", "not_coded")
SEXES = ("F", "M")
PATHWAYS = ("specialist", "brief", "extended", "coordination")
PLANNED = ("completed", "alcohol_free", "drug_free", "occasional")
UNPLANNED = ("dropped_out", "declined", "returned_to_custody", "moved")
DECLINE = ("INE", "OOA", "CAP")
REDIRECT = ("AREA", "IRS", "HEALTH")
TRIAGED = ("accepted", "already_in_treatment", "redirected", "declined")
STATES = ("sent", *TRIAGED, "assigned", "on_pathway", "paused", "exited")
WORKERS_EACH = 6


@dataclass(slots=True)
class Journeys:
    """Everybody's referrals as arrays, one entry for each; a day of `NEVER` did not come."""

    first: int
    until: int
    where: tuple[Where, ...]
    people: int
    sex: Ints
    ethnicity: Ints
    disability: Bools
    home: Ints
    died_on: Ints
    person: Ints
    follows: Ints
    place: Ints
    source: Ints
    sentence: Ints
    requirement: Ints
    sentenced_on: Ints
    release_on: Ints
    age: Ints
    risk: Ints
    risk_latest: Ints
    sent_on: Ints
    triaged: Ints
    triaged_on: Ints
    assigned_on: Ints
    first_contact_on: Ints
    pathway: Ints
    pathway_from: Ints
    treatment_started: Ints
    paused_on: Ints
    exited_on: Ints
    is_planned: Bools
    why: Ints
    worker: Ints

    def known(self, numbers: Ints) -> Ints:
        """Those days as the extract may know them: what comes later is not known yet."""
        return np.where(numbers < self.until, numbers, NEVER)

    def state(self) -> Ints:
        """Where each referral stands on the last day, as an index of `STATES`."""
        steps = ((self.triaged_on, 1 + self.triaged), (self.assigned_on, 5), (self.pathway_from, 6))
        state = np.zeros(len(self.sent_on), dtype=np.int64)
        for on, becomes in steps:
            state = np.where(on < self.until, becomes, state)
        state = np.where(self.paused_on < self.until, 7, state)
        return np.where(self.exited_on < self.until, 8, state)

    def tables(self, seed: int, referrals: pa.Array) -> dict[str, pa.Table]:
        """The tables of people and referrals; `referrals` are their pseudonyms."""
        names = pseudonyms(KINDS["person"], seed, self.people)
        workers = pseudonyms(KINDS["worker"], seed, len(self.where) * WORKERS_EACH)
        places, units, providers = (
            [getattr(each, name) for each in self.where] for name in ("place", "unit", "provider")
        )
        was_taken = self.triaged_on < self.until
        turned = np.where(was_taken & (self.triaged >= 2), self.triaged, 0)
        out = self.exited_on < self.until
        return {
            "people": pa.table(
                {
                    "person": names,
                    "provider": coded(providers, self.home),
                    "sex": coded(SEXES, self.sex),
                    "ethnicity": coded(ETHNICITIES, self.ethnicity),
                    "disability": yes_no(self.disability),
                    "died_in": months(self.known(self.died_on)),
                }
            ),
            "referrals": pa.table(
                {
                    "referral": referrals,
                    "person": coded(names, self.person),
                    "provider": coded(providers, self.place),
                    "unit": coded(units, self.place),
                    "place": coded(places, self.place),
                    "worker": coded(workers, np.where(self.assigned_on < self.until, self.worker, -1)),
                    "follows": coded(referrals, self.follows),
                    "age_band": coded(AGES, self.age),
                    "source": coded(SOURCES, self.source),
                    "sentence": coded(SENTENCES, self.sentence),
                    "requirement": coded(REQUIREMENTS, np.where(self.requirement > 0, self.requirement, -1)),
                    "sentenced_on": days(self.sentenced_on),
                    "sentence_ends_on": days(
                        np.where(self.sentence < 3, self.sent_on + 300 + self.person % 400, NEVER)
                    ),
                    "release_on": days(self.release_on),
                    "is_urgent": yes_no(self.person % 17 == 0),
                    "risk_at_start": coded(RISKS, self.risk),
                    "risk_latest": coded(RISKS, self.risk_latest),
                    "sent_on": days(self.sent_on),
                    "state": coded(STATES, self.state()),
                    "triaged_on": days(self.known(self.triaged_on)),
                    "triage_reason": coded(
                        (*REDIRECT, *DECLINE),
                        np.where(turned == 2, self.why % 3, np.where(turned == 3, 3 + self.why % 3, -1)),
                    ),
                    "assigned_on": days(self.known(self.assigned_on)),
                    "first_contact_on": days(self.known(self.first_contact_on)),
                    "paused_on": days(np.where(out, NEVER, self.known(self.paused_on))),
                    "pause": coded(("recall",), np.where(~out & (self.paused_on < self.until), 0, -1)),
                    "exited_on": days(self.known(self.exited_on)),
                    "exit_reason": coded(
                        (*PLANNED, *UNPLANNED, "died"),
                        np.where(out, np.where(self.died_here(), 8, self.why % 4 + 4 * ~self.is_planned), -1),
                    ),
                    "was_planned": yes_no(self.is_planned, known=out),
                    "withdrawn_for": coded(("INE",), np.full(len(self.sent_on), -1)),
                }
            ),
        }

    def died_here(self) -> Bools:
        """Whether the referral ended because the person died."""
        found: Bools = self.exited_on == self.died_on[self.person]
        return found


def journeys(
    chance: np.random.Generator, truth: Truth, *, seed: int, people: int, first: date, until: date
) -> Journeys:
    """Made-up people, each with one or two referrals, and everything that then happens to them."""
    begins, ends = number_of(first), number_of(until)
    calendar = WorkingDays(first, until)
    where = tuple(truth.where)
    home = among(chance, [each.weight for each in where], people)
    # The first referral of everybody, then the second of those who come again.
    sent = calendar.add(chance.integers(begins - 1, ends - 2, people), np.ones(people, np.int64))
    died = chance.integers(begins, ends, people)
    dies = (chance.random(people) < truth.dies_a_year * (ends - begins) / 365) & (died > sent)
    died = np.where(dies, died, NEVER)
    again = np.flatnonzero(chance.random(people) < truth.comes_again)
    gap = chance.integers(120, 420, len(again))
    comes = sent[again] + gap + 7 < np.minimum(ends, died[again])
    again, gap = again[comes], gap[comes]
    person = np.concatenate([np.arange(people), again])
    sent = np.concatenate([sent, calendar.add(sent[again] + gap, np.ones(len(again), np.int64))])
    follows = np.concatenate([np.full(people, -1), again])
    many, place = len(person), home[person]
    source = among(chance, list(truth.first_seen.values()), many)
    sentence = np.where(source == 2, 3, among(chance, (0.36, 0.22, 0.42), many))
    sentence = np.where(source == 1, 2, sentence)
    requirement = np.where(sentence < 2, among(chance, (0.35, 0.28, 0.15, 0.22), many), 0)
    triaged = among(chance, [truth.triage[each] for each in TRIAGED], many)
    triaged_on = calendar.add(sent, 1 + among(chance, (0.4, 0.3, 0.15, 0.1, 0.05), many))
    taken = triaged < 2
    assigned_on = np.where(taken, calendar.add(triaged_on, among(chance, (0.5, 0.3, 0.2), many)), NEVER)
    waits = np.array([each.waits for each in where])[place] * np.exp(chance.normal(0, 0.45, many))
    first_contact = calendar.add(sent, np.maximum(np.round(waits).astype(np.int64), 1))
    first_contact = np.maximum(first_contact, np.where(taken, assigned_on, first_contact))
    reached = taken & (chance.random(many) < truth.is_reached)
    first_contact = np.where(reached, first_contact, NEVER)
    pathway = among(chance, [truth.pathway[each] for each in PATHWAYS], many)
    pathway = np.where(triaged == 1, 3, pathway)
    pathway_from = np.where(reached, first_contact + among(chance, (0.2, 0.3, 0.3, 0.2), many) * 7, NEVER)
    colocated = np.array([each.is_colocated for each in where])[place]
    starts = chance.random(many) < truth.starts_treatment + truth.colocation_starts * (colocated - 0.5)
    delay = np.round(truth.treatment_waits * np.exp(chance.normal(0, 0.5, many))).astype(np.int64)
    treatment = np.where(reached & (pathway == 0) & starts, pathway_from + np.maximum(delay, 1), NEVER)
    ends_on, planned = _ends(chance, truth, where, place, pathway, pathway_from, treatment)
    # Whoever comes again had left before; whoever died left that day.
    returns = np.full(many, NEVER)
    returns[again] = sent[people:] - chance.integers(10, 100, len(again))
    returns = np.maximum(returns, np.minimum(pathway_from, NEVER - 1) + 1)
    left = (returns < ends_on) & (returns < NEVER - 1)
    ends_on = np.where(left, returns, ends_on)
    stopped = died[person]
    gone = (stopped < ends_on) & (pathway_from <= stopped)
    ends_on, planned = np.where(gone, stopped, ends_on), planned & ~gone
    treatment = np.where(treatment < ends_on, treatment, NEVER)
    on_licence = (sentence == 2) & (pathway_from < NEVER)
    recalled = on_licence & (chance.random(many) < truth.recall)
    paused = np.where(recalled, np.minimum(pathway_from, NEVER - 400) + chance.integers(10, 200, many), NEVER)
    risk = among(chance, (0.2, 0.5, 0.26, 0.04), many)
    lower = (chance.random(many) < 0.18) & (risk > 0)
    return Journeys(
        first=begins,
        until=ends,
        where=where,
        people=people,
        sex=(chance.random(people) < 0.83).astype(np.int64),
        ethnicity=among(chance, (0.09, 0.06, 0.05, 0.74, 0.02, 0.04), people),
        disability=chance.random(people) < 0.27,
        home=home,
        died_on=died,
        person=person,
        follows=follows,
        place=place,
        source=source,
        sentence=sentence,
        requirement=requirement,
        sentenced_on=np.where(requirement > 0, sent - chance.integers(0, 15, many), NEVER),
        release_on=np.where(source == 1, sent + chance.integers(5, 60, many), NEVER),
        age=among(chance, (0.1, 0.29, 0.33, 0.19, 0.07, 0.02), people)[person],
        risk=risk,
        risk_latest=np.where(lower, risk - 1, risk),
        sent_on=sent,
        triaged=triaged,
        triaged_on=triaged_on,
        assigned_on=assigned_on,
        first_contact_on=first_contact,
        pathway=pathway,
        pathway_from=pathway_from,
        treatment_started=treatment,
        paused_on=np.where(paused < ends_on, paused, NEVER),
        exited_on=ends_on,
        is_planned=planned,
        why=chance.integers(0, 12, many),
        worker=place * WORKERS_EACH + chance.integers(0, WORKERS_EACH, many),
    )


def _ends(
    chance: np.random.Generator,
    truth: Truth,
    where: tuple[Where, ...],
    place: Ints,
    pathway: Ints,
    pathway_from: Ints,
    treatment: Ints,
) -> tuple[Ints, Bools]:
    """When support ends and whether that was planned: by who is kept twelve weeks and how long they then stay."""
    many = len(place)
    kept = chance.random(many) < np.array([each.stays for each in where])[place]
    early = np.round(chance.beta(1.2, 1.6, many) * 83).astype(np.int64) + 1
    late = 84 + np.round(chance.exponential(truth.stays_months * 30.4, many)).astype(np.int64)
    stays = np.where(kept, late, early)
    brief = np.where(pathway == 1, 7, 42) + chance.integers(0, 28, many)
    in_treatment = treatment < NEVER
    start = np.where(in_treatment, treatment, pathway_from)
    lasts = np.where(in_treatment, stays, np.where(pathway == 0, early, np.where(pathway == 3, stays, brief)))
    ends = np.where(pathway_from < NEVER, np.minimum(start, NEVER - 10_000) + lasts, NEVER)
    chance_of_plan = np.where(in_treatment | (pathway == 3), np.where(kept, truth.is_planned, 0.15), 0.6)
    chance_of_plan = np.where((pathway == 0) & ~in_treatment, 0.02, chance_of_plan)
    return ends, chance.random(many) < chance_of_plan
