# SPDX-License-Identifier: MIT
"""The faces: plain text, Markdown and HTML, and what may never come out of them."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

import smtpcodes
from smtpcodes import _html, _markdown, _text, compare, lookup

# What JupyterLab lets through from a notebook that it does not trust.
TAGS = {
    "div", "h3", "h4", "p", "strong", "br", "small", "mark", "ul", "li", "dl", "dt", "dd", "details", "summary",
    "table", "thead", "tbody", "tr", "th", "td", "style", "code",
}  # fmt: skip
ATTRIBUTES = {"class", "lang", "scope", "style"}
VOID = {"br"}


class Reader(HTMLParser):
    """Checks that tags nest, and keeps what is there."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text.append(data)


GROUPS = [(211, 251), (421, 450, 451), (400, 449), (599, 250), range(550, 557), (550, "5.7.1"), ("550 5.1.1", "450 4.2.1"), ("4.2.2", "5.2.2")]


def pages(lang):
    yield from (lookup(code, lang=lang) for code in smtpcodes.codes)
    yield from (lookup(number, lang=lang) for number in (199, 299, 399, 499, 599, 559))
    yield from (lookup(code, lang=lang) for code in ("4.1.1", "5.1.90", "5.99.1"))
    yield from (compare(*group, lang=lang) for group in GROUPS)


def test_html_is_what_notebooks_keep(lang):
    for page in [*pages(lang), smtpcodes.codes]:
        html = page._repr_html_()
        reader = Reader(html)
        assert set(reader.tags) <= TAGS and {name for name, _ in reader.attributes} <= ATTRIBUTES
        for name, value in reader.attributes:
            assert name != "style" or not re.search(r"var\(|url\(|calc|hsl|expression|;.*;.*;.*;.*;", value), value
        assert html.count("<style>") == 1 and "<script" not in html and " id=" not in html and "javascript" not in html
        assert html == page._repr_html_() == page.__html__()


def test_html_says_which_language_it_is_in(lang):
    assert f'<div class="smtpc" lang="{lang}">' in compare(211, 251, lang=lang)._repr_html_()


def test_every_face_says_the_same(lang):
    for page in pages(lang):
        texts = [page.title, page.summary, *page.guidance] if hasattr(page, "title") else [page.how_to_fix, page.when_to_send]
        texts += [code.description for code in getattr(page, "codes", [page])]
        html = re.sub(r"\s+", " ", " ".join(Reader(page._repr_html_()).text))
        markdown = re.sub(r"\\(.)", r"\1", page._repr_markdown_())
        plain = _text.page(page)
        for text in texts:
            assert text in unescape(html) and text in markdown and text in plain


def test_differences_are_marked_by_a_sign_as_well_as_by_colour():
    html = compare(250, 550)._repr_html_()
    for row in re.findall(r"<tr><th.*?</tr>", html):
        assert ("<mark" in row) == ("\u2260</th>" in row)
    assert "<mark" in html


HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single' `code` | [link](x) *bold* \x1b[31m \u202e\x00\r\n# head"


def test_escaping_is_total():
    shown = _markdown.escape(HOSTILE)
    assert not re.search(r"(?<!\\)[<>`|\[\]*#&]", shown) and shown.isprintable() and "\\u202e" in shown
    assert _html.escape(HOSTILE).count("<") == 0


def test_text_folds_to_a_width_without_losing_words(lang):
    for page in pages(lang):
        whole = _text.page(page)
        for width in (64, 79, 120):
            folded = _text.fold(whole, width)
            assert folded.split() == whole.split()
            # One word too long for the width stays whole, under the heading of its row.
            assert all(len(line) <= width or " " not in line.split("  ")[-1] for line in folded.split("\n")), folded


def test_headings_stand_at_the_edge():
    heads = []
    _text.fold(str(compare(211, 251)), 79, lambda line: heads.append(line) or line)
    assert heads == [
        "SMTP 211 System Status vs 251 User Not Local", "211 System Status", "251 User Not Local", "Key Differences",
        "When to Use Which",
    ]  # fmt: skip


def test_headings_of_the_vietnamese_page():
    page = str(compare(211, 251, lang="vi"))
    for head in ("Mô tả", "Khi bạn thấy mã này", "Cách khắc phục", "Sự khác biệt chính", "Khi nào dùng cái nào"):
        assert f"{head}\n" in page


def test_ipython_prints_the_page_at_its_width():
    class Printer:
        max_width = 60
        printed = ""

        def __init__(self, *stack):
            self.stack = list(stack)

        def text(self, text):
            self.printed += text

    for page in (compare(211, 251), lookup(550)):
        printer = Printer(1)
        assert page._repr_pretty_(printer, False) is None
        assert printer.printed == _text.fold(_text.page(page), 60)
        inside = Printer(1, 2)
        page._repr_pretty_(inside, False)
        assert inside.printed == repr(page)


@pytest.mark.parametrize("method", ["_repr_html_", "_repr_markdown_", "to_dict", "__html__"])
def test_displays_take_no_arguments(method):
    for page in (compare(211, 251), lookup(550)):
        with pytest.raises(TypeError):
            getattr(page, method)(1)
