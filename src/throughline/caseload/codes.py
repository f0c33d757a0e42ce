"""Which codes does this room write, and what do they mean?

Sources: the former national system's caseload practice, probation's and treatment monitoring's own codes.
Law renames sentences and requirements: data/sentences.toml says from when until when each is used, and which are
verified; nobody is refused on one.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Dated:
    """A code in use from a day until another; open where nobody has said so."""

    code: str
    words: str
    used_from: date | None = None
    used_until: date | None = None
    is_verified: bool = False

    def is_used_on(self, day: date) -> bool:
        """Whether it may be chosen on that day."""
        return (self.used_from is None or self.used_from <= day) and (
            self.used_until is None or day < self.used_until
        )


NEEDS = {
    "ACCOM": "Accommodation",
    "ETE": "Education, training and employment",
    "FBD": "Finance, benefits and debt",
    "DNR": "Dependency and recovery",
    "LIFE": "Lifestyle and associates",
    "FAM": "Family and significant others",
    "EWB": "Emotional wellbeing",
    "SOC": "Social inclusion",
}
LEVELS = {"none": "No need", "low": "Low", "medium": "Medium", "high": "High"}
COMPLEXITY = {"LOW": "Low", "MEDIUM": "Medium", "HIGH": "High"}
SOURCES = {
    "community": "In the community",
    "custody": "In custody, before release",
    "court": "Before sentence, from court",
    "walk_in": "Walked in at the unit’s clinic",
}
RELEASE_UNKNOWN = {
    "not_calculated": "The release day is not worked out yet",
    "on_remand": "On remand, awaiting trial or sentence",
    "parole": "The Parole Board decides",
    "recall": "Recalled, no new day yet",
    "hospital": "Moved to hospital",
    "not_told": "The prison has not said",
}
_DATED = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text("utf-8"))
SENTENCES = tuple(Dated(**each) for each in _DATED["sentence"])
REQUIREMENTS_IN_TIME = tuple(Dated(**each) for each in _DATED["requirement"])
REQUIREMENTS = {"": "None", **{each.code: each.words for each in REQUIREMENTS_IN_TIME}}
WITHDRAWAL = {
    "INE": "Ineligible",
    "MIS": "Mistaken or duplicate referral",
    "NOT": "Not engaged",
    "NEE": "Needs met in another way",
    "MOV": "Moved out of the service’s area",
    "WOR": "Work, caring or sickness",
    "USE": "The person has died",
    "ACQ": "Acquitted on appeal",
    "RET": "Returned to custody",
    "SER": "Sentence revoked",
    "SEE": "Sentence expired",
    "EAR": "Intervention completed early",
    "ANO": "Another reason",
}
RISK_LEVELS = {"LOW": "Low", "MEDIUM": "Medium", "HIGH": "High", "VERY_HIGH": "Very high"}
RISK_TO = {"children": "Children", "public": "Public", "known_adult": "Known adult", "staff": "Staff"}
SELF_RISK = {
    "suicide": "Suicide",
    "self_harm": "Self-harm",
    "coping": "Coping",
    "vulnerability": "Vulnerability",
}
FLAGS = {
    "sexual": "Sexual offending",
    "violent": "Violent offending",
    "racially_motivated": "Racially motivated offending",
    "arson": "Arson",
    "risk_to_staff": "Risk to staff",
    "mappa": "MAPPA",
    "da_perpetrator": "Domestic abuse: perpetrator",
    "da_victim": "Domestic abuse: victim",
    "slavery_perpetrator": "Modern slavery: perpetrator",
    "slavery_victim": "Modern slavery: victim",
}
SAFE_CONTACT = {
    "any": "Phone, text or letter",
    "phone": "Phone only, no messages left",
    "text": "Text only",
    "letter": "Letter only",
    "practitioner": "Through the probation practitioner only",
}
CHILDREN = {
    "is_parent": "Is the person a parent or carer of a child?",
    "at_home": "Does a child live with them?",
    "has_contact": "Do they have contact with a child?",
    "is_pregnant": "Are they or is a partner pregnant?",
    "known_to_social_care": "Is a child known to social care?",
}
ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known"}
DECLINE = {
    "INE": "Not eligible under the cohort",
    "OOA": "Lives outside the area",
    "CAP": "No capacity, and nobody else can take it",
    "RIS": "Risk cannot be held safely",
    "OTH": "Another reason",
}
REDIRECT = {
    "AREA": "Another area’s drug and alcohol service",
    "IRS": "Another rehabilitation service, such as housing or work",
    "HEALTH": "A health or mental health service",
    "CARE": "Social care or early help",
    "YOUNG": "A young people’s service",
    "OTH": "Somewhere else",
}
SKILLS = {
    "high": "High complexity",
    "women": "Women",
    "young": "People aged 18 to 25",
    "prescribing": "Prescribing and detox",
    "ar": "Arabic",
    "bn": "Bengali",
    "bsl": "British Sign Language",
    "pa": "Punjabi",
    "pl": "Polish",
    "ro": "Romanian",
    "so": "Somali",
    "ur": "Urdu",
}
PATHWAYS = {
    "specialist": "Specialist treatment",
    "brief": "Brief intervention",
    "extended": "Extended intervention",
    "coordination": "Coordination with treatment under way",
}
PAUSES = {
    "recall": "Recalled to custody",
    "remand": "Remanded",
    "hospital": "In hospital",
    "other": "Another reason",
}
TO_CUSTODY = ("recall", "remand")
WAITS = {
    "capacity": "No key worker is free",
    "practitioner": "Waiting for the probation practitioner",
    "person": "Waiting for the person",
    "release": "Waiting for release",
    "information": "Waiting for an answer",
}
PLANNED = {
    "completed": "Support completed",
    "alcohol_free": "Alcohol-free",
    "drug_free": "Drug-free",
    "occasional": "Occasional use, not heroin or crack",
    "transferred": "Handed over to another service as planned",
}
UNPLANNED = {
    "dropped_out": "Dropped out",
    "declined": "Declined further support",
    "returned_to_custody": "Returned to custody",
    "moved": "Moved away",
    "withdrawn_by_provider": "Withdrawn by the provider",
    "died": "Died",
}
MODES = {
    "IN_PERSON_PROBATION_OFFICE": "In person, probation office",
    "IN_PERSON_OTHER": "In person, elsewhere",
    "PHONE_CALL": "Phone call",
    "VIDEO_CALL": "Video call",
}
NO_SESSION = {
    "POP_ACCEPTABLE": "The person could not, for a reason to accept",
    "POP_UNACCEPTABLE": "The person could not, for another reason",
    "LOGISTICS": "Ours: room, staff, transport",
}
OUTCOMES = {
    "use": "Non-dependent or non-problematic use",
    "support": "Gets appropriate support on release or in the community",
    "overdose": "Less risk of overdose after release",
}
ACHIEVED = {"ACHIEVED": "Achieved", "PARTIALLY_ACHIEVED": "Partly achieved", "NOT_ACHIEVED": "Not achieved"}
