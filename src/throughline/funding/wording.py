"""Which words stand for what is kept about money in and streams?"""

INSTRUMENTS = {
    "grant_letter": "Grant letter",
    "memorandum": "Memorandum of understanding",
    "budget": "Decision on a budget",
    "contract": "Contract",
    "not_stated": "The record does not say",
}
CARRY = {
    "not_stated": "The record does not say",
    "not_allowed": "Not allowed",
    "with_consent": "With the funder's consent",
    "allowed": "Allowed",
}
PURPOSES = {
    "treatment": "Structured treatment",
    "key_work": "Key work in probation delivery units",
    "recovery": "Recovery support",
    "outreach": "Outreach and engagement",
    "continuity": "Continuity of care from custody",
    "housing": "Housing support",
    "other": "Something else",
}
