"""Which steps can be taken with programmes, rounds, scenarios and runs?"""
