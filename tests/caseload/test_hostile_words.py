"""What do null bytes, a megabyte, markup and words that run backwards break in forms, lists and addresses?"""

import re

import pytest
from django.test import Client
from tests.caseload.hidden_people import Hidden, House, addresses_of, lists_for, signed_in, undone
from tests.caseload.test_attacks import back as back
from tests.caseload.test_attacks import house as house
from tests.caseload.test_attacks import two as two

from throughline.caseload.models import Referral

HOSTILE = {
    "a null byte": "Be\x00fore and after",
    "a megabyte": "x" * 1_000_000,
    "words that run backwards": "\u202eecnis uoy nes\u2066",
    "markup": "<script>alert('x')</script>{{ 7 * 7 }}",
}


def fields_of(browser: Client, path: str) -> dict[str, str]:
    """Every field of every form that the page shows, with a value that it offers."""
    answer = browser.get(path)
    if answer.status_code != 200 or answer.streaming:
        return {}
    shown = answer.content.decode("utf-8", "replace")
    found = dict.fromkeys(re.findall(r'name="([\w-]+)"', shown), "")
    found |= dict(re.findall(r'name="([\w-]+)"[^>]*value="([^"]+)"', shown))
    for name, options in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', shown, re.DOTALL):
        offered = [each for each in re.findall(r'value="([^"]*)"', options) if each]
        found[name] = offered[0] if offered else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


class TestHostileWords:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_break_no_form(self, house: House, two: tuple[Referral, Hidden], words: str) -> None:
        found = []
        for actor in (house.ward.worker, house.ward.practitioner, house.ward.manager):
            browser = signed_in(actor)
            browser.raise_request_exception = False
            for path in [*lists_for(actor), *(path for _, path in addresses_of(two[1], actor))]:
                if "sign-out" in path:
                    continue
                with undone():
                    fields = fields_of(browser, path)
                    said = {
                        name: HOSTILE[words] if not value or name in ("q", "text") else value
                        for name, value in fields.items()
                    }
                    answer = browser.post(path, said)
                    if answer.status_code >= 500:
                        found.append(f"POST {path}: {answer.status_code}")
                    elif b"<script>alert(" in answer.content:
                        found.append(f"POST {path} shows markup")
                    elif answer.status_code == 302:
                        shown = browser.get(path)
                        if shown.status_code >= 500 or b"<script>alert(" in shown.content:
                            found.append(f"after POST {path}: {shown.status_code}")
        assert not found, "\n".join(found)

    @pytest.mark.parametrize(
        "asked",
        ["q=%00", "q=" + "%F0%9F%99%82" * 500, "page=-1", "page=99999999999999999999", "sort=%00", "at=%00", "from=%00",
         "unit=" + "x" * 36, "unit=%00", "state=%00", "view=%00", "kind=%00"],
    )  # fmt: skip
    def test_break_no_list(self, house: House, two: tuple[Referral, Hidden], asked: str) -> None:
        found = []
        for actor in (house.ward.worker, house.ward.practitioner, house.ward.manager):
            browser = signed_in(actor)
            browser.raise_request_exception = False
            paths = [*lists_for(actor), f"/people/{two[0].reference}/book/"]
            for path in paths:
                if "sign-out" not in path and browser.get(f"{path}?{asked}").status_code >= 500:
                    found.append(path)
                name, _, value = asked.partition("=")
                if path in paths and name in ("q", "unit", "state") and not path.endswith(".csv"):
                    browser.post(path, {name: "\x00" if value == "%00" else value})
                    if browser.get(path).status_code >= 500:
                        found.append(f"{path} after it was posted")
        assert not found, "\n".join(found)

    @pytest.mark.parametrize(
        "reference", ["%00", "DR-%00", "..%2F..", "DR-%E2%80%AEABC", "x" * 3000, "'%20OR%201=1--"]
    )
    def test_are_no_reference(self, house: House, reference: str) -> None:
        worker, practitioner = signed_in(house.ward.worker), signed_in(house.ward.practitioner)
        for browser in (worker, practitioner):
            browser.raise_request_exception = False
        assert worker.get(f"/inbox/{reference}/").status_code in (400, 404)
        assert practitioner.get(f"/referrals/{reference}/").status_code in (400, 404)
        assert worker.post(f"/inbox/{reference}/accept/").status_code in (400, 404)
        said = {"reference": "DR\x00", "because": "Found unconscious at our door."}
        assert worker.post("/break-glass/", said).status_code == 200
