"""What does somebody fill in about what governance keeps?"""
