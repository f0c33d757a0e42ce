"""Who covers for a post while its holder is away?"""
