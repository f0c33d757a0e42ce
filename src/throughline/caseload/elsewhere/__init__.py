"""What comes from a provider's own system, where that is the record?"""
