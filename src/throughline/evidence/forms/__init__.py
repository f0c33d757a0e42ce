"""What do the evidence's pages ask?"""
