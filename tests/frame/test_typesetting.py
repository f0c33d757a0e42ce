"""Does a paper come out also when several people ask for one at once?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

from throughline.frame.typesetting import typeset

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
AT_ONCE = 8
PAPER = """#let told = json(bytes(sys.inputs.paper))
#set document(title: told.title)
#set text(lang: "en")
= #told.title
#lorem(200)
"""


class TestSeveralPapersAtOnce:
    def test_all_come_out_and_each_is_its_own(self, tmp_path: Path) -> None:
        template = tmp_path / "paper.typ"
        template.write_text(PAPER)
        ready = Barrier(AT_ONCE)

        def asked(number: int) -> bytes:
            ready.wait(30)
            return typeset(template, {"title": f"Paper {number}"}, at=AT)

        with ThreadPoolExecutor(AT_ONCE) as asking:
            papers = [*asking.map(asked, range(AT_ONCE))]
        assert len({*papers}) == AT_ONCE
        assert papers[3] == typeset(template, {"title": "Paper 3"}, at=AT)
