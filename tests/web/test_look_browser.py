"""Are the styles ours and whole, and do the parts of a page pass axe and fit a phone?"""

import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path
from tests.browser import violations

from throughline.decisions.reading.shape import Finding
from throughline.kernel.money import Money
from throughline.kernel.verdict import Refused
from throughline.web.assets import AssetsError, build_assets

ROOT: Path = settings.ROOT
NAMES = ("search", "sign-in", "sign-out", "accessibility", "privacy", "verify", "register", "outbox")
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"
GALLERY = """{% extends "web/layout.html" %}
{% import "web/components.html" as c %}
{% block content %}
{{ c.heading("Grants for a made-up purpose", "Decision") }}
{{ c.tag("Approved", "good") }} {{ c.tag("Draft", "quiet") }}
{{ c.money_table(rows, total, "The money", columns=["Share"]) }}
{{ c.facts([("Decision maker", "Deputy Mayor"), ("Legal power", none)]) }}
{{ c.sign_offs([{"post": "Treasurer", "signed_on": none}]) }}
{{ c.findings(found) }}
{{ c.act_button("Sign", refused) }}
{{ c.verify("sealed", "3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed") }}
{% endblock %}"""


@pytest.fixture(scope="module")
def built() -> Path:
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no Node.js on this machine's path; ./throughline test brings one.")
    return build_assets(ROOT, Path(node))


@pytest.fixture
def gallery(built: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a page with every part of a record on it, under our Content Security Policy."""
    places = ("Northwick", "Eastham", "Southcliffe-under-Needle", "West Harbour")
    rows = [{"text": name, "money": Money(15352873), "href": "/", "cells": ["25.00 %"]} for name in places]
    context = {
        "title": "Gallery",
        "rows": rows,
        "total": Money(4 * 15352873),
        "refused": Refused("You drafted it.", "Another director can sign."),
        "found": [
            Finding(kind, kind, "Look at this.", "as printed") for kind in ("error", "warning", "note")
        ],
        "nav": [{"text": f"Entry {n}", "href": "/", "active": n == 2} for n in range(7)],
        "crumbs": [{"text": "Register", "href": "/"}, {"text": "Decisions", "href": "/"}],
        "account": {"name": "Asha Rahman"},
        "csrf_input": "",
        "demonstration": True,
    }
    with override_settings(
        ROOT_URLCONF=tuple(path(f"{n}/", lambda r: HttpResponse(), name=n) for n in NAMES)
    ):
        page = engines["jinja2"].from_string(GALLERY).render(context)
    (tmp_path / "gallery.html").write_text(page, "utf-8")
    (tmp_path / "static").symlink_to(built.parent)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path))

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", STRICT)
            super().end_headers()

        def log_message(self, *args: Any) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/gallery.html"
        server.shutdown()


class TestTheStyles:
    def test_are_set_in_arial_and_carry_no_font_of_gov_uk(self, built: Path) -> None:
        css = (built / "throughline.css").read_text("utf-8")
        assert "@font-face" not in css
        assert "GDS Transport" not in css
        assert "font-family:Arial,sans-serif" in css

    def test_bring_every_picture_they_name_and_no_crown(self, built: Path) -> None:
        css = (built / "throughline.css").read_text("utf-8")
        named = {name for name in re.findall(r"url\(\"?([^)\"]+)\"?\)", css) if not name.startswith("data:")}
        assert [name for name in sorted(named) if not (built / name).is_file()] == []
        assert [each.name for each in built.rglob("*") if "crown" in each.name or "crest" in each.name] == []

    def test_are_not_built_again_when_nothing_changed(self, built: Path) -> None:
        assert build_assets(ROOT, Path("/nowhere/node")) == built


class TestABuildThatFails:
    def test_says_what_npm_said_and_leaves_nothing_behind(self, tmp_path: Path) -> None:
        node = tmp_path / "bin" / "node"
        node.parent.mkdir()
        node.write_text("#!/bin/sh\necho 'the registry does not answer' >&2\nexit 1\n")
        node.chmod(0o755)
        (node.parent / "npm-cli.js").touch()
        (node.parent / "npm").symlink_to("npm-cli.js")
        (tmp_path / "package-lock.json").write_text("{}")
        with pytest.raises(AssetsError, match="the registry does not answer"):
            build_assets(tmp_path, node)
        assert not (tmp_path / "build").exists()


class TestATemplate:
    TEMPLATES = sorted(ROOT.glob("src/throughline/*/templates/**/*.html"))

    def test_has_no_style_or_script_of_its_own_that_the_policy_would_refuse(self) -> None:
        assert self.TEMPLATES
        for template in self.TEMPLATES:
            source = template.read_text("utf-8")
            assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']", source), template
            assert not re.search(r"<script(?![^>]*\ssrc=)", source), template


@pytest.mark.browser
class TestARecordInABrowser:
    @pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
    def test_passes_axe_under_the_policy(self, gallery: str, chromium: Any, width: int, height: int) -> None:
        page = chromium.new_page(viewport={"width": width, "height": height})
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(gallery)
        assert violations(page) == []
        assert complaints == []
        page.close()

    @pytest.mark.parametrize("javascript", [True, False])
    def test_fits_320_pixels_as_at_400_per_cent_zoom(
        self, gallery: str, chromium: Any, javascript: bool
    ) -> None:
        context = chromium.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=javascript)
        page = context.new_page()
        page.goto(gallery)
        widths = [page.locator(part).bounding_box() for part in ("html", "main", "table", "footer")]
        assert all(box is not None and box["x"] + box["width"] <= 320 for box in widths)
        assert page.get_by_role("link", name="Entry 3").count() == (0 if javascript else 1)
        context.close()
