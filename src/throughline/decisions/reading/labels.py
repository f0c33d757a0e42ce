"""Which label does a form print, whatever its authority calls it?

A label is known by its words, not by its spelling out: a rule names the words that must be there (one of each
group) and those that may stand beside them. The rules are the data; the first that fits wins.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class _Rule(NamedTuple):
    field: str
    must: tuple[frozenset[str], ...]
    may: frozenset[str]


def _rule(field: str, must: str, may: str = "") -> _Rule:
    groups = tuple(frozenset(group.split("|")) for group in must.split())
    return _Rule(field, groups, frozenset(may.split()))


_STOP = frozenset(["the", "a", "an", "this", "and", "or", "s", "please", "if", "applicable", "any", "where"])
_DONE = (
    "made taken was were is on by officer delegated final agreed approved been has at time day date decision"
)

_RULES = (
    # dates
    _rule(
        "effective_from",
        "effective|effect|effected",
        "date from decision of on comes into takes can be may earliest"
        " taking will when first due to with starts",
    ),
    _rule(
        "effective_from",
        "implementation|implemented|implement|force|commencement|operative",
        "date from decision of on comes into in can be may earliest will when for proposed expected first",
    ),
    _rule(
        "published_on",
        "published|publication|publish",
        "date of on decision notice first was for record in when online to be",
    ),
    _rule(
        "decided_on",
        "date|when|day|on decision|decided|decisions|determination|determined",
        _DONE + " of when",
    ),
    _rule("decided_on", "when", ""),
    _rule("decided_on", "date agreed|agreement|approved|approval|taken", _DONE + " of"),
    _rule(
        "call_in_until",
        "call|callin|called deadline|expiry|expires|ends|end|until|date|by|period|closing",
        "in for of and time day decision to be may is",
    ),
    _rule("signed_date", "date|dated", "signed of signature on"),
    # yes or no
    _rule(
        "subject_to_call_in",
        "call|callin|called",
        "decision's in is to subject can be decision be may procedure open eligible for"
        " exempt from not urgency urgent it does apply applies applicable available status arrangements waived",
    ),
    _rule("key_decision", "key decision", "is a it to be as non defined whether decisions"),
    _rule("key_decision", "key", "is it"),
    # who
    _rule(
        "decision_makers",
        "maker|makers|taker|takers|making",
        "decision name post title job role of details officer"
        " member position designation names lead body their its who is",
    ),
    _rule(
        "decision_makers",
        "decision|decided|determined|decisions by",
        "taken made to be will name post being was who is",
    ),
    _rule("decision_makers", "taken|made by", "name post"),
    _rule("decision_makers", "delegated officer|director|manager", "name of post title"),
    _rule("decision_makers", "who|person decision|decided", "made took taken taking making is by has"),
    _rule("decision_makers", "officer taking|making", "decision name post of title job delegated"),
    _rule(
        "contact",
        "contact|enquiries|queries|enquires",
        "officer details name for further information more point email of"
        " person telephone tel number lead about decision us regarding to who can be e mail phone copies",
    ),
    _rule("contact", "further|more information", "for from available officer contact can be obtained on"),
    _rule(
        "author",
        "author|authors|writer",
        "decision report of name proposer lead notice paper record title job post"
        " and originating its position",
    ),
    _rule("author", "report by|from|of", "prepared written submitted the"),
    _rule(
        "author",
        "prepared|drafted|written|completed|compiled by",
        "report notice form document decision record name",
    ),
    _rule("author", "drafting officer|author", "name of report"),
    _rule("author", "proposed|originated|submitted|requested by", "decision report name of"),
    _rule("author", "proposer|originator|requester|applicant's", "decision name of"),
    _rule(
        "lead_officer",
        "officer|director|manager|lead lead|responsible|report|originating|reporting|requesting|submitting"
        "|sponsoring"
        "|presenting|accountable|sponsor",
        "name of project decision policy service owner programme",
    ),
    _rule("lead_officer", "lead", ""),
    _rule("lead_officer", "project lead|manager|officer|sponsor", "name of"),
    _rule(
        "maker_maybe", "cabinet|portfolio|executive member|holder", "for name of responsible lead portfolio"
    ),
    _rule("maker_maybe", "chief officer", "name of"),
    # what
    _rule(
        "reference",
        "reference|ref|urn|identifier",
        "number no id code decision notice our report record your file unique"
        " odr document log form case register item pcc of for",
    ),
    _rule(
        "reference",
        "number|no|id|code|num decision|notice|record|odr|report|dn|ed|register|form|log|item",
        "unique pcc of",
    ),
    _rule(
        "decision_type",
        "type|category|nature|kind|class level|decision|decisions",
        "of to be notice is requested sought",
    ),
    _rule("status", "status|outcome|result", "decision of current final recommendation recommendations"),
    _rule(
        "legal_power",
        "power|powers|vires",
        "legal statutory of to decide relied on used act under for exercised which"
        " decision relevant enabling make authority source is being legislation take taken",
    ),
    _rule(
        "legal_power",
        "legal|statutory|legislative basis|authority|provision|provisions|context",
        "for decision powers of relevant and",
    ),
    _rule(
        "delegation",
        "delegation|delegations|delegated|constitution|constitutional|authorisation",
        "scheme of reference"
        " authority under power powers paragraph to para number from provision source officer the section",
    ),
    _rule(
        "function",
        "function|functions|capacity",
        "exercised being of decision relevant power to which relates in statutory type is under applies",
    ),
    # money
    _rule(
        "total",
        "value|cost|total|amount|sum|funding|award|expenditure|price|spend|investment|costs",
        "total of decision grant contract financial in all overall awarded approved estimated agreed to "
        "be requested"
        " spent estimate gbp maximum whole life lifetime net required award funding decision's proposed "
        "amount cost"
        " value grants for full incl including excluding excl vat ex inc is what how much aggregate "
        "monetary combined",
    ),
    _rule("price_basis", "price|pricing|cost basis|mechanism|model", "of funding"),
    _rule(
        "payment_basis",
        "payment|payments|paid",
        "terms basis schedule arrangements profile of frequency how will be"
        " timing method mechanism it to made and when for are",
    ),
    _rule(
        "recipients",
        "recipient|recipients|grantee|grantees|beneficiary|beneficiaries|payee|supplier|suppliers|provider"
        "|providers|contractor|awardee|awardees|awarded",
        "grant s funding of to proposed name names organisation"
        " organisations successful funded contract award who body bodies paid successful preferred "
        "service",
    ),
    _rule(
        "recipients",
        "organisation|organisations funded|receiving|awarded|supported",
        "to be funding grant the name",
    ),
    _rule(
        "conditions",
        "condition|conditions",
        "grant of funding award special attached to special decision approval specific terms subject general",
    ),
    _rule("payment_basis", "instalments"),
    # prose
    _rule(
        "safeguarding_children",
        "safeguarding children|child|children's",
        "of relevant has been considered is have"
        " implications for young people consideration statement in assessment considerations",
    ),
    _rule(
        "safeguarding_adults",
        "safeguarding adults|adult|vulnerable",
        "of relevant has been considered is have at risk"
        " implications for people consideration statement assessment considerations adults vulnerable",
    ),
    _rule(
        "safeguarding",
        "safeguarding",
        "implications considerations comments of children adults vulnerable issues at risk"
        " has been considered is relevant children's young people for statement duty impact",
    ),
    _rule("endorsements", "endorsed|endorsement|endorsements|supported", "by"),
    _rule(
        "related",
        "related|previous|linked|earlier|prior|associated decision|decisions|notice|notices",
        "notices records to s reference references relevant other date dates",
    ),
    _rule(
        "promises",
        "next|action|actions|implementation|follow",
        "steps plan plans arising up required timetable next"
        " milestones key monitoring risk actions for after decision to be taken agreed",
    ),
    _rule(
        "title",
        "title|subject|topic",
        "of decision report matter notice name project short s proposal for record full",
    ),
    _rule("title", "name decision|report|project|scheme|proposal|grant", "of the"),
    _rule("title", "re|regarding|concerning", ""),
    _rule("title", "issue|matter", "for decision key in question to be decided"),
    _rule(
        "purpose",
        "purpose|background|summary|introduction|context|aim|aims|objective|objectives|description",
        "of report"
        " decision executive brief information the detail project request proposal grant key and "
        "supporting to main non"
        " confidential facts in",
    ),
    _rule(
        "decision",
        "decision|decisions|resolved|resolution|determination|recommendation|recommendations|approval"
        "|recommended"
        "|proposal|agreed|order",
        "what is that to be details detail of made taken record full requested sought required"
        " following text decided in recommended i it was officer proposed summary recommendation s "
        "actual wording"
        " action for are",
    ),
    _rule("decision", "content|details|detail", "of decision"),
    _rule(
        "reasons",
        "reason|reasons|rationale|justification|why",
        "for decision of decisions is are that recommendation recommendations recommended option exempt",
    ),
    _rule(
        "alternatives",
        "alternative|alternatives|options|option",
        "considered rejected other reasons why for not and appraisal were details of available discounted",
    ),
    _rule(
        "financial",
        "financial|finance|resource|resources|resourcing|budget|budgetary|money|treasurer's|cost|costs"
        "|funding",
        "comments implications of considerations and consequences comment value information details from "
        "officer s"
        " treasurer source for advice human staffing cfo section 151 impact statement breakdown",
    ),
    _rule(
        "legal",
        "legal|procurement|monitoring|solicitor|law",
        "comments implications considerations advice officer and"
        " of s compliance route statement comment issues hr from procurement",
    ),
    _rule(
        "risk",
        "risk|risks",
        "assessment management of considerations implications and mitigation mitigations analysis",
    ),
    _rule(
        "consultation",
        "consultation|consultations|consulted|consultees|engagement",
        "in undertaken with of carried out who"
        " has been was summary responses stakeholder public details internal external and those people "
        "views",
    ),
    _rule(
        "equality",
        "equality|equalities|diversity|edi|environmental|sustainability|climate|privacy|health|social",
        "impact implications assessment and considerations inclusion comments diversity of duty value "
        "data protection"
        " wellbeing carbon change",
    ),
    _rule(
        "conflicts",
        "conflict|conflicts|interest|interests|dispensation|dispensations|declaration|declarations",
        "of interest declared declarations and any granted s register disclosable details recorded",
    ),
    _rule(
        "priorities",
        "priorities|priority|contribution|strategy|plan|corporate|strategic",
        "police crime to links link"
        " of contribution and how strategic decision will contribute in following ways greater "
        "objectives delivery"
        " policy outcome outcomes relevant link links fit alignment with council corporate plan which "
        "crime's",
    ),
    _rule(
        "documents",
        "documents|document|papers|appendices|appendix|attachments|background|annex",
        "background accompanying supporting list of papers reports other report to related and",
    ),
    _rule(
        "exempt",
        "exempt|confidential|confidentiality|exemption|exemptions|restricted|public|foi|disclosure"
        "|transparency",
        "information part is status access to reason reasons for part i ii or not non freedom of report "
        "notice private"
        " publication document content deferral deferred",
    ),
    _rule(
        "wards",
        "ward|wards|area|areas|division|divisions|district|districts|locality|localities",
        "affected electoral of local decision all which covered s",
    ),
    _rule(
        "department",
        "department|directorate|service|division|portfolio|team|organisation|authority|council|unit|area",
        "service name of responsible area lead committee requesting",
    ),
    _rule(
        "signature",
        "signed|signature|signatory|authorised",
        "by of decision maker on behalf officer name print s digitally electronically for and",
    ),
    _rule(
        "sign_name",
        "name|post|position|title|designation|role",
        "job print full printed capitals in of block officer",
    ),
)

_TIDY = re.compile(r"\([^()]{0,80}\)|[^a-z0-9' -]")
_NUMBER = re.compile(
    r"(?:part|section|item)?[ -]*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-z][.)]|[ivx]{1,4}[.)])(?=[ \tA-Za-z])"
    r"|[-•●▪◦*·o][ \t]+",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def field_of(label: str) -> str | None:
    """The field that a label's words name, or None when they name none that a decision has."""
    words = _TIDY.sub(" ", label.lower().replace("’", "'").replace("-", " ")).replace("'s ", "s ").split()
    found = {word.strip("'") for word in words} - _STOP
    if not found or len(words) > 14:
        return None
    for rule in _RULES:
        if (
            found <= rule.may.union(*rule.must)
            and all(_hit(group, found) for group in rule.must)
            and _apart(rule.must, found)
        ):
            return rule.field
    return None


def _hit(group: frozenset[str], found: set[str]) -> bool:
    return not group.isdisjoint(found)


def _apart(groups: tuple[frozenset[str], ...], found: set[str]) -> bool:
    """Two groups need two words: "lead" alone is not both."""
    return len(groups) < 2 or len(set().union(*groups) & found) >= len(groups)


def numbering(text: str, start: int, end: int) -> int:
    """Where the words begin after a section number, a letter or a bullet."""
    match = _NUMBER.match(text, start, min(end, start + 40))
    while match:
        start = match.end()
        while start < end and text[start] in " \t":
            start += 1
        match = _NUMBER.match(text, start, min(end, start + 40)) if start < end else None
    return start
