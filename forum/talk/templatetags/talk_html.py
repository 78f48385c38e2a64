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

from accounts.models import BlockKind
from communities.groups.models import Community
from forum.talk.models import Topic
from forum.talk.models.topic import notes_in_words
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
        parts += [*_head(post, url, unread=unread, signed_in=signed_in), _said(post)]
        parts.append(_replies(post))
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
    notes = notes_in_words(topic["content_notes"])
    noted = f"Content note: {notes}. " if notes else ""
    # Somebody muted keeps the place in the list, so that nothing vanishes without a word.
    title = "A topic by somebody you keep away from" if topic["muted"] else escape(topic["title"])
    return (
        f'<li><h3><a href="{url}" lang="{escape(topic["language"])}">{title}</a>'
        f'{tags}</h3>\n<p class="hint">{noted}{escape(topic["author"])}. {last}'
        f"{_moment(topic['last_post_at'])}</p></li>"
    )


def _head(post: dict[str, Any], url: str, *, unread: bool, signed_in: bool) -> Iterable[str]:
    who = escape(post["author"])
    if signed_in:  # most pages of people open only for people
        who = f'<a href="/p/{post["author_id"]}/">{who}</a>'
    number, mark = post["number"], UNREAD if unread else ""
    yield (
        f'<article class="post{" unread" if unread else ""}" id="post-{number}"'
        f' aria-labelledby="post-{number}-title">\n<header>'
        f'<h2 id="post-{number}-title">Post {number}{mark}</h2>\n'
        f"<p>{who}, {_moment(post['created_at'])}"
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
        said = f'<div class="said" lang="{escape(post["language"])}">{post["html"]}</div>\n'
        return _folded(post, said) if post["kept_away"] else said
    who = "the writer" if post["state"] == PostState.WITHDRAWN else "a moderator"
    day = _moment(post["removed_at"]).partition(",")[0]
    return f'<p class="hint">Removed by {who} on {day}.</p>\n'


def _folded(post: dict[str, Any], said: str) -> str:
    """The words of somebody whom the reader muted or blocked, behind one press."""
    verb = "muted" if post["kept_away"] == BlockKind.MUTE else "blocked"
    name = f'<span class="vh"> post {post["number"]}</span>'
    return f"<details><summary>You {verb} this person. Show{name}</summary>\n{said}</details>\n"


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
        about = f"{escape(post['author'])}, post {number}"
        acts += _act(f"/me/people/{post['author_id']}/", "Mute or block", about)
    return f'<div class="acts">{acts}</div>\n'


def _act(url: str, word: str, object_: str, kind: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    return f'<a{look} href="{url}">{word}<span class="vh"> {object_}</span></a>\n'


def _moment(at: datetime) -> str:
    at = timezone.localtime(at)
    return f"{at.day} {_MONTHS[at.month]} {at.year}, {at:%H:%M}"


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - every text of a person was escaped above
