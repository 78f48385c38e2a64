"""Research: the researcher's, the board's, the staff's and the participant's pages."""

from tests.browser.pages import Shown

_STUDY = "/research/applications/{%s.public_id}/"

PAGES = [
    Shown("/research/", who="gita"),
    Shown("/research/profile/", who="gita"),
    Shown(
        "/research/profile/", who="gita", state="with errors", press="Accept and go on", status=400
    ),
    Shown("/research/counts/", who="gita"),
    Shown(
        "/research/counts/",
        who="gita",
        state="with errors",
        press="Find the condition",
        status=400,
    ),
    Shown("/research/inquiries/{inquiry.public_id}/", who="gita"),
    Shown("/research/inquiries/{inquiry.public_id}/application/", who="gita"),
    Shown(_STUDY % "draft", who="gita", state="draft"),
    Shown(_STUDY % "approved", who="gita", state="approved"),
    Shown(_STUDY % "running", who="gita", state="active"),
    Shown(_STUDY % "draft" + "edit/", who="gita"),
    Shown(_STUDY % "approved" + "agreement/", who="gita"),
    Shown(
        _STUDY % "approved" + "agreement/",
        who="gita",
        state="with errors",
        press="Sign",
        status=400,
    ),
    Shown(_STUDY % "running" + "contacts/", who="gita"),
    Shown("/board/", who="hugo"),
    Shown("/board/{sent.public_id}/", who="hugo"),
    Shown(
        "/board/{sent.public_id}/",
        who="hugo",
        state="with errors",
        press="Record my vote",
        status=400,
    ),
    Shown("/board/{voted.public_id}/", who="hugo", state="voted"),
    Shown("/board/{sent.public_id}/conflict/", who="hugo"),
    Shown("/board/{voted.public_id}/decision/", who="hugo"),
    Shown("/board/{sent.public_id}/decision/", who="hugo", state="too early"),
    Shown("/board/{sent.public_id}/return/", who="hugo"),
    Shown("/desk/campaigns/", who="emil"),
    Shown("/desk/campaigns/new/{idle.public_id}/", who="emil"),
    Shown("/desk/campaigns/{prepared.public_id}/", who="emil", state="draft"),
    Shown("/desk/campaigns/{chosen.public_id}/", who="emil", state="chosen"),
    Shown("/desk/campaigns/{campaign.public_id}/", who="emil", state="sent"),
    Shown("/desk/researchers/", who="emil"),
    Shown("/me/registry/studies/", who="alma"),
    Shown("/me/registry/studies/", who="chidi", state="empty"),
    Shown("/me/registry/studies/{invitation.public_id}/", who="alma"),
    Shown(
        "/me/registry/studies/{invitation.public_id}/",
        who="alma",
        state="with errors",
        press="Send my answer",
        status=400,
    ),
]
