"""May it be paid, and was it?"""
