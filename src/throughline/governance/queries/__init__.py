"""What does governance keep, and who may see it?"""
