"""References: add_reference and remove_reference, by leaders, each work once, with a link."""

import pytest

from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.models import PageEvent, Reference
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale, WrongState

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
    assert not queries.references_of(cast.dora, community).exists()
    again = operations.add_reference(community, by=cast.dora, work=WORK)
    assert again.pk != work.pk
    operations.remove_reference(again, by=cast.dora)
    with pytest.raises(NotFound):
        operations.remove_reference(again, by=cast.dora)
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
        ("doi", "10.１２３４/x"),  # digits of another script are no number of a work
        ("pmid", "1٢٣"),
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


DOI = "10.1056/NEJMra1505292"


@pytest.mark.parametrize(
    ("field", "twice"),
    [
        ("doi", (DOI, f"https://doi.org/{DOI.lower()}")),
        ("pmid", ("29719190", "29719190")),
    ],
)
def test_one_doi_and_one_pmid_stand_once(cast, client_for, api_for, community, field, twice):
    operations.add_reference(community, by=cast.dora, work={**WORK, field: twice[0]})
    other = {**WORK, "title": "Another title", field: twice[1]}
    with pytest.raises(Conflict) as error:
        operations.add_reference(community, by=cast.dora, work=other)
    assert field in error.value.fields
    response = client_for(cast.dora).post(page(community), other)
    assert response.status_code == 409
    assert f"this {field.upper()} is on the page already" in response.content.decode()
    assert api_for(cast.dora).post(api(community), other).status_code == 409


def test_change_reference_corrects_a_work(cast, client_for, api_for, anonymous, community):
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    operations.add_reference(community, by=cast.dora, work={**WORK, "title": "B", "doi": DOI})
    address = f"{page(community)}{work.pk}/"
    client = client_for(cast.dora)
    assert 'value="On cold"' in client.get(address).content.decode()
    better = {**WORK, "title": "On great cold", "doi": "10.1234/x", "version": "1"}
    response = client.post(address, better, follow=True)
    assert "On great cold" in response.content.decode()
    assert PageEvent.objects.latest("pk").note.split("\n") == [
        "On great cold 2018",
        "title: On cold -> On great cold",
        "doi:  -> 10.1234/x",
    ]
    one = f"{api(community)}{work.pk}/"
    match = {"If-Match": anonymous.get(one)["ETag"]}
    put = api_for(cast.dora).put(one, {**WORK, "journal": "Winter"}, headers=match)
    assert put.json()["journal"] == "Winter"
    assert client.post(address, {**WORK, "doi": DOI, "version": "3"}).status_code == 409
    match = {"If-Match": put["ETag"]}
    assert api_for(cast.dora).put(one, {**WORK, "year": "18"}, headers=match).status_code == 400
    for person in (cast.chidi, cast.fay, cast.lena):
        assert client_for(person).get(address).status_code == 403
        assert api_for(person).put(one, WORK, headers=match).status_code == 403
        with pytest.raises(NotAllowed):
            operations.change_reference(work, by=person, work=WORK, version=3)
    assert anonymous.put(one, WORK, "application/json").status_code == 401
    assert client.get(f"{page(community)}99999/").status_code == 404


def test_a_correction_overwrites_none_that_came_meanwhile(cast, client_for, api_for, community):
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    address, one = f"{page(community)}{work.pk}/", f"{api(community)}{work.pk}/"
    client = client_for(cast.dora)
    assert 'name="version" value="1"' in client.get(address).content.decode()
    first = operations.change_reference(
        work, by=cast.dora, work={**WORK, "journal": "Winter"}, version=1
    )
    same = operations.change_reference(
        first, by=cast.dora, work={**WORK, "journal": "Winter"}, version=2
    )
    assert same.version == 2  # nothing changed
    with pytest.raises(Stale):
        operations.change_reference(work, by=cast.dora, work=WORK, version=1)
    again = client.post(address, {**WORK, "title": "Unseen", "version": "1"})
    assert again.status_code == 412
    assert "Show what stands there now" in again.content.decode()
    match = {"If-Match": '"1"'}
    assert api_for(cast.dora).put(one, WORK, headers=match).status_code == 412
    assert api_for(cast.dora).put(one, WORK).status_code == 428
    work.refresh_from_db()
    assert (work.title, work.journal) == ("On cold", "Winter")


def test_a_work_in_use_does_not_vanish(cast, client_for, api_for, community):
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    operations.write_section(
        community, "signs", by=cast.dora, text="Cold.", version=0, sources=[work.pk]
    )
    with pytest.raises(WrongState, match="source of: Signs"):
        operations.remove_reference(work, by=cast.dora)
    response = client_for(cast.dora).post(f"{page(community)}{work.pk}/removal/")
    assert response.status_code == 409
    assert "Take it off there first" in response.content.decode()
    assert api_for(cast.dora).delete(f"{api(community)}{work.pk}/").status_code == 409
    operations.write_section(
        community, "signs", by=cast.dora, text="Cold.", version=1, why="It says less", sources=[]
    )
    operations.remove_reference(work, by=cast.dora)
    old = queries.version_of(cast.dora, community, "signs", 1)
    assert [one.title for one in old.sources.all()] == ["On cold"]  # the history remembers it
    with pytest.raises(Invalid):
        operations.write_section(
            community, "signs", by=cast.dora, text="X", version=2, why="Y", sources=[work.pk]
        )


def test_list_of_works_by_year(cast, anonymous, community, django_assert_num_queries):
    for year in (2001, 2018, 2010):
        operations.add_reference(community, by=cast.dora, work={**WORK, "year": year})
    with django_assert_num_queries(2):
        found = anonymous.get(f"{api(community)}?ordering=-year&page_size=2").json()
    assert [work["year"] for work in found["results"]] == [2018, 2010]
    assert found["next"]
    assert len(anonymous.get(f"{api(community)}?year=2001").json()["results"]) == 1
    assert anonymous.get(f"{api(community)}?color=blue").status_code == 400
    assert anonymous.get(f"{api(community)}?ordering=title").status_code == 400
