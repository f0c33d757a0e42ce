"""Who gets in, who leaves, who looks after roles, and who was here?"""
