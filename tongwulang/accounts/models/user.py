"""A person who can log in."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


class UserManager(DjangoUserManager["User"]):
    """Makes users by e-mail; Django's own asks for a username, which nobody has here."""

    def _create_user_by_email(self, email: str, password: str | None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email) or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(  # type: ignore[override]
        self, email: str = "", password: str | None = None, **fields: Any
    ) -> "User":
        """Make a person without rights; raises IntegrityError without e-mail and phone."""
        return self._create_user_by_email(email, password, **fields)

    def with_phone(self, phone: str) -> "User":
        """The person with this phone (E.164), made without any right if there is none."""
        person, _is_new = self.get_or_create(
            phone=phone, defaults={"password": make_password(None)}
        )
        return person

    def create_superuser(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Make and return a platform admin."""
        return self._create_user_by_email(
            email, password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractUser):
    """A person who can log in: by phone (seekers) or by e-mail (organizers)."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    email = models.EmailField(  # type: ignore[assignment]
        _("电子邮箱"), unique=True, null=True, blank=True
    )
    phone = PhoneNumberField(_("手机号"), unique=True, null=True, blank=True)
    session_epoch = models.PositiveIntegerField(
        _("登录批次"), default=0, editable=False, help_text=_("增加一次，所有设备上的登录都失效。")
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="user_has_email_or_phone",
                violation_error_message=_("电子邮箱和手机号至少填一项。"),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email or _("用户 %(id)s") % {"id": self.pk}

    def clean(self) -> None:
        self.email = self.__class__.objects.normalize_email(self.email) or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An e-mail that was taken out is none: any number of people may have none."""
        self.email = self.email or None
        super().save(*args, **kwargs)

    @property
    def needs_second_factor(self) -> bool:
        """Whether this person's rights reach other people's data: organizers, platform admins."""
        return self.is_staff or self.is_superuser

    def get_session_auth_hash(self) -> str:
        """What every session of this person must carry: another epoch ends all of them."""
        return self._of_epoch(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the keys before the present one."""
        return map(self._of_epoch, super().get_session_auth_fallback_hash())

    def _of_epoch(self, session_hash: str) -> str:
        return f"{session_hash}.{self.session_epoch}"

    def get_full_name(self) -> str:
        """The person's name, which may be empty."""
        return self.name

    def get_short_name(self) -> str:
        """What a greeting calls the person."""
        return self.name or str(self)
