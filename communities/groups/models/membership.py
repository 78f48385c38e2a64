"""Who belongs to a community and who leads it. Both keep what is over, with its dates."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from communities.groups.models.community import Community
from rareshare.lib import clock

# So long before a term ends its leader is asked how to go on.
ASKED_BEFORE = timedelta(days=60)


class Role(models.TextChoices):
    PATIENT = "patient", "I have the condition"
    CAREGIVER = "caregiver", "I care for someone who has it"
    RELATIVE = "relative", "I am a relative or friend"
    CLINICIAN = "clinician", "I treat people who have it"
    RESEARCHER = "researcher", "I do research on it"
    OTHER = "other", "Something else"


class Visibility(models.TextChoices):
    NOBODY = "nobody", "Nobody"
    MEMBERS = "members", "Members of this community"
    ALL_MEMBERS = "all_members", "Everyone with an account"
    PUBLIC = "public", "Everyone, also without an account"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_at=None)


class Membership(models.Model):
    """Belonging to a community tells about a person's health: nobody sees it by default."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    visibility = models.CharField(
        max_length=12, choices=Visibility.choices, default=Visibility.NOBODY
    )
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"],
                condition=Q(left_at=None),
                name="one_current_membership",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="membership_visibility_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "id"],
                condition=Q(left_at=None) & ~Q(visibility="nobody"),
                name="member_list",
            )
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"

    @property
    def role_in_words(self) -> str:
        """How the member list names the role, seen from outside."""
        return seen_role(Role(self.role))


def seen_role(role: Role) -> str:
    """A role in the words of those who see it."""
    return _SEEN[role]


_SEEN = {
    Role.PATIENT: "Has the condition",
    Role.CAREGIVER: "Cares for someone who has it",
    Role.RELATIVE: "Relative or friend",
    Role.CLINICIAN: "Treats people who have it",
    Role.RESEARCHER: "Does research on it",
    Role.OTHER: "Here for another reason",
}


class FollowLevel(models.TextChoices):
    """How much of a community somebody wants to hear about by e-mail."""

    ALL = "all", "Every new topic and change"
    REPLIES = "replies", "Replies to me, and changes of the page"
    WEEKLY = "weekly", "One letter a week"
    NOTHING = "nothing", "Nothing"


class CommunityFollow(models.Model):
    """What one member wants to hear about one community; without a row it is `REPLIES`."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="follows")
    user = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    level = models.CharField(max_length=8, choices=FollowLevel.choices, default=FollowLevel.REPLIES)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "community"], name="one_community_follow"),
            models.CheckConstraint(
                condition=Q(level__in=FollowLevel.values), name="community_follow_level_known"
            ),
        ]
        indexes = [models.Index(fields=["community", "level"], name="community_followers")]

    def __str__(self) -> str:
        return self.level


class Leadership(models.Model):
    """A leader's name is public on the community page: whoever leads has agreed to that."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="leaderships")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="leaderships")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)
    story = models.CharField(max_length=600, blank=True)
    helps_with = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"],
                condition=Q(until=None),
                name="one_current_leadership",
            )
        ]
        indexes = [
            models.Index(fields=["community"], condition=Q(until=None), name="current_leaders")
        ]

    def __str__(self) -> str:
        return f"leadership {self.pk}"

    @property
    def term_is_over(self) -> bool:
        """True in the days of grace: the term has ended, the leadership not yet."""
        ends = self.term_ends_on
        return self.until is None and ends is not None and ends < clock.today()

    def may_renew(self, today: date) -> bool:
        """From 60 days before the term ends, and as long as the leadership lasts."""
        return self.term_ends_on is not None and today >= self.term_ends_on - ASKED_BEFORE
