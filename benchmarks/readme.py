"""What a run writes into ``benchmarks/README.md``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_README = Path(__file__).parent / "README.md"


def put(section: str, lines: Iterable[str]) -> None:
    """Print lines as they come, then put them between the marks of a section."""
    begin, end = f"<!-- {section} -->", f"<!-- end of {section} -->"
    found = []
    for line in lines:
        print(line, flush=True)
        found.append(line)
    before, _, rest = _README.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    text = "\n".join(found)
    _README.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
