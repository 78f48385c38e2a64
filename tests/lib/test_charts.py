"""Bar charts: well-formed, labelled, without script and style."""

from defusedxml import ElementTree as ET

from rareshare.lib.charts import Bar, bar_chart

NS = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return ET.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_a_chart_says_what_it_shows():
    made = bar_chart("joined", "New <members>", 'In "2026"', [Bar("May", 4), Bar("June & July", 8)])
    svg = parsed(made)
    assert svg.get("role") == "img"
    named = svg.get("aria-labelledby").split()
    texts = {node.get("id"): node.text for node in svg if node.get("id")}
    assert [texts[name] for name in named] == ["New <members>", 'In "2026"']
    assert [t.text for t in svg.iter(f"{NS}text")] == ["May", "4", "June & July", "8"]
    short, long = (float(r.get("width")) for r in svg.iter(f"{NS}rect"))
    assert long == short * 2
    assert "style" not in made and "<script" not in made


def test_nothing_to_show_is_no_error():
    svg = parsed(bar_chart("none", "None", "Nothing", [Bar("May", 0, "0 to 4")]))
    assert not list(svg.iter(f"{NS}rect"))
    assert [t.text for t in svg.iter(f"{NS}text")] == ["May", "0 to 4"]
    assert parsed(bar_chart("empty", "Empty", "Nothing", [])).get("viewBox")


def test_neighbors_can_be_told_apart():
    svg = parsed(bar_chart("two", "Two", "Two", [Bar("In time", 1), Bar("Late", 1, second=True)]))
    assert [r.get("class") for r in svg.iter(f"{NS}rect")] == [None, "two"]
