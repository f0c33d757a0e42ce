"""Does a lifecycle's verdict say what its table says, in every state × step × role?"""

from collections.abc import Callable

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Cell, Lifecycle
from throughline.kernel.verdict import Verdict


def wrong_cells(table: Lifecycle, may: Callable[[Cell, Actor], Verdict] | None = None) -> list[str]:
    """The cells whose verdict is another than the table's or lacks a reason; a room that asks more gives its `may`."""
    wrong = []
    for cell in table.cells():
        actor = Actor("person:1", frozenset({cell.role} - {""}))
        verdict = may(cell, actor) if may else table.may(cell.step, cell.state, actor)
        if bool(verdict) is not cell.allowed or not (cell.allowed or verdict.reason):  # type: ignore[union-attr]  # Refused has one
            wrong.append(f"{table.noun}: {cell.state} {cell.step} {cell.role or 'nobody'}: {verdict}")
    return wrong
