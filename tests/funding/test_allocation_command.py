"""What `./throughline allocate` prints and refuses."""

import argparse
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from throughline.funding.allocation import METHOD, run
from throughline.funding.cli import add_commands
from throughline.funding.rows import LARGEST_FILE
from throughline.funding.rules import Inputs, Place
from throughline.kernel.money import Money


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def pence(self) -> dict[str, int]:
        return {share["place"]: share["pence"] for share in self.json["shares"]}

    @property
    def refusal(self) -> str:
        """The one sentence; nothing else was printed."""
        assert (self.code, self.out) == (2, "")
        assert self.err.endswith(".\n")
        assert self.err.count("\n") == 1
        return self.err.strip()


Command = Callable[..., Answer]


@pytest.fixture
def allocate(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command; keyword arguments are files, written first as they are given."""
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))

    def call(words: str | list[str], /, **files: str | bytes) -> Answer:
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
        args = parser.parse_args(["allocate", *(words.split() if isinstance(words, str) else words)])
        code = args.run(args)
        return Answer(code, *capsys.readouterr())

    return call


THREE = "place,count\nBolton,1\nBury,2\nWigan,3\n"


class TestTheJson:
    def test_has_total_method_price_shares_and_digest(self, allocate: Command) -> None:
        answer = allocate("--total 600.00 --by c.csv --json", c=THREE).json
        inputs = Inputs(
            Money(60_000), tuple(Place(n, Fraction(k)) for n, k in (("Bolton", 1), ("Bury", 2), ("Wigan", 3)))
        )
        assert answer == {
            "total_pence": 60_000,
            "method": METHOD,
            "unit_price": 100.0,
            "shares": [
                {"place": "Bolton", "count": 1, "pence": 10_000, "bound": None},
                {"place": "Bury", "count": 2, "pence": 20_000, "bound": None},
                {"place": "Wigan", "count": 3, "pence": 30_000, "bound": None},
            ],
            "digest": run(inputs).digest,
        }

    def test_names_the_limit_that_holds_a_share(self, allocate: Command) -> None:
        answer = allocate("--total 600 --by c.csv --floor 150 --cap 250 --json", c=THREE).json
        assert [(s["pence"], s["bound"]) for s in answer["shares"]] == [
            (15_000, "floor"),
            (20_000, None),
            (25_000, "cap"),
        ]
        assert answer["unit_price"] == 100.0

    def test_has_no_price_when_every_share_is_held(self, allocate: Command) -> None:
        assert allocate("--total 600 --by c.csv --floor 200 --json", c=THREE).json["unit_price"] is None

    def test_with_damping_has_the_growth_factor_too(self, allocate: Command) -> None:
        answer = allocate(
            "--total 600 --by c.csv --last-year l.csv --max-loss 5% --json",
            c=THREE,
            l="place,amount\nBury,100\nBolton,200\nWigan,300",
        ).json
        # £190 is guaranteed to Bolton, £95 to Bury, £285 to Wigan; £105 and £15 above that compete for £30.
        assert answer["growth_factor"] == 0.25
        assert [(s["pence"], s["bound"]) for s in answer["shares"]] == [
            (19_000, "max-loss"),
            (12_125, None),
            (28_875, None),
        ]

    def test_keeps_decimal_counts_as_typed(self, allocate: Command) -> None:
        answer = allocate("--total 1 --by c.csv --json", c='place,count\nA,0.10\nB,"1,708"\nC,12.30\nD,7.0')
        assert '"count": 0.1,' in answer.out
        assert [share["count"] for share in answer.json["shares"]] == [0.1, 1708, 12.3, 7]


class TestTheTable:
    def test_is_readable_and_says_that_the_shares_add_up(self, allocate: Command) -> None:
        answer = allocate(
            "--total 1,000.00 --by c.csv --cap 400",
            c='place,count\nBolton,1.5\nWigan,"1,708"\nBury,9\nLeigh,900',
        )
        digest = answer.out.split()[-1]
        assert len(digest) == 64
        assert answer.code == 0
        assert answer.out == (
            "Place   Count    Share  Held at\n"
            "Bolton    1.5   £28.57\n"
            "Wigan   1,708  £400.00  cap\n"
            "Bury        9  £171.43\n"
            "Leigh     900  £400.00  cap\n"
            "\n"
            "The shares add up to £1,000.00; the total is £1,000.00.\n"
            "A unit of need is worth £19.0476.\n"
            f"Digest of the record: {digest}\n"
        )

    def test_says_why_there_is_no_price(self, allocate: Command) -> None:
        answer = allocate("--total 600 --by c.csv --floor 200", c=THREE)
        assert "Every share stands at a limit, so a unit of need has no price." in answer.out

    def test_says_what_damping_keeps(self, allocate: Command) -> None:
        answer = allocate(
            "--total 600 --by c.csv --last-year l.csv --max-loss 5",
            c=THREE,
            l="place,amount\nBury,100\nBolton,200\nWigan,300",
        )
        assert "25.00 % of what is above the guaranteed parts is kept." in answer.out


class TestFilesAsPeopleSaveThem:
    @pytest.mark.parametrize(
        "content",
        [
            THREE,
            THREE.replace("\n", "\r\n"),
            THREE.replace("\n", "\r"),
            THREE.rstrip(),
            "\ufeff" + THREE,
            "\n\n" + THREE + ",\n\n",
            'Place , "COUNT"\n"Bolton","1"\n Bury ,"2"\nWigan, 3 \n',
            "count,place\n1,Bolton\n2,Bury\n3,Wigan\n",
            "place,count,,\nBolton,1,,\nBury,2,,\nWigan,3\n",
        ],
    )
    def test_all_read_the_same(self, allocate: Command, content: str) -> None:
        assert allocate("--total 600 --by c.csv --json", c=content).pence == {
            "Bolton": 10_000,
            "Bury": 20_000,
            "Wigan": 30_000,
        }

    def test_with_any_names_in_their_order(self, allocate: Command) -> None:
        names = [
            "Żuławy",
            "King’s Lynn & West Norfolk",
            "Rhondda, Cynon, Taf",
            "O'Neill",
            '"Old" Town',
            "東京",
            "👨‍👩‍👧",
            "-1",
            "=A1",
        ]
        rows = "".join('"{}",1\n'.format(name.replace('"', '""')) for name in names)
        assert list(allocate("--total 9 --by c.csv --json", c="place,count\n" + rows).pence) == names

    def test_with_limits_for_some_places_only(self, allocate: Command) -> None:
        answer = allocate(
            "--total 600 --by c.csv --floor f.csv --cap k.csv --json",
            c=THREE,
            f='place,amount\nBOLTON,"£150.00"\n',
            k='place,amount\nwigan,"200.00"\n',
        )
        assert answer.pence == {"Bolton": 15_000, "Bury": 25_000, "Wigan": 20_000}


class TestAnUnusableCount:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("", "is missing, and a missing count is not zero"),
            ("   ", "is missing, and a missing count is not zero"),
            ("many", "is “many”, which is not a number such as 774 or 12.5"),
            ("NaN", "is “NaN”, which is not a number such as 774 or 12.5"),
            ("inf", "is “inf”, which is not a number such as 774 or 12.5"),
            ("-inf", "is “-inf”, which is not a number such as 774 or 12.5"),
            ("1e3", "is “1e3”, which is not a number such as 774 or 12.5"),
            ("1/2", "is “1/2”, which is not a number such as 774 or 12.5"),
            ("1_000", "is “1_000”, which is not a number such as 774 or 12.5"),
            ("٣", "is “٣”, which is not a number such as 774 or 12.5"),
            ("-2", "is “-2”, which is below zero"),
            ("−2.5", "is “−2.5”, which is below zero"),
            ("1234567890.123456", "is “1234567890.123456”, which has more than 15 digits"),
        ],
    )
    def test_is_refused_by_its_row(self, allocate: Command, typed: str, words: str) -> None:
        answer = allocate("--total 600 --by c.csv", c=f"place,count\nBolton,1\n\nBury,{typed}\n")
        assert answer.refusal == f"c.csv, row 4: the count of “Bury” {words}."

    def test_that_lacks_its_cell_is_missing(self, allocate: Command) -> None:
        assert "“Bury” is missing" in allocate("--total 6 --by c.csv", c="place,count\nBury\n").refusal

    def test_with_a_comma_outside_quotation_marks_is_refused(self, allocate: Command) -> None:
        answer = allocate("--total 6 --by c.csv", c="place,count\nBury,1,708\n")
        assert answer.refusal == (
            "c.csv, row 2 has 3 cells and the header 2; a name or number with a comma needs quotation marks."
        )

    def test_of_fifteen_digits_is_fine(self, allocate: Command) -> None:
        answer = allocate("--total 6 --by c.csv --json", c="place,count\nA,000123456789012.345000\n")
        assert answer.json["shares"][0]["count"] == 123456789012.345

    def test_of_zero_everywhere_is_refused(self, allocate: Command) -> None:
        answer = allocate("--total 6 --by c.csv", c="place,count\nA,0\nB,0.00\n")
        assert answer.refusal == "No place has a count above zero, so there is no need to share the total by."


class TestAnUnusablePlace:
    @pytest.mark.parametrize("again", ["Bury", "bury", " BURY ", "Bury\u00a0"])
    def test_named_twice_is_refused_by_both_rows(self, allocate: Command, again: str) -> None:
        answer = allocate("--total 6 --by c.csv", c=f"place,count\nBury,1\nWigan,1\n{again},1\n")
        assert answer.refusal == f"c.csv, row 4: “{again.strip()}” is there already, in row 2."

    def test_without_a_name_is_refused(self, allocate: Command) -> None:
        assert (
            allocate("--total 6 --by c.csv", c="place,count\nA,1\n ,7\n").refusal
            == "c.csv, row 3 has no place."
        )

    @pytest.mark.parametrize("name", ["Bu\nry", "Bu\x00ry", "Bu\x1b[31mry"])
    def test_with_a_line_break_or_control_character_is_refused(self, allocate: Command, name: str) -> None:
        answer = allocate("--total 6 --by c.csv", c=f'place,count\n"{name}",1\n')
        assert answer.refusal.endswith("has a line break or control character in its name.")

    @pytest.mark.parametrize("option", ["--floor x.csv", "--cap x.csv", "--last-year x.csv --max-loss 5"])
    def test_that_was_not_counted_is_refused_in_the_other_files(self, allocate: Command, option: str) -> None:
        answer = allocate(f"--total 6 --by c.csv {option}", c=THREE, x="place,amount\nBury,1\nLeeds,1\n")
        assert answer.refusal == "x.csv, row 3: “Leeds” is not among the counts."

    def test_that_last_year_does_not_name_is_refused(self, allocate: Command) -> None:
        answer = allocate(
            "--total 6 --by c.csv --last-year x.csv --max-loss 5",
            c=THREE,
            x="place,amount\nBury,1\nWigan,1\n",
        )
        assert (
            answer.refusal
            == "c.csv, row 2: “Bolton” has no amount in x.csv; write 0 there if it got nothing."
        )


class TestAnUnusableFile:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "c.csv is empty; its first row must be place,count."),
            ("\n\r\n,,\n", "c.csv is empty; its first row must be place,count."),
            ("place,count\n", "c.csv has no place; below its first row there must be at least one."),
            ('"place,count\n', "c.csv, row 1 cannot be read as CSV: unexpected end of data."),
            ("Bury,1\n", "c.csv, row 1 must be place,count; it has “Bury”, which is not used here."),
            (
                "place;count\nBury;1\n",
                "c.csv, row 1 must be place,count; it has “place;count”, which is not used here.",
            ),
            ("place\nBury\n", "c.csv, row 1 must be place,count, each once."),
            ("place,count,count\nBury,1,2\n", "c.csv, row 1 must be place,count, each once."),
            (
                "place,count,weight\nBury,1,2\n",
                "c.csv, row 1 must be place,count; it has “weight”, which is not used here.",
            ),
            (
                'place,count\nBury,1\n"Wigan,1\n',
                "c.csv, row 3 cannot be read as CSV: unexpected end of data.",
            ),
            (
                "place,count\nZürich,1\n".encode("latin-1"),
                "c.csv, row 2 is not UTF-8 text; save the file as CSV UTF-8.",
            ),
            (THREE.encode("utf-16"), "c.csv, row 1 is not UTF-8 text; save the file as CSV UTF-8."),
            (b"x" * (LARGEST_FILE + 1), f"c.csv is larger than {LARGEST_FILE:,} bytes."),
        ],
    )
    def test_is_refused_in_one_sentence(self, allocate: Command, content: str | bytes, words: str) -> None:
        assert allocate("--total 6 --by c.csv", c=content).refusal == words

    def test_with_an_endless_cell_is_refused(self, allocate: Command) -> None:
        answer = allocate("--total 6 --by c.csv", c="place,count\n" + "x" * 200_000)
        assert answer.refusal.startswith("c.csv, row 2 cannot be read as CSV: field larger than")

    @pytest.mark.parametrize("name", ["none.csv", ".", "x" * 5_000])
    def test_that_is_not_there_is_refused(self, allocate: Command, name: str) -> None:
        assert "cannot be read: " in allocate(["--total", "6", "--by", name]).refusal


class TestAnUnusableOption:
    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ("--total 0.001 --by c.csv", "The amount of --total is wrong: “0.001” has a fraction of a penny"),
            ("--total -6 --by c.csv", "The amount of --total is “-6”, which is below zero."),
            ("--total 0 --by c.csv", "The total is £0.00; it must be above £0.00"),
            ("--total six --by c.csv", "The amount of --total is wrong: “six” is not an amount in pounds"),
            ("--total nan --by c.csv", "The amount of --total is wrong: “nan” is not an amount in pounds"),
            (
                "--total 6 --by c.csv --floor 0.005",
                "The amount of --floor is wrong: “0.005” has a fraction of a penny",
            ),
            (
                "--total 6 --by c.csv --cap -1",
                "The amount of --cap is “-1”, which is below zero, and there is no such file.",
            ),
            (
                "--total 6 --by c.csv --cap none.csv",
                "The amount of --cap is wrong: “none.csv” is not an amount",
            ),
            (
                "--total 6 --by c.csv --floor a.csv",
                "a.csv, row 2: the amount of “Bury” is wrong: “0.5.0” is not",
            ),
            (
                "--total 6 --by c.csv --cap b.csv",
                "b.csv, row 2: the amount of “Bury” is missing, and a missing amount",
            ),
            ("--total 6 --by c.csv --max-loss 5", "--last-year and --max-loss are only used together."),
            ("--total 6 --by c.csv --last-year l.csv", "--last-year and --max-loss are only used together."),
            (
                "--total 6 --by c.csv --last-year l.csv --max-loss 101",
                "--max-loss is a percentage from 0 to 100",
            ),
            (
                "--total 6 --by c.csv --last-year l.csv --max-loss -5",
                "--max-loss is a percentage from 0 to 100",
            ),
            (
                "--total 6 --by c.csv --last-year l.csv --max-loss nan",
                "--max-loss is a percentage from 0 to 100",
            ),
        ],
    )
    def test_is_refused_in_one_sentence(self, allocate: Command, options: str, words: str) -> None:
        files = {
            "a": "place,amount\nBury,0.5.0\n",
            "b": "place,amount\nBury,\n",
            "l": "place,amount\nBolton,1\nBury,1\nWigan,1\n",
        }
        assert allocate(options, c=THREE, **files).refusal.startswith(words)

    def test_is_refused_even_when_it_is_endless(self, allocate: Command) -> None:
        assert len(allocate(["--total", "6", "--by", "c.csv", "--floor", "x" * 9_000], c=THREE).refusal) < 250


class TestLimitsThatCannotBeMet:
    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ("--floor 3", "The floors add up to £9.00, which is more than the total of £6.00."),
            ("--cap 1.99", "The caps allow £5.97 in all, which is less than the total of £6.00."),
            ("--floor 2 --cap 1", "“Bolton”: its floor of £2.00 is above its cap of £1.00."),
            ("--floor f.csv --cap 3", "“Bury”: its floor of £4.00 is above its cap of £3.00."),
        ],
    )
    def test_are_refused_in_words(self, allocate: Command, options: str, words: str) -> None:
        answer = allocate(f"--total 6 --by c.csv {options}", c=THREE, f="place,amount\nBury,4\n")
        assert answer.refusal == words
