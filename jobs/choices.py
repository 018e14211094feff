"""Closed lists of the fair and the market."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Whom a post or a fair is also meant for; lawful preferences only (退役军人保障法 39, 41)."""

    VETERANS = "veterans", _("退役军人优先")
    DEPENDENTS = "dependents", _("随军家属友好")
    VETERAN_GRADUATES = "veteran_graduates", _("退役大学生")
    FRESH_GRADUATES = "fresh_graduates", _("应届毕业生")


class ClaimKind(TextChoices):
    """What a person can be proved to be; 随军家属 and 随调随迁家属 are two groups in law."""

    VETERAN = "veteran", _("退役军人")
    VETERAN_GRADUATE = "veteran_graduate", _("退役大学生")
    ACCOMPANYING_DEPENDENT = "accompanying_dependent", _("随军家属")
    TRANSFERRED_DEPENDENT = "transferred_dependent", _("随调随迁家属")


class EmployerNature(TextChoices):
    """单位性质."""

    STATE_OWNED = "state_owned", _("国有企业")
    PRIVATE = "private", _("民营企业")
    FOREIGN = "foreign", _("外资企业（含港澳台）")
    PUBLIC_INSTITUTION = "public_institution", _("事业单位")
    GOVERNMENT = "government", _("机关、群团")
    SOCIAL = "social", _("社会组织")
    SELF_EMPLOYED = "self_employed", _("个体工商户")


class EmployerSize(TextChoices):
    """规模, in people."""

    UNDER_20 = "1-19", _("20 人以下")
    FROM_20 = "20-99", _("20–99 人")
    FROM_100 = "100-499", _("100–499 人")
    FROM_500 = "500-999", _("500–999 人")
    FROM_1000 = "1000-9999", _("1,000–9,999 人")
    FROM_10000 = "10000+", _("10,000 人及以上")


class EmployerStatus(TextChoices):
    UNVERIFIED = "unverified", _("待核验")
    VERIFIED = "verified", _("已核验")
    SUSPENDED = "suspended", _("已暂停")


class EmploymentType(TextChoices):
    """用工形式; an agency must say that it is one."""

    FULL_TIME = "full_time", _("全职")
    PART_TIME = "part_time", _("兼职")
    INTERNSHIP = "internship", _("实习")
    DISPATCH = "dispatch", _("劳务派遣")


class Shift(TextChoices):
    DAY = "day", _("白班")
    TWO_SHIFTS = "two_shifts", _("两班倒")
    THREE_SHIFTS = "three_shifts", _("三班倒")
    NIGHT = "night", _("夜班")
    FLEXIBLE = "flexible", _("弹性工作")


class PostingStatus(TextChoices):
    DRAFT = "draft", _("草稿")
    PENDING = "pending", _("待审核")
    PUBLISHED = "published", _("已发布")
    SUSPENDED = "suspended", _("随单位暂停")
    CLOSED = "closed", _("已关闭")


class RevisionStatus(TextChoices):
    WAITING = "waiting", _("待审核")
    APPLIED = "applied", _("已通过")
    REJECTED = "rejected", _("已退回")


class ImportKind(TextChoices):
    """What a workbook holds."""

    POSTINGS = "postings", _("岗位")
    EMPLOYERS = "employers", _("用人单位")
    PARTICIPATIONS = "participations", _("参会单位")


class ImportStatus(TextChoices):
    MAPPING = "mapping", _("待确认列名")
    CHECKING = "checking", _("检查中")
    READY = "ready", _("待导入")
    IMPORTING = "importing", _("导入中")
    DONE = "done", _("已导入")
    CANCELLED = "cancelled", _("已放弃")
    FAILED = "failed", _("失败")


class RowOutcome(TextChoices):
    """What becomes of a row of a workbook."""

    MADE = "made", _("新增")
    CHANGED = "changed", _("修改")
    PROPOSED = "proposed", _("修改，待审核")
    SAME = "same", _("不变")
    REFUSED = "refused", _("有问题")


