"""Expert questions: members ask, verified experts answer, staff verify."""

from datetime import timedelta
from typing import Any

from forum.experts import operations
from rareshare.lib import clock
from tests.access import Row, World, api, page
from tests.access.talk import MEMBERS, changing, place, readers

ASKED = {"title": "Is a bath safe?", "text": "I have sores.", "anonymous": "yes"}


def build(world: World) -> None:
    """Dr Eze is verified; `world.question` waits, `world.answer` answers another. Chidi asked both,
    the first without a name."""
    cast = world.cast
    world.verification = operations.verify_expert(
        cast.eze,
        by=cast.lena,
        community=world.community,
        profession="Kidney doctor",
        proof="Saw the hospital page.",
        conflict_of_interest="Paid for a talk by a company",
        expires_on=clock.today() + timedelta(days=365),
    )
    world.question = operations.ask_question(
        world.community, by=cast.chidi, title="Is a bath safe?", text="Sores.", anonymous=True
    )
    world.answered = operations.ask_question(
        world.community, by=cast.chidi, title="And swimming?", text="In a pool.", anonymous=False
    )
    world.answer = operations.answer_question(
        world.answered, by=cast.eze, text="Ask your nurse.", sources=["doi:10.1056/NEJMra1505292"]
    )


def question(world: World) -> dict[str, Any]:
    return {**place(world), "question_id": world.question.pk}


def question_alone(world: World) -> dict[str, Any]:
    return {"question_id": world.question.pk}


def helpful(world: World) -> dict[str, Any]:
    ids = {"question_id": world.answered.pk, "answer_id": world.answer.pk}
    return {**place(world), **ids}


def verification(world: World) -> dict[str, Any]:
    return {"pk": world.verification.pk}


def facts(world: World) -> dict[str, Any]:
    """Alma becomes an expert as well."""
    until = clock.today() + timedelta(days=30)
    return {
        "email": world.cast.alma.email,
        "community": world.community.public_id,
        "profession": "Nurse",
        "proof": "Saw the license.",
        "expires_on": str(until),
        "expires_on_day": until.day,
        "expires_on_month": until.month,
        "expires_on_year": until.year,
    }


DESK = page(others=403, emil=200, lena=200, admin=200)

ROWS = [
    Row("experts:questions", "GET", page(), place),
    Row("experts:letter", "GET", readers(302), question_alone),
    Row("experts:ask", "GET", page(others=403, **dict.fromkeys(MEMBERS, 200)), place),
    Row("experts:ask", "POST", page(others=403, **dict.fromkeys(MEMBERS, 302)), place, ASKED),
    Row("experts:question", "GET", readers(), question),
    Row("experts:answer", "GET", readers(403, eze=200), question),
    Row("experts:answer", "POST", readers(403, eze=302), question, {"text": "Ask a nurse."}),
    Row("experts:take", "POST", readers(403, eze=302), question),
    Row("experts:recuse", "GET", readers(403, eze=200), question),
    Row("experts:recuse", "POST", readers(403, eze=302), question),
    Row("experts:remove", "GET", readers(403, chidi=200), question),
    Row("experts:remove", "POST", readers(403, chidi=302), question),
    Row("experts:helpful", "POST", readers(403, chidi=302), helpful),
    Row("experts:desk", "GET", DESK),
    Row("experts:desk", "POST", {**DESK, "emil": 302, "lena": 302, "admin": 403}, {}, facts),
    Row("experts:end", "GET", {**DESK, "admin": 404}, verification),
    Row("experts:end", "POST", {**DESK, "emil": 302, "lena": 302, "admin": 404}, verification),
    Row("experts-api:questions", "GET", changing(200), place),
    Row(
        "experts-api:questions",
        "POST",
        api(others=403, **dict.fromkeys(MEMBERS, 201)),
        place,
        {**ASKED, "anonymous": True},
    ),
    Row("experts-api:question", "GET", changing(200), question_alone),
    Row(
        "experts-api:question",
        "DELETE",
        changing(403, chidi=204, lena=204),
        question_alone,
        {"reason": "Why"},
    ),
    Row("experts-api:answers", "GET", changing(200), question_alone),
    Row("experts-api:answers", "POST", changing(403, eze=201), question_alone, {"text": "Yes."}),
    Row("experts-api:take", "PUT", changing(403, eze=204), question_alone),
    Row("experts-api:recuse", "PUT", changing(403, eze=204), question_alone),
    Row(
        "experts-api:helpful",
        "PUT",
        changing(403, chidi=204),
        lambda world: {"answer_id": world.answer.pk},
    ),
    Row("experts-api:experts", "GET", api(others=400)),  # no community was named
    Row("experts-api:experts", "POST", api(others=403, emil=201, lena=201), {}, facts),
    Row("experts-api:expert", "DELETE", api(others=404, eze=204, emil=204, lena=204), verification),
]
