"""What do all pages, lists, files and jobs share?"""
