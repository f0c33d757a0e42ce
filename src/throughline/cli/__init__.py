"""Who is asking, on the command line?"""
