"""What does each step of a grant's way say, from the decision to the money, and which papers stand behind it?"""

from collections.abc import Iterator

from throughline.agreements.queries.trail import Agreement, Condition
from throughline.agreements.terms import KINDS, OWNERS, SIDES, WATCHED_CONDITIONS
from throughline.kernel.money import Money
from throughline.kernel.wording import both, long_date

from ..shapes import Paper, Step
from .assured import returns_step, statement_step, watched_step, year_end_step
from .trails import Trails

NOTHING = Money(0)
ANSWERS = {
    "open": "Not answered yet",
    "met": "Met",
    "not_met": "Not met",
    "waived": "Waived",
    "not_applicable": "Cannot apply",
}
INSTALMENTS = {
    "planned": "Planned",
    "due": "Due, not asked for yet",
    "held": "Held",
    "requested": "Asked of the finance system",
    "paid": "Paid",
    "reconciled": "Paid, and agreed with the finance system",
    "cancelled": "Cancelled",
}


def steps_of(trails: Trails) -> list[Step]:
    """The whole way, in its order; what has not happened yet is there and says so."""
    return [
        _funded(trails),
        _decided(trails),
        _awarded(trails),
        _agreed(trails),
        _conditions(trails),
        _posts(trails),
        _paid(trails),
        returns_step(trails),
        statement_step(trails),
        watched_step(trails),
        year_end_step(trails),
    ]


def _funded(trails: Trails) -> Step:
    """Who puts money into the year; an amount that no record states is said to be so. Authority: R11."""
    rows = sorted(trails.of.grant.round.contributions.all(), key=lambda each: each.funder.name)
    if not rows:
        return Step("funded", "Money in", "No record says who puts money into this year.", is_done=False)
    step = Step(
        "funded", "Money in", f"{both([each.funder.name for each in rows])} put money into this year."
    )
    for each in rows:
        said = f"{each.amount_pence} stated" if each.amount_pence else "The record does not say how much"
        step.papers.append(
            Paper(each.funder.name, said, None, each.amount_pence, href=trails.href("money-in"))
        )
    return step


def _decided(trails: Trails) -> Step:
    grant = trails.of.grant
    decision = grant.round.decision
    if decision is None:
        return Step(
            "decided",
            "Decision",
            "No decision of this year is held here: everything below is an illustration.",
            is_done=False,
        )
    step = Step(
        "decided",
        "Decision",
        f"Decided in {decision.number}, for all areas of the year."
        + ("" if grant.allocation else " It does not say this area's part, so that is an illustration."),
        amount=grant.round.total_pence,
    )
    note = "Every area's part adds up to its total." if grant.allocation else ""
    step.papers.append(
        Paper(
            f"Decision {decision.number}",
            note,
            decision.decided_on,
            digest=decision.file_id or "",
            href=trails.href("decision", decision.number),
        )
    )
    if decision.state == "published":
        step.papers.append(
            Paper(
                "As everybody reads it",
                "Public register",
                decision.published_on,
                href=trails.href("public-decision", decision.number),
            )
        )
    return step


def _awarded(trails: Trails) -> Step:
    grant = trails.of.grant
    step = Step(
        "awarded",
        "Award",
        f"{grant.recipient} is given this for {grant.place.name}.",
        amount=trails.award,
        anchors=("awarded",),
    )
    step.papers += [
        Paper(each.because, "", each.added_at, each.pence, href=trails.href("grant", grant.id))
        for each in trails.of.amounts
    ]
    return step


def _agreed(trails: Trails) -> Step:
    rows = [*trails.of.partnerships, *trails.of.agreements]
    done = any(each.state in ("in_force", "varied", "ended") for each in trails.of.agreements)
    sentence = (
        "Both sides signed the same text."
        if done
        else "The grant agreement is not signed by both sides; no money moves."
    )
    step = Step("agreed", "Agreements", sentence, is_done=done)
    step.papers += [paper for each in rows for paper in _texts(trails, each)]
    return step


def _texts(trails: Trails, agreement: Agreement) -> Iterator[Paper]:
    href = trails.href("agreement", agreement.id)
    for text in agreement.texts.all():
        signed = "; ".join(
            f"{SIDES[each.side]}: {each.name}, {each.capacity}, {long_date(each.signed_at.date())}"
            for each in text.signatures.all()
        )
        yield Paper(
            f"{KINDS[agreement.kind]} with {agreement.party}, text {text.number}",
            signed or "Nobody has signed this text.",
            text.frozen_at,
            digest=text.sha256,
            href=href,
        )


