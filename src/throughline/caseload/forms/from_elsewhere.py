"""What does a referral say that nobody typed here, and what is wrong with it? Asked with the forms of the pages. R31"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.forms import Field

from throughline.governance.forms.fields import Line

from ..referring import PARTS
from .referring import FORMS

Fault = tuple[str, str]
_DAYS = ("day", "month", "year")
_NOT_TYPED = {"revision": "0"}


def checked(
    values: Mapping[str, Any], on: date, parts: Collection[str] = tuple(PARTS)
) -> tuple[dict[str, Any], list[Fault]]:
    """The values of these parts as the pages would keep them, and each field that is wrong with its sentence.

    The sentences are those of the pages; none repeats what was said.
    """
    kept: dict[str, Any] = dict(values)
    faults: list[Fault] = []
    typed = {**_NOT_TYPED, **_as_typed(values)}
    for part in (each for each in PARTS if each in parts):
        further = {"on": on} if part == "why" else {}
        lines = {
            name: _in_one_line(typed.get(name)) for name, each in _fields_of(part) if isinstance(each, Line)
        }
        form = FORMS[part](typed | lines, values=kept, revision=0, is_complete=True, **further)
        if form.is_valid():
            kept |= form.said
        else:
            faults += [
                (name if name in form.fields else "", _plain(name, str(said[0])))
                for name, said in form.errors.items()
            ]
    return kept, faults


def _as_typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as a browser would send it: days in three boxes, a tick or none."""
    typed: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, date):
            typed |= {f"{name}_{box}": getattr(value, box) for box in _DAYS}
        elif value is not None and value is not False:
            typed[name] = "on" if value is True else value
    return typed


def _fields_of(part: str) -> list[tuple[str, Field]]:
    return list(FORMS[part].base_fields.items())


def _in_one_line(said: Any) -> Any:
    """A cell of a sheet may hold several; a browser sends one."""
    return " ".join(said.split()) if isinstance(said, str) else said


def _plain(name: str, said: str) -> str:
    """A choice's own sentence repeats what was chosen; nothing that was said stands in a fault."""
    if said.startswith("Select a valid choice"):
        return "This is none of the codes that may stand here."
    return said
