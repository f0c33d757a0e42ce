"""Who signs a draft, in which turn, for which post, and what makes a signature count no more?"""
