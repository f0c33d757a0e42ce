"""What does somebody find who has not signed in?"""

import csv
import json
import subprocess
import sys
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
from lxml import etree
from tests.published_schema import follows_schema

from throughline.kernel.money import Money
from throughline.publication import formats

DECISION = "/register/decisions/2021-001"
TEN = {
    "Bolton": 6957332, "Bury": 3874173, "Manchester": 15352873, "Oldham": 4988785, "Rochdale": 5537102,
    "Salford": 7065198, "Stockport": 4314625, "Tameside": 4746087, "Trafford": 3137092, "Wigan": 8000033,
}  # fmt: skip
LISTS = [
    "/register/",
    "/register/rounds/",
    "/register/allocations/",
    "/register/grants/",
    "/register/monthly/",
]
HOSTILE = ["q=%00%27%22%3C", "page=-1", "page=zzz", "sort=;drop", "year=99999", "year=abcd", "place=%F0%9F%92%A9",
           "amount=no", "q=" + "x" * 5000, "programme='"]  # fmt: skip


def get(client: Any, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer


class TestTheRegister:
    def test_holds_both_decisions_with_their_totals(self, looked_at: None, client: Any) -> None:
        text = get(client, "/register/").content.decode()
        assert "£639,733.00" in text
        assert "£1,257,000.00" in text

    def test_shows_the_ten_allocations_of_2021_to_the_penny(self, looked_at: None, client: Any) -> None:
        rows = get(client, "/register/allocations.json?year=2021/22").json()["allocations"]
        assert {row["place"]: row["amount_pence"] for row in rows} == TEN
        assert sum(TEN.values()) == 63_973_300

    def test_shows_the_years_between_as_not_held(self, looked_at: None, client: Any) -> None:
        rows = get(client, "/register/rounds.json").json()["rounds"]
        assert {row["year"]: row["standing"] for row in rows} == {
            "2021/22": "confirmed", "2022/23": "not_held", "2023/24": "not_held", "2024/25": "confirmed",
            "2025/26": "intended",
        }  # fmt: skip

    def test_never_shows_a_split_that_nobody_published(self, looked_at: None, client: Any) -> None:
        places = {row["decision"] for row in get(client, "/register/grants.json").json()["grants"]}
        assert places == {"2021-001"}

    def test_says_who_signed_and_who_did_not(self, looked_at: None, client: Any) -> None:
        text = get(client, f"{DECISION}/").content.decode()
        for words in ("Signed on 27 October 2021", "Signed on 28 October 2021", "Signed on 1 November 2021"):
            assert words in text
        assert "Assistant Director" in text
        assert "Not evidenced" in text
        assert "The parts add up to the total." in text

    def test_prints_no_e_mail_address(self, looked_at: None, client: Any) -> None:
        for path in (f"{DECISION}/", f"{DECISION}.json", "/register/decisions.json", "/register/grants.csv"):
            assert b"@" not in get(client, path).content.replace(b"@context", b""), path

    def test_answers_any_question(self, looked_at: None, client: Any) -> None:
        for path in LISTS:
            for question in HOSTILE:
                status = client.get(f"{path}?{question}").status_code
                assert status == (400 if "%00" in question else 200), (path, question)


class TestEveryPage:
    def test_asks_the_database_at_most_ten_times(
        self, looked_at: None, client: Any, django_assert_max_num_queries: Any
    ) -> None:
        for path in (*LISTS, f"{DECISION}/", "/register/monthly/2021-11/", "/verify/", "/sitemap.xml",
                     "/programmes/gm-irs-dr/", "/programmes/gm-irs-dr/2021-22/", "/search/?q=bolton"):  # fmt: skip
            with django_assert_max_num_queries(10):
                get(client, path)


class TestAnUnpublishedDecision:
    def test_is_nowhere(self, looked_at: None, client: Any, as_superuser: psycopg.Connection[Any]) -> None:
        as_superuser.execute("ALTER TABLE decisions_notice DISABLE TRIGGER USER")
        as_superuser.execute(
            "UPDATE decisions_notice SET state = 'recorded', made_public_at = NULL, made_public_by = '' "
            "WHERE number = '2021-001'"
        )
        for path in (f"{DECISION}/", f"{DECISION}.json", f"{DECISION}.pdf", f"{DECISION}.proof.json",
                     "/register/monthly/2021-11/"):  # fmt: skip
            assert client.get(path).status_code == 404, path
        for path in (*LISTS, "/register/decisions.csv", "/register/decisions.atom", "/register/grants.json",
                     "/register/allocations.csv", "/register/rounds.json", "/sitemap.xml", "/search/?q=bolton",
                     "/search/?q=2021-001"):  # fmt: skip
            text = get(client, path).content.decode()
            assert "/2021-001" not in text, path
            assert "639733" not in text.replace(",", ""), path


class TestFormats:
    def test_the_record_follows_its_published_schema(self, looked_at: None, client: Any) -> None:
        schema = get(client, "/register/schema/decision.json").json()
        for number in ("2021-001", "2024-001"):
            assert follows_schema(get(client, f"/register/decisions/{number}.json").json(), schema)

    def test_the_csv_reads_back_with_its_columns(self, looked_at: None, client: Any) -> None:
        text = get(client, "/register/allocations.csv").content.decode()
        rows = list(csv.DictReader(StringIO(text)))
        assert tuple(rows[0]) == formats.ALLOCATION_COLUMNS
        assert sum(int(row["amount_pence"]) for row in rows) == 63_973_300
        assert {row["amount_pounds"] for row in rows if row["place"] == "Bury"} == {"38741.73"}

    def test_the_feed_is_atom_with_stable_ids(self, looked_at: None, client: Any) -> None:
        feed = etree.fromstring(get(client, "/register/decisions.atom").content)
        space = {"a": formats.ATOM}
        assert feed.tag == f"{{{formats.ATOM}}}feed"
        ids = feed.xpath("a:entry/a:id/text()", namespaces=space)
        assert len(ids) == len(set(ids)) == 2
        assert all(each.endswith("/") and "/register/decisions/20" in each for each in ids)
        assert len(feed.xpath("a:entry/a:updated", namespaces=space)) == 2

    def test_the_map_of_the_site_names_every_public_page(self, looked_at: None, client: Any) -> None:
        tree = etree.fromstring(get(client, "/sitemap.xml").content)
        found = [each.text for each in tree.iter("{*}loc")]
        assert len(found) == len(set(found)) >= 16
        for address in found:
            path = "/" + address.split("/", 3)[3]
            assert client.get(path).status_code == 200, path

    def test_the_document_is_accessible_pdf(self, looked_at: None, client: Any, tmp_path: Path) -> None:
        content = get(client, f"{DECISION}.pdf").content
        assert pdf_ua_faults(content, tmp_path) == []

    def test_a_spreadsheet_never_runs_a_cell(self) -> None:
        from throughline.frame.lists import csv_text

        text = csv_text(["a", "b"], [["=1+1", -5], ["@x", "-y"]])
        assert text.splitlines()[1:] == ["'=1+1,-5", "'@x,'-y"]

    def test_an_amount_is_pounds_with_two_decimals(self) -> None:
        assert [formats.pounds(Money(each)) for each in (0, 5, -5, 6957332)] == [
            "0.00",
            "0.05",
            "-0.05",
            "69573.32",
        ]


def pdf_ua_faults(content: bytes, folder: Path) -> list[str]:
    """What the checker finds against PDF/UA-1."""
    import page

    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    return [str(each) for each in report.failures]


class TestAJournalistWithoutTheSite:
    def test_proves_a_record_and_finds_one_changed_letter(
        self, looked_at: None, client: Any, tmp_path: Path
    ) -> None:
        for name, path in {
            "verifier.py": "/verify/verifier.py",
            "2021-001.json": f"{DECISION}.json",
            "2021-001.pdf": f"{DECISION}.pdf",
            "2021-001-proof.json": f"{DECISION}.proof.json",
        }.items():
            (tmp_path / name).write_bytes(get(client, path).content)
        for file in ("2021-001.json", "2021-001.pdf"):
            assert run(tmp_path, file).returncode == 0, run(tmp_path, file).stderr
            changed = bytearray((tmp_path / file).read_bytes())
            changed[len(changed) // 2] ^= 1
            (tmp_path / file).write_bytes(changed)
            assert run(tmp_path, file).returncode == 1

    def test_finds_a_leaf_that_was_changed(self, looked_at: None, client: Any, tmp_path: Path) -> None:
        (tmp_path / "verifier.py").write_bytes(get(client, "/verify/verifier.py").content)
        (tmp_path / "2021-001.json").write_bytes(get(client, f"{DECISION}.json").content)
        proof = get(client, f"{DECISION}.proof.json").json()
        proof["leaf"] = proof["leaf"].replace("edition.frozen", "edition.thawed")
        (tmp_path / "2021-001-proof.json").write_text(json.dumps(proof))
        assert run(tmp_path, "2021-001.json").returncode == 1

    def test_reads_bytes_that_stay_the_same(self, looked_at: None, client: Any) -> None:
        first = get(client, f"{DECISION}.pdf")
        assert first["ETag"] == f'"{sha256(first.content).hexdigest()}"'
        assert get(client, f"{DECISION}.pdf").content == first.content


def run(folder: Path, file: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "verifier.py", "2021-001-proof.json", file]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
