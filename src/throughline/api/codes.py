"""How are our codes and texts said in the specification?"""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import AfterValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_MAY_STAND = "\n\r\t"


class Code:
    """One of the codes that we write, as an enumeration in the specification."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = list(known)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(self.known)


def _readable(text: str) -> str:
    if any(not (each.isprintable() or each in _MAY_STAND) for each in text):
        raise PydanticCustomError("string_unicode", "unreadable")
    return text


Line = Annotated[str, Field(max_length=200), AfterValidator(_readable)]
Short = Annotated[str, Field(max_length=60), AfterValidator(_readable)]
Words = Annotated[str, Field(max_length=10_000), AfterValidator(_readable)]
Address = Annotated[str, Field(max_length=300), AfterValidator(_readable)]
