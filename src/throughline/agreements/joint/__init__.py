"""What do a locality and probation agree to do together?"""
