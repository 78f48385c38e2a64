"""The pages of expert questions."""

from tests.browser.pages import Shown

AT = "/c/{community.public_id}/experts/"
WAITING = AT + "{question.pk}/"
ANSWERED = AT + "{answered.pk}/"

PAGES = [
    Shown(AT, who="chidi"),
    Shown(AT, who="fay", state="join first"),
    Shown("/c/{quiet.public_id}/experts/", who="chidi", state="empty"),
    Shown(AT + "ask/", who="chidi"),
    Shown(AT + "ask/", who="chidi", state="errors", press="Send my question", status=400),
    Shown(WAITING, who="chidi", state="own, waiting"),
    Shown(WAITING, who="eze", state="expert"),
    Shown(ANSWERED, who="chidi", state="answered"),
    Shown(ANSWERED, who="alma", state="answered, another member"),
    Shown(WAITING + "answer/", who="eze"),
    Shown(WAITING + "answer/", who="eze", state="errors", press="Post answer", status=400),
    Shown(WAITING + "recusal/", who="eze"),
    Shown(WAITING + "removal/", who="chidi"),
    Shown("/desk/experts/", who="lena"),
    Shown("/desk/experts/", who="lena", state="errors", press="Verify", status=400),
    Shown("/desk/experts/{verification.pk}/end/", who="lena"),
]
