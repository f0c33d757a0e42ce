"""What does a variation change, and how is its decision worded?"""
