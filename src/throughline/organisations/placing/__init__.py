"""Saying who works in which unit, and which provider serves it."""
