"""What does a journey cost its person: pages seen, fields typed into, strokes of keys, seconds?"""

import sys
import time
from datetime import date
from typing import Any

from tests.browser import press, unfit


class Counted:
    """Somebody at a page that is open, with what they do on it. Choosing with a pointer is no typing."""

    def __init__(self, page: Any, role: str) -> None:
        self.page, self.role = page, role
        self.views, self.fields, self.strokes = 1, 0, 0
        self.began = time.monotonic()
        page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if request.is_navigation_request() and request.redirected_from is None:
            self.views += 1

    def open(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str, kind: str = "button", within: Any = None, exact: bool = True) -> None:
        press(self.page, (within or self.page).get_by_role(kind, name=name, exact=exact).first)

    def follow(self, name: str, within: Any = None, exact: bool = True) -> None:
        self.press(name, "link", within, exact)

    def type(self, label: str, words: str, within: Any = None) -> None:
        (within or self.page).get_by_label(label).first.fill(words)
        self.fields += 1
        self.strokes += len(words)

    def day(self, name: str, on: date) -> None:
        """A day is one field in three parts."""
        for part in ("day", "month", "year"):
            self.page.locator(f"#id_{name}_{part}").fill(str(getattr(on, part)))
            self.strokes += len(str(getattr(on, part)))
        self.fields += 1

    def choose(self, label: str, within: Any = None) -> None:
        (within or self.page).get_by_label(label, exact=True).first.check()

    def tick(self, selector: str) -> None:
        self.page.locator(selector).first.check()

    def said(self) -> str:
        seconds = time.monotonic() - self.began
        return f"{self.views} page views, {self.fields} typed fields, {self.strokes} strokes, {seconds:.0f} s"


def total(*parts: Counted) -> Counted:
    """What several people did together."""
    whole = parts[0]
    for each in parts[1:]:
        whole.views += each.views
        whole.fields += each.fields
        whole.strokes += each.strokes
    return whole


def tell(what: str, counted: Counted, former: str = "") -> None:
    """Print what it took, beside the former system."""
    sys.stdout.write(f"\n{what}: {counted.said()}{f'; the former system: {former}' if former else ''}\n")


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling on a phone."""
    found = unfit(page)
    assert not found, f"{page.url}: {found}"
    page.set_viewport_size({"width": 1280, "height": 844})
