from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from core.admin.base import SafetyAdmin
from core.models import ApiToken, Membership, User
from core.scope import scope_of, signed_in
from core.services import tokens

admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(SafetyAdmin, DjangoUserAdmin):  # type: ignore[misc,type-arg]
    """People. An administrator sees those who hold a membership inside his own area, and himself."""

    edits = frozenset({"administrator"})
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
        if request.user.is_superuser:
            return User.objects.all()
        scope = scope_of(request.user, functions=self.edits)
        theirs = Membership.objects.filter(scope.area_filter("area__path")).values("user_id")
        return User.objects.filter(Q(pk=request.user.pk) | Q(pk__in=theirs), is_superuser=False)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # A person without any membership is in nobody's area; only the operator can make one from nothing.
        return bool(request.user.is_superuser)


@admin.register(Membership)
class MembershipAdmin(SafetyAdmin):
    edits = frozenset({"administrator"})
    list_display = ["user", "function", "area", "organisation", "valid_from", "valid_to"]
    list_filter = ["function"]
    autocomplete_fields = ["user", "area", "organisation"]
    list_select_related = ["user", "area", "organisation"]


@admin.register(ApiToken)
class ApiTokenAdmin(SafetyAdmin):
    """One's own tokens. The text is shown once, when the token is made."""

    edits = frozenset({"administrator", "officer", "manager", "maintainer"})
    list_display = ["name", "prefix", "scope", "expires_at", "revoked_at", "last_used_at"]
    fields = ["name", "scope", "expires_at", "revoked_at"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        made, text = tokens.issue(
            actor=signed_in(request.user), user=signed_in(request.user), name=obj.name, scope=obj.scope
        )
        ApiToken.objects.filter(pk=made.pk).update(expires_at=obj.expires_at)
        obj.pk = made.pk
        messages.warning(request, _("The token, shown only now: %(text)s") % {"text": text})
