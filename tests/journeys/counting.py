"""What does a journey cost its person: pages seen, fields typed into, strokes of keys, seconds?"""

import sys
import time
from datetime import date
from typing import Any

from tests.browser import MOST_TABS, press, unfit
from tests.harness import FORMERLY, ROOT

PAGE = ROOT / "docs" / "journeys.md"


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

    def leave(self) -> None:
        """What this page asks for from here on counts no more: somebody else goes on with it."""
        self.page.remove_listener("request", self._asked)

    @property
    def seconds(self) -> float:
        """Since the first page was open: the browser’s own time and the server’s, nobody thinks."""
        return time.monotonic() - self.began

    def open(self, path: str) -> None:
        self.page.goto(path)

    def go(self, target: Any) -> None:
        """Press what leads to another page."""
        press(self.page, target)

    def press(self, name: str, kind: str = "button", within: Any = None, exact: bool = True) -> None:
        self.go((within or self.page).get_by_role(kind, name=name, exact=exact).first)

    def follow(self, name: str, within: Any = None, exact: bool = True) -> None:
        self.press(name, "link", within, exact)

    def type(self, label: str, words: str, within: Any = None) -> None:
        self.write((within or self.page).get_by_label(label).first, words)

    def write(self, target: Any, words: str) -> None:
        target.fill(words)
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
        return f"{self.views} page views, {self.fields} typed fields, {self.strokes} strokes, {self.seconds:.0f} s"


class ByKeyboard(Counted):
    """Somebody without a mouse: every key that they press is counted."""

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.strokes += 1

    def come_to(self, target: Any) -> None:
        target.wait_for()
        for _ in range(MOST_TABS):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.key("Tab")
        raise AssertionError(f"Nobody comes to {target} by keyboard on {self.page.url}.")

    def go(self, target: Any) -> None:
        self.come_to(target)
        with self.page.expect_navigation():
            self.key("Enter")

    def write(self, target: Any, words: str) -> None:
        self.come_to(target)
        self.page.keyboard.type(words)
        self.strokes += len(words)
        self.fields += 1

    def choose(self, label: str, within: Any = None) -> None:
        self.come_to((within or self.page).get_by_label(label, exact=True).first)
        self.key("Space")

    def answer(self, first: str, which: int) -> None:
        """The answer of that number among radios of which none is chosen yet."""
        self.come_to(self.page.locator(first))
        self.key("Space")
        for _ in range(which):
            self.key("ArrowDown")


def total(*parts: Counted) -> Counted:
    """What several people did together, from the first page of the first."""
    whole = parts[0]
    for each in parts[1:]:
        whole.views += each.views
        whole.fields += each.fields
        whole.strokes += each.strokes
    return whole


def rows() -> dict[str, tuple[int, int, int, str]]:
    """What docs/journeys.md says that each journey takes: page views, typed fields, strokes, and the former system."""
    cells = [
        line.strip("| ").split(" | ")
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    return {
        what: (int(views), int(fields), int(strokes), former)
        for what, views, fields, strokes, _, former in cells[1:]
    }


def tell(what: str, counted: Counted, former: str) -> None:
    """Print what it took, beside the former system; it is a row of docs/journeys.md, and what that says is still so.

    Page views and typed fields are as there. Strokes are nearly so: a day has one figure or two, a list more links.
    """
    sys.stdout.write(f"\n{what}: {counted.said()}{FORMERLY}{former}\n")
    views, fields, strokes, beside = rows()[what]
    assert (counted.views, counted.fields, former) == (views, fields, beside), f"docs/journeys.md: {what}"
    assert abs(counted.strokes - strokes) <= max(8, strokes // 8), f"docs/journeys.md: {what}: strokes"


def is_fit(page: Any) -> None:
    """By axe, and without sideways scrolling on a phone."""
    found = unfit(page)
    assert not found, f"{page.url}: {found}"
    page.set_viewport_size({"width": 1280, "height": 844})
