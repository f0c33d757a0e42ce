"""What does the prose say: whose support, which earlier decisions, to whom, on what terms?"""

import re

from .dates import dates
from .record import Found, Record
from .shape import RelatedDecision

_BODY = r"[A-Z][\w'’&/-]{0,30}(?: (?:[A-Z][\w'’&/-]{0,30}|of|and|for|the|&)){0,10}"
_AGREED_AT = re.compile(
    r"\b(?:agreed|endorsed|supported|approved|considered|ratified|recommended|signed off|noted) (?:and \w+ )?(?:in principle )?(?:at|by|with)(?: a meeting of)? (?:the )?"
    r"(?P<body>(?:[A-Z][\w'’&-]{0,30} (?:(?:of|and|for|the|&) )?){0,8}(?:Group|Board|Committee|Panel|Partnership|Forum|Team|Executive|Council|Service|Authority|Cabinet|Alliance|Network|Consortium|Director|Commissioner|Officer|Mayor)s?\b(?: (?:of|for) (?:the )?[A-Z][\w'’&-]{0,30}(?: [A-Z][\w'’&-]{0,30}){0,5})?)",
)
_ENDORSES = re.compile(
    rf"\b(?P<body>{_BODY}) (?:\([A-Z]{{2,8}}\) )?(?:is|are|has|have|was|were)(?: (?:been|fully|sighted|consulted|and|also|has|have|is|both|formally|unanimously|confirmed|their|its)){{0,8}}"
    r" (?:endorsed?|supports?|supported|supportive of|supportive|backs|backed|in support of|content with|given (?:its|their) support)\b"
)
_EARLIER = re.compile(
    r"\b(?P<lead>(?:[\w&/'’-]{1,30} ){0,7})(?P<kind>decision notices?|decision records?|decisions?|DN|notices?|approvals?|report|resolution)\b"
    r"(?P<mid>[^.;£()]{0,60}?)(?:\b(?:approved|dated|agreed|made|taken|signed|published|decided|of|on|from)\b[ ,]{0,2}){1,2}(?:on )?(?:the )?$",
)
_JOINERS = re.compile(r"(?:(?:the|a|an|and|in|of|to|by|with|under|following|see|per|as|this|that|also|our|its) )+", re.IGNORECASE)
_TO = re.compile(
    r"(?:£[\d,.]{1,20}(?: ?(?:m|k|million))?|\bgrants?\b[^.;£]{0,60}\b(?:made|awarded|paid|given|provided|issued)|\b(?:award|grant|contract)(?: of £[\d,.]{1,20}(?: ?(?:m|k|million))?)?) (?:is |are |be )?to (?P<who>[^.;:£\n]{3,160}?)"
    r"(?=\.|;|,| to (?:enable|deliver|support|provide|fund|help|run|allow|cover|continue|ensure|meet)\b| for\b| in order\b| towards\b| so that\b| which\b| who\b| over\b| from\b| during\b| with\b| at a\b| until\b| as\b| \(£| in (?:each )?20\d\d|\n\n|$)"
)
_PRICE = re.compile(r"\b(?:fixed[ -]price|fixed[ -]sum|fixed grant|firm price|actual (?:spend|costs?|expenditure)|open[ -]book|cost[ -]plus|cost reimbursement|lump[ -]sum|block grant|payment by results|cost recovery)\b", re.IGNORECASE)
_PAYMENT = re.compile(
    r"\b(?:payments?|grants?|funding|funds|instalments|sums?|it|monies|money) (?:will|shall|is to|are to|to) be (?:made |paid |released |issued |transferred )?(?P<how>(?:in|on|by|at|upon|half|quarterly|monthly|annually|once|as|twice|every)\b[^.;\n]{2,140}|quarterly|monthly|annually)"
    r"|\b(?:paid|payable) (?P<short>(?:in (?:advance|arrears|full|\w+ (?:equal )?(?:quarterly |annual |monthly )?(?:instalments|payments|tranches))|quarterly|annually|monthly|upfront|on (?:receipt|completion|invoice))[^.;,\n]{0,80})",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:subject to|on (?:the )?condition that|conditional (?:on|upon)|provided that|on the understanding that|is dependent (?:on|upon))\b[^.;\n]{4,200}", re.IGNORECASE
)
_NOT_CONDITION = re.compile(r"call[ -]in|not subject to|scrutiny|exempt", re.IGNORECASE)


