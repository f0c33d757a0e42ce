"""What leaves this room as a file, for whom and why: performance, an evaluation, a person's own copy, the extract?"""
