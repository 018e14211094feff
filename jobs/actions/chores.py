"""What time alone makes due. Each chore may be repeated, interrupted, and run beside itself."""

from collections.abc import Callable

from jobs.actions import applications, erasure, export_runs, import_runs
from tongwulang.accounts.actions import integrators, phone_codes, sent_forms, sessions
from tongwulang.outbox.actions import deliveries, messages, sealed_letters

CHORES: dict[str, Callable[[], int]] = {
    "过期未答复的投递": applications.expire_overdue,
    "不必再留存的记录": erasure.purge,
    "到期的导入文件": import_runs.forget_contents,
    "到期的导出文件": export_runs.forget_contents,
    "用过的验证码和尝试计数": phone_codes.forget_stale,
    "已提交的表单": sent_forms.forget_stale,
    "过期的接口令牌": integrators.forget_expired_tokens,
    "已结束的登录": sessions.forget_ended,
    "过时未发出的消息": deliveries.give_up_stale,
    "到期的消息": messages.purge,
    "不再发送的密封邮件": sealed_letters.wipe_useless,
    "到期的密封邮件": sealed_letters.purge,
}


def do_all() -> dict[str, int]:
    """Do every chore; returns how many rows each was about."""
    return {name: chore() for name, chore in CHORES.items()}