def endorsements(record: Record) -> list[Found[str]]:
    """Bodies and posts that the text says endorse or agreed, without signing."""
    found: list[Found[str]] = []
    field = record.form.first("endorsements")
    if field:
        found += filter(None, [record.worded(*record.form.line(field), ".;")])
    for sentence in record.sentences:
        for pattern in (_AGREED_AT, _ENDORSES):
            for match in pattern.finditer(record.view.flow, sentence.start, sentence.end):
                start = match.start("body") + (4 if match["body"].startswith("The ") else 0)
                item = record.worded(start, match.end("body"))
                if item and all(item.value != other.value for other in found):
                    found.append(item)
    return found


def related(record: Record) -> list[Found[RelatedDecision]]:
    """Earlier decisions that this one leans on."""
    found: list[Found[RelatedDecision]] = []
    for sentence in record.sentences:
        for day in dates(record.view.flow, sentence.start, sentence.end):
            match = _EARLIER.search(record.view.flow, max(sentence.start, day.start - 140), day.start)
            text = match and record.worded(_past_joiners(record.view.flow, match.start("lead"), day.start), day.end, "(,")
            if match and text and day.day:
                i = len(found)
                found.append(Found(RelatedDecision(text.value, day.day), text.start, text.end))
                record.evidence[f"related[{i}].text"] = record.view.quote(text.start, text.end)
                record.evidence[f"related[{i}].decided_on"] = record.view.quote(day.start, day.end)
    return found


def _past_joiners(text: str, start: int, end: int) -> int:
    """Past the small words that tie a phrase to its sentence."""
    match = _JOINERS.match(text, start, end)
    return match.end() if match else start


def recipients(record: Record) -> Found[str] | None:
    """Who receives the money, as worded."""
    field = record.form.first("recipients")
    if field:
        return record.worded(*record.form.line(field), ".;")
    for wanted in ("decision", "purpose", "financial", None):
        for sentence in record.sentences:
            match = _TO.search(record.view.flow, sentence.start, sentence.end) if sentence.section == wanted else None
            if match:
                return record.worded(match.start("who"), match.end("who"), ",")
    return None


def price_basis(record: Record) -> Found[str] | None:
    """On what basis the price is set, as worded."""
    field = record.form.first("price_basis")
    if field:
        return record.worded(*record.form.line(field), ".;")
    match = _PRICE.search(record.view.flow, record.start, record.end)
    return record.worded(match.start(), match.end()) if match else None


def payment_basis(record: Record) -> Found[str] | None:
    """When and how the money is paid, as worded."""
    field = record.form.first("payment_basis")
    if field:
        return record.worded(*record.form.line(field), ".;")
    for sentence in record.sentences:
        match = _PAYMENT.search(record.view.flow, sentence.start, sentence.end)
        if match:
            group = "how" if match["how"] else "short"
            return record.worded(match.start(group), match.end(group), ".")
    return None


def conditions(record: Record) -> list[Found[str]]:
    """What the money or the decision depends on, as worded."""
    found: list[Found[str]] = []
    for sentence in record.sentences:
        if sentence.section == "conditions":
            item = record.worded(sentence.start, sentence.end)
        else:
            match = _CONDITION.search(record.view.flow, sentence.start, sentence.end)
            item = record.worded(match.start(), match.end(), ".,") if match and not _NOT_CONDITION.search(match[0]) else None
        if item:
            found.append(item)
    return found
