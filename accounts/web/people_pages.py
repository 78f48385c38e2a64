"""The people I keep away from: muted or blocked, with the way back."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import operations, queries
from accounts.models import BlockKind, User
from accounts.web.forms import BlockForm
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash

_DONE = {
    BlockKind.MUTE: "You muted {name}. Their posts are folded now.",
    BlockKind.BLOCK: "You blocked {name}. They do not learn of it.",
}


class PeoplePage(Page):
    """Whom I muted or blocked."""

    access = Access.SIGNED_IN
    template = "accounts/people.html"
    title = "People you keep away from"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first."""
        blocks = queries.blocks_of(queries.person(request.user))
        page = Paginator(blocks, 50).get_page(request.GET.get("page"))
        return self.render(request, page=page)


class OtherPerson:
    """What the pages about one other person share."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def me(self) -> User:
        """Whoever is signed in."""
        return queries.person(self.request.user)

    @cached_property
    def other(self) -> User:
        """The person whom the address names; nobody ever keeps away from themselves."""
        return queries.person_to_block(self.me, self.kwargs["public_id"])


class BlockPage(OtherPerson, FormPage):
    """Mute or block one person, or change that."""

    access = Access.SIGNED_IN
    template = "accounts/person.html"
    title = "Mute or block"
    form_class = BlockForm

    def initial(self) -> Mapping[str, Any]:
        """What holds now; nothing is chosen for those who keep away from nobody."""
        block = queries.block_on(self.me, self.other)
        return {"kind": block.kind if block else None}

    def extra(self) -> Mapping[str, Any]:
        """Whom it is about."""
        return {"other": self.other, "kept": queries.block_on(self.me, self.other)}

    def perform(self, form: BlockForm) -> str:
        """Keep away from now on."""
        block = operations.block_person(self.other, by=self.me, kind=form.cleaned_data["kind"])
        told = _DONE[BlockKind(block.kind)].format(name=self.other.display_name)
        flash(self.request, told)
        return reverse("accounts:people")


class UnblockPage(OtherPerson, Page):
    """The way back: one button, no question."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """See and hear the person again."""
        operations.unblock_person(self.other, by=self.me)
        flash(request, f"You see posts of {self.other.display_name} again.")
        return redirect("accounts:people")
