"""Who comes to which pages of this room? Rows are narrowed by reach; steps by their table."""

FINANCE = ("finance-preparer", "finance-approver", "finance-releaser")
OFFICERS = ("programme-officer", "programme-lead")
SIGNERS = ("assistant-director", "director", "treasurer")
# Runs, answers and codes are finance's; the programme and whoever audits it look on.
RUN_READERS = (*FINANCE, *OFFICERS, *SIGNERS, "auditor")
# What is paid to whom, and why not yet: also whoever receives it, certifies it or pays in.
READERS = (
    *RUN_READERS,
    "deputy-mayor",
    "monitoring-officer",
    "legal",
    "procurement",
    "analyst",
    "hmpps-contract-manager",
    "hmpps-finance",
    "director-of-probation",
    "commissioner",
    "director-of-public-health",
    "provider-manager",
    "certifier",
    "csp-officer",
    "csp-chair",
)
