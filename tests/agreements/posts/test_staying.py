"""What may nobody change about who was in a post and who paid for it, not even past every page?"""

from datetime import date

import pytest
from tests.agreements.posts.conftest import APRIL, AT, OFFICER, TODAY, a_stream, share
from tests.staying import refuses

from throughline.agreements.actions import posts as actions
from throughline.agreements.models import FundedPost
from throughline.kernel.verdict import RefusedError


class TestAShareOfAPost:
    @pytest.mark.parametrize("change", ["hundredths = 1", "paid_from = '2025-05-01'", "because = 'Other'"])
    def test_stays_as_it_was_shared(self, post: FundedPost, change: str) -> None:
        one = share(post, 50, a_stream())
        refuses(f"UPDATE agreements_postshare SET {change} WHERE id = %s", one.pk)  # noqa: S608 - ours

    def test_that_has_ended_stays(self, post: FundedPost) -> None:
        one = share(post, 50, a_stream(), paid_until=date(2025, 10, 1))
        refuses("UPDATE agreements_postshare SET paid_until = '2025-06-01' WHERE id = %s", one.pk)
        refuses("DELETE FROM agreements_postshare WHERE id = %s", one.pk)
        with pytest.raises(RefusedError, match="has ended"):
            actions.end_share(
                actor=OFFICER, at=AT, post_id=post.id, share_id=one.pk, paid_until=date(2025, 6, 1)
            )

    def test_is_never_paid_for_longer_than_was_said(self, post: FundedPost) -> None:
        one = share(post, 50, a_stream(), paid_until=date(2026, 10, 1))
        refuses("UPDATE agreements_postshare SET paid_until = '2026-12-01' WHERE id = %s", one.pk)
        refuses("UPDATE agreements_postshare SET paid_until = NULL WHERE id = %s", one.pk)


class TestWhoWasInAPost:
    def test_stays_with_its_days(self, post: FundedPost) -> None:
        one = actions.fill_post(actor=OFFICER, at=AT, post_id=post.id, filled_from=APRIL)
        refuses("UPDATE agreements_postfilled SET filled_from = '2025-06-01' WHERE id = %s", one.pk)
        refuses("DELETE FROM agreements_postfilled WHERE id = %s", one.pk)
        actions.vacate_post(actor=OFFICER, at=AT, post_id=post.id, vacant_from=TODAY)
        refuses("UPDATE agreements_postfilled SET filled_until = '2025-06-01' WHERE id = %s", one.pk)
