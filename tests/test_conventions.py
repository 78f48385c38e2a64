"""The house rules of ARCHITECTURE.md, executable. Each helper is tried on a rule-breaker too."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from rareshare.celery import app as celery_app
from rareshare.lib import letters
from rareshare.lib.access import Access
from rareshare.lib.models import Event

ROOT = Path(settings.BASE_DIR)
ROOMS = {room.rpartition(".")[2]: room for room in settings.ROOMS}
OURS = ("rareshare.", "accounts.", "communities.", "forum.", "registry.")
MOVERS = re.compile(r"^_?(move|set_state|note_)")


def sources() -> list[Path]:
    """Our Python files, without migrations and tests."""
    tops = ["rareshare", "accounts", "communities", "forum", "registry"]
    found = [path for top in tops for path in (ROOT / top).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def public_functions(room: str, layer: str) -> dict[str, object]:
    """The functions that a layer offers: those of its module, or those its package lists."""
    try:
        module = import_module(f"{room}.{layer}")
    except ModuleNotFoundError as error:
        if error.name != f"{room}.{layer}":
            raise
        return {}
    names = getattr(module, "__all__", None) or [name for name in vars(module) if name[0] != "_"]
    return {
        name: thing
        for name in names
        if callable(thing := getattr(module, name))
        and not isinstance(thing, type)
        and getattr(thing, "__module__", "").startswith(f"{room}.{layer}")
    }


def takes_an_actor(function: object) -> bool:
    code = getattr(function, "__wrapped__", function).__code__
    return "by" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


@pytest.mark.parametrize("room", settings.ROOMS)
def test_every_operation_that_somebody_does_has_its_permission_twin(room):
    rules = public_functions(room, "permissions")
    missing = [
        name
        for name, function in public_functions(room, "operations").items()
        if takes_an_actor(function) and f"can_{name}" not in rules
    ]
    assert not missing


def test_every_rule_is_asked_by_somebody():
    """A permission that nothing calls protects nothing."""
    asked = {
        name
        for path in sources()
        for name in re.findall(r"(?<!def )\b(\w+)\b(?![\"'])", path.read_text())
    }
    idle = [
        name
        for room in settings.ROOMS
        for name in public_functions(room, "permissions")
        if name not in asked
    ]
    assert not idle


@pytest.mark.parametrize("room", settings.ROOMS)
def test_every_operation_is_named_in_a_test_of_its_room(room):
    folder = ROOT / "tests" / room.replace(".", "/")
    text = "".join(f"{path.stem} {path.read_text()}" for path in folder.rglob("*.py"))
    missing = [name for name in public_functions(room, "operations") if name not in text]
    assert not missing


@pytest.mark.parametrize("room", settings.ROOMS)
@pytest.mark.parametrize("layer", ["operations", "queries", "permissions"])
def test_every_public_rule_says_itself_in_one_sentence(room, layer):
    silent = [name for name, f in public_functions(room, layer).items() if not f.__doc__]
    assert not silent


def state_assignments(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """(function, line) of every `something.state = …`."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                targets = node.targets if isinstance(node, ast.Assign) else []
                flat = [t for target in targets for t in getattr(target, "elts", [target])]
                if any(_is_state(target) for target in flat):
                    yield function.name, node.lineno


def _is_state(target: ast.AST) -> bool:
    """`thing.state`, but not the state that a person lives in."""
    return (
        isinstance(target, ast.Attribute)
        and target.attr == "state"
        and getattr(target.value, "id", "") != "user"
    )


def test_a_state_is_assigned_in_its_move_function_only():
    broken = ast.parse("def approve(a):\n    a.state = 'x'\n")
    assert list(state_assignments(broken)) == [("approve", 2)]
    wrong = [
        f"{path.relative_to(ROOT)}:{line} in {name}"
        for path in sources()
        for name, line in state_assignments(ast.parse(path.read_text()))
        if not MOVERS.match(name)
    ]
    assert not wrong


