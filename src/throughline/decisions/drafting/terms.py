"""Which fixed choices does a draft offer?"""

DECISION_TYPES = {"deputy-mayor": "Deputy Mayor's decision", "chief-officer": "Chief Officer's decision"}
STAGES = {"approval": "Approval to commission", "final": "Final sign off"}
HARMLESS = (  # R4: what may be corrected under signature
    "contact_telephone",
    "contact_office",
    "contact_hours",
)
ILLUSTRATION = "Illustration: "  # how the subject of a demonstration's own draft begins
YES_NO = {"yes": "Yes", "no": "No"}
PRICE_BASES = {"fixed": "Fixed price", "actual": "Actual spend"}
PAYMENT_BASES = {"in-year": "In-year", "advance": "Annually in advance", "arrears": "In arrears"}
VARIATIONS = {"no": "No, it is new", "varies": "It changes a decision already made"}

# What is asked before anybody says “grant” or “contract”; recorded, never decided here. Authority: R9.
ROUTES = {
    "grant": "Grant",
    "contract": "Contract",
    "provider-selection": "Health care contract under the Provider Selection Regime",
    "public-public": "Agreement between public bodies",
    "not-yet": "Not settled yet",
}
WHO_SPECIFIES = {"us": "We do", "them": "The recipient does", "both": "Both together"}
PRICE_OR_CONTRIBUTION = {
    "price": "A price for something",
    "contribution": "A contribution to the recipient's own work",
}
DUTIES = {"deliver": "A duty to deliver", "clawback": "Only to spend it as agreed, or give it back"}
WAIVERS = {"none": "No waiver is needed", "asked": "A waiver is asked for", "given": "A waiver was given"}
SUBSIDIES = {
    "none": "No subsidy: a public body acting as such, or no economic activity",
    "minimal": "Minimal financial assistance",
    "scheme": "Under a subsidy scheme",
    "assessed": "Assessed against the principles",
    "not-yet": "Not settled yet",
}

# Why a part may stay unpublished: the grounds that an authority names. Authority: LGA 1972 Sch 12A; FOIA 2000.
GROUNDS = {
    "individual": "About an individual (Local Government Act 1972, Schedule 12A, paragraph 1)",
    "identity": "Likely to reveal who an individual is (Schedule 12A, paragraph 2)",
    "business": "Financial or business affairs of a person or body (Schedule 12A, paragraph 3)",
    "labour": "Consultations or negotiations about employment (Schedule 12A, paragraph 4)",
    "privilege": "Legal professional privilege (Schedule 12A, paragraph 5)",
    "notice": "A notice or order that is planned under an enactment (Schedule 12A, paragraph 6)",
    "crime": "Preventing, investigating or prosecuting crime (Schedule 12A, paragraph 7)",
    "commercial": "Commercial interests (Freedom of Information Act 2000, section 43)",
}
