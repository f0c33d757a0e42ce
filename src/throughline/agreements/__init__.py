"""What was promised, between whom, under which conditions?"""
