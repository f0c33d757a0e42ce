"""A decision that was made here on the register: its page, its versions, their proofs, and what stands instead."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.published_schema import follows_schema

from throughline.decisions.models import Notice
from throughline.decisions.queries import notices as decisions
from throughline.decisions.record import published_bytes
from throughline.publication.models import Edition

from .published import correct, published, sealed, supersede, text_of_pdf
from .test_register import pdf_ua_faults


def get(client: Any, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer


def page(client: Any, number: str) -> str:
    return " ".join(get(client, f"/register/decisions/{number}/").content.decode().split())


def verified(folder: Path, client: Any, number: str, version: str) -> int:
    """Whether somebody without us can prove that version, by the program that they were given."""
    base = f"/register/decisions/{number}{version}"
    (folder / "verifier.py").write_bytes(get(client, "/verify/verifier.py").content)
    (folder / "proof.json").write_bytes(get(client, f"{base}.proof.json").content)
    codes = []
    for kind in ("json", "pdf"):
        (folder / f"record.{kind}").write_bytes(get(client, f"{base}.{kind}").content)
        command = [sys.executable, "-I", "verifier.py", "proof.json", f"record.{kind}"]
        codes.append(subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode)
    return max(codes)


class TestTheTwoDecisionsThatCameFromNotices:
    @pytest.mark.parametrize(
        ("number", "sha256"),
        [
            ("2021-001", "1ff506cb31aa82f2c25685b16ad46d7721728445e24d3b7b2d9ab56244a6e503"),
            ("2024-001", "d457a1cc5f71da7cb993779fcb8c5ccf03dcae95da4836c6b0cac703dd647dc8"),
        ],
    )
    def test_have_the_very_bytes_that_stand_in_sealed_acts(
        self, alone: str, number: str, sha256: str
    ) -> None:
        notice = decisions.decision_on_record(number)
        edition = Edition.objects.select_related("record").get(decision=notice)
        assert bytes(edition.record.content) == published_bytes(notice.facts())
        form = json.loads(bytes(edition.record.content))
        form["id"] = "00000000-0000-0000-0000-000000000000"  # each installation gives its own
        assert fingerprint(form) == sha256


def fingerprint(form: dict[str, Any]) -> str:
    """The hash of a record as canonical JSON."""
    from hashlib import sha256

    import rfc8785

    return sha256(rfc8785.dumps(form)).hexdigest()


class TestADecisionMadeHere:
    def test_says_what_was_decided_why_and_by_whom(self, alone: str, client: Any) -> None:
        text = page(client, published())
        for words in (
            "Grants of £90,000.00 are awarded to the harbour boroughs.", "Twice as many people slept rough",
            "A single contract", "The harbour safety fund", "Signed on 3 June 2026", "A risk log is kept.",
            "Bury harbour trust", "The parts add up to the total.", "Section 12 of the Made-up Act 2019",
        ):  # fmt: skip
            assert words in text, words
        assert "Ines" not in text

    def test_says_what_became_of_its_promises_by_post_and_not_by_person(
        self, alone: str, client: Any
    ) -> None:
        text = page(client, published())
        assert "Programme lead · 1 September 2026" in text
        assert "Open" in text

    def test_has_a_document_that_says_the_same_and_that_everybody_can_use(
        self, alone: str, client: Any, tmp_path: Path
    ) -> None:
        number = published()
        content = get(client, f"/register/decisions/{number}.pdf").content
        assert pdf_ua_faults(content, tmp_path) == []
        text = text_of_pdf(content)
        for words in (
            "Twice as many people slept rough",
            "Bury harbour trust",
            "3 June 2026",
            "A risk log is kept.",
        ):
            assert words in text, words

    def test_follows_the_schema_that_is_published_beside_it(self, alone: str, client: Any) -> None:
        schema = get(client, "/register/schema/decision.json").json()
        first, later = published(), published()
        correct(first, values={"title": "Harbour grants"})
        supersede(first, later)
        for number in (first, later):
            assert follows_schema(get(client, f"/register/decisions/{number}.json").json(), schema)

    def test_gives_the_month_its_reasons_and_conditions(self, alone: str, client: Any) -> None:
        published()
        (row,) = get(client, "/register/monthly/2026-06.json").json()["monthly-2026-06"]
        assert row["reasons"] == "Twice as many people slept rough as the winter before."
        assert row["conditions"] == "Nights worked are reported each quarter."
        assert row["record_lacks"] == ""
        assert "Twice as many people" in get(client, "/register/monthly/2026-06/").content.decode()

    def test_is_in_the_list_of_grants_with_who_receives_each_part(self, alone: str, client: Any) -> None:
        number = published()
        text = get(client, "/register/grants.csv").content.decode()
        rows = [row for row in csv.DictReader(StringIO(text)) if row["decision"] == number]
        assert [(row["place"], row["recipient_as_worded"]) for row in rows] == [
            ("Bury", "Bury harbour trust"),
            ("Oldham", "Oldham harbour trust"),
        ]

    def test_is_found_by_its_words_and_stands_in_the_feed(self, alone: str, client: Any) -> None:
        number = published()
        assert number in get(client, "/search/?q=harbour").content.decode()
        assert f"{number}/" in get(client, "/register/decisions.atom").content.decode()


class TestACorrectedDecision:
    def test_says_its_version_the_day_the_reason_what_was_and_what_is(self, alone: str, client: Any) -> None:
        number = published()
        correct(number, values={"title": "Harbour grants of 2026"}, reason="The year was missing.")
        text = page(client, number)
        assert "Version 2</strong>, corrected on 3 June 2026 because: The year was missing." in text
        assert "<del>Harbour outreach grants 2026/27</del>" in text
        assert "<ins>Harbour grants of 2026</ins>" in text

    def test_keeps_every_version_with_a_proof_of_its_own(
        self, alone: str, client: Any, tmp_path: Path
    ) -> None:
        number = published()
        sealed()
        proof = get(client, f"/register/decisions/{number}.proof.json").json()
        correct(number, values={"title": "Harbour grants of 2026"})
        sealed()
        for version in ("", "/1", "/2"):
            assert verified(tmp_path, client, number, version) == 0, version
        kept = get(client, f"/register/decisions/{number}/1.proof.json").json()
        assert kept["leaf"] == proof["leaf"]
        assert get(client, f"/register/decisions/{number}/1.json").json()["title"] != "Harbour grants of 2026"
        assert client.get(f"/register/decisions/{number}/3.json").status_code == 404

    def test_is_new_in_the_feed_and_on_the_map(self, alone: str, client: Any) -> None:
        number = published()
        correct(number, values={"title": "Harbour grants of 2026"})
        feed = get(client, "/register/decisions.atom").content.decode()
        assert "Corrected: version 2." in feed
        assert Notice.objects.get(number=number).version == 2


class TestASupersededDecision:
    def test_stays_public_and_both_pages_say_which_one_stands(self, alone: str, client: Any) -> None:
        earlier, later = published(), published()
        supersede(earlier, later, "The grants were made anew.")
        assert "This decision no longer stands." in page(client, earlier)
        assert f'href="/register/decisions/{later}/"' in page(client, earlier)
        assert "The grants were made anew." in page(client, earlier)
        assert (
            f'It stands in the place of <a class="govuk-link" href="/register/decisions/{earlier}/"'
            in page(client, later)
        )

    def test_is_counted_once_among_the_grants(self, alone: str, client: Any) -> None:
        earlier, later = published(), published()
        supersede(earlier, later)
        decided = {row["decision"] for row in get(client, "/register/grants.json").json()["grants"]}
        assert later in decided
        assert earlier not in decided

    def test_says_so_in_its_list_its_document_and_its_record(self, alone: str, client: Any) -> None:
        earlier, later = published(), published()
        supersede(earlier, later)
        assert "no longer stands" in get(client, "/register/").content.decode()
        assert get(client, f"/register/decisions/{earlier}.json").json()["superseded_by"] == later
        text = text_of_pdf(get(client, f"/register/decisions/{earlier}.pdf").content)
        assert f"Decision {later} stands in its place" in text
