"""Which pages are about programmes, rounds, scenarios and runs?"""
