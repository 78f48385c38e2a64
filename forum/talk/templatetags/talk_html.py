"""The rows of talk's two busiest pages as HTML. They repeat 20 times on a page, and Django's
template engine takes ten times as long for them as these few lines."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString, mark_safe

from communities.groups.models import Community
from forum.talk.models import Topic
from forum.talk.states import PostState, TopicState

register = template.Library()
# Read once: the house speaks one language, and looking a word up in its catalog takes long.
_MONTHS = {number: str(name) for number, name in MONTHS.items()}
UNREAD = ' <span class="tag t-new">Unread</span>'


@register.simple_tag
def topic_rows(topics: Iterable[dict[str, Any]], community: Community) -> SafeString:
    """The list of topics, as talk.queries.topics_page gives them."""
    talk = reverse("talk:topics", args=[community.public_id])
    rows = "\n".join(_topic_row(topic, f"{talk}{topic['id']}/") for topic in topics)
    return _safe(f'<ul class="list">\n{rows}\n</ul>')


@register.simple_tag(takes_context=True)
def post_articles(context: template.Context, posts: Iterable[dict[str, Any]]) -> SafeString:
    """The posts of a page, as talk.queries.posts_page gives them and TopicPage linked them."""
    topic: Topic = context["topic"]
    url = reverse("talk:topic", args=[context["community"].public_id, topic.pk])
    signed_in = context["user"].is_authenticated
    may = {"reply": context["may_reply"], "edit": context["may_edit"]}
    parts: list[str] = []
    for post in posts:
        unread = post["number"] > context["seen"] and not post["own"]
        parts += [*_head(post, url, unread=unread), _said(post), _replies(post)]
        if post["state"] == PostState.VISIBLE and signed_in:
            parts.append(_acts(post, url, **may))
        parts.append("</article>\n")
    return _safe("".join(parts))


def _topic_row(topic: dict[str, Any], url: str) -> str:
    tags = UNREAD if topic["unread"] else ""
    tags += ' <span class="tag">Pinned</span>' if topic["pinned"] else ""
    tags += ' <span class="tag">Locked</span>' if topic["state"] == TopicState.LOCKED else ""
    replies = topic["replies"]
    last = "No replies yet. "
    if replies:
        noun = "reply" if replies == 1 else "replies"
        last = f"{replies} {noun}, the last by {escape(topic['last_author'])} on "
    return (
        f'<li><h3><a href="{url}" lang="{escape(topic["language"])}">{escape(topic["title"])}</a>'
        f'{tags}</h3>\n<p class="hint">{escape(topic["author"])}. {last}'
        f"{_moment(topic['last_post_at'])}</p></li>"
    )


def _head(post: dict[str, Any], url: str, *, unread: bool) -> Iterable[str]:
    number, mark = post["number"], UNREAD if unread else ""
    yield (
        f'<article class="post{" unread" if unread else ""}" id="post-{number}"'
        f' aria-labelledby="post-{number}-title">\n<header>'
        f'<h2 id="post-{number}-title">Post {number}{mark}</h2>\n'
        f"<p>{escape(post['author'])}, {_moment(post['created_at'])}"
    )
    if post["edited_at"] and post["state"] == PostState.VISIBLE:
        yield (
            f'. <a href="{url}posts/{number}/history/">Changed {_moment(post["edited_at"])}'
            f'<span class="vh">: earlier text of post {number}</span></a>'
        )
    yield "</p>\n"
    if post["reply_to"]:
        yield f'<p>In reply to <a href="{post["reply_to_url"]}">post {post["reply_to"]}</a></p>'
    yield "</header>\n"


def _said(post: dict[str, Any]) -> str:
    if post["state"] == PostState.VISIBLE:
        # The HTML was cleaned when it was written; see rareshare.lib.text.to_html.
        return f'<div class="said" lang="{escape(post["language"])}">{post["html"]}</div>\n'
    who = "the writer" if post["state"] == PostState.WITHDRAWN else "a moderator"
    day = _moment(post["removed_at"]).partition(",")[0]
    return f'<p class="hint">Removed by {who} on {day}.</p>\n'


def _replies(post: dict[str, Any]) -> str:
    links = ", ".join(
        f'<a href="{link["url"]}">post {link["number"]}</a>' for link in post["reply_links"]
    )
    return f'<p class="hint">Replies: {links}</p>\n' if links else ""


def _acts(post: dict[str, Any], url: str, *, reply: bool, edit: bool) -> str:
    number, acts = post["number"], ""
    if reply:
        acts = _act(f"{url}reply/?to={number}", "Reply", f"to post {number}", kind="btn3")
    if post["own"]:
        acts += _act(f"{url}posts/{number}/edit/", "Change", f"post {number}") if edit else ""
        acts += _act(f"{url}posts/{number}/remove/", "Remove", f"post {number}")
    else:
        acts += _act(reverse("care:report", args=["post", post["id"]]), "Report", f"post {number}")
    return f'<div class="acts">{acts}</div>\n'


def _act(url: str, word: str, object_: str, kind: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    return f'<a{look} href="{url}">{word}<span class="vh"> {object_}</span></a>\n'


def _moment(at: datetime) -> str:
    at = timezone.localtime(at)
    return f"{at.day} {_MONTHS[at.month]} {at.year}, {at:%H:%M}"


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - every text of a person was escaped above
