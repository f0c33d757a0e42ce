"""Which pages does this room answer with?"""
