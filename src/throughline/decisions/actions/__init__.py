"""Which steps can be taken with decisions, readings and drafts?"""
