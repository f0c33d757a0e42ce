"""What does a program find that reads the register every few minutes?"""

from typing import Any

import psycopg
import pytest
from lxml import etree

from throughline.publication import views

DECISION = "/register/decisions/2021-001"
FILES = (f"{DECISION}.json", f"{DECISION}.pdf", f"{DECISION}.proof.json", "/register/decisions.csv",
         "/register/decisions.json", "/register/decisions.atom", "/register/grants.csv", "/register/rounds.json",
         "/register/allocations.csv", "/register/monthly/2021-11.csv", "/register/schema/decision.json",
         "/verify/verifier.py", "/verify/checkpoint", "/sitemap.xml", "/robots.txt")  # fmt: skip


class TestEveryFile:
    def test_is_open_to_other_sites_and_is_not_sent_again_unchanged(
        self, looked_at: None, client: Any
    ) -> None:
        for path in FILES:
            first = client.get(path)
            assert first.status_code == 200, path
            assert first["Access-Control-Allow-Origin"] == "*", path
            assert first["Cache-Control"] == "public, max-age=60", path
            again = client.get(path, headers={"if-none-match": first["ETag"]})
            assert (again.status_code, again.content) == (304, b""), path

    def test_answers_what_it_is_without_being_sent(self, looked_at: None, client: Any) -> None:
        for path in (*FILES, "/register/", f"{DECISION}/"):
            answer = client.head(path)
            assert (answer.status_code, answer.content) == (200, b""), path
            assert client.post(path).status_code == 405, path


class TestAFrozenFile:
    def test_is_not_sent_again_to_who_has_it_since_it_was_made(self, looked_at: None, client: Any) -> None:
        made = client.get(f"{DECISION}.pdf")["Last-Modified"]
        assert client.get(f"{DECISION}.pdf", headers={"if-modified-since": made}).status_code == 304

    def test_is_sent_again_to_who_has_another(self, looked_at: None, client: Any) -> None:
        assert client.get(f"{DECISION}.json", headers={"if-none-match": '"another"'}).status_code == 200


class TestAList:
    def test_is_sent_again_when_it_is_another(
        self, looked_at: None, client: Any, as_superuser: psycopg.Connection[Any]
    ) -> None:
        before = client.get("/register/grants.csv")["ETag"]
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute("UPDATE decisions_awardline SET pence = pence + 1 WHERE place = 'Bury'")
        assert client.get("/register/grants.csv", headers={"if-none-match": before}).status_code == 200

    def test_gives_full_addresses(self, looked_at: None, client: Any, settings: Any) -> None:
        for name in ("decisions", "grants", "allocations", "rounds"):
            for row in client.get(f"/register/{name}.json").json()[name]:
                assert row["address"].startswith(f"{settings.PUBLIC_ADDRESS}/")

    def test_and_every_page_republishes_no_e_mail_address(
        self, looked_at: None, client: Any, as_superuser: psycopg.Connection[Any]
    ) -> None:
        as_superuser.execute("SET session_replication_role = replica")
        as_superuser.execute(
            "UPDATE decisions_notice SET title = 'Ask ann@council.example', recipients = 'bob@council.example'"
        )
        for path in ("/register/", "/register/grants/", "/register/decisions.csv", "/register/decisions.json",
                     "/register/decisions.atom", "/register/grants.json", "/search/?q=bolton",
                     "/register/monthly/2021-11/"):  # fmt: skip
            assert b"@council" not in client.get(path).content, path


class TestTheMapOfTheSite:
    def test_is_parted_when_it_is_too_long_for_one(
        self, looked_at: None, client: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = places(client, "/sitemap.xml")
        monkeypatch.setattr(views, "MOST_IN_A_MAP", 7)
        parts = places(client, "/sitemap.xml")
        assert len(parts) == -(-len(whole) // 7) > 1
        assert [each for part in parts for each in places(client, "/" + part.split("/", 3)[3])] == whole

    def test_has_no_part_that_is_empty(self, looked_at: None, client: Any) -> None:
        for part in ("0", "2", "9999"):
            assert client.get(f"/sitemap-{part}.xml").status_code == 404


class TestAVisitorWhoSearches:
    def test_finds_by_number_place_programme_and_year(self, looked_at: None, client: Any) -> None:
        for words, address in {
            "2021-001": f"{DECISION}/",
            "bolton": f"{DECISION}/",
            "2024": "/register/decisions/2024-001/",
            "dependency and recovery": "/register/decisions/2024-001/",
            "2021/22": "/programmes/gm-irs-dr/2021-22/",
            "gm irs 2024/25": "/programmes/gm-irs-dr/2024-25/",
        }.items():
            assert f'href="{address}"' in client.get("/search/", {"q": words}).content.decode(), words

    def test_finds_a_grant_by_its_place(self, looked_at: None, client: Any) -> None:
        text = client.get("/search/", {"q": "Bury"}).content.decode()
        assert "Bury: £38,741.73" in text
        assert "Bolton: " not in text


def places(client: Any, path: str) -> list[str]:
    """The addresses that a map names."""
    return [str(each.text) for each in etree.fromstring(client.get(path).content).iter("{*}loc")]
