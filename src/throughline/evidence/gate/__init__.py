"""What may leave, and what is hidden so that nobody is found in it? Every table that leaves passes here. R43"""
