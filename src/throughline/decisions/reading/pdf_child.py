"""Runs alone, as a program: a PDF on standard input, its text as JSON on standard output.

It limits itself before it looks at the first byte, and can neither write a file nor start a program.
"""

import json
import resource
import sys

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 15
MOST_PAGES = 1_000
MOST_CHARACTERS = 2_100_000


def limit_self() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(data: bytes) -> dict[str, object]:
    import pypdfium2 as pdfium

    from throughline.decisions.reading.pdf_page import page_lines

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return {"refused": "password" if "assword" in str(error) else "damaged"}
    count = len(document)
    if count > MOST_PAGES:
        return {"refused": "pages"}
    pages: list[str] = []
    pictures: list[int] = []
    unknown = letters = 0
    for number in range(count):
        page = page_lines(document, number)
        pages.append(page.text)
        unknown += page.unknown
        letters += page.letters
        if page.letters == 0 and page.has_pictures:
            pictures.append(number + 1)
        if sum(map(len, pages)) > MOST_CHARACTERS:
            break
    return _verdict(pages, pictures, count, letters, unknown)


def _verdict(
    pages: list[str], pictures: list[int], count: int, letters: int, unknown: int
) -> dict[str, object]:
    text = "\n\f".join(pages)
    if letters == 0:
        return {"refused": "scan" if pictures else "empty"}
    if unknown > letters // 3:
        return {"refused": "letters"}
    if letters < 60 * len(pictures) and len(pictures) * 2 > count:  # a stamp on scanned pages
        return {"refused": "scan"}
    if letters < 600 and "Please wait" in text and "Adobe Reader" in text:
        return {"refused": "form"}
    return {"text": text + "\n", "pages": count, "unread": pictures}


if __name__ == "__main__":
    limit_self()
    sys.path += sys.argv[1:]
    try:
        result = answer(sys.stdin.buffer.read())
    except MemoryError:
        sys.exit(1)
    sys.stdout.write(json.dumps(result))
