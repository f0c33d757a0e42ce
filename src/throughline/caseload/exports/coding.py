"""How is what somebody said of themselves coded, so that nothing goes out as it was typed? Authority: R40."""

_BANDS = ((25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (65, "55-64"))
_GROUPS = ("asian", "black", "mixed", "white", "other")
_NO = ("no", "none", "n", "not disabled")


def age_band(age: int | None) -> str:
    """In which band an age lies; empty where it is not known."""
    if age is None:
        return ""
    return next((band for upper, band in _BANDS if age < upper), "65+")


def sex_code(said: str) -> str:
    """F, M or other; empty where nothing was said."""
    word = said.strip().casefold()
    if not word:
        return ""
    return "F" if word[0] in "fw" else "M" if word[0] == "m" else "other"


def ethnicity_group(said: str) -> str:
    """One of the five broad groups of the census, by the first that the words name; not_coded for any other words."""
    words = said.strip().casefold()
    if not words:
        return ""
    return next((group for group in _GROUPS if words.startswith(group)), "not_coded")


def yes_no(said: str) -> str:
    """Whether a disability is on record; empty where nothing was said."""
    words = said.strip().casefold()
    return "" if not words else "no" if words in _NO else "yes"
