"""What is exempt is in no public byte: not on a page, in a file, a feed, a search, a proof or a file's hash."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from throughline.decisions.drafting.content import Attached
from throughline.decisions.drafting.fields import Column, Field
from throughline.decisions.drafting.sections import MAY_BE_EXEMPT, SECTIONS
from throughline.decisions.models import DraftVersion
from throughline.frame.models import StoredFile
from throughline.frame.upload import Upload, store
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

from .published import PUBLISHED_AT, correct, everything_public, published, sealed

ORDINARY = {  # choices that the law needs, and that tell nothing by themselves
    "decision_type": "deputy-mayor", "stage": "final", "function": "authority",
}  # fmt: skip


def marked(field: Field | Column, at: int) -> Any:
    """A value that stands nowhere else: words, an amount, a day."""
    match field.kind:
        case "line" | "text" | "given":
            return f"Zqxvwkj{at} hidden"
        case "money":
            return 98_765_432_100_00 + at * 101
        case "date":
            return f"2031-05-{1 + at % 28:02}"
        case "year":
            return "2031/32"
        case "choice":
            return ORDINARY.get(field.name) or next(iter(field.choices), f"Zqxvwkj{at} hidden")
        case "choices":
            return [{"id": f"{at}", "title": f"Zqxvwkj{at} hidden"}]
    raise ValueError(f"No mark is known for a {field.kind}.")


@pytest.fixture
def number(alone: str) -> str:
    """A published decision, all of which is exempt that may be, with a mark in each field, and an exempt file."""
    said: dict[str, Any] = {"subject": {"title": "Harbour grants", "purpose": "outreach"}}
    at = 0
    for section in SECTIONS:
        if section.slug in MAY_BE_EXEMPT:
            values: dict[str, Any] = {}
            for field in section.fields:
                at += 1
                values[field.name] = (
                    [{column.name: marked(column, at * 10 + i) for i, column in enumerate(field.columns)}]
                    if field.kind == "rows"
                    else marked(field, at)
                )
            said[section.slug] = values
    said["exempt"] = {
        "exempt": [
            {"section": slug, "ground": "business", "why": "Zqxvwkj999 hidden"} for slug in MAY_BE_EXEMPT
        ]
    }
    said["contact"] = {"contact_officer": "Zqxvwkj998 hidden", "contact_email": "zqxvwkj@example.org"}
    file = store(Upload("Zqxvwkj997.txt", b"Zqxvwkj996 hidden in a file"), kind="txt", at=PUBLISHED_AT)
    attached = Attached(
        "1", "Zqxvwkj995 hidden", "Zqxvwkj997.txt", file.sha256, "txt", 9, exempt_ground="business"
    )
    made = published(said, attachments=[attached])
    sealed()
    return made


def tells(content: bytes) -> Iterator[str]:
    """Which marks stand in these bytes."""
    text = content.decode("utf-8", "replace").casefold().replace(",", "")
    for mark in ("zqxvwkj", "987654321", "2031-05", "may 2031", "2031/32"):
        if mark in text:
            yield mark


class TestADecisionOfWhichEverythingIsExemptThatMayBe:
    def test_is_public_and_says_so_with_its_grounds(self, number: str, client: Any) -> None:
        text = client.get(f"/register/decisions/{number}/").content.decode()
        assert "A part of this decision is not published." in text
        assert "Financial or business affairs" in text
        assert "The money is exempt from publication." in text

    def test_is_in_no_public_byte(self, number: str, client: Any) -> None:
        seen = set()
        for address, content in everything_public(
            client, f"/register/decisions/{number}.pdf", f"/register/decisions/{number}/1.proof.json",
            f"/register/decisions/{number}.proof.json", f"/register/decisions/{number}/",
            "/register/monthly/2026-06/", "/register/decisions/2026-999/", "/verify/checkpoint",
        ):  # fmt: skip
            seen.add(address)
            assert not list(tells(content)), address
        for form in (".json", ".pdf", ".proof.json", "/1.proof.json", "/"):
            assert f"/register/decisions/{number}{form}" in seen
        assert {"/register/decisions.atom", "/register/grants.csv", "/sitemap.xml"} <= seen

    def test_is_found_by_no_word_of_it(self, number: str, client: Any) -> None:
        for words in ("Zqxvwkj", "hidden", "987654321", "zqxvwkj995"):
            for address in ("/search/", "/register/", "/register/grants/", "/register/decisions.json"):
                assert number not in client.get(address, {"q": words}).content.decode(), (address, words)

    def test_stands_in_no_leaf_of_the_ledger(self, number: str) -> None:
        for leaf in Act.objects.values_list("leaf", flat=True):
            assert not list(tells(leaf.encode())), leaf

    def test_gives_nobody_its_file(self, number: str, client: Any) -> None:
        for file in StoredFile.objects.values_list("sha256", flat=True):
            for address in (
                f"/register/decisions/{number}/files/{file}",
                f"/decisions/{number}/files/{file}",
            ):
                assert client.get(address).status_code in (302, 404)

    def test_cannot_be_guessed_from_the_hash_of_what_was_signed(self, number: str, client: Any) -> None:
        record = client.get(f"/register/decisions/{number}.json").json()
        frozen = bytes(DraftVersion.objects.get().content)
        assert record["file"]["sha256"] == sha256(frozen).hexdigest()
        salt = frozen.split(b'"salt":"')[1].split(b'"')[0]
        assert len(salt) >= 32  # of at least 128 random bits

    def test_does_not_come_in_by_a_correction(self, number: str, client: Any) -> None:
        total = json.loads(bytes(DraftVersion.objects.get().content))["sections"]["financial"]["total_pence"]
        for words in (
            f"Grants of {Money(total)}",
            f"Grants of {total // 100}.{total % 100:02}",
            "By Zqxvwkj995 hidden",
        ):
            with pytest.raises(RefusedError, match="exempt"):
                correct(number, values={"title": words}, reason="Why not.")


class TestADecisionOfWhichOnlyTheMoneyIsExempt:
    def test_tells_the_amount_nowhere_though_its_words_do(self, alone: str, client: Any) -> None:
        exempt = {"exempt": {"exempt": [{"section": "financial", "ground": "business"}]}}
        number = published(exempt)
        sealed()
        for address, content in everything_public(client, f"/register/decisions/{number}/"):
            text = content.decode("utf-8", "replace").replace(",", "")
            for mark in ("90000.00", "9000000", "4000000", "harbour trust"):
                assert mark not in text, (address, mark)
        page = client.get(f"/register/decisions/{number}/").content.decode()
        assert "Grants of (exempt) are awarded to the harbour boroughs." in page
        assert "Twice as many people slept rough" in page


class TestAFileThatIsNotExempt:
    def test_is_downloaded_under_its_name_and_never_shown_in_place(self, alone: str, client: Any) -> None:
        file = store(Upload("appraisal.txt", b"An appraisal."), kind="txt", at=PUBLISHED_AT)
        number = published(attachments=[Attached("1", "Appraisal", "appraisal.txt", file.sha256, "txt", 13)])
        answer = client.get(f"/register/decisions/{number}/files/{file.sha256}")
        assert answer.content == b"An appraisal."
        assert answer["Content-Disposition"].startswith("attachment")
        assert "Appraisal" in client.get(f"/register/decisions/{number}/").content.decode()


class TestCharactersThatTurnOrHideWords:
    def test_are_shown_by_their_number_and_addresses_are_left_out(self, alone: str, client: Any) -> None:
        number = published(
            {"subject": {"title": "Grants \u202e00.1£\u202c of\u200b May", "author": "a@example.org"}}
        )
        for address, content in everything_public(client, f"/register/decisions/{number}/"):
            text = content.decode("utf-8", "replace")
            assert not {"\u202e", "\u202c", "\u200b"} & set(text), address
            assert "a@example.org" not in text, address
        page = client.get(f"/register/decisions/{number}/").content.decode()
        assert "(U+202E)" in page
