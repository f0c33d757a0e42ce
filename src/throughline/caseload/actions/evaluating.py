"""How is a file for an evaluation asked for by one person, released by another, taken, and ended? R30, R37, R39, R40"""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection

from throughline.evidence.gate import TOTAL, shown_or_hidden
from throughline.frame import sealed_file
from throughline.frame.scope import NO_SIGHT, enter_scope, enter_sight
from throughline.frame.sealing import unwrapped, wrapped
from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

from ..care.local_time import day_of
from ..exports.evaluation import COHORTS, COLUMNS, DATES, LEFT_OUT, PURPOSES, Whose, counted
from ..exports.lifecycle import ANALYST, DATA_PROTECTION, EVALUATION_FILE
from ..models import EvaluationFile
from ..queries.evaluating import Found, found_at
from ..queries.papers import missing
from ..rules import may_real_people_come_in
from ..sight import look_for_provider
from .people import note_read

MACHINE = Actor("system:evaluation-file", frozenset({"system"}))
SCHEMA, VERSION = "throughline evaluation cohort", 1
MOST_BYTES = 20 * 1024 * 1024  # of one file that the database keeps


def ask(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    because: str,
    cohort: str,
    dates: str,
    period: tuple[date, date],
    is_made_up: bool = False,
) -> EvaluationFile:
    """The file is asked for: of whom, of which period, with which form of dates, and why."""
    EVALUATION_FILE.may("ask", None, actor).or_raise()
    enter_scope(actor)
    if not name.strip():
        raise RefusedError("Say how the evaluation is called.")
    if because not in PURPOSES or cohort not in COHORTS or dates not in DATES:
        raise RefusedError("Choose what the evaluation asks, of whom, and how days are said.")
    if period[1] <= period[0]:
        raise RefusedError("The period ends after it begins.")
    step = EVALUATION_FILE.step("ask")
    row = EvaluationFile(
        id=uuid4(),
        name=name.strip(),
        because=because,
        cohort=cohort,
        dates=dates,
        period_from=period[0],
        period_until=period[1],
        is_made_up=is_made_up,
        state=step.to,
        asked_at=at,
        asked_by=actor.id,
    )
    facts = {
        "because": because,
        "cohort": cohort,
        "dates": dates,
        "period": [each.isoformat() for each in period],
    }
    with act(actor=actor, at=at, verb=step.event, subject=("evaluation-file", row.id), facts=facts):
        row.save(force_insert=True)
    return row


def turn_down(*, actor: Actor, at: datetime, evaluation_id: UUID) -> EvaluationFile:
    """The second person does not agree; nothing was made."""
    return _stepped(actor, at, evaluation_id, "turn_down")


def release(*, actor: Actor, at: datetime, evaluation_id: UUID) -> EvaluationFile:
    """The second person agrees: the file is made in a machine's sight and kept sealed; they see nobody by it."""
    row = _locked(actor, evaluation_id)
    EVALUATION_FILE.may("release", row.state, actor).or_raise()
    if row.asked_by == actor.id:
        raise RefusedError("You asked for this file.", "Somebody else who protects data releases it.")
    found = _found(row, day_of(at))
    # Who is in stands by the first referral of each person, whichever provider sent it.
    seen: set[str] = set()
    reasons, kept = [], []
    for each in sorted(found, key=lambda one: (one.sent_at, one.row[1])):
        why = each.why_out or ("later" if each.person in seen else "")
        if not why:
            seen.add(each.person)
            kept.append(each)
        reasons.append(why)
    counts = counted(reasons)
    told = _through_the_gate(row, counts)
    about = {
        "schema": SCHEMA,
        "version": VERSION,
        "evaluation": str(row.id),
        "cohort": row.cohort,
        "dates": row.dates,
        "period": [row.period_from.isoformat(), row.period_until.isoformat()],
        "is_made_up": row.is_made_up,
        "counts": told,
        "left_out": {**LEFT_OUT, "limited": "Not in sight, not counted (R37)"},
    }
    names = tuple(column.name for column in COLUMNS)
    part = sealed_file.Part(
        "cohort", names, (each.row for each in sorted(kept, key=lambda one: str(one.row[0])))
    )
    key = sealed_file.new_key()
    content, manifest = sealed_file.sealed([part], about, key)
    if len(content) > MOST_BYTES:
        raise RefusedError("This file would be too large to keep.", "Choose a shorter period.")
    step = EVALUATION_FILE.step("release")
    facts = {
        "asked_by": row.asked_by,
        "manifest": manifest["seal"],
        "left_out": [*(name for name in LEFT_OUT if counts[name]), "limited"],
    }
    with act(actor=actor, at=at, verb=step.event, subject=("evaluation-file", row.id), facts=facts):
        row.file = store(Upload(f"evaluation-{row.id}.sealed", content), kind="sealed", at=at).sha256
        row.wrapped_key, row.counts = wrapped(key), told
        row.state, row.released_at, row.released_by = step.to, at, actor.id
        row.save()
        note_read(actor=MACHINE, at=at, people=[each.person_id for each in kept], what="evaluation file")
    return row


