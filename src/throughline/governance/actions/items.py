"""How does something that governance keeps get the row by which others link to it?

Every noun's action calls `keep` inside its own act and makes the noun with that item as its primary key.
"""

from collections.abc import Iterable
from datetime import date

from throughline.frame.lists import fold
from throughline.kernel.verdict import RefusedError

from ..models import KINDS, Item, ItemDecision, ItemProgramme


def keep(
    kind: str,
    title: str,
    *,
    dated_on: date | None = None,
    programmes: Iterable[str] = (),
    decisions: Iterable[str] = (),
    how: str = "stands_on",
    words: str = "",
    source: str = "",
) -> Item:
    """A new item with its programmes (by code) and decisions (by number); `words` are found by a search, too."""
    if kind not in KINDS:
        raise ValueError(f"Governance keeps no {kind}.")
    item = Item.objects.create(
        kind=kind,
        title=_tidy(title),
        dated_on=dated_on,
        source=source,
        search_text=fold(f"{title} {KINDS[kind]} {words}"),
    )
    watch(item, programmes)
    stand_under(item, decisions, how=how)
    return item


def reword(item: Item, *, title: str, dated_on: date | None, words: str = "") -> None:
    """The item has this title and date from now on; nothing is written when both are as they were."""
    said = {
        "title": _tidy(title),
        "dated_on": dated_on,
        "search_text": fold(f"{title} {KINDS[item.kind]} {words}"),
    }
    if any(getattr(item, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(item, name, value)
        item.save(update_fields=list(said))


def watch(item: Item, programmes: Iterable[str]) -> None:
    """The item is about exactly these programmes."""
    wanted = set(programmes)
    have = set(item.programme_links.values_list("programme_id", flat=True))
    if gone := have - wanted:
        item.programme_links.filter(programme_id__in=gone).delete()
    ItemProgramme.objects.bulk_create(
        [ItemProgramme(item=item, programme_id=code) for code in sorted(wanted - have)]
    )


def stand_under(item: Item, decisions: Iterable[str], *, how: str = "stands_on") -> None:
    """The decisions of these numbers stand on the item, or brought it about, beside those linked before."""
    have = set(item.decision_links.filter(how=how).values_list("number", flat=True))
    ItemDecision.objects.bulk_create(
        [ItemDecision(item=item, number=number, how=how) for number in sorted(set(decisions) - have)]
    )


def _tidy(title: str) -> str:
    tidy = " ".join(title.split())[:300]
    if not tidy:
        raise RefusedError("Give it a title, so that others can find it.")
    return tidy
