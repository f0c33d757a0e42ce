"""Which browser drives the pages, and what does axe find on them?"""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from tests.harness import ROOT

from throughline.cli.test import BROWSERS

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MOST_TABS = 90
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FIND = """async standards => {
    // preloading is for a page's films and for rules that are experiments: we have neither
    const how = {runOnly: standards, resultTypes: ["violations"], preload: false};
    const found = await axe.run(document, how);
    return found.violations;
}"""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one Chromium of this process, from the system; without one the tests say that they did not run."""
    if CHROMIUM is None:
        pytest.skip("No Chromium on this machine: the tests that drive one did not run.")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a busy machine is slow, and a page that comes is a page that comes
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def violations(page: Any) -> list[str]:
    """What axe finds wrong on the page by WCAG 2.2 AA, under the page's own Content Security Policy.

    The page has to run scripts: axe waits for ever on one that does not.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(FIND, STANDARDS)
    return [
        f"{each['id']}: {each['help']} ({'; '.join(node['html'][:120] for node in each['nodes'][:3])})"
        for each in found
    ]


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def unfit(page: Any) -> list[str]:
    """What is wrong with the page: by axe as a desktop shows it, where nothing is folded away, and by its width."""
    page.set_viewport_size({"width": 1280, "height": 844})
    found = violations(page)
    for wide in (390, 320):
        page.set_viewport_size({"width": wide, "height": 844})
        if overflow(page) > 0:
            found.append(f"the page scrolls sideways at {wide} pixels")
    return found


def press(page: Any, button: Any) -> None:
    """Press what leads to another page, and go on when that page is whole (a press alone returns on its first byte)."""
    with page.expect_navigation():
        button.click()


def reach(page: Any, target: Any) -> None:
    """Come to it with the Tab key alone."""
    target.wait_for()
    for _ in range(MOST_TABS):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Nobody comes to {target} by keyboard on {page.url}.")


def enter(page: Any, target: Any) -> None:
    """Come to it and press Enter, which leads to another page."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
