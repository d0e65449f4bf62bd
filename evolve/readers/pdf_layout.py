"""Put the pieces of text on the pages of a PDF together: lines, columns, paragraphs, tables and notes.

The order of the file is kept, which is that of reading in nearly every PDF, except where it goes across two columns.
Running heads, feet and page numbers are recognised by their repetition at the edges of pages, notes by their small
print at the ends of pages, paragraphs by gaps, indents and short last lines. All sizes are in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from evolve.readers.blocks import CELL_SEPARATOR, Block, Kind
from evolve.text.running_heads import left_out_heads


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that a page shows at one place."""

    text: str
    x: float
    """Distance of its left end from the left edge of the page."""
    y: float
    """Height of its baseline above the lower edge of the page."""
    size: float
    """Size of the font."""
    width: float
    """Width of the text without white space at its ends, less than it is where words are spread."""
    angle: int = 0
    """Number of quarter turns to the left."""


@dataclass(slots=True)
class _Line:
    """Pieces on one baseline."""

    x: float
    y: float
    size: float
    right: float
    page: int
    parts: list[str] = field(default_factory=list)
    starts: list[tuple[float, int]] = field(default_factory=list)
    """Where pieces begin after the first: the distance from the left, and the number of parts before each."""
    cells: list[tuple[float, int]] = field(default_factory=list)
    """Those of them that begin a cell or a column."""
    ends: dict[int, float] = field(default_factory=dict)
    """The right end of the parts before each cell."""
    last_x: float = 0.0
    """The distance from the left of the last piece."""
    length: int = 0
    """Number of characters."""
    is_marked: bool = False
    """Whether it begins with a raised number or sign, as notes do."""

    @property
    def text(self) -> str:
        return "".join(self.parts)


