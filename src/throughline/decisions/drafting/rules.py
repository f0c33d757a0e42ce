"""May a draft be submitted, who may remark on it, and do its parts come to its total?"""

from collections.abc import Sequence

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..lifecycle import DECIDED, DRAFT, DRAFTERS, SIGNERS
from .content import Award, Content
from .sections import SECTIONS

ADVISERS = frozenset({"monitoring-officer", "procurement", "legal"})


def may_remark(state: str, actor: Actor) -> Verdict:
    """Whether the actor may remark on the draft, or say that a remark is dealt with: while nothing is decided."""
    if not actor.roles & (DRAFTERS | SIGNERS | ADVISERS):
        return Refused("Remarks are for those who draft, advise and sign.")
    if state in (*DECIDED, "withdrawn"):
        return Refused("This draft goes no further, so nobody remarks on it any more.")
    return Allowed()


def may_submit(state: str, actor: Actor, content: Content) -> Verdict:
    """Whether the draft may be frozen and handed on; whatever else is wrong with it only warns. R1."""
    if not (verdict := DRAFT.may("submit", state, actor)):
        return verdict
    if missing := must_say(content):
        return Refused(missing[0], "Whoever drafts it can fill that in.")
    if wrong := disagreement(content.total, content.awards):
        return Refused(wrong, "Mend the parts or the total; nobody can sign figures that disagree.")
    if content.split and content.split.has_changed:
        return Refused(
            f"The linked split “{content.split.name}” is no longer what it was when it was linked.",
            "Look at it and link it again, or take the link away.",
        )
    if wrong := half_exempt(content):
        return Refused(wrong, "Say both, or take the row away: what is not exempt is published.")
    return Allowed()


def must_say(content: Content) -> list[str]:
    """What is missing and has to be there, in the order of the sections."""
    return [
        field.must
        for section in SECTIONS
        for field in section.fields
        if field.must and not content.sections.get(section.slug, {}).get(field.name)
    ]


def half_exempt(content: Content) -> str:
    """What is missing where a part is to be exempt: its ground, or which section it is; nothing when all is said."""
    for row in content.rows("exempt", "exempt"):
        if not row.get("section"):
            return "A ground is named, and not which section it keeps private."
        if not row.get("ground"):
            return "A section is marked exempt and no ground is named."
    return ""


def disagreement(total: Money | None, awards: Sequence[Award]) -> str:
    """How the parts disagree with the total, to the penny; nothing when they agree. Authority: R1."""
    if not awards:
        return ""
    together = Money(sum(award.pence for award in awards))
    if total is None:
        return f"The parts come to {together}, and no total is stated."
    if together == total:
        return ""
    gap = total - together
    return (
        f"The {len(awards)} parts come to {together}, which is {abs(gap)} "
        f"{'less' if gap.pence > 0 else 'more'} than the total of {total}."
    )
