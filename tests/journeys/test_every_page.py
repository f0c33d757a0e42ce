"""Can everybody use every page: by WCAG 2.2 AA, and without scrolling sideways at 390 and at 320 pixels?"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser import AXE, press, unfit, violations
from tests.journeys.conftest import PASSPHRASE, sign_in

pytestmark = pytest.mark.browser

PUBLIC = [
    "/register/",
    "/register/?q=nothing+has+these+words",
    "/register/decisions/2021-001/",
    "/register/decisions/2024-001/",
    "/register/rounds/",
    "/register/allocations/",
    "/register/grants/",
    "/register/monthly/",
    "/register/monthly/2021-11/",
    "/register/monthly/2024-05/",
    "/programmes/",
    "/programmes/gm-irs-dr/",
    "/programmes/gm-irs-dr/2021-22/",
    "/programmes/gm-irs-dr/2022-23/",
    "/programmes/gm-irs-dr/2024-25/",
    "/forward-plan/",
    "/forward-plan/?all=yes",
    "/call-in/",
    "/verify/",
    "/search/",
    "/search/?q=bolton",
    "/accessibility/",
    "/privacy/",
    "/sign-in/",
    "/my-page/",
    "/have-your-say/",
    "/have-your-say/thank-you/",
    "/no/such/page/",
]
STAFF = {
    "programme-officer": [
        "/",
        "/more/decisions/",
        "/decisions/",
        "/decisions/2021-001/",
        "/drafts/",
        "/drafts/begin/",
        "/notices/",
        "/notices/read/",
        "/promises/",
        "/risks/",
        "/plan/",
        "/plan/?q=nothing+has+these+words",
        "/reviews/",
        "/governance/",
        "/governance/groups/add/",
        "/governance/meetings/",
        "/governance/meetings/?q=nothing+has+these+words",
        "/governance/meetings/plan/",
        "/governance/actions/",
        "/governance/endorsements/",
        "/governance/endorsements/add/",
        "/governance/consultations/",
        "/governance/consultations/add/",
        "/governance/appraisals/",
        "/governance/appraisals/add/",
        "/governance/priorities/",
        "/returns/",
        "/returns/?q=nothing+has+these+words",
        "/returns/?when=late",
        "/return-questions/",
        "/scrutiny/",
        "/scrutiny/?q=nothing+has+these+words",
        "/scrutiny/for-the-panel/",
        "/findings/",
        "/findings/?q=nothing+has+these+words",
        "/watch/",
        "/watch/?q=nothing+has+these+words",
        "/evidence/gate/",
        "/evidence/gate/?hides=some",
        "/watch/thresholds/",
        "/year-end/",
        "/year-end/?q=nothing+has+these+words",
        "/grants/",
        "/grants/?q=nothing+has+these+words",
        "/programmes/gm-irs-dr/2024-25/terms/",
        "/programmes/gm-irs-dr/2026-27/terms/set/",
        "/programmes/gm-irs-dr/2021-22/offer/",
        "/recipient-checks/",
        "/recipient-checks/import/",
        "/specifications/",
        "/specifications/write/",
        "/specifications/said/gm-irs-dr/",
        "/agreements/",
        "/agreements/?q=nothing+has+these+words",
        "/agreements/clauses/",
        "/agreements/who-may-sign/",
        "/agreements/who-may-sign/new/",
        "/agreements/draft/",
        "/agreements/draft/partnership/",
        "/variations/",
        "/variations/?q=nothing+has+these+words",
        "/variations/new/",
        "/variations/new/uplift/",
        "/contracts/",
        "/contracts/?q=nothing+has+these+words",
        "/contracts/plan/",
        "/contracts/record/",
        "/commissioning-calendar/",
        "/localities/",
        "/localities/rochdale/",
        "/joint-plans/",
        "/joint-plans/rochdale/",
        "/joint-plans/wigan/",
        "/joint-plans/wigan/begin/",
        "/packs/",
        "/packs/?quarter=2024-q2",
        "/packs/rochdale/2025-q4/1/",
        "/packs/drafts/",
        "/packs/drafts/2026-q1/rochdale/",
        "/packs/drafts/2025-q4/bury/",
        "/money-in/",
        "/money-in/?q=nothing+has+these+words",
        "/money-in/record/",
        "/funded-posts/",
        "/funded-posts/?q=nothing+has+these+words",
        "/funded-posts/register/",
        "/account/",
        "/working/localities/",
        "/working/localities/?q=nothing+has+these+words",
        "/working/localities/begin/",
        "/posts/",
        "/payments/recoveries/new/",
        "/forward-plan/announce/",
        "/plan/new/",
        "/promises/new/",
        "/reviews/new/",
        "/risks/new/",
        "/signing/",
    ],
    "programme-lead": ["/governance/priorities/add/"],
    "monitoring-officer": [
        "/",
        "/scheme/",
        "/scheme/try/",
        "/regimes/",
        "/to-publish/",
        "/panel/",
    ],
    "analyst": [
        "/evidence/",
        "/evidence/journey/",
        "/evidence/staying/",
        "/evidence/fair/",
        "/evidence/co-located/",
        "/packs/hmpps/2025-q4/1/",
        "/packs/panel/2025-q4/1/",
        "/programmes/gm-irs-dr/aims/",
        "/evidence/measures/",
        "/evidence/measures/cost-per-start/",
        "/evidence/measures/first-contact/?by=month",
        "/evidence/measures/proven-reoffending/",
        "/evidence/reoffending/",
        "/evidence/extracts/",
        "/evidence/linking/",
        "/evidence/linking/?state=closed",
        "/evidence/need/",
        "/evidence/hidden-need/",
        "/evidence/hidden-need/enter/",
        "/evidence/does-it-compute/",
        "/evidence/capacity/",
        "/evidence/capacity/?days=5&share=95&each=18",
        "/evidence/capacity/by-hand/?arrivals=40&months=6&posts=4&each=35",
        "/evaluation-files/",
        "/programmes/gm-irs-dr/2026-27/workbench/",
        "/programmes/gm-irs-dr/2026-27/",
        "/programmes/gm-irs-dr/plan/",
    ],
    "finance-preparer": [
        "/",
        "/payments/",
        "/payments/?q=nothing+has+these+words",
        "/payments/runs/",
        "/payments/runs/1/",
        "/payments/runs/new/",
        "/payments/answers/",
        "/payments/codes/",
        "/payments/codes/request/",
        "/payments/recoveries/",
        "/payments/accruals/?on=2025-03-31",
    ],
    "treasurer": [
        "/",
        "/position/",
        "/position/?programme=gm-irs-dr&year=2024/25&sort=colour",
        "/position/?programme=gm-irs-dr&year=2021/22",
    ],
    "administrator": ["/", "/working/", "/working/serve/"],
    "probation-practitioner": [
        "/",
        "/referrals/",
        "/referrals/?q=nobody",
        "/referrals/new/",
        "/refer-from-a-file/",
        "/protocols/",
        "/units/",
        "/feedback/",
        "/feedback/file/",
        "/concerns/",
        "/release-board/",
    ],
    "data-protection": ["/retention/rules/", "/retention/rules/demonstration-provider/"],
    "head-of-unit": [
        "/joint-plans/bolton/",
        "/feedback/?view=unit",
        "/limits/",
        "/performance-file/",
        "/protocols/",
        "/protocols/?review=due",
        "/units/",
        "/protocols/new/",
    ],
    "key-worker": [
        "/",
        "/referrals/new/",
        "/notices/read/",
        "/governance/",
        "/inbox/",
        "/waiting/",
        "/my-people/",
        "/today/",
        "/concerns/",
        "/release-board/",
        "/week/",
        "/break-glass/",
        "/ask-to-see/",
        "/groups/new/",
        "/interventions/",
        "/interventions/staying-well/",
        "/interventions/?q=nothing+has+these+words",
    ],
    "provider-manager": [
        "/",
        "/more/inbox/",
        "/recovery-checks/",
        "/from-your-system/",
        "/from-your-system/reconcile/",
        "/from-your-system/monitoring/",
        "/from-your-system/monitoring/whose/",
        "/machines/",
        "/machines/new/",
        "/break-glass/reviews/",
        "/papers/",
        "/performance-file/",
        "/requests-for-records/",
        "/retention/",
        "/whose-record/",
        "/what-people-say/",
        "/inbox/",
        "/my-people/",
        "/caseloads/",
        "/caseloads/away/",
        "/working/",
        "/interventions/new/",
    ],
}


ABOUT_PEOPLE = [
    "/account/",
    "/account/confirm/",
    "/account/password/",
    "/account/sessions/",
    "/account/second-step/",
    "/account/second-step/app/",
    "/account/second-step/passkeys/",
    "/account/second-step/passkeys/add/",
    "/people/",
    "/people/?q=zzz",
    "/people/add/",
    "/people/invitations/",
    "/people/reviews/",
    "/people/glass/",
    "/people/access/",
    "/outbox/",
    "/kept/6f1c0f4e-6c1c-4a43-8a3e-0f4d6b6c9a10/",
    "/invitations/6f1c0f4e-6c1c-4a43-8a3e-0f4d6b6c9a10/no/",
    "/places/",
    "/bodies/",
    "/sign-out/",
    "/password/forgotten/",
    "/password/choose/a-b-c/",
    "/sign-in/closed/",
]
# Of each kind of page one, as a telephone draws it: a form, a list, a record, a table, an empty list, a refusal.
ON_A_PHONE = [
    "/sign-in/",
    "/register/",
    "/register/decisions/2021-001/",
    "/programmes/gm-irs-dr/2024-25/",
    "/search/?q=bolton",
    "/no/such/page/",
]


@pytest.fixture(scope="module")
def window(site: str, chromium: Any) -> Iterator[Callable[[str], Any]]:
    """A function that gives the one window of a role, signed in once; of a visitor without a role."""
    opened: dict[str, Any] = {}

    def of(role: str = "") -> Any:
        if role not in opened:
            context = chromium.new_context(base_url=site)
            context.add_init_script(path=AXE)  # each page has it, and need not be sent it
            page = opened[role] = context.new_page()
            page.set_default_timeout(60_000)  # a busy machine is slow, and what is asked here is not how slow
            if role:
                sign_in(page, role)
        return opened[role]

    yield of
    for page in opened.values():
        page.context.close()


class TestAPublicPage:
    @pytest.mark.parametrize("path", PUBLIC)
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, window: Any, path: str) -> None:
        page = window("")
        page.goto(path)
        assert unfit(page) == []
        if path in ON_A_PHONE:
            page.set_viewport_size({"width": 390, "height": 844})
            assert violations(page) == []


class TestAPageForStaff:
    @pytest.mark.parametrize("role", STAFF)
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, window: Any, role: str) -> None:
        page = window(role)
        for path in STAFF[role]:
            page.goto(path)
            assert unfit(page) == [], path
        page.goto("/")
        page.set_viewport_size({"width": 390, "height": 844})
        assert violations(page) == []


class TestAPageAboutPeople:
    def test_has_nothing_that_axe_finds_and_fits_its_window(self, window: Any) -> None:
        page = window("administrator")
        page.goto("/people/?q=key-worker")
        somebody = urlsplit(page.locator(".tl-result a").first.get_attribute("href")).path
        of_somebody = [f"{somebody}{page}" for page in ("", "correct/", "leave/")]
        for address in (*ABOUT_PEOPLE, *of_somebody):
            page.goto(address)
            if "/account/confirm/?" in page.url:
                page.fill("input[name=password]", PASSPHRASE)
                press(page, page.get_by_role("button", name="Continue"))
            assert unfit(page) == [], address
            if address in ("/people/", "/account/sessions/", "/people/glass/"):
                page.set_viewport_size({"width": 390, "height": 844})
                assert violations(page) == [], address


class TestAnalyst:
    def test_sees_the_run_of_2021_reproduce_every_published_amount(self, visit: Any) -> None:
        page = visit("/programmes/gm-irs-dr/2021-22/", as_="analyst")
        press(page, page.get_by_role("link", name="Counts that would give the published split"))
        expect(page.locator("main")).to_contain_text("The counts are inference.")
        expect(page.locator("main")).to_contain_text("All 10 shares are the published amounts, to the penny.")
        expect(page.locator("main")).to_contain_text("From its own frozen inputs, to identical bytes.")
        assert violations(page) == []


class TestSomebodyWhoIsNoAnalyst:
    def test_is_not_shown_the_run(self, visit: Any) -> None:
        page = visit("/programmes/gm-irs-dr/2021-22/")
        expect(page.locator("main")).not_to_contain_text("Allocation runs")
