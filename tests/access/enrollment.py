"""Who gets what at the doors of enrollment. Alma has a record; Ben has one that is on the way."""

from datetime import timedelta

from communities.conditions.models import Condition
from rareshare.lib import clock
from registry.enrollment import documents, operations, queries
from registry.enrollment.models import Participant
from registry.enrollment.signing import Signing
from registry.enrollment.states import VersionState
from registry.enrollment.texts import Approval
from tests.access import Row, World, api, page


def build(world: World) -> None:
    """Published texts, Alma's record, and one record before and one after the signature."""
    _publish(world)
    world.participant = _enroll(world, world.cast.alma, "Alma Reyes")
    operations.answer_permissions(
        world.participant, by=world.cast.alma, answers={"discovery": "yes"}
    )
    world.participant.refresh_from_db()
    world.consent = world.participant.consents.get()
    world.eligible = _screen(world, world.cast.ben, "Ben Okoro")
    child = {"subject": "child", "date_of_birth": _years_ago(9)}
    world.child = _enroll(world, world.cast.mio, "Kei Sato", **child)
    world.screening = operations.start_screening(by=world.cast.alma, answers={}).screening


def _publish(world: World) -> None:
    today = clock.today()
    approval = Approval("Board", "TEST-1", today, today + timedelta(days=900))
    for source in documents.shipped():
        version = operations.draft_consent_version(source, by=None)
        if version.state == VersionState.DRAFT:
            operations.publish_consent_version(version, by=world.cast.emil, approval=approval)


def _screen(world: World, user: object, name: str, **changes: str) -> Participant:
    condition = getattr(world, "condition", None) or _condition()
    answers = {
        "subject": "self",
        "condition": condition.key,
        "affected_status": "diagnosed_clinical",
        "name": name,
        "date_of_birth": "1971-03-27",
        "country": "DE",
        "channel": "email",
        **changes,
    }
    begun = operations.start_screening(by=user, answers=answers).screening
    found = operations.submit_screening(begun, by=user).participant
    assert found is not None
    return found


def _condition() -> Condition:
    made, _ = Condition.objects.get_or_create(
        key="A1",
        defaults={
            "slug": "access-condition",
            "name": "A condition",
            "sort_name": "a condition",
            "letter": "a",
            "changed_at": clock.now(),
        },
    )
    return made


def _enroll(world: World, user: object, name: str, **changes: str) -> Participant:
    participant = _screen(world, user, name, **changes)
    version = queries.current_version(participant)
    keys = frozenset(statement["key"] for statement in version.statements)
    signing = Signing(version.sha256, name, keys, signed_in_recently=True)
    return operations.sign_consent(participant, by=user, signing=signing)


def _years_ago(years: int) -> str:
    return clock.today().replace(year=clock.today().year - years, day=1).isoformat()


def _alma(world: World) -> dict[str, object]:
    return {"reference": world.participant.reference}


def _page_rows(name: str, **expect: int) -> list[Row]:
    return [Row(f"enrollment:{name}", "GET", page(others=404, **expect), kwargs=_alma)]


_PUBLIC = {"*": 200}
_START = {"*": 302}
_OWN = page(others=404, alma=200)
_ROWS_OF_STEPS = [
    Row(f"enrollment:{name}", "GET", page(others=404, alma=302), kwargs=_alma)
    for name in ("go-on", "consent", "consent-sign", "assent", "join-sharing")
]
_PLACES = [
    Row(
        f"enrollment:{name}",
        "GET",
        page(others=404, alma=302),
        kwargs=lambda world: {**_alma(world), "place": 1},
    )
    for name in ("consent-idea", "consent-check")
]
_FORBIDDEN_TWICE = [
    Row("enrollment:consent-sign", "POST", page(others=404, alma=400), kwargs=_alma),
    Row("enrollment:assent", "POST", page(others=404, alma=409), kwargs=_alma),
    Row("enrollment:join-sharing", "POST", page(others=404, alma=409), kwargs=_alma),
    Row(
        "enrollment:consent-check",
        "POST",
        page(others=404, alma=400),
        kwargs=lambda world: {**_alma(world), "place": 1},
    ),
]


