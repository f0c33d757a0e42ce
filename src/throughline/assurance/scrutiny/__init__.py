"""Whom is a return put before, and what may follow from it?"""
