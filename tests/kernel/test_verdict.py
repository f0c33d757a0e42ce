"""How does a refusal read for the person who meets it?"""

import pytest

from throughline.kernel.verdict import Refused, RefusedError


class TestARefusal:
    def test_that_is_raised_reads_as_one_text_with_who_can_lift_it(self) -> None:
        raised = RefusedError("This is not for your role.", "The unit’s head can do it.")
        assert str(raised) == "This is not for your role. The unit’s head can do it."

    def test_that_nobody_can_lift_is_its_sentence_alone(self) -> None:
        assert str(RefusedError("This ended already.")) == "This ended already."

    def test_reads_the_same_as_verdict_and_as_error(self) -> None:
        refused = Refused("This is not for your role.", "The unit’s head can do it.")
        with pytest.raises(RefusedError) as raised:
            refused.or_raise()
        assert str(raised.value) == f"{refused.reason} {refused.lifted_by}"
