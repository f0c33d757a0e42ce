"""What in a draft should somebody look at before it is submitted, and beside which field?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..checking import CheckingFacts, check
from ..reading.shape import Finding
from .content import Content, as_said, exempt_sections
from .route import over_thresholds
from .rules import disagreement, half_exempt
from .sections import SECTIONS
from .wording import as_text, in_words

# What is asked of a notice that was signed elsewhere: here the scheme, the route and the money's own rule say it.
_NOT_OF_A_DRAFT = frozenset(
    {"sign-off-not-evidenced", "limit-reached", "published-late", "award-at-or-over-threshold"}
)
LEANINGS = "leanings"  # what the draft leans on stands beside the form of its section
_OF_CODE = {
    "priority-unnumbered": ("strategy", "contribution"),
    "related-decision-not-held": ("leans", LEANINGS),
    "legal-route-unresolved": ("route", "route"),
    "contact-missing": ("contact", "contact_officer"),
    "breakdown-missing": ("financial", "parts"),
    "totals-disagree": ("financial", "total_pence"),
}


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A finding with the section and the field of the draft that it concerns; `field` is empty for a whole section."""

    section: str
    field: str
    finding: Finding

    @property
    def is_blank(self) -> bool:
        """Whether it only says that something has not been filled in yet."""
        return self.finding.code == "not-said"


def findings(
    content: Content, facts: CheckingFacts | None = None, of_law: Iterable[Finding] = ()
) -> tuple[DraftFinding, ...]:
    """Every finding in the order of the sections, the gravest of a section first; `of_law` come from the regime.

    Authority: R1, R6 to R10.
    """
    found = [
        *_unsaid(content),
        *_of_money(content),
        *_of_split(content),
        *_of_exempt(content),
        *_of_route(content),
    ]
    found += over_thresholds_found(content, facts)
    found += [
        _placed(content, each)
        for each in check(as_said(content), as_text(content), facts)
        if _fits(content, each)
    ]
    found += [_placed(content, each) for each in of_law]
    order = [section.slug for section in SECTIONS]
    gravity = ("error", "warning", "note")
    return tuple(
        sorted(
            found,
            key=lambda each: (
                order.index(each.section) if each.section in order else len(order),
                gravity.index(each.finding.severity),
            ),
        )
    )


def over_thresholds_found(content: Content, facts: CheckingFacts | None = None) -> list[DraftFinding]:
    """R9: what reaches the services threshold in force, by award, by legal recipient and by lifetime."""
    return [
        DraftFinding("route", "route", Finding("award-at-or-over-threshold", "warning", each.sentence))
        for each in over_thresholds(content, facts)
    ]


def _unsaid(content: Content) -> Iterator[DraftFinding]:
    for section in SECTIONS:
        values = content.sections.get(section.slug, {})
        for field in section.fields:
            words = field.must or field.wanted
            if words and not values.get(field.name):
                severity = "error" if field.must else "warning"
                yield DraftFinding(
                    section.slug,
                    field.name,
                    Finding("not-said", "error" if severity == "error" else "warning", words),
                )


def _of_money(content: Content) -> Iterator[DraftFinding]:
    if wrong := disagreement(content.total, content.awards):
        yield DraftFinding(
            "financial", "parts", Finding("parts-do-not-sum", "error", wrong, field="breakdown")
        )
    if content.awards and not all(award.recipient for award in content.awards):
        yield DraftFinding(
            "financial",
            "receivers" if content.split else "parts",
            Finding(
                "recipient-not-named",
                "note",
                "Not every part names who receives it, so awards to one body cannot be counted together (R3).",
            ),
        )
    if any(award.pence < 0 for award in content.awards) and not content.is_variation:
        yield DraftFinding(
            "financial",
            "parts",
            Finding(
                "part-below-nothing",
                "error",
                "A part is less than nothing. Only a change of an earlier decision takes money back.",
            ),
        )
    if content.is_variation and content.new_award is None:
        yield DraftFinding(
            "when",
            "new_award_pence",
            Finding(
                "new-award-not-said",
                "warning",
                "It changes an earlier decision, and the whole award after the change is not stated (R3).",
            ),
        )


def _of_split(content: Content) -> Iterator[DraftFinding]:
    if content.split and content.split.has_changed:
        why = "has changed since it was linked" if content.split.is_chosen else "is no longer the chosen one"
        yield DraftFinding(
            "financial",
            "parts",
            Finding(
                "split-has-changed",
                "error",
                f"The split “{content.split.name}” {why}. Look at it, and link it again.",
            ),
        )


def _of_exempt(content: Content) -> Iterator[DraftFinding]:
    if wrong := half_exempt(content):
        yield DraftFinding("exempt", "exempt", Finding("ground-missing", "error", wrong))
    if "decision" in exempt_sections(content):
        yield DraftFinding(
            "exempt",
            "exempt",
            Finding(
                "decision-exempt", "warning", "The decision itself would not be published: is that meant?"
            ),
        )


def _of_route(content: Content) -> Iterator[DraftFinding]:
    if content.said("route", "route") == "not-yet" and (content.total or content.awards):
        yield DraftFinding(
            "route",
            "route",
            Finding(
                "legal-route-unresolved",
                "warning",
                "Money is awarded, and the draft leaves open by which legal route.",
            ),
        )


def _fits(content: Content, finding: Finding) -> bool:
    if finding.code in _NOT_OF_A_DRAFT or (finding.code == "contact-missing"):
        return False  # the table of sections says the last one
    if finding.code == "parts-do-not-sum" and finding.field == "breakdown":
        return False  # the draft's own rule is stricter: to the penny, whatever the text explains
    if finding.code == "legal-route-unresolved" and content.said("route", "route") == "not-yet":
        return False  # said once
    if finding.code == "place-repeated":
        signs = [(award.place.casefold(), award.recipient.casefold()) for award in content.awards]
        return len(signs) != len(set(signs))
    if finding.code == "safeguarding-unanswered":
        return bool(
            content.said("safeguarding", f"{(finding.field or '').removeprefix('safeguarding.')}_answer")
        )
    return True


def _placed(content: Content, finding: Finding) -> DraftFinding:
    section, field = (
        _OF_CODE.get(finding.code) or _by_path(finding.field or "") or _by_words(content, finding.text)
    )
    return DraftFinding(section, field, replace(finding, message=_of_this(finding.message)))


def _by_path(path: str) -> tuple[str, str] | None:
    for section in SECTIONS:
        for field in section.fields:
            if any(path == each or re.match(rf"{re.escape(each)}[.\[]", path) for each in field.answers):
                return section.slug, field.name
    return None


def _by_words(content: Content, quote: str) -> tuple[str, str]:
    words = " ".join(quote.split())
    for section in SECTIONS:
        for field in section.fields:
            said = in_words(field, content.sections.get(section.slug, {}).get(field.name))
            if words and words in " ".join(said.split()):
                return section.slug, field.name
    return "", ""


def _of_this(message: str) -> str:
    return message.replace("The notice ", "The draft ").replace("the notice ", "the draft ")
