"""The demo's conversations: a team notice, a few warm topics, one locked, one without a reply."""

from dataclasses import dataclass
from datetime import timedelta

from communities.groups.models import Community
from forum.talk import operations
from forum.talk.states import TopicKind
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock


@dataclass(frozen=True)
class Said:
    """One post: by whom, how many hours ago, what, and which number it answers."""

    who: str
    hours: float
    text: str
    to: int | None = None


@dataclass(frozen=True)
class Plan:
    """A topic and all that was said in it."""

    community: str
    title: str
    kind: TopicKind
    posts: tuple[Said, ...]
    pinned: bool = False
    locked: bool = False


PLANS = [
    Plan(
        "calciphylaxis",
        "Community details update",
        TopicKind.NEWS,
        (
            Said(
                "dora",
                24 * 30,
                """Hello everyone,

the page about our condition is new. It now says more about:

* causes and risks
* how common it is
* the first signs
* how doctors find it, and how they treat it

It is written in plain words, and no expert has checked it yet. If something is wrong or hard to \
read, tell me here. Thank you for being here.""",
            ),
            Said(
                "chidi",
                24 * 29,
                "Thank you, Dora. The part about the first signs would have helped me so much "
                "last year.",
            ),
            Said("ben", 24 * 28, "Easy to read, even late at night. Thank you.", to=1),
        ),
        pinned=True,
    ),
    Plan(
        "calciphylaxis",
        "What helps you at night?",
        TopicKind.QUESTION,
        (
            Said(
                "chidi",
                24 * 6,
                "The pain is worst when I lie down. I wake up three or four times. What helps "
                "**you** to get through the night?",
            ),
            Said(
                "alma",
                24 * 6 - 5,
                """Two things work for me:

1. A long pillow under my legs, so that nothing touches the sore spots.
2. I take my evening medicine at the time that my nurse and I chose, not when it already hurts.

And I stopped being angry about being awake. I listen to old radio plays.""",
            ),
            Said(
                "dora",
                24 * 5,
                "My mother has a frame that holds the blanket up. Our clinic lent it to us for "
                "free. Ask if yours has one.",
                to=1,
            ),
            Said("chidi", 24 * 5 - 3, "I did not know that such a frame exists. I will ask.", to=3),
            Said(
                "ben",
                24 * 4,
                "We keep a small lamp and a glass of water close by. It is easier not to have "
                "to get up.",
            ),
            Said(
                "chidi",
                20,
                "The frame came today! First night with only one time awake. Thank you all.",
                to=3,
            ),
        ),
    ),
    Plan(
        "calciphylaxis",
        "Two years after the diagnosis",
        TopicKind.STORY,
        (
            Said(
                "alma",
                24 * 12,
                """I want to tell this for everyone who reads here on their first day.

Two years ago I could not walk to the kitchen. My wounds took **nine months** to close. There were \
days when I did not want to hear one more good tip.

Today I garden again, sitting on a stool. Not every day. But this spring I grew tomatoes.""",
            ),
            Said("dora", 24 * 12 - 4, "I read this to my mother. She wants a stool, too."),
            Said(
                "chidi",
                24 * 11,
                "Thank you for the part about good tips. I thought that it was only me.",
                to=1,
            ),
        ),
    ),
    Plan(
        "calciphylaxis",
        "Long day at the clinic",
        TopicKind.NEED_TO_TALK,
        (
            Said(
                "ben",
                30,
                "Six hours in the waiting room with a tired child. I do not need advice. I only "
                "want to say it to someone who knows.",
            ),
            Said("alma", 28, "We know. I am glad that you said it here."),
        ),
    ),
    Plan(
        "calciphylaxis",
        "Meeting on Saturday (over)",
        TopicKind.NEWS,
        (
            Said("dora", 24 * 20, "We meet online this Saturday at 15:00 UTC. Bring tea."),
            Said("dora", 24 * 17, "Seven of us came. It was good to see your faces."),
        ),
        locked=True,
    ),
    Plan(
        "vascular-ehlers-danlos-syndrome",
        "Hello from Iceland",
        TopicKind.STORY,
        (
            Said(
                "jon",
                24 * 3,
                "Somebody has to begin. I am Jon, I have this condition and I like bad films. "
                "Who else is here?",
            ),
        ),
    ),
]


def load(cast: Cast) -> None:
    """Write each conversation once, at the hours that the plan says."""
    for plan in PLANS:
        community = Community.objects.get(slug=plan.community)
        if not _is_there(plan, community):
            _tell(plan, community, cast)


def _tell(plan: Plan, community: Community, cast: Cast) -> None:
    now = clock.now()
    first, *replies = plan.posts
    with clock.frozen(now - timedelta(hours=first.hours)):
        topic = operations.open_topic(
            community,
            by=getattr(cast, first.who),
            title=plan.title,
            text=first.text,
            kind=plan.kind,
        )
    for said in replies:
        with clock.frozen(now - timedelta(hours=said.hours)):
            by = getattr(cast, said.who)
            operations.reply_to_topic(topic, by=by, text=said.text, reply_to=said.to)
    if plan.pinned:
        operations.pin_topic(topic, by=cast.lena)
    if plan.locked:
        operations.lock_topic(topic, by=cast.lena)


def _is_there(plan: Plan, community: Community) -> bool:
    return community.topics.filter(title=plan.title).exists()
