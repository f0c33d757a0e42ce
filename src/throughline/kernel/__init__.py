"""What is true everywhere? Money, financial years, working days, lifecycle, verdict, identifiers."""
