"""How far is each section of a draft?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .content import Content
from .fields import Field, Section
from .findings import DraftFinding
from .sections import GROUPS, SECTIONS
from .wording import further_words, said_in


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One row of the list of sections: its state in words, with what to look at."""

    section: Section
    is_started: bool
    wrong: int
    to_check: int
    remarks: int

    @property
    def state(self) -> str:
        """The state in a few words."""
        if not self.is_started:
            return "Not needed yet" if self.section.is_optional else "Not started"
        if self.wrong:
            return f"{self.wrong} wrong"
        if self.to_check:
            return f"{self.to_check} to check"
        return "Done"

    @property
    def tone(self) -> str:
        if not self.is_started:
            return "quiet"
        return "stop" if self.wrong else "wait" if self.to_check else "good"


def said_or_found(
    section: Section, content: Content, found: Iterable[DraftFinding]
) -> list[tuple[Field, str]]:
    """For who only reads: each field that says something, or of which something is found, with its words."""
    words, concerned = (
        {field.name: said for field, said in said_in(section, content)},
        {each.field for each in found},
    )
    return [
        (field, words.get(field.name, ""))
        for field in section.fields
        if field.name in words or field.name in concerned
    ]


def sections_shown(
    content: Content, found: Iterable[DraftFinding], remarks: Iterable[str]
) -> list[tuple[str, list[ShownSection]]]:
    """Every section under its group; `remarks` are the sections of open remarks."""
    found, open_remarks = list(found), Counter(remarks)
    groups: dict[str, list[ShownSection]] = {group: [] for group in GROUPS}
    for section in SECTIONS:
        here = [each.finding.severity for each in found if each.section == section.slug]
        groups[section.group].append(
            ShownSection(
                section,
                is_started=bool(said_in(section, content) or further_words(section, content)),
                wrong=here.count("error"),
                to_check=here.count("warning"),
                remarks=open_remarks[section.slug],
            )
        )
    return list(groups.items())
