"""What does the notice say will be done, by whom, by when?"""

import re

from .record import Found, Record, Sentence
from .shape import Promise

_DOING = (
    "develop|establish|set up|sign|produce|provide|report|review|monitor|publish|evaluate|submit|complete"
    "|prepare|present|appoint|recruit|convene|meet"
    "|issue|carry out|undertake|agree|hold|create|ensure|circulate|write|bring|return|share|commission"
    "|procure|conduct|draft|finalise|update|oversee"
    "|track|notify|inform|attend|draw up|put in place|form|commence|launch|arrange|collect|consult|send"
    "|chair|lead|manage|co-?locate|scrutinise|assess"
    "|record|implement|supply|return|maintain|seek|work with|train|refer"
)
_WILL = re.compile(
    rf"\b(?P<will>(?:will|shall|is to|are to)(?: also| then| now| jointly| each| first)?"
    rf"(?: be (?:(?:fully|jointly|formally|regularly|subsequently) )?(?P<passive>\w{{2,20}}(?: up| out)?)"
    rf"| (?P<active>{_DOING})\b))",
    re.IGNORECASE,
)
_THAT = re.compile(
    rf"^(?:\(?\w{{1,3}}[.)] ?)?(?:that|to ask|to request|to instruct) (?:the )?"
    rf"(?P<owner>[A-Z][\w&'’-]{{0,30}}(?: (?:[A-Z][\w&'’-]{{0,30}}|of|and|for|&"
    rf"|the)){{0,8}}) (?:to )?(?P<active>{_DOING})\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:developed|established|set|set up|signed|produced|provided|reported|reviewed|monitored|published"
    r"|evaluated|submitted|completed|prepared|presented"
    r"|appointed|recruited|convened|issued|carried out|carried|undertaken|agreed|held|created|circulated"
    r"|written|brought|returned|shared|commissioned"
    r"|procured|conducted|drafted|finalised|updated|tracked|notified|informed|drawn|drawn up|put|formed"
    r"|launched|arranged|collected|consulted|sent|chaired|led"
    r"|managed|overseen|implemented|recorded|assessed|scrutinised|co-located|maintained|sought|trained"
    r"|kept)$",
    re.IGNORECASE,
)
_NO_PROMISE = re.compile(
    r"\b(?:will not|shall not|would|should it|need(?:s)? to be approved|this decision will"
    r"|is expected to)\b",
    re.IGNORECASE,
)
_SOMEBODY = (
    r"(?:[a-z-]{2,20} ){0,4}(?:team|unit|officers?|manager|provider|group|board|council|service|partnership"
    r"|panel|trust|lead|commissioners?|director|university|partners|authority|authorities|charity"
    r"|contractor|supplier)"
)
_BY_WHOM = re.compile(
    rf"^[^.;]{{0,80}}?\bby (?P<owner>(?:the |each )?(?:[A-Z][\w&'’-]{{0,30}}(?: (?:[A-Z][\w&'’-]{{0,30}}|of"
    rf"|and|for|&|the)){{0,8}}|{_SOMEBODY}\b))",
    re.DOTALL,
)
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DUE = re.compile(
    r"\b(?P<due>(?:by|before|no later than|on or before) (?:the )?(?:end of )?(?:\d{1,2}(?:st|nd|rd"
    r"|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Q[1-4]|\d{1,2}/\d{1,2}/\d{2,4}|the end of|the year|financial year|20\d\d)(?: \d{4}| 20\d\d/\d\d)?"
    rf"|(?:in|on|during|from|at the end of) (?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTHS} \d{{4}}"
    rf"|at the end of (?:the |each )?(?:year|quarter|grant period|pilot|financial year)"
    r"|within (?:\w+ ){1,2}(?:days?|weeks?|months?|years?)(?: of [^.,;]{2,50})?|(?:every|each) (?:month"
    r"|quarter|year|six months|three months|week)|quarterly|monthly|annually|weekly|six[- ]monthly"
    r"|at least (?:annually|quarterly))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?: (?:and|of|for|&|the))+$")
_THING = re.compile(
    r"^(?:it|this|these|they|there|which|that|funds?|funding|grants?|payments?|the (?:decision|service"
    r"|grant|funding|contract|programme|project|funds))$",
    re.IGNORECASE,
)
_NO_SECTIONS = frozenset(
    [
        "conditions",
        "title",
        "reference",
        "author",
        "contact",
        "decision_makers",
        "status",
        "signature",
        "priorities",
        "safeguarding",
        "safeguarding_children",
        "safeguarding_adults",
        "decision_type",
        "related",
        "endorsements",
        "department",
        "wards",
        "exempt",
        "documents",
    ]
)


def promises(record: Record) -> list[Found[Promise]]:
    """Each sentence that says what will be done; its owner and its date only where named."""
    found: list[Found[Promise]] = []
    for sentence in record.sentences:
        promise = _promise(record, sentence, len(found)) if sentence.section not in _NO_SECTIONS else None
        if promise:
            found.append(promise)
    return found


def _promise(record: Record, sentence: Sentence, i: int) -> Found[Promise] | None:
    flow = record.view.flow
    that = _THAT.match(flow[sentence.start : sentence.end])
    if that and that["owner"][0].isupper():
        owner = record.worded(sentence.start + that.start("owner"), sentence.start + that.end("owner"))
        return _made(record, sentence, i, owner)
    for match in _WILL.finditer(flow, sentence.start, sentence.end):
        if match["passive"] and not _DONE.match(match["passive"]):
            continue
        if _NO_PROMISE.search(sentence.text):
            continue
        return _made(record, sentence, i, _owner(record, sentence, match))
    return None


def _made(record: Record, sentence: Sentence, i: int, owner: Found[str] | None) -> Found[Promise]:
    flow = record.view.flow
    due = _DUE.search(flow, sentence.start, sentence.end)
    record.evidence[f"promises[{i}].text"] = record.view.quote(sentence.start, sentence.end)
    if owner:
        record.evidence[f"promises[{i}].owner"] = record.view.quote(owner.start, owner.end)
    if due:
        record.evidence[f"promises[{i}].due"] = record.view.quote(due.start("due"), due.end("due"))
    value = Promise(
        sentence.text, owner.value if owner else None, " ".join(due["due"].split()) if due else None
    )
    return Found(value, sentence.start, sentence.end)


def _owner(record: Record, sentence: Sentence, match: re.Match[str]) -> Found[str] | None:
    flow = record.view.flow
    if match["passive"]:
        by = _BY_WHOM.match(flow[match.end() : sentence.end])
        if by is None:
            return None
        start = match.end() + by.start("owner")
        owner = _TAIL.sub("", by["owner"])
        return record.worded(start + (4 if owner[:4].lower() == "the " else 0), start + len(owner))
    start = sentence.start
    clause = re.search(r"(?:[,;:] (?:and )?|\bthat )(?=[^,;:]*$)", flow[sentence.start : match.start()])
    if clause:
        start += clause.end()
    found = record.worded(start, match.start(), "-•")
    if found is None or len(found.value) > 80 or _THING.match(found.value):
        return None
    if found.value[:4].lower() == "the ":
        return record.worded(found.start + 4, found.end)
    return found
