"""Which decisions, readings and drafts may somebody see?"""
