"""Which made-up probation records has a demonstration, so that a referral starts from what is known?

A seeded generator draws them: every installation has the same. Nobody of them exists, and the file says so.
"""

import random
from datetime import date, timedelta

from throughline.frame.lists import csv_text

from .actions.extract import COLUMNS

SEED = 2026
HOW_MANY = 30
IN_BURY = 3  # further ones, whose unit is served by the provider with its own system
_FIRST = (
    "Ade", "Bethan", "Callum", "Danuta", "Eoin", "Faisal", "Gemma", "Hassan", "Ioana", "Jordan", "Kasia", "Lewis",
    "Muna", "Nathan", "Orla", "Patrick", "Rhiannon", "Samir", "Tilly", "Umar", "Vera", "Wayne", "Yasmin", "Zoltan",
)  # fmt: skip
_LAST = (
    "Acheampong", "Brennan", "Cartwright", "Dunne", "Eaves", "Fitzgerald", "Goodwin", "Hussain", "Ismail", "Jennings",
    "Kowalczyk", "Lythgoe", "McAllister", "Novák", "O’Dowd", "Partington-Smythe", "Quigley", "Rafferty", "Singh",
    "Tomlinson", "Ullah", "Vasquez", "Whittaker", "Young",
)  # fmt: skip
_ODD = {
    3: ("Madonna", ""),
    11: ("Niamh Aoife", "O’Shaughnessy-Featherstonehaugh"),
    19: ("D’Angelo", "N’Diaye"),
}
_PRISONS = ("Made-up prison A", "Made-up prison B")


def crn_of(number: int) -> str:
    """The CRN of the made-up record of that number, from 1."""
    return f"X{900000 + number}"


def extract(practitioner: tuple[str, str], today: date) -> str:
    """The extract as a CSV file; `practitioner` is the name and address of the made-up one who supervises them."""
    chance = random.Random(SEED)  # noqa: S311 - made-up records, nothing secret
    rows = []
    for number in range(1, HOW_MANY + IN_BURY + 1):
        given, family = _ODD.get(number, (chance.choice(_FIRST), chance.choice(_LAST)))
        in_custody = number % 6 == 0
        said = dict.fromkeys(COLUMNS, "") | {
            "crn": crn_of(number),
            "given_names": given,
            "family_name": family,
            "date_of_birth": date(
                chance.randint(1958, 2005), chance.randint(1, 12), chance.randint(1, 28)
            ).isoformat(),
            "sex": chance.choice(("Male", "Male", "Male", "Female")),
            "phone": f"0161 496 {chance.randint(0, 999):04}",  # numbers that are never given to anybody
            "address": f"{chance.randint(1, 140)} Made-up Street, Bolton",
            "postcode": "BL0 0AA",
            "language": "Polish" if number % 11 == 0 else "",
            "needs_interpreter": "yes" if number % 11 == 0 else "no",
            "unit": "Bolton" if number <= HOW_MANY else "Bury and Rochdale",
            "source": "custody" if in_custody else "community",
            "sentence": "LIC" if in_custody else chance.choice(("CO", "CO", "SSO", "LIC")),
            "requirement": chance.choice(("DRR", "ATR", "RAR", "")),
            "sentence_ends_on": (today + timedelta(days=chance.randint(120, 700))).isoformat(),
            "release_on": (today + timedelta(days=chance.randint(10, 60))).isoformat() if in_custody else "",
            "prison": chance.choice(_PRISONS) if in_custody else "",
            "practitioner_name": practitioner[0],
            "practitioner_email": practitioner[1],
            "practitioner_phone": "0161 496 0101",
            "team_phone": "0161 496 0100",
            "office": "Bolton probation office (made up)",
            "risk_children": chance.choice(("LOW", "LOW", "MEDIUM")),
            "risk_public": chance.choice(("LOW", "MEDIUM", "MEDIUM", "HIGH")),
            "risk_known_adult": chance.choice(("LOW", "MEDIUM")),
            "risk_staff": chance.choice(("LOW", "LOW", "MEDIUM")),
            "self_risk": chance.choice(("", "", "coping", "self_harm;vulnerability")),
            "flags": chance.choice(("", "", "violent", "da_perpetrator", "mappa;violent", "da_victim")),
            "access": "restricted" if number == HOW_MANY else "open",
            "access_on": today.isoformat() if number == HOW_MANY else "",
        }
        rows.append([said[each] for each in COLUMNS])
    return csv_text(COLUMNS, rows)
