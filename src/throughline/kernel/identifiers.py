"""Is this really a case reference number, a place code, an organisation's identifier?

Each parse function gives the one way the identifier is written, or raises ValueError with a sentence that
says what is wrong. The shape is checked, never whether the thing exists.
"""

import re
from typing import NewType

from .wording import either, quoted

Crn = NewType("Crn", str)
GssCode = NewType("GssCode", str)
OrganisationId = NewType("OrganisationId", str)

_CRN = re.compile(r"[A-Z]\d{6}", re.ASCII)
_GSS = re.compile(r"[EKNSW]\d{8}", re.ASCII)
_COMPANY = re.compile(r"\d{1,8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]", re.ASCII)
_ORGANISATION = {  # register → (shape, what to write there); lists of org-id.guide
    "GB-LAE": (re.compile(r"[A-Z]{3}", re.ASCII), "a local authority's three letters, as in GB-LAE-BOL"),
    "GB-COH": (_COMPANY, "a company number of eight characters, as in GB-COH-01234567"),
    "GB-CHC": (
        re.compile(r"[1-9]\d{5,6}", re.ASCII),
        "a charity number of six or seven digits, as in GB-CHC-1234567",
    ),
    "GB-GOR": (re.compile(r"[A-Z]{1,3}\d{1,5}", re.ASCII), "a government register code, as in GB-GOR-D18"),
}


def parse_crn(text: str) -> Crn:
    """A case reference number of the probation service: a letter and six digits, "X123456"."""
    crn = _tidy(text)
    if not _CRN.fullmatch(crn):
        # The number identifies a person, so the sentence does not repeat what was typed.
        raise ValueError("A case reference number (CRN) is a letter and six digits, such as X123456.")
    return Crn(crn)


def parse_gss_code(text: str) -> GssCode:
    """A place's code of the Office for National Statistics: a letter and eight digits, "E08000001"."""
    code = _tidy(text)
    if not _GSS.fullmatch(code):
        raise ValueError(
            f"{quoted(text)} is not a place code: E, K, N, S or W and eight digits, as in E08000001."
        )
    return GssCode(code)


def parse_organisation_id(text: str) -> OrganisationId:
    """An organisation's identifier as org-id.guide writes it, with the register in front: "GB-LAE-BOL"."""
    register, _, number = _tidy(text).rpartition("-")
    if register not in _ORGANISATION:
        known = either([f"{name}-" for name in _ORGANISATION])
        raise ValueError(f"{quoted(text)} does not begin with a register that is known here: {known}.")
    shape, expected = _ORGANISATION[register]
    if not shape.fullmatch(number):
        raise ValueError(f"{quoted(text)} is not an identifier of {register}: after it comes {expected}.")
    if register == "GB-COH":
        number = number.rjust(8, "0")  # registers print a company's number with and without leading noughts
    return OrganisationId(f"{register}-{number}")


def _tidy(text: str) -> str:
    return "".join(text.split()).upper()
