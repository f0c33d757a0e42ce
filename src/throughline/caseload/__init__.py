"""How is this person doing? From referral to recovery."""