def end(*, actor: Actor, at: datetime, evaluation_id: UUID) -> EvaluationFile:
    """The key is destroyed: every copy of the file that is kept here or in a backup made later is unreadable."""
    return _stepped(actor, at, evaluation_id, "end")


def take_file(*, actor: Actor, at: datetime, evaluation_id: UUID) -> EvaluationFile:
    """The analyst takes the sealed file; that they did is on record."""
    if not actor.roles & ANALYST:
        Refused("The file is for the analyst.", "Whoever protects data has its key.").or_raise()
    return _taken(actor, at, evaluation_id, "evaluation_file.taken")


def take_key(*, actor: Actor, at: datetime, evaluation_id: UUID) -> tuple[EvaluationFile, str]:
    """Whoever protects data takes the key, to give it to the evaluator by another way than the file."""
    if not actor.roles & DATA_PROTECTION:
        Refused("The key is for whoever protects data.", "The analyst has the file.").or_raise()
    row = _taken(actor, at, evaluation_id, "evaluation_file.key_taken")
    return row, unwrapped(bytes(row.wrapped_key or b"")).hex() + "\n"


def extracted_by_pseudonym(evaluation_id: UUID, at: datetime) -> dict[str, str]:
    """For each pseudonym of that evaluation the one that extracts have for the same person; for a machine alone.

    Whoever objected since, or whose papers no longer stand, is not in it. Each look is on record. R38, R39
    """
    enter_sight(MACHINE, NO_SIGHT)
    row = EvaluationFile.objects.filter(id=evaluation_id).first()
    if row is None or row.state != "released":
        raise RefusedError(
            "This evaluation has no file that is out, so nothing is taken in for it.",
            "Choose the evaluation whose file was sent.",
        )
    kept = [each for each in _found(row, day_of(at)) if not each.why_out]
    note_read(actor=MACHINE, at=at, people=[each.person_id for each in kept], what="returned offences")
    return {each.person: each.extracted for each in kept}


def _found(row: EvaluationFile, on: date) -> list[Found]:
    found: list[Found] = []
    lacking: list[str] = []
    bodies = list(working.providers(on).order_by("code"))
    try:
        for body in bodies:
            look_for_provider(MACHINE, body.id, on)
            papers = [] if row.is_made_up else missing(body.id, "evaluation", on)
            lacking += papers
            found += found_at(row, body.id, has_papers=not papers)
    finally:
        enter_sight(MACHINE, NO_SIGHT)  # whoever released it sees nobody by that
    if lacking and all(each.why_out in ("no_papers", "other_kind") for each in found):
        may_real_people_come_in(dict.fromkeys(lacking), is_made_up=False).or_raise()
    return found


def _through_the_gate(row: EvaluationFile, counts: dict[str, int]) -> dict[str, int | None]:
    """How many are in, as the file says by its rows, and out for each reason and in all; None is hidden. R43

    Beside those of every file before: two that differ by a day or by an objection tell of nobody.
    """
    with connection.cursor() as cursor:
        # One at a time: two that are released at once would not know of each other.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", ["evaluation files"])
    rows = EvaluationFile.objects.filter(is_made_up=row.is_made_up, released_at__isnull=False)
    earlier = [_whose(each).shown(each.counts) for each in rows.order_by("released_at", "id")]
    shown = shown_or_hidden(_whose(row).counts(counts), earlier=earlier)
    return {"in": counts["in"]} | {name: shown.cells[name,] for name in (*LEFT_OUT, TOTAL)}


def _whose(row: EvaluationFile) -> Whose:
    return Whose(str(row.id), row.cohort, row.period_from, row.period_until)


def _stepped(actor: Actor, at: datetime, evaluation_id: UUID, name: str) -> EvaluationFile:
    row = _locked(actor, evaluation_id)
    EVALUATION_FILE.may(name, row.state, actor).or_raise()
    step = EVALUATION_FILE.step(name)
    with act(actor=actor, at=at, verb=step.event, subject=("evaluation-file", row.id)):
        row.state = step.to
        if name == "end":
            row.wrapped_key, row.ended_at, row.ended_by = b"", at, actor.id
        row.save()
    return row


def _taken(actor: Actor, at: datetime, evaluation_id: UUID, verb: str) -> EvaluationFile:
    row = _locked(actor, evaluation_id)
    if row.state != "released":
        raise RefusedError("There is no file to take." if row.state != "ended" else "The key was destroyed.")
    with act(actor=actor, at=at, verb=verb, subject=("evaluation-file", row.id)):
        pass
    return row


def _locked(actor: Actor, evaluation_id: UUID) -> EvaluationFile:
    enter_scope(actor)
    return EvaluationFile.objects.select_for_update().get(id=evaluation_id)
