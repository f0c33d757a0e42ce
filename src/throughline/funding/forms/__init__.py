"""What does somebody fill in to plan a round?"""
