"""How does a figure become a picture that needs no JavaScript, and what is it never a picture of?"""

import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import RequestFactory
from tests.harness import ROOT

from throughline.frame import lettering
from throughline.frame.charts import NARROW, SIGNAL, WIDE, Facts, picture, svg

FACTS = {"rows": [{"place": "Halewick <b>", "pence": 4_000_000}, {"place": "Oxmoor", "pence": 3_000_000}]}
drawn: list[Facts] = []


def bars(facts: Facts, narrow: bool) -> Any:
    import altair as alt

    drawn.append(facts)
    return (
        alt.Chart(alt.InlineData(values=facts["rows"]))
        .mark_bar()
        .encode(x="pence:Q", y="place:N")
        .properties(width=NARROW if narrow else WIDE)
    )


def from_elsewhere(facts: Facts, narrow: bool) -> Any:
    import altair as alt

    return alt.Chart(alt.UrlData("http://127.0.0.1:9/rows.json")).mark_bar().encode(x="pence:Q", y="place:N")


@pytest.fixture(autouse=True)
def nothing_drawn() -> None:
    drawn.clear()


pytestmark = pytest.mark.django_db


class TestAPicture:
    def test_is_an_svg_in_arial_and_in_the_one_colour(self) -> None:
        text = svg(bars, FACTS).decode()
        assert ElementTree.fromstring(text).tag.endswith("svg")  # noqa: S314 - made here
        assert "Arial, sans-serif" in text
        assert SIGNAL in text

    def test_says_what_it_is_given_as_text_and_never_as_markup(self) -> None:
        assert "Halewick &lt;b&gt;" in svg(bars, FACTS).decode()

    def test_carries_no_script_and_asks_for_nothing(self) -> None:
        text = svg(bars, FACTS).decode()
        assert "<script" not in text
        assert "@import" not in text

    def test_is_as_wide_as_the_page_or_the_phone(self) -> None:
        wide, narrow = (
            ElementTree.fromstring(svg(bars, FACTS, narrow=narrow))  # noqa: S314 - made here
            for narrow in (False, True)
        )
        assert abs(int(wide.attrib["width"]) - WIDE) <= 10
        assert abs(int(narrow.attrib["width"]) - NARROW) <= 10

    def test_fetches_nothing_from_anywhere(self) -> None:
        with pytest.raises(ValueError, match="not allowed"):
            svg(from_elsewhere, {})


class TestTheWordsOfAPicture:
    def test_are_each_held_to_the_room_that_was_reckoned_for_them(self) -> None:
        root = ElementTree.fromstring(svg(bars, FACTS))  # noqa: S314 - made here
        said = {each.text: each.attrib for each in root.iter() if each.tag.endswith("text") and each.text}
        assert said.keys() >= {"Oxmoor", "Halewick <b>"}
        assert all(each["lengthAdjust"] == "spacingAndGlyphs" for each in said.values())
        for words in ("Oxmoor", "Halewick <b>"):
            assert float(said[words]["textLength"]) == pytest.approx(lettering.width(words, 14), abs=0.1)

    def test_are_as_wide_as_in_arial(self) -> None:
        assert lettering.width("Bolton", 14) == pytest.approx(
            39.69
        )  # 667 + 556 + 222 + 278 + 556 + 556 thousandths
        assert lettering.width("Bolton", 14, is_bold=True) > lettering.width("Bolton", 14)

    def test_keep_their_lines(self) -> None:
        two = '<text font-size="10px"/><text font-size="10px"><tspan>Age</tspan><tspan x="0">18 to 24</tspan></text>'
        fitted = lettering.fitted(two)
        assert fitted.startswith('<text font-size="10px"/><text font-size="10px"><tspan textLength="17.8" ')
        assert '<tspan x="0" textLength="36.1" lengthAdjust="spacingAndGlyphs">18 to 24</tspan>' in fitted


class TestAPictureThatIsAskedForAgain:
    def test_is_not_drawn_again_while_its_figures_are_the_same(self) -> None:
        assert svg(bars, FACTS) == svg(bars, {"rows": list(FACTS["rows"])})
        assert len(drawn) == 1

    def test_is_drawn_anew_as_soon_as_a_figure_is_another(self) -> None:
        before = svg(bars, FACTS)
        after = svg(bars, {"rows": [{"place": "Oxmoor", "pence": 2_999_999}]})
        assert before != after

    def test_is_not_sent_to_a_browser_that_holds_these_very_bytes(self) -> None:
        first = picture(RequestFactory().get("/x.svg"), bars, FACTS)
        assert (first.status_code, first["Content-Type"]) == (200, "image/svg+xml")
        held = RequestFactory().get("/x.svg", headers={"If-None-Match": first["ETag"]})
        assert picture(held, bars, FACTS).status_code == 304
        assert picture(held, bars, {"rows": []}).status_code == 200

    def test_is_kept_by_no_cache_between(self) -> None:
        assert "private" in picture(RequestFactory().get("/x.svg"), bars, FACTS)["Cache-Control"]


class TestTheModule:
    def test_loads_no_data_library_before_something_is_drawn(self) -> None:
        ask = "import sys, throughline.frame.charts; print({'altair', 'vl_convert', 'pandas'} & set(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", ask], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src")}
        )
        assert done.stdout.strip() == "set()", done.stderr
