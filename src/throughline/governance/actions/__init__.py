"""Which steps can be taken with what governance keeps?"""
