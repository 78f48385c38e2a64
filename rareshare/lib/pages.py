"""The base of every HTML door: access, error pages, forms that keep what was typed."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from rareshare.lib.access import Access, Ruling, ruling
from rareshare.lib.doors import Door, opened
from rareshare.lib.errors import DomainError, Moved, NotFound, TooMany

OWN_PAGES = {403, 409, 412, 429, 503}  # what to do next differs; for the rest one page is enough


class Page(View):
    """An HTML page: parse, call one operation or query, render or redirect."""

    access: ClassVar[Access]
    template: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Settle access, open the page's database role, and turn domain errors into pages."""
        with opened(Door.PAGE):
            if (refusal := self._refusal(request)) is not None:
                return refusal
            try:
                response = super().dispatch(request, *args, **kwargs)
            except DomainError as error:
                response = error_page(request, error)
            if self.access is not Access.PUBLIC:
                response["X-Robots-Tag"] = "noindex, nofollow"
            return response

    def render(
        self,
        request: HttpRequest,
        template: str | None = None,
        *,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        """The page with its title; `status` other than 200 marks an error state."""
        context.setdefault("title", self.title)
        context.setdefault("private", self.access is not Access.PUBLIC)
        response = render(request, template or self.template, context, status=status)
        if context["private"]:
            response["Cache-Control"] = "no-store, private"
        return response

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        verdict = ruling(self.access, request.user)
        if verdict is Ruling.SIGN_IN:
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('account_login')}?{query}")
        if verdict is Ruling.SECOND_FACTOR:
            return redirect("mfa_index")
        if verdict is Ruling.REFUSED:
            return render(request, "errors/403.html", {"title": "You cannot open this"}, status=403)
        return None


class FormPage(Page):
    """A page with one form: GET shows it, a good POST performs and redirects, a bad one shows the
    form again with an error summary and everything that was typed."""

    form_class: ClassVar[type[Form]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form."""
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Validate, perform, redirect, so that reloading never repeats it."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=400)
        try:
            done = self.perform(form)
        except (NotFound, Moved):
            raise
        except DomainError as error:
            add_problem(form, error)
            return self.show(form, status=error.status)
        return redirect(done) if isinstance(done, str) else done

    def form(self, *args: Any) -> Form:
        """The form, bound to what was typed or filled with `initial()`."""
        made = self.form_class(*args, **self.form_arguments())
        if not args:
            made.initial = {**(made.initial or {}), **self.initial()}
        return made

    def form_arguments(self) -> dict[str, Any]:
        """Extra keyword arguments for the form."""
        return {}

    def initial(self) -> Mapping[str, Any]:
        """What the form shows at first."""
        return {}

    def extra(self) -> Mapping[str, Any]:
        """More for the template."""
        return {}

    def perform(self, form: Any) -> str | HttpResponse:
        """Call one operation; answer with the address to go to."""
        raise Http404

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.render(self.request, status=status, form=form, **self.extra())


def add_problem(form: BaseForm, error: DomainError) -> None:
    """Put a domain error at its field, or above the form where it names none."""
    for name, text in (error.fields or {"": error.detail}).items():
        form.add_error(name if name in form.fields else None, text)


def error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page for a domain error; invisible and nonexistent give the same bytes."""
    if isinstance(error, NotFound):
        raise Http404
    if isinstance(error, Moved):
        return moved(request, error)
    context = {"title": error.title, "detail": error.detail, "private": True}
    template = f"errors/{error.status}.html" if error.status in OWN_PAGES else "errors/problem.html"
    response = render(request, template, context, status=error.status)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
    return response


def moved(request: HttpRequest, error: Moved) -> HttpResponse:
    """For good to the new address, where people who are signed in read why they are there. What was
    typed goes along: 308 repeats the same POST there."""
    path = error.address(request.path)
    query = request.META.get("QUERY_STRING", "")
    status = 301 if request.method in {"GET", "HEAD"} else 308
    if status == 301 and request.user.is_authenticated:  # others get no session for it
        flash(request, error.landing)
    return HttpResponse(status=status, headers={"Location": f"{path}?{query}" if query else path})


def flash(request: HttpRequest, text: str) -> None:
    """A short note of success on the next page, read out as a status message."""
    messages.success(request, text)
