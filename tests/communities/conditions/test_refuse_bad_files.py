"""Files that cannot be trusted: each is refused with its line, and nothing changes."""

import gzip
import json
import re

import pytest
from django.core.management import CommandError

from communities.conditions.operations import xml_stream
from tests.communities.conditions.orphadata import MONDO, NAMES, PREVALENCE, everything, run

DTD = '<?xml version="1.0"?>\n<!DOCTYPE x [\n{}]>\n<JDBOR><DisorderList/></JDBOR>\n'
BOMB = DTD.format(
    "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' if n else '<!ENTITY l0 "lol">\n'
        for n in range(10)
    )
)
OUTSIDE = DTD.format('<!ENTITY x SYSTEM "file:///etc/passwd">\n')
DEEP = b"<JDBOR>" + b"<a>" * 40 + b"</a>" * 40 + b"</JDBOR>"


def old_format(data):
    return data.replace(b"OrphaCode>", b"OrphaNumber>")


def in_text(old, new):
    def change(data):
        assert old in data
        return data.replace(old, new, 1)

    return change


def twice(data):
    part = data[data.index(b"    <Disorder ") : data.index(b"</Disorder>") + 11]
    return data.replace(b"</DisorderList>", part + b"</DisorderList>")


BAD_XML = {
    "empty": (lambda data: b"", "Line 1: the file is empty"),
    "blank": (lambda data: b" \n \n", "Line 3: the file is cut off"),
    "cut off in an element": (lambda data: data[:1000], "the file is cut off"),
    "cut off in a letter": (in_text(b"</JDBOR>", "é".encode()[:1]), "Line "),
    "after the end": (lambda data: data + b"<x/>", "junk after document element"),
    "latin-1 that claims utf-8": (in_text(b"Marfan", b"M\xe9nard"), "does not belong there"),
    "utf-16 that claims nothing": (lambda data: data.decode().encode("utf-16-le"), "Line 1"),
    "unknown encoding": (in_text(b'"UTF-8"', b'"klingon"'), "no encoding"),
    "billion laughs": (lambda data: BOMB.encode(), "Line 2: document types and entities"),
    "outside entity": (lambda data: OUTSIDE.encode(), "Line 2: document types and entities"),
    "undefined entity": (in_text(b"Marfan", b"&marfan;"), "an entity is used"),
    "depth": (lambda data: DEEP, "Line 1: elements stand too deep"),
    "a token without end": (
        lambda data: b"<JDBOR>\n<!--" + b"<x " * 1_000_000,
        "one piece of the file has no end",
    ),
    "an attribute without end": (
        lambda data: b'<JDBOR date="' + b"9" * 3_000_000 + b'"/>',
        "one piece of the file has no end",
    ),
    "giant text": (in_text(b"Marfan", b"M" * 300_000), "longer than any real one"),
    "many elements": (
        in_text(b"<Name", b"<X/>" * 60_000 + b"<Name"),
        "one disorder is longer than any real one",
    ),
    "older format": (old_format, "the format used until 2019"),
    "no code": (in_text(b"<OrphaCode>558</OrphaCode>", b""), "no OrphaCode of 1 to 7 digits"),
    "strange code": (in_text(b"<OrphaCode>558<", b"<OrphaCode>5-8<"), "no OrphaCode of 1 to 7"),
    "twice": (twice, "stands on line"),
    "two lists": (
        in_text(b"</DisorderList>", b"</DisorderList><DisorderList></DisorderList>"),
        "a second list",
    ),
    "no list": (lambda data: b"<JDBOR>\n<Availability/>\n</JDBOR>", "no list of disorders"),
    "empty list": (lambda data: b"<JDBOR><DisorderList/></JDBOR>", "holds no disorder"),
    "a web page": (lambda data: b"<html><body/></html>", "begins with 'html'"),
    "nul": (in_text(b"Marfan", b"Mar\x00fan"), "does not belong there"),
    "turned text": (in_text(b"Marfan", "Mar\u202efan".encode()), "cannot be shown"),
    "long name": (in_text(b"Marfan", b"M" * 600), "longer than 500"),
    "packed": (gzip.compress, "Line 1: "),
}
ONLY_NAMES = {
    "other product": (lambda data: PREVALENCE.read_bytes(), "Line 4: this is another Orphadata"),
    "no language": (in_text(b'<Name lang="en">Calci', b"<Name>Calci"), "Line 13: the name of a"),
    "two languages": (
        in_text(b'<Name lang="en">Marfan', b'<Name lang="fr">M'),
        "Line 49: the name",
    ),
    "no name": (in_text(b">Calciphylaxis<", b"> <"), "Line 13: ORPHA:280062 has no name"),
}
ONLY_PREVALENCE = {
    "other product": (lambda data: NAMES.read_bytes(), "Line 13: this is another Orphadata"),
    "other language": (in_text(b'<Name lang="en">Marfan', b'<Name lang="fr">Marfan'), "English"),
    "no number": (in_text(b"20.0", b"twenty"), "Line 4: 'twenty' is not a number"),
    "not finite": (in_text(b"20.0", b"NaN"), "cannot be a mean"),
    "no kind": (in_text(b"Point prevalence", b" "), "does not say what was counted"),
}


