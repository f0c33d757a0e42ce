"""Which sections of a draft ask about money, its dates, its value and its legal route?"""

from .fields import Column, Field, Section
from .terms import (
    DUTIES,
    PAYMENT_BASES,
    PRICE_BASES,
    PRICE_OR_CONTRIBUTION,
    ROUTES,
    SUBSIDIES,
    VARIATIONS,
    WAIVERS,
    WHO_SPECIFIES,
    YES_NO,
)

MONEY = "The money"
READ_FROM_THE_SPLIT = frozenset({"total_pence", "parts", "by_year"})  # not asked while a split is linked
ONLY_WITH_A_SPLIT = frozenset({"receivers"})

MONEY_SECTIONS: tuple[Section, ...] = (
    Section(
        "fund",
        MONEY,
        "Fund",
        ("Say which money it is and whether it is confirmed. Only confirmed money is committed (R13).",),
        (
            Field("fund", "Which fund or budget pays?", "line", wanted="It is not said which fund pays."),
            Field("funders", "Who contributes?", "text", "If the split is not known, say so."),
        ),
        ("“The harbour safety fund 2026/27, confirmed by the grant letter of 3 March 2026.”",),
    ),
    Section(
        "financial",
        MONEY,
        "Financial",
        (
            "If the split was planned in the workbench, link it: its figures are read, never retyped.",
            "The parts must come to the total, to the penny (R1).",
        ),
        (
            Field("total_pence", "Total", "money", answers=("total_pence", "amounts")),
            Field(
                "parts",
                "Parts",
                "rows",
                "Who gets how much. The legal recipient is the body that signs; several parts may go to one.",
                answers=("breakdown", "recipients"),
                columns=(
                    Column("place", "Place or purpose"),
                    Column("recipient", "Recipient"),
                    Column("legal_recipient", "Legal recipient, if another"),
                    Column("pence", "Amount", "money"),
                ),
                one="part",
            ),
            Field(
                "receivers",
                "Who receives each part",
                "rows",
                "The amounts are the split's. The legal recipient is the body that signs; several parts may go to one.",
                columns=(
                    Column("place", "Place", "given"),
                    Column("recipient", "Recipient"),
                    Column("legal_recipient", "Legal recipient, if another"),
                ),
                one="part",
            ),
            Field(
                "by_year",
                "By year",
                "rows",
                "Only if it runs over more than one financial year.",
                answers=("by_year",),
                columns=(Column("year", "Financial year", "year"), Column("pence", "Amount", "money")),
                one="year",
            ),
            Field("price_basis", "Price basis", "choice", answers=("price_basis",), choices=PRICE_BASES),
            Field(
                "payment_basis", "Payment basis", "choice", answers=("payment_basis",), choices=PAYMENT_BASES
            ),
            Field(
                "comments",
                "Financial comments",
                "text",
                answers=("percentages",),
                wanted="There are no financial comments.",
            ),
        ),
    ),
    Section(
        "when",
        MONEY,
        "Dates and value",
        (
            "The value that decides who signs counts the whole life, options and changes, not only this year (R3).",
        ),
        (
            Field("planned_on", "Planned date of decision", "date", answers=("decided_on", "published_on")),
            Field("effective_from", "In effect from", "date", answers=("effective_from",)),
            Field(
                "whole_life_pence",
                "Whole-life value",
                "money",
                "With all intended years and options, if that is more than the total.",
            ),
            Field(
                "options",
                "Intended years and options",
                "line",
                "For example: two years, and one more as an option.",
            ),
            Field("varies", "Does it change an earlier decision?", "choice", choices=VARIATIONS),
            Field(
                "varied_number", "Which decision does it change?", "line", "Its number here, if it has one."
            ),
            Field("new_award_pence", "The whole award after the change", "money"),
            Field(
                "purpose_key",
                "Short name of the purpose",
                "line",
                "Decisions of one financial year with the same short name are counted together.",
            ),
        ),
        ("“harbour-outreach”",),
    ),
    Section(
        "route",
        MONEY,
        "Legal route",
        (
            "Record what the advisers have settled; nothing is decided by this page (R9).",
            "Each award, each legal recipient and each lifetime is compared with the threshold in force.",
        ),
        (
            Field(
                "route",
                "By which route does the money go?",
                "choice",
                choices=ROUTES,
                wanted="It is not said by which legal route the money goes (R9).",
            ),
            Field(
                "others",
                "Awards that go another way",
                "rows",
                "One row for each award or legal recipient to which the answers here do not apply.",
                columns=(
                    Column("whose", "Award or legal recipient"),
                    Column("route", "Route", "choice", ROUTES),
                    Column("subsidy", "Subsidy", "choice", SUBSIDIES),
                    Column("why", "Why", "text"),
                ),
                one="award",
            ),
            Field("specifies", "Who says what is to be done?", "choice", choices=WHO_SPECIFIES),
            Field("supply", "Does a supply come to us?", "choice", choices=YES_NO),
            Field("price", "Is it a price or a contribution?", "choice", choices=PRICE_OR_CONTRIBUTION),
            Field("duty", "What is the recipient bound to?", "choice", choices=DUTIES),
            Field("buys_onward", "Will the recipient buy it from somebody else?", "choice", choices=YES_NO),
            Field(
                "selection",
                "Health care: which selection process?",
                "line",
                "Under the Provider Selection Regime.",
            ),
            Field("waiver", "Waiver of the authority's own rules", "choice", choices=WAIVERS),
            Field("waiver_reason", "Why a waiver", "text"),
            Field(
                "subsidy",
                "Subsidy",
                "choice",
                choices=SUBSIDIES,
                wanted="It is not said whether it is a subsidy (R9).",
            ),
            Field("comments", "Legal comments", "text", answers=("legal_route",)),
            Field("advised_by", "Who advised", "line"),
            Field("advised_on", "Advised on", "date"),
        ),
        ("“Grants, as advised by the procurement team on 4 March 2026: the boroughs decide what is done …”",),
    ),
)
