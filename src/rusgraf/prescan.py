"""Whether bytes from outside may be given to a parser at all.

The parser reads whatever it is given, and some of it crashes it; what no honest file has is
turned away here, with a word on what it is.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from rusgraf.errors import SyntaxMistake, UnreadableInput, syntax_problem

MAX_BYTES: Final = 64 * 1000 * 1000
#: Deeper nesting than any document has; far below where the parser would crash.
MAX_DEPTH: Final = 100

#: Formats in which nothing is nested but triple terms.
_FLAT: Final = ("nt", "nq")
_OPENING: Final = ("[", "(", "{", "<<")
#: A token of the Turtle family; no quantifier ever gives back what it took.
_TURTLE: Final = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]++|\\.|\'(?!\'\'))*+\'\'\''
    r'|"(?:[^"\\\r\n]++|\\.)*+"|\'(?:[^\'\\\r\n]++|\\.)*+\'|<[^<>"{}|^`\x00-\x20]*+>|\\.|#[^\r\n]*+'
    r"|(?P<open><<\(?|[(\[{])|(?P<close>\)?>>|[)\]}])",
    re.DOTALL,
)
_JSON: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_CONTROLS: Final = frozenset(range(0x09)) | frozenset(range(0x0E, 0x20))
#: The bytes that are letters or signs in Windows-1252 and controls in Latin-1, and those that are neither.
_ONLY_WINDOWS: Final = frozenset(range(0x80, 0xA0))
_NOT_WINDOWS: Final = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))

#: What the mistakes are that a parser of XML names, in nb and en.
_XML_MISTAKES: Final = {
    "mismatched tag": (
        "slutten på et annet element enn det som sist ble åpnet. Avslutt det innerste først.",
        "the end of another element than the one last opened. Close the innermost first.",
    ),
    "not well-formed (invalid token)": (
        "et tegn som ikke kan stå her. Skriv & som &amp; og < som &lt;, og sett verdier i anførselstegn.",
        "a character that cannot stand here. Write & as &amp; and < as &lt;, and values in quotation marks.",
    ),
    "no element found": (
        "filen slutter før det som er åpnet, er lukket.",
        "the file ends before all that was opened is closed.",
    ),
    "unclosed token": (
        "noe som begynner her, er ikke avsluttet. Se etter en > eller et anførselstegn som mangler.",
        "what begins here has no end. Look for a missing > or quotation mark.",
    ),
    "undefined entity": (
        "et navn mellom & og ; som ikke finnes. Skriv tegnet selv.",
        "a name between & and ; that does not exist. Write the character itself.",
    ),
    "duplicate attribute": (
        "samme egenskap står to ganger i ett element. Fjern den ene.",
        "the same attribute stands twice in one element. Remove one.",
    ),
    "junk after document element": (
        "mer tekst etter at det ytterste elementet er lukket. Flytt det innenfor.",
        "more text after the outermost element is closed. Move it inside.",
    ),
    "unbound prefix": (
        "et prefiks som ikke er erklært. Erklær det øverst, som xmlns:rg.",
        "a prefix that is not declared. Declare it at the top, as xmlns:rg.",
    ),
}
_XML_OTHERWISE: Final = (
    "dette kan ikke leses. Se etter noe som mangler eller er for mye like foran.",
    "this cannot be read. Look for something missing or superfluous just before it.",
)

_SAVE_EN: Final = "Open it in the program that it comes from, and save it with the encoding UTF-8."
_SAVE_NB: Final = "Åpne den i programmet den kommer fra, og lagre den med tegnkodingen UTF-8."
_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def refusal(name: str, en: str, nb: str, *, kind: str = "unreadable", line: int = 0) -> UnreadableInput:
    """The error that says why a file is not read.

    :param en: what is wrong with it, and what to do; the first sentence goes on from its name.
    """
    where = f"{name}, line {line}" if line else name
    return UnreadableInput(f"{where}: {en}", kind=kind, messages={"nb": nb, "en": en}, line=line)


def too_large(name: str) -> UnreadableInput:
    """The error that says that a file is larger than any that is read."""
    limit = MAX_BYTES // 1_000_000
    return refusal(
        name,
        f"The file is larger than {limit} MB. Divide it into several.",
        f"Filen er større enn {limit} MB. Del den i flere.",
        kind="refused",
    )


def decoded(data: bytes, name: str, format: str) -> str:
    """The text of a file that may be given to the parser of its format.

    :param format: ``ttl``, ``nt``, ``trig``, ``nq``, ``jsonld`` or ``rdfxml``.
    :raises UnreadableInput: the file is too large, not UTF-8, has a NUL, is nested too
        deep, or declares entities.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    text = _text(data, name)
    if format == "rdfxml":
        _look_at_xml(text, name)
    elif (format not in _FLAT or "<<" in text) and sum(map(text.count, _OPENING)) > MAX_DEPTH:
        _look_at_brackets(text, name, _JSON if format == "jsonld" else _TURTLE)
    return text


