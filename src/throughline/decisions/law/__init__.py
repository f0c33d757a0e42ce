"""Which posts must sign, and what does the law ask, before and after a decision?"""
