"""What does a web page say, without its markup?"""

import re

from lxml import etree
from lxml import html as lxml_html

from . import layout
from .layout import BLANK, LINE
from .limits import LONGEST_TEXT, UnreadableFileError


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SILENT = _names(
    "script style noscript template head nav svg math object iframe audio video canvas button option"
)
_PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 table ul ol dl blockquote pre article section main hr fieldset")
_LINES = _names(
    "div tr caption legend form header footer address aside figure figcaption details summary label "
    "thead tbody tfoot body html center"
)
_DEEPEST = 150  # elements inside one another; a page made to hurt has thousands
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OUTSIDE = frozenset({"navigation", "contentinfo", "search"})


def read(markup: str) -> str:
    """The page's text: a line a block, a tab between cells; scripts, menus and hidden parts left out."""
    if re.search(r"<!ENTITY", markup[:20_000], re.IGNORECASE):
        raise UnreadableFileError(
            "The page defines entities of its own, which a notice never needs and an attack does. "
            "Open it in a browser, save it as PDF and send that."
        )
    markup = re.sub(r"^\s*<\?xml[^>]*>", "", markup)
    try:
        root = lxml_html.document_fromstring(
            markup,
            parser=lxml_html.HTMLParser(
                no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
            ),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableFileError(
            "The page has no text. Save it again from the browser and send that."
        ) from None
    text = layout.settle(_Page().text(root)) + "\n"
    if not text.strip():
        raise UnreadableFileError(
            "The page has no text of its own: it is filled in by a program. "
            "Save it as PDF from the browser and send that."
        )
    return text


class _Page:
    """One walk over one page; `depth` and `size` end it when it was made to hurt."""

    def __init__(self) -> None:
        self.size = 0

    def text(self, element: etree._Element, depth: int = 0) -> str:
        """The element's text, with LINE and BLANK where blocks begin and end."""
        self.size += len(element.text or "") + len(element.tail or "")
        if depth > _DEEPEST or self.size > LONGEST_TEXT:
            raise UnreadableFileError(
                "The page's markup is nested or repeated as no notice is. "
                "Save it as PDF from the browser and send that."
            )
        tag = element.tag
        if tag in _SILENT or _is_hidden(element):
            return ""
        if tag == "input":
            return _field(element)
        if tag == "tr":
            cells = [
                layout.settle(self.text(cell, depth + 1)) for cell in element if cell.tag in ("td", "th")
            ]
            return f"{LINE}{layout.row(cells)}{LINE}" if any(cells) else LINE
        if tag == "pre":
            return f"{BLANK}{''.join(map(str, element.itertext()))}{BLANK}"
        parts = [layout.collapsed(element.text or "")]
        for child in element:
            parts.append(self.text(child, depth + 1))
            parts.append(layout.collapsed(child.tail or ""))
        return _block(str(tag), element, "".join(parts))


def _block(tag: str, element: etree._Element, inside: str) -> str:
    if tag == "br":
        return "\n"
    if tag == "li":
        inside = layout.settle(inside)
        return f"{LINE}{_bullet(element)}{inside}{LINE}" if inside else LINE
    if tag == "dt":
        return f"{LINE}{layout.one_line(layout.settle(inside))}\t"
    if tag == "dd":
        return f"{layout.settle(inside)}{LINE}"
    if tag in _PARAGRAPHS:
        return f"{BLANK}{inside}{BLANK}"
    if tag in _LINES:
        return f"{LINE}{inside}{LINE}"
    return inside


def _bullet(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    number = 1 + sum(1 for _ in item.itersiblings("li", preceding=True))
    style = parent.get("type", "1")
    return f"{chr(ord(style) + number - 1) if style in 'aA' and number <= 26 else number}. "


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if element.get("role", "").lower() in _OUTSIDE:
        return True
    if element.tag != "footer":
        return False
    return all(parent.tag not in ("article", "main", "section", "td") for parent in element.iterancestors())


def _field(element: etree._Element) -> str:
    kind = element.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☒" if element.get("checked") is not None else "☐"
    return element.get("value", "") if kind in ("text", "date", "number", "email") else ""