def _copy(world: World) -> dict[str, object]:
    return {"pk": world.consent.pk}


_MINE = [
    Row(f"enrollment:{name}", "GET", _OWN)
    for name in ("consents", "sharing", "leave", "leave-confirm", "erase", "resume", "seen")
]
_DESK = {"anonymous": 302, "emil": 200, "*": 403}
ROWS = [
    Row("enrollment:registry", "GET", _PUBLIC),
    Row("enrollment:text", "GET", _PUBLIC, kwargs={"name": "adult-en"}),
    Row("enrollment:join", "GET", _PUBLIC),
    Row("enrollment:join", "POST", _START),
    Row("enrollment:saved", "GET", _PUBLIC),
    Row("enrollment:check", "GET", _START),
    Row("enrollment:check", "POST", {**_START, "alma": 409}),
    Row("enrollment:result", "GET", _START),
    Row("enrollment:result", "POST", _START),
    Row("enrollment:screen", "GET", {**_START, "alma": 200}, kwargs={"name": "who"}),
    Row("enrollment:screen", "POST", {**_START, "alma": 400}, kwargs={"name": "who"}),
    *_ROWS_OF_STEPS,
    *_PLACES,
    *_FORBIDDEN_TWICE,
    *_page_rows("joined", alma=200),
    *_page_rows("consent-refused", alma=200),
    Row("enrollment:mine", "GET", page()),
    *_MINE,
    Row("enrollment:sharing", "POST", page(others=404, alma=302)),
    Row("enrollment:leave", "POST", page(others=404, alma=400)),
    Row("enrollment:resume", "POST", page(others=404, alma=409)),
    Row("enrollment:copy", "GET", _OWN, kwargs=_copy),
    Row("enrollment:copy-file", "GET", _OWN, kwargs=lambda world: {**_copy(world), "kind": "json"}),
    Row("enrollment:desk", "GET", _DESK),
    Row("enrollment:desk", "POST", {**_DESK, "emil": 400}),
    Row("enrollment:desk-participant", "GET", _DESK, kwargs=_alma),
    Row("enrollment:desk-participant", "POST", {**_DESK, "emil": 400}, kwargs=_alma),
    Row("enrollment-api:screenings", "POST", api(others=201)),
    Row(
        "enrollment-api:screening",
        "GET",
        api(others=404, alma=200),
        kwargs=lambda world: {"public_id": world.screening.public_id},
    ),
    Row(
        "enrollment-api:screening",
        "PATCH",
        api(others=404, alma=428),
        kwargs=lambda world: {"public_id": world.screening.public_id},
    ),
    Row(
        "enrollment-api:submission",
        "POST",
        api(others=404, alma=409),
        kwargs=lambda world: {"public_id": world.screening.public_id},
    ),
    Row("enrollment-api:consent-documents", "GET", _PUBLIC),
    Row("enrollment-api:enrollments", "GET", api()),
    Row("enrollment-api:enrollment", "GET", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment-api:consents", "GET", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment-api:consents", "POST", api(others=404, alma=400), kwargs=_alma),
    Row("enrollment-api:assent", "POST", api(others=404, alma=400), kwargs=_alma),
    Row("enrollment-api:permissions", "GET", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment-api:permissions", "POST", api(others=404, alma=400), kwargs=_alma),
    Row("enrollment-api:permissions", "PATCH", api(others=404, alma=428), kwargs=_alma),
    Row("enrollment-api:disclosures", "GET", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment-api:pause", "DELETE", api(others=404, alma=409), kwargs=_alma),
    Row("enrollment-api:pause", "POST", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment-api:withdrawal", "POST", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment:leave-confirm", "POST", page(others=404, alma=302)),
    Row("enrollment-api:erasure", "POST", api(others=404, alma=200), kwargs=_alma),
    Row("enrollment:erase", "POST", page(others=404, alma=302)),
]
