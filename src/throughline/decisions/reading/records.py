"""Where does each decision record of a text begin and end?"""

import re

from .form import Form
from .view import View

Span = tuple[int, int]

# Labels that only the record of a decision prints, and those that other papers print too.
_OWN = frozenset("decision_makers decided_on key_decision subject_to_call_in decision_type effective_from alternatives"
                 " safeguarding_children safeguarding_adults call_in_until delegation".split())
_SHARED = frozenset("decision status published_on reference title reasons financial legal risk author contact conflicts"
                    " exempt consultation equality wards purpose lead_officer legal_power function".split())
_HEADING = re.compile(
    r"(?m:^)[^\n]{0,60}\b(?:decision (?:notice|record|report|form|details?|log|sheet)|notice of (?:\w+ ){0,3}decisions?|record of (?:\w+ ){0,4}decisions?"
    r"|(?:officer|delegated|mayoral|executive|PCC|commissioner'?s?|chief officer) decisions?|request for (?:\w+ ){0,3}decision)\b[^\n]{0,60}$",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\.\s|\.$")


def split(view: View) -> list[tuple[int, int, Span]]:
    """Each record's beginning, end and the cover it shares; empty when the text is no record of a decision."""
    end = len(view.clean)
    if not end or not _is_record(view, Form(view, 0, end)):
        return []
    return [(0, end, (0, 0))]


def _is_record(view: View, form: Form) -> bool:
    """Enough labels of a decision's record: its own weigh more than those that other papers have too."""
    named = {field.name for field in form.fields if field.name and field.start < field.end}
    score = 2 * len(named & _OWN) + len(named & _SHARED)
    heading = any(not _PROSE.search(match[0]) for match in _HEADING.finditer(view.clean, 0, min(len(view.clean), 3000)))
    return score >= 5 or (heading and score >= 2)
