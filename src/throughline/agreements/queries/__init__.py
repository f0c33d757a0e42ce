"""What may be read here?"""
