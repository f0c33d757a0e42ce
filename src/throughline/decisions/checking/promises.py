"""Are the form's questions answered, and has every promise an owner and a date?"""

import re
from collections.abc import Iterator

from ..reading.shape import Finding
from .blocks import OPENING
from .case import Case

_EVIDENCE = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|protocols?|safeguarding (?:lead|officer|board|team|partnership"
    r"|training|arrangements|standards"
    r"|requirements)|designated|named lead|DBS|disclosure and barring|vetting|vetted|safer recruitment"
    r"|train(?:ed|ing)|audit\w*"
    r"|section 11|MARAC|MAPPA|LADO|MASH|Prevent duty|children'?s hub|referral (?:route|pathway)s?"
    r"|accredited|inspect\w+|checks?)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?:tbc|tba|to be (?:confirmed|completed|added|advised)|to follow|\?+|[-–—._ ]+|x)\.?", re.IGNORECASE
)
_NEGATIVE = re.compile(
    r"\W*(?:no\b|none\b|n/?a\b|not (?:applicable|relevant)|this is not relevant|there are no|nil\b)"
    r"|.{0,120}?\b(?:will|does|do) not (?:work|engage)\b",
    re.IGNORECASE | re.DOTALL,
)
_THINGS = re.compile(
    r"\b(?:purchase|vehicles?|equipment|software|buildings?|property|lease|capital|licen[cs]es?)\b",
    re.IGNORECASE,
)
_SERVES = re.compile(
    r"\b(?:will|does|do) not (?:directly )?(?:work|engage|involve|support)\b|\bare not\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"\b(?:clients?|service users?|people on probation|offend\w+|reoffend\w+|victims?|survivors?"
    r"|treatment|patients?|famil(?:y|ies)|parents?"
    r"|children|young people|youth|vulnerable|residents? with|homeless\w*|refuge|substance|domestic abuse"
    r"|counselling|support for"
    r"|mentor\w*|outreach|prisoners?|tenants|carers?)\b",
    re.IGNORECASE,
)
_WHOM = {"children": "children", "adults": "vulnerable adults"}


def safeguarding(case: Case) -> Iterator[Finding]:
    """R8: both questions are answered, with evidence and not with comfort. Authority: DN21."""
    answers = {"children": case.decision.safeguarding.children, "adults": case.decision.safeguarding.adults}
    for whom, answer in answers.items():
        if answer is None:
            continue
        field = f"safeguarding.{whom}"
        empty = any(
            case.has_empty_cell(asked.label) for asked in case.record.form.all(f"safeguarding_{whom}")
        )
        empty = empty or OPENING.match(answer) is not None  # the next block stands where the answer should
        if empty or not answer.strip() or _NOT_YET.fullmatch(answer.strip()):
            yield case.find(
                "safeguarding-unanswered",
                "error",
                f"The question on safeguarding {_WHOM[whom]} has no answer.",
                text="" if empty else answer,
                field=field,
            )
        elif not _EVIDENCE.search(answer):
            yield from _without_evidence(case, whom, answer, field)


def _without_evidence(case: Case, whom: str, answer: str, field: str) -> Iterator[Finding]:
    negative = _NEGATIVE.match(answer) is not None
    serves = _SERVES.search(answer) is not None or _works_with_people(case)
    if negative and (not serves or _THINGS.search(answer)):
        return
    why = (
        "Clients may be parents, so “not with children” does not end the question."
        if negative and whom == "children"
        else "It names no policy, lead, training or audit."
    )
    yield case.find(
        "safeguarding-without-evidence",
        "warning",
        f"The answer on safeguarding {_WHOM[whom]} gives no evidence. {why}",
        text=case.evidence(field) or answer,
        field=field,
    )


def _works_with_people(case: Case) -> bool:
    """Whether the notice speaks of people who are served, apart from its own safeguarding questions."""
    return any(
        _PEOPLE.search(sentence.text)
        for sentence in case.sentences
        if not (sentence.section or "").startswith("safeguarding")
        and "safeguarding" not in sentence.text.casefold()
    )


# How the money is paid and papered is the authority's own routine: nobody promises it to anybody.
_ROUTINE = re.compile(
    r"\b(?:payments?|instalments?|grants?|funds|funding|costs?|invoices?|expenditure"
    r"|money)\b[^.;]{0,60}\b(?:will|shall|is to|are to) be"
    r" (?:\w+ )?(?:paid|made|met|funded|charged|released|drawn|awarded|claimed|transferred|provided"
    r"|recorded|published)\b"
    r"|\b(?:(?<!sharing )(?<!processing )agreements?|contracts?|letters?|conditions)\b[^.;]{0,40}"
    r"\b(?:will|shall|is to|are to) be"
    r" (?:\w+ )?(?:signed|issued|used|put|entered|prepared|drawn|in place|sealed|completed|agreed)\b"
    r"|\bwill be (?:\w+ )?(?:monitored|managed|reviewed) (?:\w+ )?(?:monthly|quarterly|annually|weekly"
    r"|through|via|in line)\b",
    re.IGNORECASE,
)

_CONDITIONAL = re.compile(
    r"\b(?:if|should|unless|provided that)\b[^.;]{3,120}\b(?:will|shall)\b"
    r"|\b(?:be|is|are) authorised\b|\bdelegat\w+\b|\b(?:will|shall)\b[^.;]{3,120}\b(?:if|unless"
    r"|provided that|subject to)\b",
    re.IGNORECASE,
)


def promises_kept_by_nobody(case: Case) -> Iterator[Finding]:
    """R10: a promise has an owner and a date."""
    for i, promise in enumerate(case.decision.promises):
        text = case.evidence(f"promises[{i}].text") or promise.text
        if _CONDITIONAL.search(promise.text) or (not promise.owner and _ROUTINE.search(promise.text)):
            continue
        if not promise.owner:
            yield case.find(
                "owner-missing",
                "warning",
                "The notice says that this will be done, and not by whom.",
                text=text,
                field=f"promises[{i}].owner",
            )
        if not promise.due:
            yield case.find(
                "promise-without-date",
                "note",
                "The notice says that this will be done, and not by when.",
                text=text,
                field=f"promises[{i}].due",
            )


_PRIORITY = re.compile(
    r"(?m:^)[ \t•●▪*·o–-]{0,4}(?:[\w’']{1,20} ){0,3}?priority ?(?P<mark>[–—:-])[ \t]*(?P<what>[^\n]{3,200})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\bpriorit(?:y|ies) (?:no\.? ?|number )?(?:\d|one|two|three|four|five|six|seven|eight|[A-H]\b"
    r"|[ivx]{1,4}\b)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:very )?(?:high|medium|low|normal|urgent|routine|critical|yes|no|n/?a|\d|[A-H]\b|one|two|three)\b",
    re.IGNORECASE,
)


def priority_unnumbered(case: Case) -> Iterator[Finding]:
    """A priority of the plan is cited with its number, so that a reader can find it. Authority: DN21."""
    others_numbered = _NUMBERED.search(case.flow) is not None
    for match in _PRIORITY.finditer(case.clean):
        if _LEVEL.match(match["what"].strip()) or (match["mark"] == ":" and not others_numbered):
            continue
        yield case.find(
            "priority-unnumbered",
            "note",
            "A priority is cited without its number.",
            text=case.quote(*match.span()),
            field=None,
        )


_NOTHING = re.compile(
    r"\s*(?:tbc|tba|n/?a|none|nil|-|–|—|x|to be confirmed|this page is intentionally left blank)?\.?\s*",
    re.IGNORECASE,
)
_REACHED_AT = re.compile(
    r"@|\b0\d{2,4}[ \d]{5,9}\d|\b(?:name|e-?mail|tel\w*|phone)\b[ :\t]*\S", re.IGNORECASE
)


def contact_missing(case: Case) -> Iterator[Finding]:
    """The contact officer's field is there and empty, whoever the author is."""
    fields = case.record.form.all("contact")
    empty = [case.has_empty_cell(field.label) for field in fields]
    if not fields or (case.decision.contact and not all(empty)):
        return
    for field, has_empty_cell in zip(fields, empty, strict=True):
        if has_empty_cell:
            continue
        if not _NOTHING.fullmatch(case.clean[field.start : field.end]) and field.start < field.end:
            return
        if _REACHED_AT.search(case.flow[field.label[1] : field.label[1] + 160]):
            return
    label = fields[0].label
    yield case.find(
        "contact-missing",
        "warning",
        "The form asks for a contact officer, and nobody is named.",
        text=case.quote(*label),
        field="contact",
    )
