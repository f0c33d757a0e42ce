"""What do the files of an agreement say, and are they the same for the same bytes?"""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from django.test import Client
from tests.publication.test_register import pdf_ua_faults

from throughline.agreements.actions import agreements as actions
from throughline.agreements.documents import as_pdf, document_of
from throughline.agreements.documents.word import as_word
from throughline.agreements.models import Agreement, AgreementText
from throughline.agreements.signing.content import Content, blocks, filled, from_frozen, frozen
from throughline.agreements.signing.standing import Text, texts_of

from .conftest import AT, Town, hash_of

Browsers = Callable[[str], Client]


def text_of(agreement: Agreement) -> Text:
    return texts_of(AgreementText.objects.filter(agreement=agreement))[0]


def pdf(agreement: Agreement) -> bytes:
    return as_pdf(document_of(text_of(agreement), agreement.state, is_newest=True))


def word(agreement: Agreement) -> bytes:
    return as_word(document_of(text_of(agreement), agreement.state, is_newest=True))


def words_of_pdf(content: bytes) -> str:
    file = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in file).split())


def words_of_word(content: bytes) -> str:
    file = docx.Document(BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in file.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["grant", "partnership"])
class TestThePdf:
    def test_can_be_read_by_ear(self, town: Town, kind: str, tmp_path: Path) -> None:
        """PDF/UA-1"""
        for agreement in (town.issued(kind), town.countersign(town.sign(Agreement.objects.get()))):
            assert pdf_ua_faults(pdf(agreement), tmp_path) == []

    def test_prints_the_hash_of_what_both_sides_signed(self, town: Town, kind: str) -> None:
        agreement = town.in_force(kind)
        said = words_of_pdf(pdf(agreement))
        assert hash_of(agreement) in said.replace(" ", "").replace("\u2010", "")
        assert "A commissioner" in said
        assert "Signs for gmca" in said
        assert "3 June 2024, 10:30:00 (BST)" in said
        assert "In force: both sides signed these bytes." in said

    def test_is_the_same_for_the_same_bytes(self, town: Town, kind: str) -> None:
        agreement = town.in_force(kind)
        assert pdf(agreement) == pdf(agreement)
        assert word(agreement) == word(agreement)

    def test_says_what_is_not_signed_yet(self, town: Town, kind: str) -> None:
        agreement = town.issued(kind)
        assert "Not signed yet" in words_of_pdf(pdf(agreement))
        assert "Not in force: nobody has signed this yet." in words_of_word(word(agreement))


class TestWord:
    def test_says_every_word_that_the_pdf_says(self, town: Town) -> None:
        agreement = town.in_force()
        in_pdf, in_word = words_of_pdf(pdf(agreement)), words_of_word(word(agreement))
        for each in blocks(from_frozen(text_of(agreement).content)):
            assert each.heading in in_word
            for words in each.paragraphs:
                assert words in in_word
                assert words.split()[0] in in_pdf
        assert hash_of(agreement) in in_word

    def test_has_headings_header_rows_and_a_language(self, town: Town) -> None:
        file = docx.Document(BytesIO(word(town.issued())))
        levels = {each.style.name for each in file.paragraphs if each.style is not None}
        assert {"Heading 1", "Heading 2", "Heading 3"} <= levels
        assert all("w:tblHeader" in table.rows[0]._tr.xml for table in file.tables)
        assert file.core_properties.language == "en-GB"
        assert file.core_properties.title.startswith("Grant agreement: Bolton")

    def test_holds_words_that_no_file_can_hold(self, town: Town) -> None:
        agreement = town.issued(own_words="A bell\x07 and a\ud83d smile".encode("utf-8", "replace").decode())
        assert "A bell\ufffd" in words_of_word(word(agreement))
        assert pdf(agreement).startswith(b"%PDF-")


class TestTheFrozenBytes:
    def test_are_canonical_and_come_back_as_they_were(self, town: Town) -> None:
        content = text_of(town.issued()).content
        assert frozen(from_frozen(content)) == content

    def test_cannot_be_guessed_from_their_hash(self, town: Town) -> None:
        agreement = town.issued()
        first = from_frozen(text_of(agreement).content)
        actions.take_back(actor=town["officer"], at=AT, agreement_id=agreement.id)
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        second = from_frozen(text_of(agreement).content)
        assert len(first.salt) == 32
        assert first.salt != second.salt

    def test_are_what_is_downloaded(self, town: Town, browsers: Browsers) -> None:
        agreement = town.issued()
        browser = browsers("commissioner")
        given = browser.get(f"/agreements/{agreement.id}.json")
        assert hashlib.sha256(given.content).hexdigest() == hash_of(agreement)
        for form in ("pdf", "docx"):
            answer = browser.get(f"/agreements/{agreement.id}.{form}")
            assert answer.status_code == 200
            assert hash_of(agreement)[:12] in answer["Content-Disposition"]

    def test_of_an_earlier_text_say_that_they_do_not_count(self, town: Town, browsers: Browsers) -> None:
        agreement = town.signed()
        actions.take_back(actor=town["officer"], at=AT, agreement_id=agreement.id)
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        earlier = browsers("commissioner").get(f"/agreements/{agreement.id}.pdf?text=1").content
        assert "no signature on it counts" in words_of_pdf(earlier)


class TestAName:
    def test_in_a_clause_is_filled_in(self) -> None:
        assert filled("{party} gets {amount}.", {"party": "Bury", "amount": "£1.00"}) == "Bury gets £1.00."

    def test_that_nobody_knows_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"Nothing is known as \{sum\}; known are: amount, party"):
            filled("{party} gets {sum}.", {"party": "Bury", "amount": "£1.00"})


def test_what_is_said_needs_no_database() -> None:
    known: dict[str, Any] = dict.fromkeys(
        ("agreement", "authority", "party", "place", "gss_code", "programme", "year"), "x"
    )
    days = {"begins_on": "2024-04-01", "ends_on": "2025-03-31", "sign_by": "2024-05-01"}
    said = Content(
        **known, **days, number=1, kind="partnership", pence=None, is_illustration=False, clauses=()
    )
    assert from_frozen(frozen(said)) == said
