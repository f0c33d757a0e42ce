"""What does a draft of a decision consist of, what does it say, and what is wrong with it?"""
