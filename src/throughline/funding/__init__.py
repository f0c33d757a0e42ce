"""Whose money, how much, for where?"""
