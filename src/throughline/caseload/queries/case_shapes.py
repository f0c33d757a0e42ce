"""What may a part of the caseload say on the overview of a person?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from throughline.kernel.verdict import Allowed, Verdict

ALLOWED: Verdict = Allowed()


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next. The allowed one of the lowest `rank` is the green button; `posts` needs a form.

    Ranks: 10 what is late, 20 what is under way, 30 what comes next, 50 what could be done.
    """

    words: str
    href: str
    rank: int
    verdict: Verdict = ALLOWED
    why: str = ""
    posts: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the overview, under Now, Next, Last or Who."""

    label: str
    text: str
    note: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened, for the timeline; `by` is an actor's id."""

    at: datetime | date
    title: str
    text: str = ""
    by: str = ""
    href: str = ""

    @property
    def on(self) -> date:
        return timezone.localdate(self.at) if isinstance(self.at, datetime) else self.at
