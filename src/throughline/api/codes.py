"""How are our codes and texts said in the specification?"""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_MAY_STAND = "\n\r\t"
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # what follows reads backwards
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Code:
    """One of the codes that we write, as an enumeration in the specification."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = list(known)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(self.known)


def _readable(text: str) -> str:
    if any(_is_control(each) for each in text):
        raise PydanticCustomError("string_unicode", "unreadable")
    return text


def _is_control(letter: str) -> bool:
    """No letter of any script, space or sign that people write."""
    return (unicodedata.category(letter) in ("Cc", "Cs") and letter not in _MAY_STAND) or letter in _TURNS


def _day(said: object) -> date:
    """Pydantic alone would also read a number of seconds."""
    if isinstance(said, date):
        return said
    if not (isinstance(said, str) and _ISO.fullmatch(said)):
        raise PydanticCustomError("date_type", "unreadable")
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise PydanticCustomError("date_parsing", "unreadable") from None


Day = Annotated[date, BeforeValidator(_day)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_readable)]
Short = Annotated[str, Field(max_length=60), AfterValidator(_readable)]
Words = Annotated[str, Field(max_length=10_000), AfterValidator(_readable)]
Address = Annotated[str, Field(max_length=300), AfterValidator(_readable)]
