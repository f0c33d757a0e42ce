"""What does the prose say: whose support, which earlier decisions, to whom, on what terms?"""

import re
from datetime import date

from .people import block, split_people
from .record import Found, Record
from .shape import RelatedDecision

_CAPITAL = r"(?:Police,(?= (?:Fire|Crime))|[A-Z][\w'’&/-]{0,30})"
_NOUN = (
    r"(?:Group|Board|Committee|Panel|Partnership|Forum|Team|Executive|Council|Service|Services|Authority"
    r"|Cabinet|Alliance|Network|Consortium"
    r"|Director|Commissioner|Officer|Mayor|Treasurer|Police|Probation|Trust|Department|Office|Agency"
    r"|Association|Commission|Constable|Head|Leaders?|Chief)s?"
)
_BODY = (
    rf"(?:{_CAPITAL} (?:(?:of|and|for|the|&|in) )*){{0,8}}{_NOUN}\b(?: (?:of|for"
    rf"|and) (?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,5}})?"
)
_AGREED_AT = re.compile(
    r"\b(?i:agreed|endorsed|supported|approved|ratified|recommended|signed off|backed"
    r"|welcomed)(?: and \w+)? (?:in principle )?(?:at|by|with)"
    rf"(?: (?:a|the|its) meeting of| members of)? (?:the )?(?P<body>{_BODY})(?:,? and (?:by )?(?:the )?"
    rf"(?P<more>{_BODY}))?"
)
_ENDORSES = re.compile(
    rf"(?:\b(?:The|the|Our|our) )?\b(?P<body>(?!The |Our |This |These )(?:{_CAPITAL}(?: (?:of|and|for|the|&"
    rf"|in|{_CAPITAL})){{0,10}}))(?: \([A-Z]{{2,8}}\))?,?"
    r" (?:(?:is|are|has|have|was|were|both|also|fully|formally|unanimously|all|been|sighted|consulted|on"
    r"|this|and|in|writing) ){0,8}"
    r"(?:endorsed?|endorses|supports?|supported|supportive of|backs|backed|in support of|content with"
    r"|given (?:its|their|his|her) (?:support|endorsement))\b"
)
_GROUP_AGREED = re.compile(
    rf"(?:^|\b(?:The|the|Our|our) )(?P<body>(?:{_CAPITAL} (?:(?:of|and|for|the|&) )*){{1,8}}(?:Group|Board"
    rf"|Committee|Panel|Partnership|Forum|Alliance|Network|Consortium))"
    r"(?: \([A-Z]{2,8}\))? (?:has |have )?(?:agreed|approved|recommended|considered and (?:agreed"
    r"|supported))\b"
)
# What is endorsed is this proposal; whoever "has supported victims" does its work.
_SUPPORTED = re.compile(
    r" ?(?:[.,;:]|$|this\b|it\b|in principle\b|both\b|(?:the|these|its|our|their|an?|option) (?:[\w’'-]{1,20} ){0,4}?"
    r"(?:approach|proposals?|decisions?|models?|recommendations?|bids?|awards?|grants?|distribution|allocations?"
    r"|plans?|changes?|variation|case|options?|applications?|extension|uplift|funding|investment|commissioning|contract"
    r"|use|way|work|request|principle|programme|project|scheme|continuation|formula|split|move|arrangements?"
    r"|[a-d1-9])\b)",
    re.IGNORECASE,
)
_STILL_TO_DO = re.compile(
    r"\b(?:to|must|should|shall|will|would|may|can|if|when|once|unless|until|before)(?: also)?(?: be)? $"
)
_NO_SUPPORT = re.compile(
    r"\b(?:not|neither|declined to|refused to|will|should|would|to be|must|asked to"
    r"|before) (?:\w+ ){0,3}(?:endorse|support|back)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?P<lead>(?:[\w&/'’-]{1,30} ){0,7})\b(?P<kind>decision notices?|decision records?|decisions?|DN"
    r"|notices?|approvals?|delegations?|resolution|business case|report)\b"
    r"(?P<mid>[^.;£()]{0,60}?)(?:\b(?:approved|dated|agreed|made|taken|signed|published|decided|of|on|from"
    r"|issued)\b[ ,]{0,2}){1,2}(?:on )?(?:the )?$",
    re.IGNORECASE,
)
_FIRST_AGREED = re.compile(
    r"(?P<lead>(?:[\w&/'’-]{1,30} ){1,7})(?:was|were|been) (?:first |previously |originally |last "
    r"|initially |most recently )?(?:agreed|approved|awarded|decided)"
    r"(?: on)? ?(?:the )?$",
    re.IGNORECASE,
)
_CODED = re.compile(
    r"\b(?:decisions?|decision notices?|decision records?|DN|notices?) (?:(?:no\.?|number"
    r"|ref(?:erence)?) )?\(?"
    r"(?P<code>(?:[A-Z]{1,6}[ /-]?)?(?:[A-Z]{1,5}[/-])?\d{1,6}(?:[/-][A-Z0-9]{1,6}){0,3})(?![\w/]|,\d"
    r"| \w+ \d{4})"
)
_JOINERS = re.compile(
    r"(?:(?:the|a|an|and|in|of|to|by|with|under|following|follows|see|per|as|this|that|also|our|its"
    r"|decision (?=follows)|relates|refers|builds|on) )+",
    re.IGNORECASE,
)
_THIS = re.compile(r"^(?:this|the) decision\b", re.IGNORECASE)
_WHO_BEGINS = (
    r"(?:the |a |an |each |all |both |its |our |their |local |voluntary |community |eligible |existing "
    r"|successful |"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}) |(?-i:(?=[A-Z*\"“‘']))"
    r"|(?=[a-z-]{3,20} (?:councils|authorities|groups|charities|providers|organisations|partners|boroughs"
    r"|districts|trusts|schools|forces)))"
)
_STOP = (
    r"(?=[.;:\n]|,| \(£| \(up| to (?:[a-z]+(?<!s)) | for\b| in order\b| towards\b| so that\b| which\b"
    r"| who\b| that\b| over\b| from\b| during\b| at (?:a\b|£)| until\b| as (?:a|set|part|follows|shown|tabled"
    r"|listed|below)\b"
    r"| in (?:the amounts?|the following|equal|(?:each )?20\d\d|respect|line|accordance)"
    r"| under\b| via\b| on (?:the|a)\b| subject to\b"
    r"| with (?:£|effect)| and (?:to|that)\b| is\b| are\b| will\b| by (?:the|way|means|31|30)\b| however\b"
    r"| because\b| where\b| when\b|  |$)"
)
_GIVE = (
    r"(?:\b(?:award(?:ed|s|ing)?|grant(?:ed|s|ing)?|pay(?:able|ing)?|paid|allocat(?:e|ed|ing|ions?)|giv(?:e|en"
    r"|ing)|made|provid(?:e|ed|ing)|distribut(?:e|ed|ing)|offer(?:ed)?"
    r"|issued?|shared?|divided?|passport(?:ed)?|transfer(?:red)?|investment|contribut(?:e|es|ed|ing|ion"
    r"|ions))\b|£[\d,.]{1,20}(?: ?(?:m|k|million))?)"
)
_TO = re.compile(
    rf"{_GIVE}(?P<between>(?:[^.;:\n]|\.(?=\d)){{0,90}}?) (?:to|among|amongst"
    rf"|between) (?P<who>{_WHO_BEGINS}[^.;:\n]{{2,140}}?){_STOP}",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    rf"\b(?:contracts?|agreements?|grants?|arrangements?) (?:is (?:let"
    rf"|awarded) )?with (?P<who>{_WHO_BEGINS}[^.;:\n]{{2,100}}?)(?: until\b|{_STOP})",
    re.IGNORECASE,
)
_IS_GIVEN = re.compile(
    r"(?:\b(?:[Tt]hat|[Tt]o) )?(?P<who>(?:the )?[A-Z][\w'’&.-]{0,30}(?: (?:[A-Z][\w'’&.-]{0,30}|of|and|for"
    r"|the|&|in)){0,8}) (?:is|are|be|will be) (?:awarded|granted|given|paid|allocated)"
    r" (?:an? (?:[\w-]{1,20} ){0,3}of |up to )?(?:£|\d)"
)
_GIVES = re.compile(
    r"\b(?:[Pp]ay|[Aa]ward|[Gg]rant|[Gg]ive|[Ff]und|[Oo]ffer)s? (?P<who>(?:the )?[A-Z][\w'’&.-]{0,30}(?: "
    r"(?:[A-Z][\w'’&.-]{0,30}|of|and|for|the|&|in)){0,8}) (?:an? (?:[\w-]{1,20} ){0,3}of |up to )?(?:£|\d)"
)
_FOR = re.compile(
    r"\b(?:grants?|funding|uplift\w*|allocations?|payments?)\b[^.;\n]{0,90}? (?:for|of"
    r"|across) (?P<who>(?:each of )?(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\d{1,2}) "
    r"(?:[\w'’-]{2,20} ){0,5}(?:councils|authorities|groups|charities|providers|organisations|partners"
    r"|partnerships|boroughs|districts|trusts|schools|forces|csps))\b",
    re.IGNORECASE,
)
_NOT_WHO = re.compile(
    r"^(?:the )?(?:total|sum|value|amount|value of|use|risk|need|public|cost|budget|scheme|programme"
    r"|decision|award|end|future|end of|date|year|aims?|delivery|start|commissioner$|period|ensure|20\d\d"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b|\bpowers?\b"
    r"|\d{4}$|\b(?:funds?|budgets?|reserves?|accounts?|balances)$",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\b(?:subject|according|prior|due|relat\w+|addition|access|respon\w+|contribut\w+|reference|up|close"
    r"|linked|support|continue) (?:to|between) $",
    re.IGNORECASE,
)
_ENTRUSTED = re.compile(r"\bdelegat", re.IGNORECASE)  # the task goes to a post, not the money
_PAST = re.compile(r"\b(?:previous(?:ly)?|last year|has been|have been|had been|was|were)\b", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:fixed[ -](?:price|sum|fee|cost|grant)|firm price|actual (?:spend|costs?|expenditure)"
    r"|open[ -]book|cost[ -]plus|cost reimbursement|lump[ -]sum|block grant"
    r"|payment by results|cost recovery|cost per case|unit price|spot purchase|(?:the )?(?:price|sum"
    r"|cost) is fixed)\b",
    re.IGNORECASE,
)
_HOW = (
    r"(?:(?:in|annually|quarterly|monthly|half[- ]yearly) (?:advance|arrears)|in[ -]year|in full|upfront"
    r"|up front|quarterly|monthly|annually|half[- ]yearly"
    r"|(?:annually|quarterly|monthly|yearly|termly) in (?:advance|arrears)|in (?:\w+ ){1,4}(?:instalments"
    r"|payments|tranches|stages)|as a single payment"
    r"|(?:on|upon) (?:receipt|completion|invoice|signature|submission|production|delivery)|(?:half"
    r"|half of it|\d{1,3} ?%|\d{1,3} per cent) (?:on|in|upon|at)|by (?:BACS|invoice|instalments)"
    r"|against invoices?|once|each (?:quarter|month|year)|every (?:quarter|month))"
)
_PAYMENT = re.compile(
    rf"\b(?:payments?|grants?|funding|funds|instalments|sums?|it|monies|money|this) (?:will|shall|is|are"
    rf"|to)(?: to)?(?: be)?(?: made| paid| released| issued"
    rf"| transferred)? (?P<how>{_HOW}\b[^.;\n]{{0,140}})"
    rf"|\b(?:paid|payable) (?P<short>{_HOW}\b[^.;,]{{0,80}}?)(?= to (?:the )?[A-Z]|[.;,]|$)",
    re.IGNORECASE,
)
_INSTALMENTS = re.compile(
    r"\b(?:(?:quarterly|monthly|annually|yearly) in (?:advance|arrears)|in (?:\w+ ){1,3}instalments"
    r"|on receipt of (?:an? |valid )?invoices?)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:subject to|on (?:the )?conditions? that|conditional (?:on|upon)|provided that"
    r"|on the understanding that|dependent (?:on|upon)|contingent (?:on|upon))\b[^.;\n]{4,240}",
    re.IGNORECASE,
)
_NOT_CONDITION = re.compile(
    r"call[ -]?in\b|conditions? (?:below|above|set out|in|attached|overleaf|that follow)|not subject to"
    r"|scrutiny|exempt|subject to (?:VAT|the same|change|consultation with"
    r"|disclosure|freedom)",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"(?:\W|\w{1,3}[.)] )*(?:(?:any|each|all|the|every|both|no) )?(?:[\w'’-]{1,20} ){0,5}?(?:recipients?"
    r"|providers?|grantees?|grants?|underspends?|unspent|unallocated|funds?|funding|money|monies"
    r"|organisations?|partners?|partnerships?|councils?|authorit(?:y|ies)|trusts?|charit(?:y|ies)"
    r"|suppliers?)\b[^.;]{0,60}?\b(?:must|shall)\b",
    re.IGNORECASE,
)


def endorsements(record: Record) -> list[Found[str]]:
    """Bodies and posts that the text says endorse or agreed, without signing."""
    flow = record.view.flow
    found: list[Found[str]] = []
    for field in record.form.all("endorsements"):
        span = block(record, field)
        found += split_people(record, *span) if span else ()
    for sentence in record.sentences:
        if sentence.section in ("signature", "endorsements", "related", "status") or _NO_SUPPORT.search(
            sentence.text
        ):
            continue
        for pattern in (_AGREED_AT, _ENDORSES, _GROUP_AGREED):
            for match in pattern.finditer(flow, sentence.start, sentence.end):
                opens = match.start() == sentence.start and match[0][:8].lower() in (
                    "agreed b",
                    "approved",
                    "signed o",
                )
                if pattern is _AGREED_AT and (
                    opens or _STILL_TO_DO.search(flow, sentence.start, match.start())
                ):
                    continue  # "Agreed by …" opens a signature
                carries = pattern is _ENDORSES and not match[0].split()[-1].startswith("endors")
                if carries and not _SUPPORTED.match(flow, match.end(), sentence.end):
                    continue
                for group in ("body", "more"):
                    item = record.worded(*match.span(group)) if match.groupdict().get(group) else None
                    if item and _is_body(item.value) and all(item.value != other.value for other in found):
                        found.append(item)
    return found


def _is_body(words: str) -> bool:
    return bool(re.search(rf"\b{_NOUN}\b|^[A-Z]{{2,8}}$", words)) or (" " in words and words[0].isupper())


def related(record: Record, decided_on: date | None) -> list[Found[RelatedDecision]]:
    """Earlier decisions that this one leans on."""
    found: list[tuple[Found[RelatedDecision], int, int]] = []
    for field in record.form.all("related"):
        for start, end in _lines(record, *record.form.paragraph(field)):
            day = next(iter(record.dates_in(start, end)), None)
            text = record.worded(start, end, ".;•-* ")
            if text and not re.fullmatch(
                r"(?:none|n/?a|nil|not applicable)(?: \w+)?", text.value, re.IGNORECASE
            ):
                found.append(
                    (
                        Found(RelatedDecision(text.value, day.day if day else None), text.start, text.end),
                        day.start if day else 0,
                        day.end if day else 0,
                    )
                )
    for sentence in record.sentences:
        if sentence.section in (
            "related",
            "decided_on",
            "published_on",
            "effective_from",
            "signature",
            "signed_date",
        ):
            continue
        earlier = _in_sentence(record, sentence.start, sentence.end)
        found += [item for item in earlier if decided_on is None or item[0].value.decided_on != decided_on]
    for i, (item, start, end) in enumerate(found):
        record.evidence[f"related[{i}].text"] = record.view.quote(item.start, item.end)
        if end:
            record.evidence[f"related[{i}].decided_on"] = record.view.quote(start, end)
    return [item for item, _, _ in found]


def _in_sentence(record: Record, begin: int, stop: int) -> list[tuple[Found[RelatedDecision], int, int]]:
    flow = record.view.flow
    found: list[tuple[Found[RelatedDecision], int, int]] = []
    taken = begin
    for day in record.dates_in(begin, stop):
        match = _EARLIER.search(flow, max(taken, day.start - 140), day.start) or _FIRST_AGREED.search(
            flow, max(taken, day.start - 140), day.start
        )
        if not match:
            continue
        start = match.start("lead")
        again = _JOINERS.match(flow, start, day.start)
        start = again.end() if again else start
        text = record.worded(start, day.end, "(,")
        if text and not (_THIS.match(text.value) or "date of" in text.value.lower()):
            found.append(
                (Found(RelatedDecision(text.value, day.day), text.start, text.end), day.start, day.end)
            )
            taken = day.end
    for match in _CODED.finditer(flow, begin, stop):
        if found and 0 <= match.start() - found[-1][0].end <= 2:  # its number in brackets behind it
            item, at, upto = found.pop()
            text = record.worded(item.start, match.end() + (flow[match.end() : match.end() + 1] == ")"))
            if text:
                found.append(
                    (
                        Found(RelatedDecision(text.value, item.value.decided_on), text.start, text.end),
                        at,
                        upto,
                    )
                )
        elif all(match.end() <= item.start or match.start() >= item.end for item, _, _ in found):
            text = record.worded(match.start(), match.end(), "(,")
            if text:
                found.append((Found(RelatedDecision(text.value, None), text.start, text.end), 0, 0))
    return sorted(found, key=lambda item: item[0].start)


def _lines(record: Record, start: int, end: int) -> list[tuple[int, int]]:
    lines, at = [], start
    for match in re.compile(r"\n|;").finditer(record.view.clean, start, end):
        lines.append((at, match.start()))
        at = match.end()
    return [line for line in [*lines, (at, end)] if line[0] < line[1]]


def recipients(record: Record) -> Found[str] | None:
    """Who receives the money, as worded."""
    for field in record.form.all("recipients"):
        found = (
            record.worded(*record.form.paragraph(field), ".;")
            if field.end - field.start < 300
            else record.worded(*record.form.line(field), ".;")
        )
        if found and not re.fullmatch(r"n/?a|none|tbc", found.value, re.IGNORECASE):
            return found
    order = ("decision", "title", "purpose", "financial", None, "reasons")
    candidates = sorted(
        (s for s in record.sentences if s.section in order),
        key=lambda s: (order.index(s.section), bool(_PAST.search(s.text)), "£" not in s.text, s.start),
    )
    for pattern in (_TO, _CONTRACT, _IS_GIVEN, _GIVES, _FOR):
        for sentence in candidates:
            for match in pattern.finditer(record.view.flow, sentence.start, sentence.end):
                tabled = "\t" in record.view.clean[match.start("who") : match.end()]
                if (
                    not tabled
                    and not _NOT_WHO.search(match["who"])
                    and not _TIED.search(match[0][: match.start("who") - match.start()])
                    and not _ENTRUSTED.search(
                        match.string, max(sentence.start, match.start() - 30), match.end()
                    )
                ):
                    return record.worded(match.start("who"), match.end("who"), ",*")
    return None


def price_basis(record: Record) -> Found[str] | None:
    """On what basis the price is set, as worded."""
    for field in record.form.all("price_basis"):
        start, end = record.form.line(field)
        match = _PRICE.search(record.view.flow, start, end)
        if match or start < end:
            return record.worded(match.start(), match.end()) if match else record.worded(start, end, ".;")
    match = _PRICE.search(record.view.flow, record.start, record.end)
    return record.worded(match.start(), match.end()) if match else None


def payment_basis(record: Record) -> Found[str] | None:
    """When and how the money is paid, as worded."""
    field = record.form.first("payment_basis")
    if field:
        start, end = record.form.line(field)
        match = re.compile(
            rf"(?:will be |to be |is )?(?:made|paid|payable) (?P<how>{_HOW}\b[^.;]{{0,120}})", re.IGNORECASE
        ).search(record.view.flow, start, end)
        return (
            record.worded(match.start("how"), match.end("how"), ".;")
            if match
            else record.worded(start, end, ".;")
        )
    for sentence in record.sentences:
        match = _PAYMENT.search(record.view.flow, sentence.start, sentence.end)
        if match:
            group = "how" if match["how"] else "short"
            return record.worded(match.start(group), match.end(group), ".,")
    match = _INSTALMENTS.search(record.view.flow, record.start, record.end)
    return record.worded(match.start(), match.end()) if match else None


def conditions(record: Record) -> list[Found[str]]:
    """What the money or the decision depends on, as worded."""
    found: list[Found[str]] = []
    for sentence in record.sentences:
        if sentence.section == "conditions" or _MUST.match(sentence.text):
            item = record.worded(sentence.start, sentence.end)
        else:
            match = _CONDITION.search(record.view.flow, sentence.start, sentence.end)
            item = (
                record.worded(match.start(), match.end(), ".,")
                if match and not _NOT_CONDITION.search(match[0])
                else None
            )
        if item and not re.fullmatch(r"(?:none|n/?a|nil|not applicable)\.?", item.value, re.IGNORECASE):
            found.append(item)
    return found
