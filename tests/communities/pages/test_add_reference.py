"""References: add_reference and remove_reference, by leaders, each work once, with a link."""

import pytest

from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.models import PageEvent, Reference
from rareshare.lib.errors import Conflict, Invalid, NotAllowed

WORK = {"title": "On cold", "authors": "Snow J, Frost A", "year": 2018}


def page(community: Community) -> str:
    return f"/c/{community.public_id}/manage/references/"


def api(community: Community) -> str:
    return f"/api/v1/communities/{community.public_id}/references/"


def test_page_adds_and_readers_find_the_work(cast, client_for, anonymous, community):
    data = {**WORK, "doi": "doi: 10.1056/NEJMra1505292", "journal": "Journal of Winter"}
    response = client_for(cast.dora).post(page(community), data, follow=True)
    assert "Added." in response.content.decode()
    text = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert "https://doi.org/10.1056/NEJMra1505292" in text
    assert PageEvent.objects.get().verb == "reference_added"


def test_api_adds_lists_and_removes(cast, api_for, anonymous, community):
    client = api_for(cast.dora)
    made = client.post(api(community), {**WORK, "pmid": "29719190"})
    assert made.status_code == 201
    assert made.json()["link"] == "https://pubmed.ncbi.nlm.nih.gov/29719190/"
    assert anonymous.get(made["Location"]).json()["title"] == "On cold"
    assert len(anonymous.get(api(community)).json()["results"]) == 1
    assert api_for(cast.chidi).delete(made["Location"]).status_code == 403
    assert client.delete(made["Location"]).status_code == 204
    assert client.get(made["Location"]).status_code == 404


def test_page_removes_and_the_history_remembers(cast, client_for, community):
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    client = client_for(cast.dora)
    assert "Take off the page" in client.get(page(community)).content.decode()
    response = client.post(f"{page(community)}{work.pk}/removal/")
    assert response.status_code == 302
    assert not Reference.objects.exists()
    event = PageEvent.objects.latest("pk")
    assert (event.verb, event.note) == ("reference_removed", "On cold 2018")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "nul\0"),
        ("title", "x" * 401),
        ("authors", " "),
        ("year", "18"),
        ("year", "1776"),
        ("year", "3000"),
        ("year", "abcd"),
        ("doi", "11.1234/x"),
        ("doi", 'https://doi.org/10.1234/"><script>'),
        ("pmid", "0"),
        ("pmid", "12a"),
        ("url", "javascript:alert(1)"),
        ("url", "https://user:pass@example.org/"),
        ("url", "ftp://example.org/"),
        ("url", "//example.org/"),
        ("url", "https://127.0.0.1/"),
        ("url", "https://[::1]/"),
        ("url", "https://exam ple.org/"),
        ("url", "https://example.org:99999/"),
    ],
)
def test_what_is_no_work_is_refused(cast, client_for, api_for, community, field, value):
    with pytest.raises(Invalid) as error:
        operations.add_reference(community, by=cast.dora, work={**WORK, field: value})
    assert field in error.value.fields
    data = {**WORK, field: value}
    assert client_for(cast.dora).post(page(community), data).status_code == 400
    assert api_for(cast.dora).post(api(community), data).status_code == 400
    assert not Reference.objects.exists()


def test_each_work_stands_once(cast, client_for, api_for, community):
    operations.add_reference(community, by=cast.dora, work=WORK)
    with pytest.raises(Conflict):
        operations.add_reference(community, by=cast.dora, work=WORK)
    assert client_for(cast.dora).post(page(community), WORK).status_code == 409
    assert api_for(cast.dora).post(api(community), WORK).status_code == 409


def test_only_leaders_of_this_community(cast, client_for, api_for, anonymous, community, other):
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    for person in (cast.fay, cast.chidi, cast.lena):
        with pytest.raises(NotAllowed):
            operations.add_reference(community, by=person, work=WORK)
        with pytest.raises(NotAllowed):
            operations.remove_reference(work, by=person)
        assert client_for(person).get(page(community)).status_code == 403
        assert api_for(person).post(api(community), WORK).status_code == 403
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.post(api(community), WORK, "application/json").status_code == 401
    with pytest.raises(NotAllowed):
        operations.add_reference(other, by=cast.dora, work=WORK)
    assert anonymous.get(f"{api(other)}{work.pk}/").status_code == 404
    assert list(queries.references_of(cast.fay, community)) == [work]
