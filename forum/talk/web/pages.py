"""Reading: the list with its search, one topic, and the history of a post."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from forum.talk import operations, permissions, queries
from forum.talk.models import Topic
from forum.talk.models.post import post_url
from forum.talk.urgent import sounds_urgent
from forum.talk.web.base import ReadingPage
from forum.talk.web.forms import SearchForm, empty_reply, empty_search, follow_fields
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page


class TopicsPage(ReadingPage):
    """The community's topics, 20 a page; with `q`, what the search found in them."""

    template = "talk/topics.html"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The list; a friendly way in for those who may not read it."""
        community = self.community
        if not permissions.can_read_talk(request.user, community):
            return self.render(request, "talk/join.html", community=community)
        form = SearchForm({"q": request.GET.get("q", "")})
        if form["q"].value().strip():
            return self._search(request, form)
        page = queries.topics_page(request.user, public_id, mark=request.GET.get("from", ""))
        return self.render(
            request,
            community=community,
            topics=page.rows,
            newer_url=f"?from={page.newer}" if page.newer else "",
            older_url=f"?from={page.older}" if page.older else "",
            first=not request.GET.get("from"),
            search_field=empty_search(),
            may_write=permissions.can_open_topic(request.user, community),
        )

    def _search(self, request: HttpRequest, form: SearchForm) -> HttpResponse:
        number = _number(request.GET.get("page", ""))
        text = form["q"].value()
        found = queries.search_posts(
            request.user, text, community=self.community.public_id, page=number
        )
        return self.render(
            request,
            "talk/search.html",
            community=self.community,
            search_field=form["q"].as_field_group(),
            asked=text,
            found=found,
            number=number,
        )


class TopicPage(ReadingPage):
    """One topic, 20 posts a page. Reading it moves the reader's place; nothing else counts it."""

    template = "talk/topic.html"

    def get(self, request: HttpRequest, public_id: str, topic_id: int) -> HttpResponse:
        """A page of posts, with the answer form for those who may write."""
        topic, user = self.topic, request.user
        page = queries.posts_page(user, topic, _number(request.GET.get("page", "")))
        seen = getattr(topic, "last_read", None) or 0
        if user.is_authenticated and page.rows[-1]["number"] > seen:
            operations.mark_read(topic, by=user, number=page.rows[-1]["number"])
        may_reply = permissions.can_reply_to_topic(user, topic)
        mine = [row["text"] for row in page.rows if row["own"]]
        _link_replies(topic, page.rows)
        return self.render(
            request,
            community=topic.community,
            topic=topic,
            posts=page,
            seen=seen if user.is_authenticated else topic.post_count,
            first_unread=_first_unread(topic, seen) if user.is_authenticated else "",
            may_reply=may_reply,
            may_edit=permissions.can_write_talk(user, topic.community) and not topic.is_locked,
            may_lead=permissions.can_lead_talk(user, topic.community),
            may_note=permissions.can_set_content_notes(user, topic),
            urgent=any(sounds_urgent(text) for text in mine[-1:]),
            reply_fields=empty_reply() if may_reply else "",
            follow_fields=follow_fields(getattr(topic, "follow_level", None) or "off")
            if user.is_authenticated
            else "",
        )


class LetterPage(Page):
    """Where a letter about a reply leads: its address names no community, so that who holds the
    letter learns of no illness."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest, topic_id: int, number: int) -> HttpResponse:
        """On to the post, for those who may read it."""
        return redirect(queries.post_in_topic(request.user, topic_id, number).get_absolute_url())


class HistoryPage(ReadingPage):
    """What a post said before it was changed."""

    template = "talk/history.html"

    def get(self, request: HttpRequest, public_id: str, topic_id: int, number: int) -> HttpResponse:
        """All earlier wordings, newest first."""
        post = self.post_shown
        return self.render(
            request,
            community=post.topic.community,
            post=post,
            revisions=queries.revisions_of(request.user, post),
        )


def _first_unread(topic: Topic, seen: int) -> str:
    """The address of the first post that this reader has not seen; empty where there is none, or
    where nothing was read yet and the first is post 1."""
    if not 0 < seen < topic.post_count:
        return ""
    return post_url(topic.community.public_id, topic.pk, seen + 1)


def _link_replies(topic: Topic, posts: list[dict[str, Any]]) -> None:
    """Addresses of what each post answers and of what answers it."""
    community = topic.community.public_id
    for post in posts:
        if post["reply_to"]:
            post["reply_to_url"] = post_url(community, topic.pk, post["reply_to"])
        post["reply_links"] = [
            {"number": number, "url": post_url(community, topic.pk, number)}
            for number in post["replies"]
        ]


def _number(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise NotFound
    return int(text)
