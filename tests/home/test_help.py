"""Help: many short answers, each with a way to a person, and no link that leads nowhere."""

import re

from tests.reading import grade, sentences, words_of

FEWEST = 20
HARDEST = 6


def folds(text):
    return re.findall(
        r'<details id="([^"]+)"><summary><h3>(.*?)</h3></summary>(.*?)</details>', text
    )


def read(client):
    return re.sub(r"\n", "", client.get("/help/").content.decode())


def test_each_answer_is_short_easy_and_ends_at_a_person(anonymous, db):
    found = folds(read(anonymous))
    assert len(found) >= FEWEST
    for name, question, answer in found:
        assert 'href="/help/contact/"' in answer, name
        words = words_of(f"<p>{question}?</p>{answer}")
        assert len(words.split()) <= 60, name
        assert max(len(one.split()) for one in sentences(words)) <= 20, name
    assert grade(sentences(words_of("".join(answer for *_, answer in found)))) <= HARDEST


def test_answers_are_grouped_and_can_be_linked_to(anonymous, db):
    text = read(anonymous)
    groups = re.findall(r'<li><a href="#([a-z-]+)">', text)
    assert len(groups) >= 4
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) and set(groups) <= set(ids)


def test_no_link_on_these_pages_leads_nowhere(anonymous, db):
    for page in ("/help/", "/privacy/", "/accessibility/", "/help/contact/", "/nothing-here/"):
        text = anonymous.get(page).content.decode()
        for path in set(re.findall(r'href="(/[^"#?]*)', text)):
            if not path.startswith("/static/"):
                assert anonymous.get(path).status_code in {200, 302}, f"{page}: {path}"


def test_somebody_who_is_lost_can_search_at_once(anonymous, db):
    answer = anonymous.get("/nothing-here/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert '<form class="search" method="get" action="/communities/"' in text
    assert "nothing-here" not in text


def test_privacy_says_who_answers_for_it_how_long_and_where(anonymous, db):
    text = anonymous.get("/privacy/").content.decode()
    for name in ("long", "where", "children", "rights", "run"):
        assert f'<h2 id="{name}">' in text and f'href="#{name}"' in text
    assert 'href="mailto:' in text and 'href="/me/privacy/"' in text
