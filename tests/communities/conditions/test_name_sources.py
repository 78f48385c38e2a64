"""Two products of one source are told apart where it is named."""

from django.template.loader import render_to_string


def test_names_and_prevalence_are_credited_apart():
    row = {"source": "ORPHANET", "licence": "Orphanet", "release": "2026-01"}
    sources = [{**row, "product": "names"}, {**row, "product": "prevalence"}]
    text = render_to_string("conditions/parts/attribution.html", {"sources": sources})
    assert "(names and codes, 2026-01)" in text
    assert "(how common they are, 2026-01)" in text
