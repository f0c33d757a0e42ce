"""How does a list remember what somebody searched and filtered, without a name in any address?

What is asked comes by a form that is posted; it is kept with the session, the words sealed, and the list comes back
under its plain address. Only the order and the page stand in the address.
"""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from cryptography.fernet import InvalidToken
from django.http import HttpRequest, QueryDict

from throughline.frame.encryption import box
from throughline.frame.lists import Listed, Listing, Rows

PURPOSE = "words searched for"
SEARCH = "q"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is asked of one list, in this session."""

    search: str
    asked: QueryDict

    def page(self, listing: Listing, rows: Rows, **further: Any) -> Listed:
        """The asked page of the rows, which the search has narrowed already; its links carry order and page only."""
        listed = listing.page(rows, self.asked, **further)
        number = next((each.number or 1 for each in listed.pages if each.current), 1)

        def page(to: int | None) -> str:
            return "?" + urlencode({"page": to}) if to else ""

        return replace(
            listed,
            search=self.search,
            sorts=tuple(replace(each, href="?" + urlencode({"sort": each.key})) for each in listed.sorts),
            pages=tuple(replace(each, href=page(each.number)) for each in listed.pages),
            previous=page(number - 1) if listed.previous else "",
            next=page(number + 1) if listed.next else "",
            query="",
            is_narrowed=listed.is_narrowed or bool(self.search),
        )


def keep(request: HttpRequest, name: str, listing: Listing) -> None:
    """What was posted to the list is asked of it from now on; nothing posted asks for everything."""
    words = _said(request, SEARCH, 200)
    kept = {each.key: value for each in listing.filters if (value := _said(request, each.key, 80))}
    if words:
        kept[SEARCH] = box(PURPOSE).encrypt(words.encode()).decode()
    if sort := _kept(request, name).get("sort"):
        kept["sort"] = sort
    request.session[_key(name)] = kept


def remembered(request: HttpRequest, name: str, listing: Listing) -> Remembered:
    """What this session asks of the list; an order that is asked for now is remembered too."""
    kept = _kept(request, name)
    sort = request.GET.get("sort", "")
    if sort and sort != kept.get("sort") and sort in {each.key for each in listing.sorts}:
        kept = request.session[_key(name)] = {**kept, "sort": sort}
    asked = QueryDict(mutable=True)
    asked.update({key: value for key, value in kept.items() if key != SEARCH})
    asked["page"] = request.GET.get("page", "")
    return Remembered(_words(kept.get(SEARCH, "")), asked)


def _said(request: HttpRequest, name: str, most: int) -> str:
    """What was typed, without null bytes, which no column holds."""
    return request.POST.get(name, "").replace("\0", "").strip()[:most]


def _kept(request: HttpRequest, name: str) -> dict[str, str]:
    found = request.session.get(_key(name), {})
    return dict(found) if isinstance(found, dict) else {}


def _key(name: str) -> str:
    return f"list {name}"


def _words(sealed: str) -> str:
    try:
        return box(PURPOSE).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:  # the secret changed; the search is simply forgotten
        return ""
