"""What does somebody fill in about decisions, readings and drafts?"""
