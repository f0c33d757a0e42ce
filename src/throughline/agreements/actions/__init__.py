"""Which steps can be taken here?"""
