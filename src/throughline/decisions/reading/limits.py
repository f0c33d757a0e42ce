"""What do we refuse to read, and how do we say so?"""

LARGEST_FILE = 20 * 1024 * 1024  # bytes; the same as a stored file (DESIGN §4)
LONGEST_TEXT = 2_000_000  # characters: some seven hundred pages
LONGEST_LINE = 100_000  # characters: no sentence or table row is longer


class UnreadableFileError(Exception):
    """The file cannot be read. The message is a sentence that says what is wrong and how to put it right."""
