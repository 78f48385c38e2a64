"""The states and closed value lists of this room, and the moves between states; no query."""

from django.db import models

from rareshare.lib.states import Moves


class State(models.TextChoices):
    """Where a participant stands, from "may join" to the end of taking part."""

    ELIGIBLE = "eligible", "Can join, has not signed yet"
    DECLINED = "declined", "Said no to the consent"
    CONSENTED = "consented", "Signed, sharing questions are next"
    ENROLLED = "enrolled", "Joined"
    RECONSENT_REQUIRED = "reconsent_required", "Joined, asked to read a new consent"
    PAUSED = "paused", "Paused"
    WITHDRAWN = "withdrawn", "Left"
    DECEASED = "deceased", "Died"
    LAPSED = "lapsed", "Never signed, and forgotten"


MOVES: Moves = {
    State.ELIGIBLE: (State.CONSENTED, State.DECLINED, State.LAPSED),
    State.DECLINED: (State.CONSENTED, State.LAPSED),
    State.CONSENTED: (State.ENROLLED, State.DECLINED, State.WITHDRAWN, State.DECEASED),
    State.ENROLLED: (State.RECONSENT_REQUIRED, State.PAUSED, State.WITHDRAWN, State.DECEASED),
    State.RECONSENT_REQUIRED: (State.ENROLLED, State.WITHDRAWN, State.DECEASED),
    State.PAUSED: (State.ENROLLED, State.RECONSENT_REQUIRED, State.WITHDRAWN, State.DECEASED),
    # Whoever left may come back: a new signature and new sharing answers are needed.
    State.WITHDRAWN: (State.CONSENTED, State.DECEASED),
}
# The states in which a standing consent may carry a use of the data.
IN_USE = (State.ENROLLED, State.RECONSENT_REQUIRED)


class ScreeningState(models.TextChoices):
    """How far a screening came."""

    OPEN = "open", "Being answered"
    ELIGIBLE = "eligible", "Can join"
    INELIGIBLE = "ineligible", "Cannot join now"
    DUPLICATE = "duplicate", "Seems to be in the registry already"


SCREENING_MOVES: Moves = {
    ScreeningState.OPEN: (
        ScreeningState.ELIGIBLE,
        ScreeningState.INELIGIBLE,
        ScreeningState.DUPLICATE,
    ),
    # An answer can be corrected and sent again.
    ScreeningState.INELIGIBLE: (ScreeningState.OPEN,),
    ScreeningState.DUPLICATE: (ScreeningState.OPEN,),
}


