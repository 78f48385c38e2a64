"""What can be done with communities, by noun."""

from communities.groups.operations.community import (
    archive_community,
    open_community,
    reopen_community,
)
from communities.groups.operations.counters import (
    note_activity,
    note_question_asked,
    note_question_removed,
    note_topic_opened,
    note_topic_removed,
)
from communities.groups.operations.leadership import (
    appoint_leader,
    describe_leadership,
    end_leadership,
    lapse_leadership,
    renew_leadership,
)
from communities.groups.operations.membership import (
    change_membership,
    change_membership_visibility,
    join_community,
    leave_community,
)
from communities.groups.operations.merge import merge_communities, sweep_merged_communities
from communities.groups.operations.talk import close_talk, open_due_talks, open_talk

__all__ = [
    "appoint_leader",
    "archive_community",
    "change_membership",
    "change_membership_visibility",
    "close_talk",
    "describe_leadership",
    "end_leadership",
    "join_community",
    "lapse_leadership",
    "leave_community",
    "merge_communities",
    "note_activity",
    "note_question_asked",
    "note_question_removed",
    "note_topic_opened",
    "note_topic_removed",
    "open_community",
    "open_due_talks",
    "open_talk",
    "renew_leadership",
    "reopen_community",
    "sweep_merged_communities",
]
