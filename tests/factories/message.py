"""What was said to people."""

import factory

from tests.factories.accounts import UserFactory
from tongwulang.outbox.models import Delivery, Message, SealedLetter


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    recipient = factory.SubFactory(UserFactory)
    kind = "posting_alert"
    once = factory.Sequence(lambda n: f"search:{n}")
    title = factory.Sequence(lambda n: f"第 {n} 条消息")
    text = "您保存的搜索有新岗位。"
    link = "/postings/"


class SealedLetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SealedLetter

    kind = "reset"
    masked_address = "l***@example.invalid"


class DeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delivery

    message = factory.SubFactory(MessageFactory)
    channel = "email"
    expires_at = "2099-01-01T00:00:00Z"