class ExportKind(TextChoices):
    """What is made out of the rows, as a workbook or as a PDF to be printed."""

    POSTINGS = "postings", _("岗位")
    NATIONAL = "national", _("岗位（国家招聘信息格式）")
    EMPLOYERS = "employers", _("用人单位")
    PARTICIPATIONS = "participations", _("参会单位")
    APPLICANTS = "applicants", _("求职者")
    APPLICATIONS = "applications", _("投递")
    FAIR_EMPLOYERS = "fair_employers", _("招聘会单位表")
    FAIR_POSTINGS = "fair_postings", _("招聘会岗位表")
    FAIR_BOOTHS = "fair_booths", _("展位表")
    BOOTH_SIGNS = "booth_signs", _("展位牌")
    POSTERS = "posters", _("岗位海报")
    HALL_LIST = "hall_list", _("会场名单")
    HANDBOOK = "handbook", _("招聘手册")


class ExportStatus(TextChoices):
    WORKING = "working", _("生成中")
    DONE = "done", _("已生成")
    FAILED = "failed", _("失败")


class FairStatus(TextChoices):
    DRAFT = "draft", _("筹备中")
    PUBLISHED = "published", _("已发布")
    HELD = "held", _("已举办")
    CANCELLED = "cancelled", _("已取消")


class FairRole(TextChoices):
    HOST = "host", _("主办")
    CO_HOST = "co_host", _("承办")


class Measure(TextChoices):
    """What a report counts of a fair or of the region."""

    EMPLOYERS = "employers", _("用人单位")
    POSTINGS = "postings", _("岗位")
    VENUES = "venues", _("会场")
    VISITORS = "visitors", _("现场求职者")
    SHARED_PLATFORMS = "shared_platforms", _("共享创新平台")
    RESEARCH_PLATFORMS = "research_platforms", _("共建研发平台")


class ParticipationStatus(TextChoices):
    APPLIED = "applied", _("已报名")
    ACCEPTED = "accepted", _("已确认")
    WAITLISTED = "waitlisted", _("候补")
    REJECTED = "rejected", _("未通过")
    WITHDRAWN = "withdrawn", _("已退出")


class ApplicationStatus(TextChoices):
    SUBMITTED = "submitted", _("已投递")
    VIEWED = "viewed", _("已查看")
    INTERVIEW = "interview", _("面试")
    OFFERED = "offered", _("录用通知")
    HIRED = "hired", _("已录用")
    DECLINED = "declined", _("未通过")
    WITHDRAWN = "withdrawn", _("已撤回")
    EXPIRED = "expired", _("已过期")
    OBSOLETE = "obsolete", _("已在别处录用")


class DeclineReason(TextChoices):
    """Why an application was declined; only grounds that the law lets an employer have
    (就业促进法 26–31)."""

    FILLED = "filled", _("岗位已招满")
    CHOSE_ANOTHER = "chose_another", _("已选择其他求职者")
    POSTING_WITHDRAWN = "posting_withdrawn", _("岗位已取消")
    EXPERIENCE = "experience", _("工作经验与岗位要求不符")
    SKILLS = "skills", _("技能与岗位要求不符")
    EDUCATION = "education", _("学历或专业与岗位要求不符")
    CERTIFICATES = "certificates", _("缺少岗位必需的证书")
    PAY = "pay", _("薪资期望不一致")
    SCHEDULE = "schedule", _("班次或到岗时间不合适")
    PLACE = "place", _("工作地点或通勤不合适")
    NOT_REACHED = "not_reached", _("多次联系不上")


class RetainedRecord(TextChoices):
    """Records about people that a law has kept after their purpose has ended."""

    APPLICATION = "application", _("投递、进展与提供记录")
    LOOK = "look", _("查看记录")


class MarkKind(TextChoices):
    """What a person has said of a post, to nobody but the site."""

    FAVOURITE = "favourite", _("收藏")
    HIDDEN = "hidden", _("隐藏")


class AlertFrequency(TextChoices):
    """How often a saved search says what is new."""

    AT_ONCE = "at_once", _("有新岗位就提醒")
    DAILY = "daily", _("每天一次")
    WEEKLY = "weekly", _("每周一次")
    NEVER = "never", _("不提醒")
