"""Which codes may stand in a column of an extract, so that no text about somebody passes for one? R40

Closed lists are those of this product and of the national systems that it writes to. What a register names is of a
strict shape, and of that register where one is given: a shape alone cannot tell a place from a family name.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

Register = Mapping[str, Collection[str]]
NO_REGISTER: Register = {}
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
_NAME = re.compile(r"(?=.{2,60}$)[^\W\d_]+(?:[ ,.&'’()-]{1,3}[^\W\d_]+){0,7}\)?")
_MOST_SAID = 8


@dataclass(frozen=True, slots=True)
class Codes:
    """What may stand in a column: one of `values`, or else a text of `shape`, which `register` knows by this name."""

    name: str
    values: tuple[str, ...] = ()
    shape: re.Pattern[str] | None = None
    shaped: str = ""

    def why_not(self, text: str, register: Register) -> str:
        """Why this is none of them; empty when it is one. It never repeats the text."""
        if self.shape is None:
            return "" if text in self.values else self._none_of_them()
        if not self.shape.fullmatch(text):
            return f"This is no {self.name}: {self.shaped}."
        if self.name in register and text not in register[self.name]:
            return f"No {self.name} of this name is on the register."
        return ""

    def _none_of_them(self) -> str:
        if len(self.values) > _MOST_SAID:
            return f"This is none of the {len(self.values)} codes for {self.name} (docs/exports.md)."
        return f"This is none of {', '.join(self.values)}."


def _listed(name: str, words: str) -> Codes:
    return Codes(name, tuple(words.split()))


_NEEDS = "ACCOM ETE FBD DNR LIFE FAM EWB SOC"
_ENDINGS = (
    "completed alcohol_free drug_free occasional transferred "
    "dropped_out declined returned_to_custody moved withdrawn_by_provider died other"
)
_NOT_TAKEN = "threshold capacity custody"
_ALL = (
    Codes("provider", shape=_SLUG, shaped="at most 60 letters, digits and hyphens, without a space"),
    Codes("intervention", shape=_SLUG, shaped="at most 60 letters, digits and hyphens, without a space"),
    Codes("place", shape=_NAME, shaped="at most eight words and 60 letters, without a digit"),
    Codes("unit", shape=_NAME, shaped="at most eight words and 60 letters, without a digit"),
    _listed("sex", "F M other"),
    _listed("ethnicity", "asian black mixed white other not_coded"),
    _listed("age_band", "18-24 25-34 35-44 45-54 55-64 65+"),
    _listed("source", "community custody court walk_in"),
    _listed("sentence", "CO SSO LIC PSS PRE other"),
    _listed("requirement", "DRR ATR MHTR AAM RAR LICENCE other"),
    _listed("risk", "LOW MEDIUM HIGH VERY_HIGH"),
    _listed(
        "state",
        "sent accepted redirected declined already_in_treatment assigned assessed on_pathway paused exited "
        "closed withdrawn",
    ),
    _listed("triage", "INE OOA CAP RIS OTH AREA IRS HEALTH CARE YOUNG other"),
    _listed("pause", "recall remand hospital other"),
    _listed("exit", _ENDINGS),
    _listed("withdrawal", "INE MIS NOT NEE MOV WOR USE ACQ RET SER SEE EAR ANO"),
    _listed("need", _NEEDS),
    _listed("complexity", "LOW MEDIUM HIGH"),
    _listed("level", "none low medium high"),
    _listed("assessment", "first review exit"),
    _listed("stage", "start review exit"),
    _listed(
        "item",
        "alcohol opioids crack cocaine amphetamines cannabis other_drug injected shared psychological physical "
        "quality work education housing eviction",
    ),
    _listed("contact", "assessment one_to_one group clinic review check"),
    _listed("mode", "IN_PERSON_PROBATION_OFFICE IN_PERSON_OTHER PHONE_CALL VIDEO_CALL"),
    _listed("contact_state", "scheduled attended did_not_attend did_not_happen rescheduled"),
    _listed("no_session", "POP_ACCEPTABLE POP_UNACCEPTABLE LOGISTICS"),
    _listed("pathway", "specialist brief extended coordination"),
    _listed("treatment", "referred accepted refused started ended not_started"),
    _listed("treatment_end", f"{_ENDINGS} {_NOT_TAKEN}"),
    _listed("intervention_kind", "brief extended"),
    _listed("harm", "naloxone naloxone_no bbv_offered bbv_taken overdose"),
    _listed("onward", "taken_up not_taken_up met"),
    _listed("outcome", "use support overdose"),
    _listed("achieved", "ACHIEVED PARTIALLY_ACHIEVED NOT_ACHIEVED"),
    _listed("answer", "sustained not not_reached"),
    _listed("route", "children adults marac mappa prevent"),
    _listed("about", "person child other"),
    _listed("drug_related", "yes no unknown"),
    _listed(
        "told",
        "accepted redirected declined already_in_treatment allocated appointment_arranged attended did_not_attend "
        "did_not_happen rescheduled put_right assessed reviewed pathway paused resumed transferred "
        "treatment_referred treatment_accepted treatment_refused treatment_started treatment_not_started "
        "treatment_reviewed treatment_ended intervention_completed onward check exited withdrawn concern "
        "concern_closed died",
    ),
    _listed("post", "filled vacant"),
    _listed("stream", "grant other"),
    _listed(
        "offence_group",
        "violence sexual robbery theft damage drug weapons public_order society fraud summary motoring other",
    ),
)
CODES = {each.name: each for each in _ALL}
