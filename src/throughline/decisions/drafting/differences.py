"""What has changed between two versions of a draft, section by section and word by word?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from .content import Content
from .fields import Section
from .sections import SECTIONS
from .wording import further_words, said_in

_MOST_WORDS = 6000  # beyond that, lines are compared and not words


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both versions, that are new, or that are gone."""

    kind: Literal["same", "new", "gone"]
    words: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that says something else now; one that is `linked` is changed where it is linked, never restored."""

    label: str
    before: str
    now: str
    linked: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """Both wordings in one line of reading, with what is gone before what is new."""
        return word_by_word(self.before, self.now)

    @property
    def sentence(self) -> str:
        """The change in one short sentence."""
        if not self.before:
            return f"“{self.label}” was filled in."
        if not self.now:
            return f"“{self.label}” was emptied."
        if max(len(self.before), len(self.now)) <= 80:
            return f"“{self.label}”: from “{self.before}” to “{self.now}”."
        return f"“{self.label}” was reworded."


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """One section with the fields that changed."""

    slug: str
    heading: str
    fields: tuple[FieldDifference, ...]

    @property
    def may_go_back(self) -> bool:
        """Whether going back to the earlier version would change anything."""
        return not all(field.linked for field in self.fields)


def differences(before: Content, now: Content) -> tuple[SectionDifference, ...]:
    """Every section that changed, in the order of the sections; nothing when both say the same."""
    return tuple(
        SectionDifference(section.slug, section.heading, changed)
        for section in SECTIONS
        if (changed := tuple(_changed(section, before, now)))
    )


def word_by_word(before: str, now: str) -> tuple[Run, ...]:
    """Which words stayed, went and came; joined again, they are the two texts."""
    old, new = _tokens(before), _tokens(now)
    if max(len(old), len(new)) > _MOST_WORDS:
        old, new = before.splitlines(keepends=True), now.splitlines(keepends=True)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if a < b:
            runs.append(Run("gone", "".join(old[a:b])))
        if c < d:
            runs.append(Run("new", "".join(new[c:d])))
    return tuple(runs)


def _changed(section: Section, before: Content, now: Content) -> Iterator[FieldDifference]:
    old, new = dict(_said(section, before)), dict(_said(section, now))
    own = {field.label for field in section.fields}
    for label in dict.fromkeys([*old, *new]):
        if old.get(label, "") != new.get(label, ""):
            yield FieldDifference(label, old.get(label, ""), new.get(label, ""), label not in own)


def _said(section: Section, content: Content) -> Iterator[tuple[str, str]]:
    for field, words in said_in(section, content):
        yield field.label, words
    if further := further_words(section, content):
        yield (
            {"financial": "Linked split", "leans": "Linked"}.get(section.slug, section.heading),
            "\n".join(further),
        )


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+\s*|[^\w\s]\s*|\s+", text)  # a space goes with its word: alone it is everywhere