_ColumnEdges = dict[tuple[int, int], tuple[float, float, int]]
"""The left and the right edge of columns and the length of their longest lines, by page and place of the left edge."""
_SAME_LINE = 0.6
"""Maximum difference of the baselines of a line, as a multiple of the larger size; raised marks have about .4."""
_CELL_GAP = 1.0
"""Minimum gap between two cells of a line, as a multiple of the size."""
_ALIGNED = 2.0
"""Maximum distance of the left edges of two cells below each other."""
_SPREAD = 0.15
"""How much wider than usual a space may be in a line that is spread to its column, as a multiple of the size."""
_SMALL = 0.93
"""Maximum size of the print of notes, as a multiple of that of the text."""
_MAX_MARK = 12
"""Maximum number of characters of a line that may be the mark of a note or of an item."""
_RAISED = 0.15
"""Minimum height of a raised mark above the baseline, as a multiple of the size."""
_GAP = 1.25
"""Minimum distance of the lines of two paragraphs, as a multiple of that of the lines of one."""
_INDENT = 0.6
"""Minimum indent of a paragraph, as a multiple of the size."""
_SHORT = 0.05
"""Part of the width that a line may seem to leave empty because its words are spread."""
_LIST = 0.2
"""Minimum part of the width that a line with a semicolon leaves empty if it is an item."""
_FULL = 0.97
"""Maximum number of characters of a line in which the next word had room, as a multiple of that of the longest line."""
_EDGE_LINES = 4
"""Number of lines at the upper and the lower edge of a page that may be running heads, feet and page numbers."""
_MANY = 0.3
"""Minimum share of the pages that have the second line of a running head."""
_APART = 1.15
"""Minimum distance of running heads from the text, as a multiple of that of lines."""
_MAX_INDENT = 30.0
"""Maximum indent of a line of the right one of two columns."""
_MAX_CELLS = 40
"""Number of cells of a row that are compared with the next."""
_MIN_COLUMN_LINES = 6
"""Minimum number of lines that go across two columns."""
_MIN_CELL_CHARACTERS = 16
"""Minimum mean length of the lines of a column; the cells of a table are shorter."""
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶a-z]{1,2})[\])]?(?:,\d{1,3}){0,5}")
_ITEM = re.compile(r"(?:[•◦▪‣●○■–—\-*\uf0b7\uf0a7]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s{1,9}\S")
_BULLET = re.compile(r"[•◦▪‣●○■*\uf0b7\uf0a7]\s{0,9}|[–—]\s{1,9}")
_LONE_BULLET = re.compile(r"[•◦▪‣●○■–—\uf0b7\uf0a7]|\(?(?:\d{1,3}|[a-zA-Z])[.)]")
_END = re.compile(r"[.!?:…。！？]['\"’”»)\]]{0,3}$")
_NUMBER = re.compile(r"\d+")
_BROWSER_FOOT = re.compile(r"\w{3,5}://\S{1,2000}[ |]{1,9}\d{1,4}/\d{1,4}")
_TIME = re.compile(r"#:#")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s\[(]{0,4}(?:page|seite|p\.|s\.|página|pagina|strona|стр\.)?\s{0,3}(?:#|[ivxl]{1,7})"
    r"(?:\s{0,3}(?:/|of|von|de|di|sur|van)\s{0,3}#)?[-–—|\s\])]{0,4}"
)


def laid_out(pages: Sequence[Sequence[Piece]]) -> tuple[tuple[Block, ...], str]:
    """Return the blocks of a PDF, the notes among them marked, and a remark on the lines left out."""
    by_page = [_in_columns(_lines(_upright(pieces), n)) for n, pieces in enumerate(pages)]
    size = _usual_size(by_page)
    kept, left_out = _without_furniture(by_page)
    text: list[_Line] = []
    notes: list[_Line] = []
    for lines in kept:
        for line, is_note in zip(lines, _are_notes(lines, size), strict=True):
            (notes if is_note else text).append(line)
    blocks = [*_blocks(_with_initials(text, size), "paragraph"), *_blocks(notes, "note")]
    blocks = [block for block in blocks if block.text.strip()]
    return tuple(blocks), left_out_heads(left_out) if left_out > 1 else ""


def _upright(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces in the direction that most characters of the page have, turned upright."""
    weights: Counter[int] = Counter()
    for piece in pieces:
        weights[piece.angle] += len(piece.text)
    angle = weights.most_common(1)[0][0] if weights else 0
    turned = {0: (1, 0, 0, 1), 1: (0, 1, -1, 0), 2: (-1, 0, 0, -1), 3: (0, -1, 1, 0)}[angle % 4]
    a, b, c, d = turned
    return [
        Piece(piece.text, a * piece.x + b * piece.y, c * piece.x + d * piece.y, piece.size, piece.width)
        for piece in pieces
        if piece.angle == angle and piece.size > 0
    ]


def _lines(pieces: Iterable[Piece], page: int) -> list[_Line]:
    """Return the lines of a page in the order of the file, without raised marks of notes."""
    lines: list[_Line] = []
    line: _Line | None = None
    for piece in pieces:
        text = piece.text.replace("\n", " ")
        if not text.strip():
            if line and line.parts and not line.parts[-1].endswith(" "):
                line.parts.append(" ")
        elif line is not None and _continues(line, piece):
            _add(line, piece, text)
        else:
            right = piece.x + piece.width
            line = _Line(piece.x, piece.y, piece.size, right, page, [text.lstrip()], last_x=piece.x, length=len(text))
            lines.append(line)
    return [line for line in lines if line.text.strip()]


def _add(line: _Line, piece: Piece, text: str) -> None:
    """Add the text of a piece to its line, unless it is the raised mark of a note."""
    line.last_x = piece.x
    if _is_raised(piece.y, piece.size, line.y, line.size) and _MARK.fullmatch(text.strip()):
        line.right = max(line.right, piece.x + piece.width)
        if text.endswith(" "):
            line.parts.append(" ")
        return
    is_short = line.length <= _MAX_MARK
    if is_short and _is_raised(line.y, line.size, piece.y, piece.size) and _MARK.fullmatch(line.text.strip()):
        # A note begins with its raised mark.
        line.parts, line.y, line.size, line.is_marked = [], piece.y, piece.size, True
    is_after_bullet = is_short and _LONE_BULLET.fullmatch(line.text.strip()) is not None
    if line.parts:
        spaces = line.parts[-1].count(" ")
        line.starts.append((piece.x, len(line.parts)))
        if is_after_bullet and not line.parts[-1].endswith(" "):
            line.parts.append(" ")
        elif not is_after_bullet and piece.x - line.right >= piece.size * (_CELL_GAP + _SPREAD * spaces):
            line.cells.append(line.starts[-1])
            line.ends[len(line.parts)] = line.right
            text = text.lstrip()
    if not line.parts or line.parts[-1].endswith(" "):
        text = text.lstrip()
    line.parts.append(text)
    line.length += len(text)
    line.right = piece.x + piece.width
    if 2 * len(text) > line.length:
        line.size, line.y = piece.size, piece.y


def _continues(line: _Line, piece: Piece) -> bool:
    """Return whether a piece is on a line, to the right of its other pieces."""
    return abs(piece.y - line.y) <= _SAME_LINE * max(line.size, piece.size) and piece.x > line.last_x


def _is_raised(y: float, size: float, base: float, base_size: float) -> bool:
    return size < 0.9 * base_size and y - base > _RAISED * base_size


def _in_columns(lines: list[_Line]) -> list[_Line]:
    """Return the lines in the order of columns where the file goes across two of them, with tables as rows."""
    starts = Counter(round(x / 3) for line in lines for x, _ in line.cells[:1])
    best = max(starts, key=lambda n: starts[n] + starts[n + 1], default=None)
    if best is not None:
        low, high = 3 * best - 3, 3 * best + _MAX_INDENT
        parted = [line for line in lines if len(line.cells) == 1 and low <= line.cells[0][0] <= high]
        characters = sum(line.length for line in parted)
        if len(parted) >= _MIN_COLUMN_LINES and characters >= 2 * _MIN_CELL_CHARACTERS * len(parted):
            return _one_after_the_other(lines, low, high)
    for before, after in [*pairwise(lines), *pairwise(lines[::-1])]:
        if before.cells and not after.cells:
            places = [x for x, _ in before.cells[:_MAX_CELLS]]
            after.cells = [start for start in after.starts if any(abs(start[0] - x) < _ALIGNED for x in places)]
    for line in lines:
        _separate(line)
    return lines


def _separate(line: _Line) -> None:
    """Put a sign between the cells of a line."""
    for _, place in reversed(line.cells):
        line.parts[place - 1] = line.parts[place - 1].rstrip()
        line.parts.insert(place, CELL_SEPARATOR)


def _one_after_the_other(lines: Sequence[_Line], low: float, high: float) -> list[_Line]:
    """Return lines that go across two columns as lines of the left column and lines of the right one."""
    ordered: list[_Line] = []
    right: list[_Line] = []
    for line in lines:
        if line.cells and low <= line.cells[0][0] <= high:
            x, place = line.cells[0]
            head, tail = line.parts[:place], line.parts[place:]
            ordered.append(_part(line, line.x, line.ends[place], head))
            right.append(_part(line, x, line.right, tail))
            continue
        _separate(line)
        if line.x >= low:
            right.append(line)
            continue
        if line.right > high:
            # A line over both columns ends them.
            ordered += right
            right = []
        ordered.append(line)
    return ordered + right


def _part(line: _Line, x: float, right: float, parts: list[str]) -> _Line:
    return _Line(x, line.y, line.size, right, line.page, parts, length=sum(map(len, parts)))


def _usual_size(pages: Sequence[Sequence[_Line]]) -> float:
    """Return the size of most characters."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(2 * line.size) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=1.0)


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> tuple[list[list[_Line]], int]:
    """Return the pages without running heads, feet and page numbers, and the number of lines left out."""
    edges = [_outer_lines(lines) for lines in pages]
    counts: Counter[tuple[bool, str, int]] = Counter()
    for edge in edges:
        counts.update({(is_top, *_key(line)) for is_top, lines in edge for line, _ in lines})
    enough = 2 if len(pages) < 6 else 3
    kept = []
    left_out = 0
    for lines, edge in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        is_printed = any(_BROWSER_FOOT.fullmatch(line.text.strip()) for line in lines[-2:])
        for is_top, outer in edge:
            last = 0
            for n, (line, is_apart) in enumerate(outer, 1):
                text, _ = _key(line)
                is_by_browser = is_printed and (
                    _TIME.search(text) if is_top else _BROWSER_FOOT.fullmatch(line.text.strip())
                )
                # A line below another at the edge is part of the text unless it is on many pages.
                is_repeated = counts[is_top, *_key(line)] >= (enough if n == 1 else max(enough, _MANY * len(pages)))
                if not is_repeated and not is_by_browser and not _PAGE_NUMBER.fullmatch(text):
                    break
                if is_apart:
                    last = n
            dropped |= {id(line) for line, _ in outer[:last]}
        left_out += len(dropped)
        kept.append([line for line in lines if id(line) not in dropped])
    return kept, left_out


def _key(line: _Line) -> tuple[str, int]:
    """Return the text of a line with each number as one sign, and its height in steps of six points."""
    return _NUMBER.sub("#", " ".join(line.text.split()).casefold()), round(line.y / 6)


def _outer_lines(
    lines: Sequence[_Line],
) -> tuple[tuple[bool, list[tuple[_Line, bool]]], tuple[bool, list[tuple[_Line, bool]]]]:
    """Return the outermost lines at the top and at the bottom of a page, from the edge inwards.

    Each is with whether the next line is farther from it than the lines of a paragraph are from each other.
    """
    by_height = sorted(lines, key=lambda line: -line.y)
    limit = min(_EDGE_LINES, len(by_height) - 1)
    distances = [a.y - b.y for a, b in pairwise(by_height)]
    leading = _low_median([distance for distance in distances if distance > 2] or [0.0])
    top = [(by_height[k], distances[k] > _APART * leading) for k in range(limit)]
    bottom = [(by_height[-1 - k], distances[-1 - k] > _APART * leading) for k in range(limit)]
    return (True, top), (False, bottom)


def _are_notes(lines: Sequence[_Line], size: float) -> list[bool]:
    """Return for each line of a page whether it is part of a note: small print below the text of its column."""
    is_small = [line.size <= _SMALL * size for line in lines]
    text = [line for line, small in zip(lines, is_small, strict=True) if not small]
    lowest: dict[int, float] = {}
    """The lowest line of the text over each stretch of ten points of the width."""
    for line in text:
        for place in range(int(line.x // 10), int(min(line.right, line.x + 5000) // 10) + 1):
            lowest[place] = min(lowest.get(place, line.y), line.y)
    notes = []
    for line, small in zip(lines, is_small, strict=True):
        above = lowest.get(int((line.x + line.size) // 10))
        notes.append(small and above is not None and line.y < above)
    # Small print without a mark anywhere is a caption or a quotation, not notes.
    if not any(
        note and (line.is_marked or re.match(r"[\[(]?\d|[*†‡]", line.text))
        for note, line in zip(notes, lines, strict=True)
    ):
        return [False] * len(lines)
    return notes


def _with_initials(lines: Sequence[_Line], size: float) -> list[_Line]:
    """Return the lines with a large first letter put before the line that it begins."""
    joined: list[_Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and before.size > 1.6 * size and len(before.text.strip()) == 1 and before.text.strip().isalpha():
            line.parts.insert(0, before.text.strip())
            line.x = before.x
            joined[-1] = line
        else:
            joined.append(line)
    return joined


def _blocks(lines: Sequence[_Line], kind: Kind) -> Iterator[Block]:
    """Yield the paragraphs that lines form."""
    if not lines:
        return
    leading = _leadings(lines)
    edges = _edges_of_columns(lines)
    block: list[_Line] = []
    for line in lines:
        if block and _begins(block, line, leading, edges):
            yield _block(block, kind)
            block = []
        block.append(line)
    yield _block(block, kind)


def _block(lines: Sequence[_Line], kind: Kind) -> Block:
    text = "\n".join(line.text.strip() for line in lines)
    if kind == "note":
        return Block(kind, re.sub(r"^[\[(]?(?:\d{1,3}|[*†‡§])[\])]?\.?\s{1,9}", "", text))
    return Block(
        "item" if _ITEM.match(text) else "paragraph", _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text
    )


def _leadings(lines: Sequence[_Line]) -> dict[float, float]:
    """Return the usual distance of lines, by their size."""
    distances: dict[float, list[float]] = {}
    for a, b in pairwise(lines):
        if a.page == b.page and abs(a.size - b.size) < 0.5 and 0 < a.y - b.y < 3 * a.size:
            distances.setdefault(round(a.size), []).append(a.y - b.y)
    return {size: _low_median(found) for size, found in distances.items()}


def _low_median(values: Sequence[float]) -> float:
    """Return the median of the lower half: lines inside paragraphs are closer than those between them."""
    ordered = sorted(values)
    return median(ordered[: max(1, (len(ordered) + 1) // 2)])


def _edges_of_columns(lines: Sequence[_Line]) -> _ColumnEdges:
    """Return the left and the right edge of each column and the length of its longest line."""
    edges: _ColumnEdges = {}
    for line in lines:
        key = _column(line)
        left, right, length = edges.get(key, (line.x, line.right, line.length))
        edges[key] = min(left, line.x), max(right, line.right), max(length, line.length)
    return edges


def _column(line: _Line) -> tuple[int, int]:
    return line.page, int(line.x // 90)


def _begins(block: Sequence[_Line], line: _Line, leadings: dict[float, float], edges: _ColumnEdges) -> bool:
    """Return whether a line begins a paragraph after the lines of another."""
    last = block[-1]
    size = max(line.size, last.size)
    if CELL_SEPARATOR in line.text or CELL_SEPARATOR in last.text:
        return True
    if abs(line.size - last.size) > 0.08 * size or line.is_marked or _ITEM.match(line.text):
        return True
    if _LONE_BULLET.fullmatch(last.text.strip()):
        return False
    left, right, longest = edges[_column(last)]
    word = len(line.text.split(maxsplit=1)[0]) + 1
    # Its last line is short if the next word had room in it. Either measure may be wrong: the width where words are
    # spread, the number of characters where letters differ in width.
    room = right - last.right - _SHORT * (right - left)
    has_room = room > word * (last.right - last.x) / max(1, last.length)
    is_short = has_room and last.length + word < _FULL * longest
    is_ended = _END.search(last.text.rstrip()) is not None
    if is_short and last.text.rstrip().endswith(";") and room > _LIST * (right - left):
        # A list without marks.
        is_ended = True
    distance = last.y - line.y
    indent = line.x - last.x
    is_below = last.page == line.page and distance > 0
    if is_below and distance > _GAP * leadings.get(round(line.size), 1.3 * size):
        return True
    if not is_below:
        # The next column or page: its text goes on unless the paragraph is ended.
        return is_ended and (is_short or line.x - edges[_column(line)][0] > _INDENT * size)
    if len(block) == 1 and indent < 0:
        return is_short and is_ended and _ITEM.match(last.text) is not None
    if indent > _INDENT * size and not (len(block) == 1 and _ITEM.match(last.text)):
        return True
    return is_short and is_ended and (len(block) > 1 or abs(indent) < _INDENT * size)