def graph(**changes):
    return lambda data: json.dumps({**json.loads(data), **changes}).encode()


def node_twice(data):
    found = json.loads(data)
    found["graphs"][0]["nodes"].append(found["graphs"][0]["nodes"][0])
    return json.dumps(found, indent=1).encode()


def nested(data):
    return data.replace(b'"Sample definition."', b"[" * 400 + b"]" * 400)


BAD_JSON = {
    "empty": (lambda data: b"", "Line 1: the file is empty"),
    "cut off": (lambda data: data[:700], "Line 8: the file is cut off"),
    "latin-1": (in_text(b"Marfan syndrome", b"M\xe9nard"), "Line 3: a byte is not UTF-8"),
    "utf-16": (lambda data: data.decode().encode("utf-16"), "Line 1: "),
    "no json": (lambda data: b"format-version: 1.2\n", "Line 1: this is not JSON"),
    "broken": (in_text(b'"type": "CLASS"', b'"type" "CLASS"'), "Line 3: this is not JSON"),
    "no graph": (graph(graphs=[]), "holds no nodes"),
    "only others": (in_text(b"MONDO_0007947", b"HP_0007947"), ""),
    "twice": (node_twice, "MONDO:0007947 stands on line 9 too"),
    "depth": (nested, "values stand too deep"),
    "deep outside": (lambda data: b"[" * 5000, "Line 1: values stand too deep"),
    "a text without end": (
        in_text(b"Sample definition.", b"x" * 3_000_000),
        "one piece of the file has no end",
    ),
    "giant text": (in_text(b"Sample definition.", b"x" * 300_000), "longer than any real one"),
    "many values": (in_text(b'"Orphanet:558"]', b'"a",' * 60_000 + b'"a"]'), "longer than any"),
    "nul": (in_text(b"Marfan syndrome", b"Mar\\u0000fan"), "cannot be shown"),
    "no name": (in_text(b'"lbl": "Marfan syndrome"', b'"lbl": 5'), "MONDO:0007947 has no name"),
    "xml": (lambda data: NAMES.read_bytes(), "Line 1: this is not JSON"),
}
CASES = [
    *((NAMES, name, case) for name, case in {**BAD_XML, **ONLY_NAMES}.items()),
    *((PREVALENCE, name, case) for name, case in {**BAD_XML, **ONLY_PREVALENCE}.items()),
    *((MONDO, name, case) for name, case in BAD_JSON.items() if case[1]),
]


@pytest.mark.parametrize(
    ("sample", "case"),
    [pytest.param(sample, case, id=f"{sample.name}: {name}") for sample, name, case in CASES],
)
def test_a_bad_file_is_refused_with_its_line_and_changes_nothing(catalogue, tmp_path, sample, case):
    spoil, complaint = case
    run(NAMES)
    before = everything()
    path = tmp_path / "bad"
    path.write_bytes(spoil(sample.read_bytes()))
    with pytest.raises(CommandError) as refusal:
        run(sample, path, allow_shrink=True)
    said = str(refusal.value)
    assert complaint in said and said.startswith("Line ") and said.endswith("Nothing was changed.")
    assert everything() == before


@pytest.mark.parametrize("sample", [NAMES, PREVALENCE, MONDO], ids=lambda sample: sample.name)
def test_a_file_that_is_not_there_or_too_large_is_refused(db, tmp_path, sample, monkeypatch):
    with pytest.raises(CommandError, match=f"^{re.escape(str(tmp_path))}/nothing cannot be read"):
        run(sample, tmp_path / "nothing")
    monkeypatch.setattr("communities.conditions.operations.source_file.SourceFile.most_bytes", 9)
    with pytest.raises(CommandError, match="larger than any file of this kind"):
        run(sample)


def test_a_piece_at_the_border_of_two_reads_is_one(db, monkeypatch):
    monkeypatch.setattr(xml_stream, "CHUNK", 7)
    assert "4 conditions" in run(NAMES)


@pytest.mark.parametrize("sample", [NAMES, MONDO], ids=lambda sample: sample.name)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_another_encoding_is_named(db, tmp_path, sample, encoding):
    path = tmp_path / "wide"
    path.write_bytes(sample.read_text("utf-8").lstrip().encode(encoding))
    with pytest.raises(CommandError, match="UTF-16; save it as UTF-8"):
        run(sample, path)
