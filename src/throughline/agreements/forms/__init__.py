"""What may be typed here?"""
