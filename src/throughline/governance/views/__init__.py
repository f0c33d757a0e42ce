"""Which pages are about what governance keeps?"""
