"""How does an agreement come to be signed by both sides?"""
