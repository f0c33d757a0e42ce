"""What is needed, and what works?"""
