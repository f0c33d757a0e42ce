"""What was done for each made-up referral: needs, appointments, treatment, checks, what probation was told?"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from .columns import NEVER, Bools, Ints, among, coded, days, months, numbers, pseudonyms, yes_no
from .journeys import KINDS, Journeys
from .truth import Truth

NEEDS = ("ACCOM", "ETE", "FBD", "DNR", "LIFE", "FAM", "EWB", "SOC")
LEVELS = ("none", "low", "medium", "high")
USED = ("alcohol", "opioids", "crack", "cocaine", "cannabis")
ITEMS = (*USED, "injected", "shared", "psychological", "physical", "quality", "work", "housing")
MODES = ("IN_PERSON_PROBATION_OFFICE", "IN_PERSON_OTHER", "PHONE_CALL", "VIDEO_CALL")
CAME = ("attended", "did_not_attend", "did_not_happen", "scheduled")
MISSED = ("POP_ACCEPTABLE", "POP_UNACCEPTABLE", "LOGISTICS")
KINDS_OF_CONTACT = ("one_to_one", "group", "clinic", "review")
HARM = ("naloxone", "bbv_offered")
ROUTES = ("children", "adults", "marac")
OUTCOMES = ("use", "support", "overdose")
ACHIEVED = ("ACHIEVED", "PARTIALLY_ACHIEVED", "NOT_ACHIEVED")
TREATMENT = ("referred", "accepted", "started", "ended", "not_started")
TOLD = ("accepted", "attended", "treatment_started", "exited")


class _Care:
    """Everything that the tables below look at."""

    def __init__(self, chance: np.random.Generator, truth: Truth, walked: Journeys, names: pa.Array) -> None:
        self.chance, self.truth, self.of, self.names = chance, truth, walked, names
        self.reached = np.flatnonzero(walked.known(walked.first_contact_on) < NEVER)
        self.on_pathway = np.flatnonzero(walked.known(walked.pathway_from) < NEVER)
        self.stops = np.minimum(walked.exited_on, walked.until)

    def table(self, rows: Ints, columns: Mapping[str, pa.Array]) -> pa.Table:
        """A table whose first column is the referral of each row."""
        return pa.table({"referral": coded(self.names, rows), **columns})

    def known(self, numbers: Ints) -> pa.Array:
        return days(self.of.known(numbers))


def care_tables(
    chance: np.random.Generator,
    truth: Truth,
    walked: Journeys,
    referrals: pa.Array,
    *,
    contacts_a_week: float,
) -> dict[str, pa.Table]:
    """Every table that hangs on a referral; `referrals` are their pseudonyms."""
    care = _Care(chance, truth, walked, referrals)
    return {
        "needs_sought": _needs_sought(care),
        "needs": _needs(care),
        "profiles": _profiles(care),
        "contacts": _contacts(care, contacts_a_week),
        "pathways": _pathways(care),
        "treatments": _treatments(care),
        "interventions": _interventions(care),
        "harm_reduction": _harm_reduction(care),
        "onward": _onward(care),
        "outcomes": _outcomes(care),
        "checks": _checks(care),
        "concerns": _concerns(care),
        "deaths": _deaths(care),
        "told": _told(care),
    }


def _needs_sought(care: _Care) -> pa.Table:
    many = len(care.of.sent_on)
    need = np.where(care.chance.random((many, len(NEEDS))) < 0.3, 1, 0)
    need[:, NEEDS.index("DNR")] = 1
    rows, which = np.nonzero(need)
    level = among(care.chance, (0.3, 0.5, 0.2), len(rows))
    return care.table(
        rows, {"need": coded(NEEDS, which), "complexity": coded(("LOW", "MEDIUM", "HIGH"), level)}
    )


def _needs(care: _Care) -> pa.Table:
    rows = np.repeat(care.reached, len(NEEDS))
    which = np.tile(np.arange(len(NEEDS)), len(care.reached))
    level = among(care.chance, (0.35, 0.25, 0.25, 0.15), len(rows))
    level = np.where(which == NEEDS.index("DNR"), np.maximum(level, 1), level)
    assessments = pseudonyms(KINDS["assessment"], 0, len(care.reached))
    return care.table(
        rows,
        {
            "assessment": coded(assessments, np.repeat(np.arange(len(care.reached)), len(NEEDS))),
            "kind": coded(("first",), np.zeros(len(rows), np.int64)),
            "completed_on": care.known(care.of.first_contact_on[rows]),
            "need": coded(NEEDS, which),
            "level": coded(LEVELS, level),
            "is_linked_to_harm": yes_no((level > 1) & (care.chance.random(len(rows)) < 0.3)),
            "is_linked_to_reoffending": yes_no((level > 1) & (care.chance.random(len(rows)) < 0.4)),
            "is_strength": yes_no((level == 0) & (care.chance.random(len(rows)) < 0.3)),
        },
    )


def _profiles(care: _Care) -> pa.Table:
    started = np.flatnonzero(care.of.known(care.of.treatment_started) < NEVER)
    stays = care.stops[started] - care.of.treatment_started[started]
    parts = []
    for stage, whom in ((0, started), (1, started[stays >= 90])):
        rows = np.repeat(whom, len(ITEMS))
        item = np.tile(np.arange(len(ITEMS)), len(whom))
        better = care.truth.profile_gains * stage
        use = care.chance.binomial(28, np.clip(0.45 * (1 - better), 0, 1), len(rows))
        use = np.where(care.chance.random(len(rows)) < 0.45, use, 0)
        injected = np.where(
            care.chance.random(len(rows)) < 0.22 * (1 - better),
            care.chance.integers(1, 28, len(rows)),
            0,
        )
        yes = (care.chance.random(len(rows)) < 0.25 * (1 - better)).astype(np.int64)
        health = np.clip(np.round(care.chance.normal(9 + 4 * better, 3.5, len(rows))), 0, 20).astype(np.int64)
        work = np.where(care.chance.random(len(rows)) < 0.2 + 0.2 * better, 12, 0)
        value = np.select(
            [item < len(USED), item == 5, (item == 6) | (item == 11), item == 10],
            [use, injected, yes, work],
            health,
        )
        on = care.of.treatment_started[rows] + 95 * stage
        parts.append((rows, np.full(len(rows), stage), on, item, value))
    rows, stage_of, on, item, value = (np.concatenate(each) for each in zip(*parts, strict=True))
    keep = on < care.of.until
    return care.table(
        rows[keep],
        {
            "stage": coded(("start", "review"), stage_of[keep]),
            "taken_on": days(on[keep]),
            "item": coded(ITEMS, item[keep]),
            "value": numbers(value[keep]),
        },
    )


def _contacts(care: _Care, a_week: float) -> pa.Table:
    """Appointments over each pathway; the first is the first contact."""
    starts = care.of.first_contact_on[care.reached]
    stops = np.maximum(np.minimum(care.stops[care.reached], care.of.until), starts)
    more = care.chance.poisson(a_week * (stops - starts) / 7.0)
    rows = np.concatenate([care.reached, np.repeat(care.reached, more)])
    after = 1 + care.chance.random(int(more.sum())) * np.maximum(np.repeat(stops - starts, more) - 1, 0)
    on = np.concatenate([starts, np.repeat(starts, more) + after.astype(np.int64)])
    is_first = np.arange(len(rows)) < len(care.reached)
    came = among(care.chance, (care.truth.keeps_appointment, 0.19, 0.07), len(rows))
    came = np.where(is_first, 0, came)
    kind = np.where(is_first, 4, among(care.chance, (0.66, 0.18, 0.06, 0.10), len(rows)))
    kind = np.where(kind == 4, 4, kind)
    late = np.where((came == 0) & (care.chance.random(len(rows)) < 0.12), 10, 0)
    return care.table(
        rows,
        {
            "kind": coded((*KINDS_OF_CONTACT, "assessment"), kind),
            "mode": coded(MODES, among(care.chance, (0.45, 0.25, 0.24, 0.06), len(rows))),
            "state": coded(CAME, came),
            "on": days(on),
            "minutes": numbers(np.where(kind == 1, 90, 30 + 15 * (rows % 3))),
            "late_minutes": numbers(late),
            "no_session": coded(MISSED, np.where(came == 0, -1, np.where(came == 2, 2, rows % 2))),
        },
    )


def _pathways(care: _Care) -> pa.Table:
    rows = care.on_pathway
    kinds = ("specialist", "brief", "extended", "coordination")
    return care.table(
        rows,
        {
            "kind": coded(kinds, care.of.pathway[rows]),
            "runs_from": days(care.of.pathway_from[rows]),
            "runs_until": care.known(care.of.exited_on[rows]),
        },
    )


def _treatments(care: _Care) -> pa.Table:
    rows = care.on_pathway[care.of.pathway[care.on_pathway] == 0]
    asked, started = care.of.pathway_from[rows], care.of.known(care.of.treatment_started[rows])
    accepted = np.minimum(asked + 3, np.where(started < NEVER, started, asked + 3))
    accepted = np.where(care.of.treatment_started[rows] < NEVER, accepted, NEVER)
    ended = np.where(started < NEVER, care.of.known(care.of.exited_on[rows]), NEVER)
    never = (care.of.treatment_started[rows] == NEVER) & (asked + 42 < care.of.until)
    state = np.select([ended < NEVER, started < NEVER, never], [3, 2, 4], 1)
    planned = care.of.is_planned[rows]
    reasons = ("completed", "drug_free", "dropped_out", "declined", "moved")
    why = np.where(planned, rows % 2, 2 + rows % 3)
    return care.table(
        rows,
        {
            "state": coded(TREATMENT, state),
            "referred_on": days(asked),
            "accepted_on": care.known(accepted),
            "started_on": days(started),
            "ended_on": days(ended),
            "ended_for": coded(
                reasons, np.where((state == 3) | (state == 4), np.where(state == 4, 3, why), -1)
            ),
        },
    )


def _interventions(care: _Care) -> pa.Table:
    """Sessions of brief (one) and extended (four) interventions; some stop before the last."""
    rows = care.on_pathway[np.isin(care.of.pathway[care.on_pathway], (1, 2))]
    of = np.where(care.of.pathway[rows] == 1, 1, 4)
    given = np.where(care.of.is_planned[rows], of, care.chance.integers(0, 4, len(rows)) % of)
    session = np.concatenate([np.arange(many) for many in given]) if len(rows) else np.zeros(0, np.int64)
    each, parts = np.repeat(rows, given), np.repeat(of, given)
    on = care.of.pathway_from[each] + 7 * session.astype(np.int64)
    keep = on < care.of.until
    each, parts, session, on = each[keep], parts[keep], session[keep].astype(np.int64), on[keep]
    return care.table(
        each,
        {
            "intervention": coded(("alcohol-brief", "drugs-extended"), (parts == 4).astype(np.int64)),
            "version": numbers(np.ones(len(each), np.int64)),
            "kind": coded(("brief", "extended"), (parts == 4).astype(np.int64)),
            "session": numbers(session + 1),
            "of": numbers(parts),
            "given_on": days(on),
        },
    )


def _harm_reduction(care: _Care) -> pa.Table:
    many = len(care.reached)
    given = care.chance.random(many) < care.truth.naloxone, care.chance.random(many) < care.truth.tested
    rows = np.concatenate([care.reached[each] for each in given])
    kind = np.concatenate([np.full(int(each.sum()), number) for number, each in enumerate(given)])
    on = np.minimum(care.of.first_contact_on[rows] + 14, care.of.until - 1)
    return care.table(rows, {"kind": coded(HARM, kind), "on": days(on)})


def _onward(care: _Care) -> pa.Table:
    rows = care.reached[care.chance.random(len(care.reached)) < care.truth.onward]
    sent = care.of.first_contact_on[rows] + 10
    rows, sent = rows[sent < care.of.until], sent[sent < care.of.until]
    known = care.of.known(sent + 40)
    met = care.chance.random(len(rows)) < care.truth.onward_met
    return care.table(
        rows,
        {
            "need": coded([each for each in NEEDS if each != "DNR"], care.chance.integers(0, 7, len(rows))),
            "sent_on": days(sent),
            "outcome": coded(("met", "not_taken_up"), np.where(known < NEVER, (~met).astype(np.int64), -1)),
            "outcome_on": days(known),
        },
    )


def _outcomes(care: _Care) -> pa.Table:
    ended = care.on_pathway[care.of.known(care.of.exited_on[care.on_pathway]) < NEVER]
    rows = np.repeat(ended, len(OUTCOMES))
    which = np.tile(np.arange(len(OUTCOMES)), len(ended))
    good = np.where(care.of.is_planned[rows], 0.55, 0.15)
    draw = care.chance.random(len(rows))
    achieved = np.where(draw < good, 0, np.where(draw < good + 0.25, 1, 2))
    return care.table(rows, {"outcome": coded(OUTCOMES, which), "achieved": coded(ACHIEVED, achieved)})


def _checks(care: _Care) -> pa.Table:
    """Three checks after a planned end; whoever is not sustained once is not asked to be so later."""
    ended = care.on_pathway[
        care.of.is_planned[care.on_pathway] & (care.of.known(care.of.exited_on[care.on_pathway]) < NEVER)
    ]
    draw, parts = care.chance.random(len(ended)), []
    for months_after, sustained in zip((3, 6, 12), care.truth.sustained, strict=True):
        due = care.of.exited_on[ended] + round(months_after * 30.4)
        is_due = due < care.of.until
        reached = care.chance.random(len(ended)) < care.truth.check_reached
        answer = np.where(reached, np.where(draw < sustained, 0, 1), 2)
        done = care.of.known(due + 5)
        answer = np.where(done < NEVER, answer, -1)
        parts.append(
            (
                ended[is_due],
                np.full(int(is_due.sum()), months_after),
                due[is_due],
                done[is_due],
                answer[is_due],
            )
        )
    rows, after, due, done, answer = (np.concatenate(each) for each in zip(*parts, strict=True))
    return care.table(
        rows,
        {
            "months": numbers(after),
            "due_on": days(due),
            "done_on": days(done),
            "answer": coded(("sustained", "not", "not_reached"), answer),
        },
    )


def _concerns(care: _Care) -> pa.Table:
    rows = care.reached[care.chance.random(len(care.reached)) < care.truth.concern]
    raised = care.of.first_contact_on[rows]
    late = care.chance.random(len(rows)) < 0.12
    read = raised + np.where(late, 6, 1)
    return care.table(
        rows,
        {
            "route": coded(ROUTES, rows % 3),
            "about": coded(("child", "person", "other"), rows % 3),
            "raised_on": days(raised),
            "due_on": days(raised + 2),
            "acknowledged_on": care.known(read),
            "closed_on": care.known(read + np.where(rows % 5 == 0, 9, 1)),
        },
    )


def _deaths(care: _Care) -> pa.Table:
    rows = np.flatnonzero(care.of.died_here() & (care.of.exited_on < care.of.until))
    died = care.of.exited_on[rows]
    reviewed = died + care.chance.integers(10, 60, len(rows))
    return care.table(
        rows,
        {
            "died_in": months(died),
            "is_drug_related": coded(
                ("yes", "no", "unknown"), among(care.chance, (0.4, 0.4, 0.2), len(rows))
            ),
            "review_due_on": days(died + 28),
            "reviewed_on": care.known(reviewed),
        },
    )


def _told(care: _Care) -> pa.Table:
    """What probation was told, and when it had read it."""
    parts: list[tuple[Ints, Ints, Ints]] = []
    when: Sequence[Ints] = (
        np.where(care.of.triaged < 2, care.of.triaged_on, NEVER),
        care.of.first_contact_on,
        care.of.treatment_started,
        care.of.exited_on,
    )
    for kind, on in enumerate(when):
        rows = np.flatnonzero(care.of.known(on) < NEVER)
        parts.append((rows, np.full(len(rows), kind), on[rows]))
    rows, kind_of, on = (np.concatenate(each) for each in zip(*parts, strict=True))
    read: Bools = care.chance.random(len(rows)) < care.truth.acknowledges
    acknowledged = np.where(read, on + care.chance.integers(0, 4, len(rows)), NEVER)
    return care.table(
        rows,
        {
            "kind": coded(TOLD, kind_of),
            "told_on": days(on),
            "acknowledged_on": care.known(acknowledged),
        },
    )
