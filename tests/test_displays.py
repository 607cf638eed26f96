# SPDX-License-Identifier: MIT
"""The faces: plain text, Markdown and HTML, and what may never come out of them."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import smtpcodes
from smtpcodes import _text, compare, explain, lookup
from smtpcodes._words import shown

# What JupyterLab lets through from a notebook that it does not trust.
TAGS = {
    "div", "h3", "h4", "p", "strong", "br", "small", "mark", "ul", "li", "dl", "dt", "dd", "details", "summary",
    "table", "thead", "tbody", "tr", "th", "td", "style", "code",
}  # fmt: skip
ATTRIBUTES = {"class", "dir", "lang", "scope", "style"}
VOID = {"br"}


class Reader(HTMLParser):
    """Checks that tags nest, and keeps what is there; what is in <code> apart from other text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.text, self.code = [], [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag not in VOID:
            self.open.append(tag)
        if tag == "code":
            self.code.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] == ["code"]:
            self.code[-1] += data
        elif self.open[-1:] != ["style"]:
            self.text.append(data)


GROUPS = [
    (211, 251),
    (421, 450, 451),
    (400, 449),
    (599, 250),
    range(550, 557),
    (550, "5.7.1"),
    ("550 5.1.1", "450 4.2.1"),
    ("4.2.2", "5.2.2"),
]


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


def tokens(markdown):
    """What GitHub's Markdown makes of a page: (kind, text) of each block, and of each thing in its lines."""
    for token in MarkdownIt("gfm-like").parse(markdown):
        if token.children is None:
            yield token.type, token.content
        else:
            yield from ((child.type, child.content) for child in token.children)


def test_every_face_says_the_same(lang):
    for page in pages(lang):
        texts = (
            [page.title, page.summary, *page.guidance]
            if hasattr(page, "title")
            else [page.how_to_fix, page.when_to_send]
        )
        texts += [code.description for code in getattr(page, "codes", [page])]
        html = re.sub(r"\s+", " ", " ".join(Reader(page._repr_html_()).text))
        markdown = [*tokens(page._repr_markdown_())]
        in_markdown = " ".join(content for _, content in markdown)
        plain = _text.page(page)
        for text in texts:
            assert text in unescape(html) and text in in_markdown and text in plain
        assert not {"link_open", "image", "html_inline", "html_block", "em_open", "code_inline"} & {
            kind for kind, _ in markdown
        }


def test_differences_are_marked_by_a_sign_as_well_as_by_colour():
    html = compare(250, 550)._repr_html_()
    for row in re.findall(r"<tr><th.*?</tr>", html):
        assert ("<mark" in row) == ("\u2260</th>" in row)
    assert "<mark" in html


# ------------------------------------------------------------------------------------------- a stranger's text

MARKUP = ["http://example.org/", "www.example.org", "ann@example.org", "mailto:x@example.org", "<https://x>", "$x$",
    "$$", "$", "\\(", "\\)", "\\[", "\\]", "\\begin{x}", "\\end{x}", "\\", ":smile:", "<b>", "</code>", "<!--", "-->",
    "&", "&amp;", "&#60;", "`", "``", "```", "~~~", "|", "|---|", "*", "**", "_", "__", "-", "+", "1.", "#", ">", "](",
    "[x](y)", "![x](y)", "[^1]", "---", "===", "@@0@@", "^", "~~", "@x", "#1"]  # fmt: skip
HOSTILE = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from([*MARKUP, " ", "   ", "\n", "\r\n", "\t", "    ", "\x1b[2J", "\u202e", "\0"]),
            st.text(max_size=3))).map("".join)
)  # fmt: skip


def of(name, words="5.1.1 no such user"):
    return explain({name: (550, words)})[0]


def words_of(one):
    """The words of a reply as each door must show them."""
    lines = [shown(line) for line in one.reply.lines[:50]]
    return [*lines, f"... (+{len(one.reply.lines) - 50})"] if one.reply.lines[50:] else lines


@given(HOSTILE)
@example("")
@example(" ")
@example("$5 and $6 \\(x\\)")
def test_a_strangers_text_in_html_stands_in_code_and_changes_nothing_else(text):
    # No typesetter looks into <code>: skipHtmlTags of MathJax, ignoredTags of KaTeX.
    hostile, plain = Reader(of(text)._repr_html_()), Reader(of("ann")._repr_html_())
    assert hostile.code == [shown(text), *plain.code[1:]] and plain.code[0] == "ann"
    assert (hostile.tags, hostile.attributes, hostile.text) == (plain.tags, plain.attributes, plain.text)
    one = of("ann", text)
    reader = Reader(one._repr_html_())
    assert reader.code == ["ann", *words_of(one)] and not re.search(r"[$\\]", "".join(reader.text))


@given(HOSTILE)
@example("")
@example(" ")
@example("``")
@example(" ` ")
def test_a_strangers_text_in_markdown_is_code_and_changes_nothing_else(text):
    hostile, plain = [*tokens(of(text)._repr_markdown_())], [*tokens(of("ann")._repr_markdown_())]
    at = plain.index(("code_inline", "ann"))
    assert hostile[at] == ("code_inline", shown(text) or " ")
    assert hostile[:at] == plain[:at] and hostile[at + 1 :] == plain[at + 1 :]
    one = of("ann", text)
    with_words = [*tokens(one._repr_markdown_())]
    assert ("fence", "".join(f"{line}\n" for line in words_of(one))) in with_words
    assert {kind for kind, _ in with_words} <= {
        kind for kind, _ in [*plain, *tokens(of("ann", "\0")._repr_markdown_())]
    }


@given(HOSTILE)
def test_a_strangers_text_in_a_plain_page_is_a_line_of_its_own(text):
    hostile, plain = str(of(text)).split("\n"), str(of("ann")).split("\n")
    at = plain.index("  ann")
    assert hostile == [*plain[:at], f"  {shown(text)}", *plain[at + 1 :]]
    one = of("ann", text)
    assert all(f"    {line}" in str(one).split("\n") for line in words_of(one))
    assert not any(unicodedata.category(char)[0] == "C" for char in str(one).replace("\n", ""))


def test_text_folds_to_a_width_without_losing_words(lang):
    for page in pages(lang):
        whole = _text.page(page)
        for width in (64, 79, 120):
            folded = _text.fold(page, width)
            assert "".join(folded.split()) == "".join(whole.split())
            # Where words have blanks between them, none of them is cut.
            assert lang not in ("en", "vi") or folded.split() == whole.split()
            # One word too long for the width stays whole, under the heading of its row.
            assert all(len(line) <= width or " " not in line.split("  ")[-1] for line in folded.split("\n")), folded


def test_headings_stand_at_the_edge():
    heads = []
    _text.fold(compare(211, 251), 79, lambda line: heads.append(line) or line)
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
        assert printer.printed == _text.fold(page, 60)
        inside = Printer(1, 2)
        page._repr_pretty_(inside, False)
        assert inside.printed == repr(page)


@pytest.mark.parametrize("method", ["_repr_html_", "_repr_markdown_", "to_dict", "__html__"])
def test_displays_take_no_arguments(method):
    for page in (compare(211, 251), lookup(550)):
        with pytest.raises(TypeError):
            getattr(page, method)(1)
