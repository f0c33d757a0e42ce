"""Of what are the sections of a draft made?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["line", "text", "choice", "choices", "date", "money", "year", "rows", "given"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a field that has rows; `choices` maps what is kept to what is shown; a "given" one is not typed."""

    name: str
    label: str
    kind: Kind = "line"
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a section asks. `answers` are the paths of findings that concern it.

    `must` says what is missing while it is empty: without it nothing is submitted. `wanted` says the same, and warns.
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    answers: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    one: str = "row"
    must: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One page of a draft: what it asks, how to write it well, and examples of good wording, all made up."""

    slug: str
    group: str
    heading: str
    guidance: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    examples: tuple[str, ...] = ()
    is_optional: bool = False

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when the section asks no such thing."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(f"The section “{self.slug}” asks no “{name}”.")