class VersionState(models.TextChoices):
    """A consent text is a draft, the one that is signed now, or one that was."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Replaced by a newer version"


VERSION_MOVES: Moves = {
    VersionState.DRAFT: (VersionState.PUBLISHED,),
    VersionState.PUBLISHED: (VersionState.SUPERSEDED,),
}


class ChangeClass(models.TextChoices):
    """What a new version means for those who signed the one before."""

    EDITORIAL = "editorial", "Wording only: nothing to do"
    MINOR = "minor", "Small change: tell people"
    MATERIAL = "material", "Important change: ask again"


class Audience(models.TextChoices):
    """Whom a consent text speaks to."""

    ADULT = "adult", "Adult, for oneself"
    PARENT = "parent", "Parent or guardian, for a child"
    ASSENT_7_12 = "assent_7_12", "Child of 7 to 12 years"
    ASSENT_13_17 = "assent_13_17", "Young person of 13 years or more"
    REPRESENTATIVE = "representative", "Legal representative, for an adult"
    NEXT_OF_KIN = "next_of_kin", "Next of kin, for someone who died"


class Subject(models.TextChoices):
    """Whom the person who fills in the screening does it for."""

    SELF = "self", "Me"
    CHILD = "child", "My child"
    REPRESENTED = "represented", "An adult I am the legal representative of"
    DIED = "died", "Someone who has died"


AUDIENCE_OF = {
    Subject.SELF: Audience.ADULT,
    Subject.CHILD: Audience.PARENT,
    Subject.REPRESENTED: Audience.REPRESENTATIVE,
    Subject.DIED: Audience.NEXT_OF_KIN,
}


class Relationship(models.TextChoices):
    """Who acts, seen from the participant (GRDR009 and the legal roles)."""

    SELF = "self", "The participant"
    PARENT = "parent", "Parent"
    LEGAL_GUARDIAN = "legal_guardian", "Legal guardian"
    REPRESENTATIVE = "lar", "Legal representative"
    NEXT_OF_KIN = "next_of_kin_of_deceased", "Next of kin"


class AgeClass(models.TextChoices):
    """The age bands on which consent and assent depend."""

    UNDER_7 = "under_7", "Under 7"
    FROM_7 = "7_12", "7 to 12"
    FROM_13 = "13_17", "13 to majority"
    ADULT = "adult", "Adult"


MINOR_CLASSES = (AgeClass.UNDER_7, AgeClass.FROM_7, AgeClass.FROM_13)


class AffectedStatus(models.TextChoices):
    """How the condition is known."""

    CLINICAL = "diagnosed_clinical", "A doctor told us, from signs and tests"
    GENETIC = "diagnosed_genetic", "A gene test showed it"
    SUSPECTED = "suspected", "A doctor thinks so, it is not certain"
    UNDIAGNOSED = "undiagnosed", "There is no diagnosis yet"
    CARRIER = "unaffected_carrier", "I carry the gene change but am not ill"
    UNKNOWN = "unknown", "I do not know"


class Channel(models.TextChoices):
    """How the registry may reach a person first."""

    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone"
    POST = "post", "Post"


class Outcome(models.TextChoices):
    """What a finished screening found."""

    ELIGIBLE = "eligible", "Can join"
    DUPLICATE = "duplicate", "Seems to be in the registry already"
    MINOR_ALONE = "ineligible_age_no_guardian", "Too young to sign alone"
    CHILD_OF_AGE = "ineligible_child_of_age", "Old enough to sign for oneself"
    NO_DOCUMENT = "ineligible_no_consent_text", "We have no consent text for this case yet"


class Step(models.TextChoices):
    """What a participant's person does next on the way in."""

    CONSENT = "consent", "Read and sign the consent"
    ASSENT = "assent", "Ask your child"
    PERMISSIONS = "permissions", "Answer the sharing questions"


class Decision(models.TextChoices):
    """A signature under a consent text means one of these."""

    GIVEN = "given", "Agreed"
    REFUSED = "refused", "Did not agree"


class Capacity(models.TextChoices):
    """In what role somebody decides about consent."""

    OWN = "own", "For oneself"
    GUARDIAN = "guardian", "As parent or guardian"
    REPRESENTATIVE = "representative", "As legal representative"
    ASSENT = "assent", "The child's own agreement"


class Permission(models.TextChoices):
    """The twelve things a participant may allow; each stands for itself."""

    DISCOVERY = "discovery", "Count me"
    SHARE_RESEARCH = "share_deid_research", "Share coded answers with approved researchers"
    SHARE_SCOPE = "share_scope", "For which kind of research"
    SHARE_REGION = "share_region", "In which part of the world"
    SHARE_GROUPS = "share_pag", "Share with patient groups"
    SHARE_REGISTRIES = "share_registries", "Link with other registries"
    CONTACT_STUDY = "contact_study", "Tell me about studies"
    CONTACT_SAMPLES = "contact_biospecimen", "Ask me about samples"
    CONTACT_MATCHING = "contact_matching", "Tell me when someone similar is found"
    CONTACT_COMMUNITY = "contact_community", "Connect me with others"
    GENETIC_DATA = "genetic_data", "Keep and share gene results"
    AFTER_DEATH = "after_death", "Go on after my death"


class Answer(models.TextChoices):
    """A sharing question left open counts as no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNANSWERED = "unanswered", "Not answered"


class Choice(models.TextChoices):
    """The finer choices behind a yes: kind of research (DUO terms) and region."""

    GENERAL = "gru", "Any research (DUO:0000042)"
    HEALTH = "hmb", "Health and medical research (DUO:0000006)"
    DISEASE = "ds", "Research on my condition only (DUO:0000007)"
    OWN_COUNTRY = "own_country", "My country only"
    EUROPE = "eu_eea", "The European Union and EEA"
    WORLDWIDE = "worldwide", "Any country"


class Level(models.TextChoices):
    """What leaving does with what is already there."""

    NO_FURTHER_USE = "no_further_use", "Keep it stored, use it for nothing new"
