"""Bytes to characters: the declaration never makes mojibake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article import decode

ARABIC = "انسحاب القوات على مرحلتين حتى أيلول المقبل، بحسب وثيقة"
PERSIAN = "خروج نیروها از عراق تا پایان سال آینده"
FRENCH = "L'armée a quitté la base où elle était, précise le ministère"


def xml(text: str, encoding: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding else ""
    return f"{declaration}<rss><title>{text}</title></rss>"


@pytest.mark.parametrize(
    ("text", "written_in", "said", "header"),
    [
        pytest.param(ARABIC, "utf-8", "", None, id="ar-utf8"),
        pytest.param(ARABIC, "utf-8", "utf-8", "text/xml; charset=windows-1256", id="ar-utf8-header-lies"),
        pytest.param(ARABIC, "utf-8", "windows-1256", None, id="ar-utf8-document-lies"),
        pytest.param(ARABIC, "utf-8", "us-ascii", "text/xml; charset=us-ascii", id="ar-utf8-said-ascii"),
        pytest.param(
            ARABIC, "utf-8", "no-such-code", 'text/xml; charset="x-unknown"', id="ar-utf8-unknown-names"
        ),
        pytest.param(ARABIC, "utf-8-sig", "windows-1252", None, id="ar-utf8-mark-outranks"),
        pytest.param(ARABIC, "cp1256", "windows-1256", None, id="ar-1256"),
        pytest.param(ARABIC, "cp1256", "", "text/xml; charset=windows-1256", id="ar-1256-header"),
        pytest.param(ARABIC, "cp1256", "utf-8", "text/xml; charset=utf-8", id="ar-1256-said-utf8"),
        pytest.param(ARABIC, "cp1256", "iso-8859-1", None, id="ar-1256-said-latin1"),
        pytest.param(ARABIC, "cp1256", "utf-16", None, id="ar-1256-said-utf16"),
        pytest.param(ARABIC, "cp1256", "", None, id="ar-1256-undeclared"),
        pytest.param(ARABIC.replace("،", ","), "iso8859-6", "iso-8859-6", None, id="ar-8859-6"),
        pytest.param(ARABIC, "utf-16", "utf-16", None, id="ar-utf16-mark"),
        pytest.param(ARABIC, "utf-16-le", "utf-8", "text/xml; charset=utf-8", id="ar-utf16-no-mark"),
        pytest.param(ARABIC, "utf-16-be", "", None, id="ar-utf16be-no-mark"),
        pytest.param(ARABIC, "utf-32", "", None, id="ar-utf32-mark"),
        pytest.param(PERSIAN, "utf-8", "windows-1256", None, id="fa-utf8"),
        pytest.param(FRENCH, "utf-8", "iso-8859-1", None, id="fr-utf8-said-latin1"),
        pytest.param(FRENCH, "cp1252", "iso-8859-1", None, id="fr-latin1"),
        pytest.param(FRENCH, "cp1252", "", None, id="fr-1252-undeclared"),
        pytest.param(FRENCH, "cp1252", "utf-8", None, id="fr-1252-said-utf8"),
        pytest.param("Übermäßig große Löhne für Jünger", "cp1252", "", None, id="de-1252-undeclared"),
        pytest.param("Señor, mañana habrá más acción", "cp1252", "utf-8", None, id="es-1252-said-utf8"),
        pytest.param("Вывод войск из Ирака", "cp1251", "windows-1251", None, id="ru-1251"),
        pytest.param("Türkiye'nin çekilme açıklaması", "cp1254", "windows-1254", None, id="tr-1254"),
        pytest.param("plain", "ascii", "utf-16", None, id="en-ascii-said-utf16"),
    ],
)
def test_text_survives(text: str, written_in: str, said: str, header: str | None) -> None:
    document = xml(text, said)
    assert decode(document.encode(written_in), header).text.lstrip("\ufeff") == document


@pytest.mark.parametrize(
    ("body", "shows", "problem"),
    [
        pytest.param((ARABIC * 40).encode() + b"\xff" + ARABIC.encode(), ARABIC, True, id="one-bad-byte"),
        pytest.param(ARABIC.encode()[:-1], ARABIC[:-1], True, id="cut-inside-a-letter"),
        pytest.param(b"\xff\xfe" + ARABIC.encode("utf-16-le") + b"\x00", ARABIC, True, id="utf16-odd-length"),
        pytest.param(b"\xef\xbb\xbf" + ARABIC.encode("cp1256"), ARABIC, True, id="utf8-mark-before-1256"),
        pytest.param(b"", "", False, id="empty"),
    ],
)
def test_damage_is_contained_and_reported(body: bytes, shows: str, problem: bool) -> None:
    decoded = decode(body)
    assert shows in decoded.text
    assert (decoded.problem is not None) == problem


@pytest.mark.parametrize(
    "name", ["utf-7", "rot13", "hex", "idna", "unicode_escape", "undefined", "../../x", "a" * 80]
)
def test_codecs_that_are_no_encodings_are_ignored(name: str) -> None:
    body = f'<?xml version="1.0" encoding="{name}"?><rss>caf\xe9</rss>'.encode("latin-1")
    assert "café" in decode(body, f"text/xml; charset={name}").text


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_any_bytes_decode(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type).text, str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_utf8_is_never_read_as_anything_else(text: str) -> None:
    assert decode(f"<a>{text}".encode(), "text/xml; charset=iso-8859-1").text == f"<a>{text}"
