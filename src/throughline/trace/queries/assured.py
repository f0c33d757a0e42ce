"""What was said of a grant: returns, statements, risk and findings, and what became of money that was not spent?"""

from throughline.assurance.queries.trail import KINDS, OUTCOMES, READINGS, YEAR_ENDS, said_of, scrutiny_of
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from ..shapes import Paper, Step
from .trails import Trails

NOTHING = Money(0)
STATES = {
    "scheduled": "On the calendar",
    "open": "Asked for",
    "submitted": "Sent, not certified yet",
    "certified": "Certified",
    "queried": "Asked about",
    "scrutinised": "Seen by the partnership",
    "accepted": "Accepted",
    "dropped": "Not asked for",
}
ANSWERED = {"accept": "accepted it", "challenge": "asked again", "sample": "looked at the papers itself"}


def returns_step(trails: Trails) -> Step:
    """Every return with every version of it, and what its last certified figures come to."""
    rows = [each for each in trails.said.returns if each.state != "dropped"]
    spent: dict[str, Money] = {}
    step = Step(
        "returns",
        "Returns",
        "No return is on the calendar yet.",
        is_done=bool(rows) and all(each.state == "accepted" for each in rows),
        anchors=("spent", "projected", "unallocated"),
    )
    for each in rows:
        quarter = f" {each.quarter}" if each.quarter else ""
        name, href = f"{KINDS[each.kind]}{quarter}", trails.href("return", each.id)
        versions = list(each.versions.all())
        if not versions:
            step.papers.append(Paper(name, f"{STATES[each.state]}, due {long_date(each.due_on)}", href=href))
        for version in versions:
            certified = getattr(version, "certification", None)
            sums = said_of(version, trails.of.grant.id)
            if certified and each.kind != "plan" and sums:
                spent = sums
            words = (
                f"Certified by {certified.name}, {certified.capacity}, on {long_date(certified.certified_at.date())}"
                if certified
                else "Not certified"
            )
            step.papers.append(
                Paper(
                    f"{name}, version {version.number}",
                    f"Sent by {trails.name(version.submitted_by)}. {words}. {_sums(sums, each.kind)}".strip(),
                    version.submitted_at,
                    digest=version.sha256,
                    href=href,
                )
            )
    if spent:
        step.amount = spent["actual"]
        step.sentence = (
            f"{trails.award} awarded − {spent['actual']} spent − {spent['projected']} still expected = "
            f"{spent['unallocated']} unallocated."
        )
    elif rows:
        fixed = trails.of.terms is not None and trails.of.terms.price_basis == "fixed"
        step.sentence = (
            "The price is fixed: delivery is shown, and nobody is asked for an underspend."
            if fixed
            else "No certified return says yet what was spent."
        )
    return step


def _sums(sums: dict[str, Money], kind: str) -> str:
    if not sums:
        return ""
    if kind == "plan":
        return f"Planned {sums['plan']}."
    return f"Spent {sums['actual']}, expected {sums['projected']}, unallocated {sums['unallocated']}."


def statement_step(trails: Trails) -> Step:
    """What the partnership stated on each certified return, and what the authority answered."""
    step = Step("statement", "Assurance", "No statement has been made yet.", is_done=False)
    for each in trails.said.returns:
        for version in each.versions.all():
            scrutiny = scrutiny_of(version)
            if scrutiny is None:
                continue
            href = trails.href("scrutiny", scrutiny.id)
            for said in scrutiny.statements.all():
                conditions = f" Conditions: {said.conditions}" if said.conditions else ""
                interests = f" Interests: {said.interests}" if said.interests else ""
                step.papers.append(
                    Paper(
                        f"{OUTCOMES[said.outcome]}: {KINDS[each.kind].lower()}",
                        f"{trails.name(said.stated_by)}: {said.words}{conditions}{interests}",
                        said.stated_at,
                        href=href,
                    )
                )
                step.sentence, step.is_done = f"{OUTCOMES[said.outcome]}.", said.outcome != "withheld"
            for response in scrutiny.responses.all():
                words = f": {response.words}" if response.words else "."
                step.papers.append(
                    Paper(
                        "The authority’s answer",
                        f"{trails.name(response.answered_by)} {ANSWERED[response.step]}{words}",
                        response.answered_at,
                        href=href,
                    )
                )
    return step


def watched_step(trails: Trails) -> Step:
    """Readings of risk, visits, and what was found and put right."""
    said = trails.said
    open_ones = [each for each in said.findings if each.state in ("open", "answered")]
    last = said.readings[-1] if said.readings else None
    sentence = (
        f"Risk is read as {READINGS[last.confirmed_as].lower()}." if last else "Risk has not been read yet."
    )
    if open_ones:
        sentence += f" {len(open_ones)} finding{'' if len(open_ones) == 1 else 's'} open."
    step = Step("risk", "Risk, visits, findings", sentence, is_done=last is not None and not open_ones)
    watch = trails.href("grant-watch", trails.of.grant.id)
    for reading in said.readings:
        because = f": {reading.because}" if reading.because else ""
        words = f"Confirmed by {trails.name(reading.confirmed_by)}{because}"
        step.papers.append(
            Paper(f"Risk {READINGS[reading.confirmed_as].lower()}", words, reading.read_on, href=watch)
        )
    for visit in said.visits:
        words = visit.words or "Planned."
        step.papers.append(Paper("Visit", words, visit.made_on or visit.planned_on, href=watch))
    for finding in said.findings:
        verified = f" Verified by {trails.name(finding.verified_by)}." if finding.verified_by else ""
        step.papers.append(
            Paper(
                finding.words,
                f"To do by {long_date(finding.due_on)}: {finding.to_do}. {finding.answer}{verified}".strip(),
                finding.made_at,
                digest=finding.evidence_id or "",
                href=trails.href("finding", finding.id),
            )
        )
    return step


def year_end_step(trails: Trails) -> Step:
    """What was decided about money that was not spent, and whether it came back. Authority: R29."""
    rows, back = trails.said.year_ends, trails.money.recoveries
    step = Step(
        "year-end",
        "Year end and recovery",
        "Nothing of this grant has been carried over, recovered, written off or returned.",
        is_done=trails.of.grant.state == "closed" or any(each.state == "decided" for each in rows),
    )
    if rows:
        last = rows[-1]
        step.sentence = f"{YEAR_ENDS[last.outcome]}: {last.amount_pence}, {last.state}."
    for each in rows:
        by = f" Decided by {trails.name(each.decided_by)}." if each.decided_by else ""
        step.papers.append(
            Paper(
                YEAR_ENDS[each.outcome],
                f"{each.reason} Proposed by {trails.name(each.proposed_by)}.{by}",
                each.decided_at or each.proposed_at,
                each.amount_pence,
                href=trails.href("year-end", each.id),
            )
        )
    for recovery in back:
        step.papers.append(
            Paper(
                f"Recovery {recovery.reference}",
                f"{recovery.reason} {recovery.state.capitalize()}.",
                recovery.recovered_on or recovery.proposed_at,
                recovery.amount_pence,
                href=trails.href("recovery", recovery.pk),
            )
        )
    if trails.of.grant.state == "closed":
        step.sentence += " The grant is closed."
    return step
