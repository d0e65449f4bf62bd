"""The report as a Word document with tracked changes: the later version, edited against the earlier one.

Each link has a comment with its status, kinds and score; the first comment lists the facts about the report. To accept
all changes gives the later version, to reject them the earlier one. With more than two versions each pair follows under
a heading. The file is an unpacked ZIP archive with fixed dates, so the same input gives the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from evolve.comparison import Comparison, Evolution
from evolve.model import Link
from evolve.report.facts import report_facts
from evolve.report.judgement_phrases import judge_summary, judgement_summary
from evolve.report.phrases import link_details, link_summary, name_of
from evolve.report.provenance import Provenance
from evolve.report.tracked_changes import Break, Change, Place, Run, tracked

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the first that an archive can have."""
_UNIX = 3
_AUTHOR = 'w:author="evolve"'
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
)
_ELEMENTS = {"insert": "ins", "delete": "del"}


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the XML of the document and of its comments, one after the other."""
    parts = _parts(evolution, provenance)
    return parts["word/document.xml"] + parts["word/comments.xml"]


def render_bytes(evolution: Evolution, provenance: Provenance) -> bytes:
    """Return the Word document."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in _parts(evolution, provenance).items():
            member = ZipInfo(name, _DATE)
            member.compress_type, member.create_system = ZIP_STORED, _UNIX
            archive.writestr(member, content)
    return file.getvalue()


def _parts(evolution: Evolution, provenance: Provenance) -> Mapping[str, str]:
    """Return the parts of the document by their names in the archive, in their order."""
    writer = _Writer(evolution, provenance)
    body = "\n".join(writer.body())
    comments = "\n".join(writer.comments)
    title = escape(" → ".join(name_of(document) for document in evolution.documents))
    return {
        "[Content_Types].xml": _DECLARATION
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_CONTENT}.styles+xml"/>'
        f'<Override PartName="/word/comments.xml" ContentType="{_CONTENT}.comments+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>\n',
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_TYPES}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_CORE}" Target="docProps/core.xml"/></Relationships>\n',
        "docProps/core.xml": f"{_DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>\n',
        "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_TYPES}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_TYPES}/comments" Target="comments.xml"/></Relationships>\n',
        "word/document.xml": f'{_DECLARATION}<w:document xmlns:w="{_W}"><w:body>\n{body}\n<w:sectPr/></w:body>'
        "</w:document>\n",
        "word/styles.xml": f'{_DECLARATION}<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>\n',
        "word/comments.xml": f'{_DECLARATION}<w:comments xmlns:w="{_W}">\n{comments}\n</w:comments>\n',
    }


class _Writer:
    """Writes the paragraphs of a report, and collects its comments."""

    def __init__(self, evolution: Evolution, provenance: Provenance) -> None:
        self._evolution, self._provenance = evolution, provenance
        self._numbers = count(1)
        date = f' w:date="{provenance.date}T00:00:00Z"' if provenance.date else ""
        self._by = f"{_AUTHOR}{date}"
        self.comments: list[str] = []

    def body(self) -> Iterator[str]:
        """Yield the paragraphs."""
        comparisons = self._evolution.comparisons
        for n, comparison in enumerate(comparisons):
            about = [self._comment(list(self._facts()))] if n == 0 else []
            about.append(self._comment(self._summary(comparison)))
            if len(comparisons) > 1:
                names = f"{name_of(comparison.before)} → {name_of(comparison.after)}"
                start = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
                yield f"<w:p>{start}{_run(names)}{''.join(map(_reference, about))}</w:p>"
                about = []
            yield from self._paragraphs(comparison, about)

    def _paragraphs(self, comparison: Comparison, about: list[int]) -> Iterator[str]:
        """Yield the paragraphs of a pair; `about` are comments on the pair."""
        written = [_reference(number) for number in about]
        for part in tracked(comparison):
            if isinstance(part, Break):
                yield f"<w:p>{self._mark(part.change)}{''.join(written)}</w:p>"
                written = []
            elif isinstance(part, Run):
                written.append(self._changed(part.change, part.text))
            else:
                written.append(self._place(part))
        yield f"<w:p>{''.join(written)}</w:p>"

    def _place(self, place: Place) -> str:
        numbers = [self._comment([_link_comment(link)]) for link in place.links]
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        ends = "".join(f'<w:commentRangeEnd w:id="{number}"/>{_reference(number)}' for number in numbers)
        runs = (
            self._changed(run.change, run.text) if run.move is None else self._moved(run.change, run.text, run.move)
            for run in place.runs
        )
        return f"{starts}{''.join(runs)}{ends}"

    def _moved(self, change: Change, text: str, move: int) -> str:
        """Return one end of a move."""
        element = "moveTo" if change == "insert" else "moveFrom"
        number, inner = next(self._numbers), next(self._numbers)
        return (
            f'<w:{element}RangeStart w:id="{number}" {self._by} w:name="move{move + 1}"/>'
            f'<w:{element} w:id="{inner}" {self._by}>{_run(text)}</w:{element}><w:{element}RangeEnd w:id="{number}"/>'
        )

    def _changed(self, change: Change, text: str) -> str:
        """Return a run, as a tracked change unless it is in both versions."""
        if not text:
            return ""
        if change == "equal":
            return _run(text)
        element = _ELEMENTS[change]
        run = _run(text, "delText" if change == "delete" else "t")
        return f'<w:{element} w:id="{next(self._numbers)}" {self._by}>{run}</w:{element}>'

    def _mark(self, change: Change) -> str:
        """Return the properties of a paragraph whose end is in both versions or a tracked change."""
        if change == "equal":
            return ""
        element = f'<w:{_ELEMENTS[change]} w:id="{next(self._numbers)}" {self._by}/>'
        return f"<w:pPr><w:rPr>{element}</w:rPr></w:pPr>"

    def _comment(self, lines: list[str]) -> int:
        """Add a comment with a paragraph for each line; return its number."""
        number = len(self.comments)
        text = "".join(f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{_run(line)}</w:p>' for line in lines)
        self.comments.append(f'<w:comment w:id="{number}" {self._by} w:initials="e">{text}</w:comment>')
        return number

    def _facts(self) -> Iterator[str]:
        for subject, name, value in report_facts(self._evolution, self._provenance):
            yield f"{subject}, {name}: {value}"

    def _summary(self, comparison: Comparison) -> list[str]:
        summaries = (link_summary(comparison), judgement_summary(comparison), judge_summary(comparison))
        return [line for line in summaries if line]


def _link_comment(link: Link) -> str:
    numbers = f"{link.before + 1} → {link.after + 1}"
    return " · ".join([str(link.status), numbers, *link_details(link)])


def _run(text: str, element: str = "t") -> str:
    return f'<w:r><w:{element} xml:space="preserve">{escape(text)}</w:{element}></w:r>'


def _reference(number: int) -> str:
    return f"<w:r><w:commentReference w:id={quoteattr(str(number))}/></w:r>"
