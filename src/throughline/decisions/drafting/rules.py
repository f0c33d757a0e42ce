"""May a draft be submitted, and do its parts come to its total?"""

from collections.abc import Sequence

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..lifecycle import DRAFT
from .content import Award, Content, exempt_sections
from .sections import SECTIONS


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
    if "" in exempt_sections(content).values():
        return Refused(
            "A section is marked exempt and no ground is named.", "Choose its ground, or publish it."
        )
    return Allowed()


def must_say(content: Content) -> list[str]:
    """What is missing and has to be there, in the order of the sections."""
    return [
        field.must
        for section in SECTIONS
        for field in section.fields
        if field.must and not content.sections.get(section.slug, {}).get(field.name)
    ]


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
