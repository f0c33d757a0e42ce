"""Was it done as promised?"""
