"""What do all checks know of the decision that they look at?"""

import re
from bisect import bisect_right
from functools import cached_property

from throughline.kernel.money import Money

from ..reading.form import Form
from ..reading.money import Amount
from ..reading.record import Record, Sentence
from ..reading.shape import Finding, ReadDecision, Severity
from ..reading.view import see
from .facts import CheckingFacts

_LONGEST_QUOTE = 400
_MOST_AMOUNTS = 600  # a text that holds more is an account, and looking at each of them would take minutes
_PHRASE = 240
_EMPTY_CELL = re.compile(r"[ ?:*]*\t[\t ]*(?:\n|\Z)")


class Case:
    """One decision with the text of its record; offsets here count in `clean`, quotes give the file's words."""

    def __init__(self, decision: ReadDecision, text: str, facts: CheckingFacts) -> None:
        self.decision, self.facts = decision, facts
        self._offset = decision.start
        self.source = text[decision.start : decision.end or len(text)]
        self.view = see(self.source)
        self.clean = self.view.clean
        end = len(self.clean)
        self.record = Record(
            view=self.view, form=Form(self.view, 0, end), start=0, end=end, places=facts.places
        )
        self.flow = self.view.flow

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence, and every heading: a form may print a rule in bold."""
        headings = (field.label for field in self.record.form.fields if field.name is None)
        said = [Sentence(*span, self.view.words(*span), None) for span in headings]
        return sorted([*self.record.sentences, *said], key=lambda sentence: sentence.start)

    def quote(self, start: int, end: int) -> str:
        """The file's own words for a part of the clean text."""
        return self.view.quote(start, end).text if start < end else ""

    def evidence(self, path: str) -> str:
        """The file's own words for a value, or nothing."""
        found = self.decision.evidence.get(path)
        return found.text if found else ""

    def span(self, path: str) -> tuple[int, int] | None:
        """Where in the clean text a value's evidence stands, if it has any."""
        found = self.decision.evidence.get(path)
        first, last = (found.start - self._offset, found.end - self._offset) if found else (0, 0)
        if found is None or not 0 <= first < last or self.source[first:last] != found.text:
            return None  # a person's own value, or a draft's: it stands in no text
        return self.view.locate(first, last)

    @property
    def amounts(self) -> list[Amount]:
        """The amounts of money that the record states, as far as a notice goes."""
        return self.record.amounts[:_MOST_AMOUNTS]

    @cached_property
    def other_amounts(self) -> list[Amount]:
        """The amounts that are neither the total nor a place's or a year's part of it."""
        spans = [self.span(path) for path in self.decision.evidence if path.endswith("pence")]
        taken = {span[0] for span in spans if span}
        return [a for a in self.amounts if a.start not in taken and a.pence != self.decision.total_pence]

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match that stays within one sentence."""
        found = (pattern.search(self.flow, s.start, s.end) for s in self.sentences)
        return next((match for match in found if match), None)

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position of the clean text."""
        at = bisect_right(self._starts, position) - 1
        found = self.sentences[at] if at >= 0 else None
        return found if found and found.start <= position < found.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def has_empty_cell(self, label: tuple[int, int]) -> bool:
        """Whether the cell beside a label is there and empty, whatever follows in the next row."""
        _, end = self.view.place(*label)
        return _EMPTY_CELL.match(self.source, end) is not None

    def said_before(self, position: int) -> str:
        """What the same sentence says before a position, as far as a phrase reaches."""
        sentence = self.sentence_at(position)
        begin = sentence.start if sentence else position - 120
        return self.flow[max(0, begin, position - _PHRASE) : position]

    def said_around(self, position: int) -> str:
        """What the same sentence says on both sides of a position, as far as a phrase reaches."""
        sentence = self.sentence_at(position)
        end = sentence.end if sentence else position
        return self.said_before(position) + self.flow[position : min(end, position + _PHRASE)]

    def line_around(self, start: int, end: int) -> str:
        """The line of the clean text that holds this part."""
        first = self.clean.rfind("\n", 0, start) + 1
        last = self.clean.find("\n", end)
        return self.clean[first : last if last >= 0 else len(self.clean)]

    def find(
        self,
        code: str,
        severity: Severity,
        message: str,
        *,
        text: str = "",
        field: str | None = None,
        post: str | None = None,
    ) -> Finding:
        return Finding(code, severity, message, text[:_LONGEST_QUOTE], field, post)


def money(pence: int) -> str:
    """The amount as a sentence prints it."""
    return str(Money(pence))
