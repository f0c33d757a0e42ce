"""When does an invitation, a broken glass or a role need somebody, and what may glass be broken for?"""

from datetime import date, datetime, timedelta

from throughline.kernel.verdict import Allowed, Refused, Verdict

INVITATION_LASTS = timedelta(days=7)
REVIEW_EVERY_MONTHS = 6
REMIND_BEFORE = timedelta(days=14)
TELL_AUDITORS_AFTER = timedelta(days=30)
GLASS_HOURS = (1, 2, 4)
SHORTEST_REASON = 20
# Roles in which somebody looks and mends. Signing, certifying, approving and releasing are nobody's emergency.
BREAKABLE = ("programme-officer", "programme-lead", "auditor")


def may_follow(open_until: datetime, at: datetime) -> Verdict:
    """Whether the link of an open invitation still works."""
    if at < open_until:
        return Allowed()
    return Refused("This invitation has run out.", "The administrator who invited you can send a new one.")


def review_due(held_from: date, reviewed_on: date | None) -> date:
    """The day by which somebody has to say that the role is still needed."""
    last = reviewed_on or held_from
    months = last.month - 1 + REVIEW_EVERY_MONTHS
    year, month = last.year + months // 12, months % 12 + 1
    for day in range(last.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, last.day)


def may_review(reviewer: str, person: str) -> Verdict:
    """Whether this person may confirm that one's role; nobody vouches for themselves."""
    if reviewer == person:
        return Refused("Nobody confirms their own role.", "Ask another administrator.")
    return Allowed()


def may_break_glass(role: str, hours: int, reason: str, has_roles: frozenset[str], is_open: bool) -> Verdict:
    """Whether an administrator may take this role for so long, for this reason."""
    if is_open:
        return Refused("You have broken the glass already.", "End that first.")
    if role not in BREAKABLE:
        return Refused("Glass is broken to look and to mend, never to sign, certify, approve or release.")
    if role in has_roles:
        return Refused("You have this role already.")
    if hours not in GLASS_HOURS:
        return Refused("Choose for how long.")
    if len(reason.strip()) < SHORTEST_REASON:
        return Refused("Say why in a sentence: every other administrator and every auditor reads it.")
    return Allowed()
