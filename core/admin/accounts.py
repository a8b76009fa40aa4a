from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from core.admin.base import SafetyAdmin, VersionForm
from core.models import ApiToken, Function, Membership, User
from core.models.memberships import within
from core.scope import scope_of, signed_in
from core.services import tokens

admin.site.unregister(Group)
ADMINISTRATORS = frozenset({Function.ADMINISTRATOR})


def people_of(user: Any) -> Any:
    """Accounts in this administrator's hands: every membership of theirs lies within his own nodes. And his own.

    Who also works elsewhere, or above, is not his: a password is a key to everything its owner may do.
    """
    if user.is_superuser:
        return User.objects.order_by("username")
    scope = scope_of(user, functions=ADMINISTRATORS)
    theirs = Membership.objects.filter(user=OuterRef("pk"))
    inside = Exists(theirs.filter(within(scope)))
    outside = Exists(theirs.exclude(pk__in=Membership.objects.filter(within(scope)).values("pk")))
    held = User.objects.filter(inside, ~outside, is_superuser=False)
    return held | User.objects.filter(pk=user.pk)


@admin.register(User)
class UserAdmin(SafetyAdmin, DjangoUserAdmin):  # type: ignore[misc,type-arg]
    """People. A new account is made by the operator: without any membership it is in nobody's area."""

    edits = ADMINISTRATORS
    form, add_form, change_password_form = UserChangeForm, UserCreationForm, AdminPasswordChangeForm
    list_display = ["username", "display_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "display_name"]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ["username", "password", "display_name", "email", "language", "theme"]}),
        (None, {"fields": ["is_active", "is_staff"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return people_of(request.user)

    def _may_edit(self, request: HttpRequest, obj: Any = None) -> bool:
        if request.user.is_superuser:
            return True
        administrator = bool(scope_of(request.user).functions & self.edits)
        return administrator and (obj is None or people_of(request.user).filter(pk=obj.pk).exists())

    def place_of(self, obj: Any) -> str | None:
        return ""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        admin.ModelAdmin.save_model(self, request, obj, form, change)
        self.note(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)


@admin.register(Membership)
class MembershipAdmin(SafetyAdmin):
    """Who is what where. Only within the administrator's own nodes, and only for people in his hands."""

    edits = ADMINISTRATORS
    list_display = ["user", "function", "area", "organisation", "valid_from", "valid_to"]
    list_filter = ["function"]
    autocomplete_fields = ["user", "area", "organisation"]
    list_select_related = ["user", "area", "organisation"]

    def place_of(self, obj: Any) -> str | None:
        if obj.area is not None:
            return str(obj.area.path)
        return obj.organisation.area.path if obj.organisation and obj.organisation.area else None

    def history_of(self, obj: Any) -> Any:
        return obj.user

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = people_of(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Another person or place is another membership; this one ends on its day.
        return ["user", "function", "area", "organisation"] if obj else []


class TokenForm(VersionForm):
    revoke = forms.BooleanField(
        label=gettext_lazy("Revoke"), required=False, help_text=gettext_lazy("At once, and for good.")
    )


@admin.register(ApiToken)
class ApiTokenAdmin(SafetyAdmin):
    """Tokens of one's own and, for administrators, of people in their hands. The text is shown only when it is made."""

    edits = frozenset({"administrator", "officer", "manager", "maintainer"})
    form = TokenForm
    list_display = ["name", "user", "prefix", "scope", "expires_at", "revoked_at", "last_used_at"]
    list_select_related = ["user"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return ApiToken.objects.filter(user__in=self._people(request))

    def _people(self, request: HttpRequest) -> Any:
        administrator = request.user.is_superuser or scope_of(request.user).functions & ADMINISTRATORS
        return people_of(request.user) if administrator else User.objects.filter(pk=signed_in(request.user).pk)

    def _may_edit(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser or scope_of(request.user).functions & self.edits)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        made = ["user", "name", "scope", "expires_at"]
        return (
            [*made, "revoked_at", "revoke"]
            if obj and obj.revoked_at is None
            else [*made, "revoked_at"]
            if obj
            else made
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["user", "name", "scope", "expires_at", "revoked_at"] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self._people(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        actor = signed_in(request.user)
        if change:
            if form.cleaned_data.get("revoke"):
                tokens.revoke(actor=actor, token=obj)
            return
        made, text = tokens.issue(
            actor=actor, user=obj.user, name=obj.name, scope=obj.scope, expires_at=form.cleaned_data["expires_at"]
        )
        obj.pk = made.pk
        messages.warning(request, _("The token, shown only now: %(text)s") % {"text": text})
