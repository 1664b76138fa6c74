"""Documents read: fixtures beside their text, pages made by hand, and what hostile bytes come to."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.articles.documents import Document, read_document

PAGES = Path(__file__).parents[1] / "data" / "pages" / "documents"
FIXTURES = sorted(p for p in PAGES.iterdir() if p.suffix in {".pdf", ".docx"})
FIXTURE = {path.name: path.read_bytes() for path in FIXTURES}

Piece = tuple[float, float, float, str]
"""Left, baseline, size, text."""


def pdf_of(
    *pages: Sequence[Piece],
    page_extra: str = "",
    drawn: str = "",
    trailer: str = "",
    resources: str = "",
    more: dict[int, str] | None = None,
) -> bytes:
    """Return a PDF with these pages: Latin text in Helvetica, Chinese in a font that is named but not embedded."""
    objects: dict[int, bytes] = {
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
        5: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 6 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        6: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
    }
    kids = []
    for number, pieces in enumerate(pages):
        content = drawn + "".join(map(_shown, pieces))
        at = 10 + 2 * number
        kids.append(f"{at} 0 R")
        objects[at] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page_extra}"
            f"/Resources<</Font<</L 3 0 R/H 4 0 R>>{resources}>>/Contents {at + 1} 0 R>>"
        ).encode()
        objects[at + 1] = _stream(content.encode())
    objects.update({number: text.encode() for number, text in (more or {}).items()})
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    return file_of(objects, trailer)


def _shown(piece: Piece) -> str:
    x, y, size, text = piece
    if text.isascii():
        safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"BT /L {size} Tf 1 0 0 1 {x} {y} Tm ({safe}) Tj ET\n"
    return f"BT /H {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>> stream\n" % len(content) + content + b"\nendstream"


def file_of(objects: dict[int, bytes], trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.6\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %b \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return bytes(out) + f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def lines(body: bytes) -> list[str]:
    found = read_document(body, "pdf")
    assert isinstance(found, Document), found
    return found.text.split("\n")


def docx_of(**parts: str | bytes) -> bytes:
    """Return the Chinese fixture with some parts changed; names have two underscores for a slash."""
    changed = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(FIXTURE["zh_notice.docx"])) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, changed.pop(part.filename, old.read(part)))
        for name, text in changed.items():
            new.writestr(name, text)
    return out.getvalue()


def body_of(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'


# ---- the fixtures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_documents_read_as_written_beside_them(path: Path) -> None:
    title, _, text = (path.parent / f"{path.name}.txt").read_text("utf-8").partition("\n\n")
    found = read_document(path.read_bytes(), "pdf" if path.suffix == ".pdf" else "docx")
    assert found == Document(title, text.removesuffix("\n"))


# ---- lines and paragraphs of a PDF -----------------------------------------------------------------------------------


def test_wrapped_lines_are_joined_and_broken_words_made_whole() -> None:
    page = [
        (72, 700, 12, "The licence covers unwrought anti-"),
        (72, 685, 12, "mony, tungsten ores, and dual-"),
        (72, 670, 12, "use goods of the kind here"),
        (72, 655, 12, "named."),
        (72, 640, 12, "(a) wafers;"),
        (72, 625, 12, "(b) powders."),
    ]
    assert lines(pdf_of(page)) == [
        "The licence covers unwrought antimony, tungsten ores, and dual-use goods of the kind here named.",
        "(a) wafers;",
        "(b) powders.",
    ]


def test_chinese_is_joined_without_a_space_in_a_font_that_is_not_embedded() -> None:
    page = [
        (96, 700, 12, "为维护国家安全和利益，现对下列各物项"),
        (72, 685, 12, "施出口管制，自公布之日起执行，未经许可的"),
        (72, 670, 12, "不得出口。"),
    ]
    assert lines(pdf_of(page)) == [
        "为维护国家安全和利益，现对下列各物项施出口管制，自公布之日起执行，未经许可的不得出口。"
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        (60, 700 - 14 * n, 10, text)
        for n, text in enumerate(["The first column goes on to", "its end and only then does", "it stop."])
    ]
    right = [
        (330, 700 - 14 * n, 10, text)
        for n, text in enumerate(["The second column follows", "the first and has its own", "end."])
    ]
    assert lines(pdf_of([*left, *right])) == [
        "The first column goes on to its end and only then does it stop.",
        "The second column follows the first and has its own end.",
    ]


def test_heads_feet_and_page_numbers_go_and_a_paragraph_runs_over_the_page() -> None:
    def page(number: int, *body: str) -> list[Piece]:
        inner = [(72.0, 700.0 - 15 * n, 12.0, text) for n, text in enumerate(body)]
        return [(72, 800, 9, f"Sample Gazette L 12/{number + 14}"), *inner, (290, 30, 9, f"- {number} -")]

    body = pdf_of(
        page(1, "Article 1", "Whoever sends goods of this kind abroad", "shall hold a licence that was granted to"),
        page(2, "them in writing.", "Article 2"),
        page(3, "This Order is binding."),
    )
    assert lines(body) == [
        "Article 1",
        "Whoever sends goods of this kind abroad shall hold a licence that was granted to them in writing.",
        "Article 2",
        "This Order is binding.",
    ]


def test_headings_of_annexes_are_no_page_heads() -> None:
    body = pdf_of(*([(72, 800, 12, f"Annex {n}"), (72, 700, 12, f"Goods of class {'ABC'[n - 1]}.")] for n in (1, 2, 3)))
    assert [line for line in lines(body) if line.startswith("Annex")] == ["Annex 1", "Annex 2", "Annex 3"]


RULES = "".join(f"{x} 600 m {x} 660 l S\n" for x in (70, 150, 300)) + "".join(
    f"70 {y} m 300 {y} l S\n" for y in (600, 630, 660)
)
CELLS = [
    (80.0, 640.0, 10.0, "No."),
    (160.0, 640.0, 10.0, "Name"),
    (80.0, 610.0, 10.0, "1"),
    (160.0, 610.0, 10.0, "Gallium"),
]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_ruled_tables_become_rows_however_the_page_is_turned(turn: int) -> None:
    # What is shown upright stands turned in the page's own space.
    move = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    body = pdf_of(CELLS, page_extra=f"/Rotate {turn}", drawn=f"{move} cm\n{RULES}")
    assert lines(body) == ["No. | Name", "1 | Gallium"]


def test_a_frame_around_text_is_no_table_and_a_watermark_is_not_read() -> None:
    drawn = "60 650 200 40 re S\nBT /L 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET\n"
    assert lines(pdf_of([(72, 670, 12, "Framed words.")], drawn=drawn)) == ["Framed words."]


def test_tables_drawn_within_a_form_stand_where_the_form_stands() -> None:
    form = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 -40 20]/Length {len(RULES)}>> stream\n{RULES}"
    )
    moved = [(x - 20, y + 40, size, text) for x, y, size, text in CELLS]
    body = pdf_of(
        moved, drawn="q 1 0 0 1 20 20 cm /F Do Q\n", resources="/XObject<</F 7 0 R>>", more={7: f"{form}\nendstream"}
    )
    assert lines(body) == ["No. | Name", "1 | Gallium"]


def test_a_page_that_is_a_picture_among_others_is_told() -> None:
    picture = "q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n"
    body = pdf_of([(72, 700, 12, "Some words.")], [], drawn=picture)
    found = read_document(body, "pdf")
    assert isinstance(found, Document)
    assert (found.text, found.gaps) == ("Some words.", ("page 2 is a picture",))


# ---- what is not read, and why ---------------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth + 2):
        objects[number] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1)
    objects[depth + 2] = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1)
    return file_of(objects)


def bomb(content: bytes, filters: str = "/FlateDecode") -> bytes:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        4: f"<</Filter[{filters}]/Length {len(content)}>> stream\n".encode() + content + b"\nendstream",
    }
    return file_of(objects)


WORDS = [(72.0, 700.0, 12.0, "Some words.")]
LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -44/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>/ID[<00><00>]"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (pdf_of(WORDS, trailer=LOCKED), "encrypted"),
        (pdf_of(WORDS)[:-200], "broken"),
        (b"%PDF-1.7\n%%EOF", "broken"),
        (b"<html>%%EOF</html>", "broken"),
        (b"", "broken"),
        (pdf_of([]), "no text layer"),
        (pdf_of([(290, 30, 9, "- 1 -")]), "no text layer"),
        (pdf_of(WORDS).replace(b"/Count 1/", b"/Count 10000/"), "10,000 pages"),
        (pdf_of(*[WORDS] * 401), "401 pages"),
        (nested(5_000), "page 1 could not be read"),
        (bomb(zlib.compress(b"0 0 m 9 9 l S\n" * 4_000_000)), "unpacks to more"),
        (bomb(zlib.compress(zlib.compress(b"\0" * 50_000_000))), "unpacks to more"),
        (bomb(zlib.compress(b" " * 50_000_000).hex().encode()), "unpacks to more"),
        (bomb(b"\0", "/LZWDecode"), "LZW"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pdfs_that_cannot_be_read_say_why(body: bytes, why: str) -> None:
    found = read_document(body, "pdf")
    assert isinstance(found, str)
    assert why in found


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PLAIN = BytesIO()
with zipfile.ZipFile(PLAIN, "w") as _archive:
    _archive.writestr("readme.txt", "words")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (PLAIN.getvalue(), "no Word document"),
        (docx_of(word__media__big=b"\0" * 70_000_000), "unpacks to more"),
        (docx_of(word__document_xml=body_of("<w:p/>" * 700_000)), "tags"),
        (docx_of(word__document_xml=DOCTYPE + body_of("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")[21:]), "document type"),
        (docx_of(word__document_xml=(DOCTYPE + body_of("")[21:]).encode("utf-16")), "document type"),
        (docx_of(**{f"word__x{n}": "" for n in range(2_001)}), "parts"),
        (docx_of(**{"word__vbaProject.bin": "macro"}), "macros"),
        (docx_of(word__document_xml="<w:document"), "broken"),
        (docx_of(word__document_xml=body_of("<w:p/>")), "no text"),
        (FIXTURE["zh_notice.docx"][:9_000], "broken"),
        (b"\xd0\xcf\x11\xe0 old", "encrypted, or an old"),
        (b"", "broken"),
        (b"words", "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_word_files_that_cannot_be_read_say_why(body: bytes, why: str) -> None:
    found = read_document(body, "docx")
    assert isinstance(found, str)
    assert why in found


def test_word_tables_nested_a_hundred_deep_are_read_as_far_as_is_wise() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 100 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 100
    found = read_document(docx_of(word__document_xml=body_of(f"<w:p><w:r><w:t>Above.</w:t></w:r></w:p>{deep}")), "docx")
    assert not isinstance(found, Document) or found.text == "Above."


def test_a_part_of_a_document_that_could_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.articles import pdf

    whole = pdf._page

    def fails_on_the_second(file: object, number: int, most: int) -> object:
        if number == 1:
            raise pdf.pdfium.PdfiumError("Failed to load page.")
        return whole(file, number, most)

    monkeypatch.setattr(pdf, "_page", fails_on_the_second)
    found = read_document(pdf_of(WORDS, WORDS, [(72, 700, 12, "Other words.")]), "pdf")
    assert isinstance(found, Document)
    assert found.gaps == ("page 2 could not be read",)


@given(st.sampled_from(sorted(FIXTURE)), st.data())
def test_mutated_bytes_never_raise(name: str, data: st.DataObject) -> None:
    body = bytearray(FIXTURE[name])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(body) - 1))
        piece = data.draw(st.binary(max_size=8))
        body[at : at + data.draw(st.integers(0, 8))] = piece
    kind = "pdf" if name.endswith("pdf") else "docx"
    for each in ("pdf", "docx"):
        found = read_document(bytes(body), each)
        assert isinstance(found, Document | str)
        assert each == kind or isinstance(found, str)


@given(st.binary(max_size=300))
def test_any_bytes_never_raise(body: bytes) -> None:
    assert isinstance(read_document(b"%PDF-1.7\n" + body + b"\n%%EOF", "pdf"), Document | str)
    assert isinstance(read_document(b"PK\x03\x04" + body, "docx"), str)
