"""What does a page ask, and what does it say when an answer does not fit?"""