def test_every_letter_has_three_templates_and_every_folder_its_letter():
    folders = {kind.folder for kind in letters.kinds().values()}
    found = {
        str(path.parent.relative_to(path.parents[3]))
        for room in [*ROOMS.values(), "rareshare.home"]
        for path in (ROOT / room.replace(".", "/")).rglob("emails/*/subject.txt")
    }
    assert found <= folders
    for folder in found:
        [place] = list(ROOT.rglob(f"templates/{folder}"))
        assert {"subject.txt", "body.txt", "body.html"} <= {p.name for p in place.iterdir()}


def test_no_subject_of_a_letter_carries_anything_variable():
    subjects = [
        path
        for path in ROOT.rglob("emails/*/subject.txt")
        if not {"var", ".venv"} & set(path.parts)
    ]
    assert subjects
    for path in subjects:
        text = path.read_text()
        assert "{{" not in text, path
        assert len(text.strip()) <= 45, path


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    """(route, view class or function) of every address."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, route)
        elif isinstance(entry, URLPattern):
            yield (
                route,
                getattr(
                    entry.callback, "view_class", getattr(entry.callback, "cls", entry.callback)
                ),
            )


def our_views() -> list[tuple[str, object]]:
    return [(r, v) for r, v in views(get_resolver()) if v.__module__.startswith(OURS)]


def test_every_page_and_api_view_names_its_access():
    silent = [
        route
        for route, view in our_views()
        if isinstance(view, type) and not isinstance(getattr(view, "access", None), Access)
    ]
    assert not silent


def test_no_private_address_carries_the_name_of_an_illness():
    named = [
        route
        for route, view in our_views()
        if getattr(view, "access", Access.PUBLIC) is not Access.PUBLIC and "<slug:slug>" in route
    ]
    assert not named


def test_no_task_takes_an_argument():
    celery_app.loader.import_default_modules()
    ours = [t for name, t in celery_app.tasks.items() if name.startswith(OURS)]
    assert ours
    for task in ours:
        assert task.run.__code__.co_argcount == 0, task.name


def test_settings_of_the_workers_that_keep_work_safe():
    conf = celery_app.conf
    assert conf.task_acks_late and conf.task_reject_on_worker_lost and conf.task_ignore_result
    assert conf.worker_prefetch_multiplier == 1 and conf.task_time_limit
    assert conf.accept_content == ["json"] and conf.task_publish_retry_policy["max_retries"] <= 1


def test_forum_and_registry_have_no_relation():
    def wing(model: type) -> str:
        return model.__module__.partition(".")[0]

    for model in apps.get_models():
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if isinstance(other, type):
                assert {wing(model), wing(other)} != {"forum", "registry"}, field


def test_nobody_listens_to_signals():
    pattern = re.compile(r"@receiver|\b(pre|post)_(save|delete|init)\.connect|m2m_changed\.connect")
    assert pattern.search("@receiver(post_save)")
    loud = [str(p.relative_to(ROOT)) for p in sources() if pattern.search(p.read_text())]
    assert not loud


@pytest.mark.django_db
def test_every_history_is_append_only_for_everyone():
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, Event)}
    tables |= {"lib_ledgerentry", "lib_readentry"}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c
            WHERE (SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                   WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change'
                     AND t.tgenabled = 'A') = 2  -- A: fires always
              AND NOT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
            """
        )
        guarded = {row[0] for row in cursor.fetchall()}
    assert tables <= guarded


def test_the_application_role_has_no_power_over_tables():
    names = {db["USER"] for db in settings.DATABASES.values()}
    assert len(names) == 2


def test_no_migration_has_an_automatic_name():
    for path in ROOT.glob("*/**/migrations/0*.py"):
        if not {"var", ".venv"} & set(path.parts):
            assert "auto" not in path.stem, path


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_lives_in_it(path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), path