def _conditions(trails: Trails) -> Step:
    rows = trails.of.conditions
    unanswered = [each for each in rows if each.state in ("open", "not_met") and not _is_watched(each)]
    in_the_way = {reason.condition: reason.text for each in trails.standings for reason in each.in_the_way}
    count = f"{len(rows)} condition{'' if len(rows) == 1 else 's'}."
    step = Step(
        "conditions",
        "Conditions",
        count if rows else "This grant has no conditions beyond its agreements.",
        is_done=not unanswered and not any(each.code in in_the_way for each in rows),
    )
    for each in rows:
        answered = f" by {trails.name(each.answered_by)}" if each.answered_by else ""
        because = f": {each.because}" if each.because else ""
        said = f"{ANSWERS[each.state]}{answered}{because}"
        if each.state == "open" and _is_watched(each):
            said = in_the_way.get(each.code, "Read from the papers below; no instalment is held by it.")
        step.papers.append(
            Paper(
                f"{each.text} ({OWNERS.get(each.owner, each.owner).replace('The ', 'the ', 1)})",
                said,
                each.answered_at or each.due_on,
                digest=each.evidence_id or "",
                href=trails.href("grant", each.grant_id),
            )
        )
    return step


def _is_watched(condition: Condition) -> bool:
    return condition.code in WATCHED_CONDITIONS


def _posts(trails: Trails) -> Step:
    vacant = [each for each in trails.posts if not each.is_filled]
    count = len(trails.posts)
    sentence = (
        f"{count} post{'' if count == 1 else 's'} that this grant helps to pay for; {len(vacant) or 'none'} vacant."
        if count
        else "No post is on record that this grant pays for."
    )
    step = Step("posts", "Funded posts", sentence, is_done=not vacant)
    for each in trails.posts:
        since = f", vacant since {long_date(each.vacant_since)}" if each.vacant_since else ", vacant"
        where = f" in {each.unit}" if each.unit else ""
        step.papers.append(
            Paper(
                f"{each.title}{where}",
                f"{each.employer}, {each.hundredths_of_full_time} % of full time"
                + ("" if each.is_filled else since),
            )
        )
    return step


def _paid(trails: Trails) -> Step:
    rows = [each for each in trails.money.instalments if each.state != "cancelled"]
    out = sum((each.amount_pence for each in rows if each.state in ("paid", "reconciled")), NOTHING)
    held = [each for each in trails.standings if each.verdict == "hold"]
    sentence = (
        f"{out} of {trails.award} is paid." if rows else "Instalments are planned once the grant is live."
    )
    if held:
        sentence += f" {held[0].in_the_way[0].text}"
    if trails.of.grant.state == "terminated":
        asked = sum((each.amount_pence for each in rows), NOTHING)
        sentence += f" The grant ended: the other {trails.award - asked} is the round’s again."
    step = Step(
        "instalments",
        "Money out",
        sentence,
        amount=out,
        is_done=bool(rows) and out == trails.award,
        anchors=("requested", "paid", "received"),
    )
    reasons = {each.instalment_id: each for each in trails.standings}
    for each in trails.money.instalments:
        standing = reasons.get(each.pk)
        why = "; ".join(reason.text for reason in standing.in_the_way) if standing else each.because
        step.papers.append(
            Paper(
                f"Instalment {each.number}, due {long_date(each.due_on)}",
                f"{INSTALMENTS[each.state]}{f'. {why}' if why else ''}",
                None,
                each.amount_pence,
                href=trails.href("instalment", each.pk),
            )
        )
        for request in each.requests.all():
            run, name = request.run, trails.name
            acted = [name(run.prepared_by), name(run.approved_by), name(run.released_by)]
            chain = ", then ".join(by for by in acted if by)
            answer = (
                f"finance paid it on {long_date(request.paid_on)} as {request.ledger_reference}"
                if request.paid_on
                else f"finance rejected it: {request.rejected_because}"
                if request.outcome == "rejected"
                else "finance has not answered yet"
            )
            step.papers.append(
                Paper(
                    f"Asked for in run {run.number} as {request.reference}",
                    f"Prepared, approved, released by {chain}; {answer}.",
                    run.released_at,
                    request.amount_pence,
                    digest=run.file_id or "",
                    href=trails.href("payment-run", run.number),
                )
            )
        for hold in each.holds.all():
            step.papers.append(Paper(f"Held by {trails.name(hold.placed_by)}", hold.reason, hold.placed_at))
        for override in each.overrides.all():
            agreed = trails.name(override.agreed_by) if override.agreed_by else "nobody yet"
            step.papers.append(
                Paper(
                    f"Override of {', '.join(override.conditions)}",
                    f"Asked for by {trails.name(override.asked_by)}, agreed by {agreed}: {override.reason}",
                    override.agreed_at or override.asked_at,
                )
            )
    return step
