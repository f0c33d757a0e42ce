"""For which reasons does a file leave this room? Codes alone, so that no reason names anybody."""

EXTRACT_FOR = {
    "need": "Need and unmet need",
    "measures": "Measures of the programme",
    "allocation": "The next allocation",
    "evaluation": "An evaluation that was agreed",
}
PERFORMANCE_FOR = {
    "review": "A contract or grant review",
    "team": "Work with the team",
    "data_check": "Checking our own records",
    "commissioner": "The commissioner asked for figures",
    "probation": "Probation asked for figures",
}
FEEDBACK_FOR = {
    "record": "Copying it into probation’s own record",
    "supervision": "Supervising the people I see",
    "review": "A review of the unit’s caseload",
    "data_check": "Checking our own records",
}
GROUNDS = {
    "third_party": "It is about somebody else who has not agreed (DPA 2018, Schedule 2, Part 3)",
    "serious_harm": "It would be likely to cause serious harm to somebody’s health (DPA 2018, Schedule 3, Part 2)",
    "crime": "It would prejudice preventing or detecting crime (DPA 2018, Schedule 2, Part 1)",
    "child": "It concerns the safety of a child and would not be in the child’s best interests "
    "(DPA 2018, Schedule 3, Part 5)",
    "legal": "It is legally privileged (DPA 2018, Schedule 2, Part 4)",
}  # unverified until the authority's legal adviser confirms them
