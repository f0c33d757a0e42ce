"""Which pages are about decisions, readings and drafts?"""
