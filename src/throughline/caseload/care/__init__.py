"""What is done for a person once the referral is taken on: its lifecycles and rules."""
