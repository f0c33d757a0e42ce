"""Who keeps watch?"""