def _text(data: bytes, name: str) -> str:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            raise _encoded(name, encoding)
    # A blank or a line feed of UTF-16 without a mark.
    if re.search(rb"\A(?:[^\0]\0){4}|\A(?:\0[^\0]){4}", data):
        raise _encoded(name, "UTF-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith(codecs.BOM_UTF8):
        raise refusal(
            name,
            "The file begins with two byte order marks. Save it as UTF-8 without one.",
            "Filen begynner med to BOM-merker. Lagre den som UTF-8 uten BOM.",
            line=1,
        )
    if b"\0" in data:
        raise refusal(
            name,
            "The file contains a NUL byte; this is not a text file. Give a file of RDF.",
            "Filen inneholder en NUL-byte; dette er ikke en tekstfil. Gi en fil med RDF.",
            line=data.count(b"\n", 0, data.index(b"\0")) + 1,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _encoded(name, *_guess(data, error.start)) from error


def _guess(data: bytes, position: int) -> tuple[str, int]:
    """What encoding text seems to have that is not UTF-8, and the line that shows it."""
    line = data.count(b"\n", 0, position) + 1
    found = set(data)
    if found & _CONTROLS or not data.decode("utf-8", "ignore").isascii():
        # No text at all, or UTF-8 that was damaged.
        return "", line
    if not found & _ONLY_WINDOWS:
        return "Latin-1 (ISO 8859-1)", line
    return "" if found & _NOT_WINDOWS else "Windows-1252", line


def _encoded(name: str, encoding: str, line: int = 0) -> UnreadableInput:
    return refusal(
        name,
        "The file is not UTF-8 text" + (f"; it seems to be {encoding}. " if encoding else ". ") + _SAVE_EN,
        "Filen er ikke UTF-8-tekst"
        + (f"; den ser ut til å være {encoding}. " if encoding else ". ")
        + _SAVE_NB,
        line=line,
    )


def _look_at_brackets(text: str, name: str, tokens: re.Pattern[str]) -> None:
    depth = 0
    for match in tokens.finditer(text):
        if match.lastgroup:
            depth += 1 if match.lastgroup == "open" else -1
            if depth > MAX_DEPTH:
                raise _too_deep(name, text.count("\n", 0, match.start()) + 1)


def _look_at_xml(text: str, name: str) -> None:
    """See that XML is whole, which the parser of RDF/XML does not, and neither deep nor self-extending."""
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep(name, parser.CurrentLineNumber)

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise refusal(
            name,
            "The file has a document type declaration, which rusgraf does not read. "
            "Write it without <!DOCTYPE and <!ENTITY.",
            "Filen har en dokumenttypedeklarasjon, som rusgraf ikke leser. "
            "Skriv den uten <!DOCTYPE og <!ENTITY.",
            kind="refused",
            line=parser.CurrentLineNumber,
        )

    def begun(_: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise refusal(
                name,
                f'The file is UTF-8 and says that it is {encoding[:30]}. Write encoding="UTF-8" in its first '
                "line.",
                f'Filen er UTF-8 og sier at den er {encoding[:30]}. Skriv encoding="UTF-8" i den første '
                "linjen.",
                line=1,
            )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.XmlDeclHandler = begun
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        words = _XML_MISTAKES.get(expat.ErrorString(error.code), _XML_OTHERWISE)
        messages = {"nb": f"Skrivefeil i XML: {words[0]}", "en": f"A mistake in the XML: {words[1]}"}
        column = error.offset + 1
        mistake = SyntaxMistake(error.lineno, column, error.lineno, column, messages)
        raise syntax_problem(name, text, mistake) from error


def _too_deep(name: str, line: int) -> UnreadableInput:
    return refusal(
        name,
        f"The file is nested more than {MAX_DEPTH} levels deep. Give inner things their own names.",
        f"Filen er nøstet mer enn {MAX_DEPTH} nivåer dypt. Gi det som står innerst, egne navn.",
        kind="refused",
        line=line,
    )
