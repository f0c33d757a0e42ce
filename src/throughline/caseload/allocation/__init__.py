"""The rules of giving people to key workers."""
