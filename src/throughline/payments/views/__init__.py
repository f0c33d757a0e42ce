"""Which pages are there?"""
