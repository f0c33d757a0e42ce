"""Which words does this room use for how a round is run?

Codes are what rules ask for; the words are what people read.
"""

PRICE_BASES = {"fixed": "Fixed price", "actual": "Actual spend"}
PAYMENT_BASES = {"in_year": "In the year, by instalments", "in_advance": "Annually in advance"}
ASSURANCE_MODELS = {
    "csp_scrutinises": "The Community Safety Partnership scrutinises",
    "csp_governs": "The Community Safety Partnership governs, the authority samples",
}
RECIPIENTS = {
    "provider": "Treatment provider",
    "local_authority": "Local authority",
    "accountable_body": "Accountable body of the Community Safety Partnership",
}
KINDS = {"partnership": "Partnership agreement", "grant": "Grant agreement"}
SIDES = {"other": "For the other side", "authority": "For the authority"}
ORIGINS = {
    "hmpps": "HM Prison and Probation Service",
    "local_authority": "Local authority",
    "review": "A review",
    "lived_experience": "Lived experience",
}
OWNERS = {
    "recipient": "The recipient",
    "csp": "The Community Safety Partnership",
    "authority": "The authority",
}
# What payments look at by themselves; any other condition is answered by a person. Authority: R17, R23.
WATCHED_CONDITIONS = {
    "agreement_in_force": "The grant agreement is in force",
    "partnership_in_force": "The locality's partnership agreement is in force",
    "csp_approval": "The Community Safety Partnership approved the year",
    "spending_plan": "The spending plan is approved",
    "last_report": "The last financial report was received",
    "underspend": "Unallocated underspend is at most the limit",
    "quarterly_updates": "Quarterly updates were received",
    "due_diligence": "Checks on the recipient are in date and clear",
}
