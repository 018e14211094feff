"""The rows that tests are made of; every default is valid: a test states what it is about."""

from tests.factories.accounts import (
    IntegratorFactory,
    MembershipFactory,
    NoticeFactory,
    OrganizationFactory,
    PhoneHandoverFactory,
    UserFactory,
)
from tests.factories.employer import EmployerFactory, EmployerMemberFactory
from tests.factories.export_run import ExportRunFactory
from tests.factories.fair import (
    BoothFactory,
    FairFactory,
    FairSeriesFactory,
    HallStaffFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.factories.import_run import HeadingChoiceFactory, ImportRunFactory
from tests.factories.message import DeliveryFactory, MessageFactory, SealedLetterFactory
from tests.factories.people import (
    ApplicantFactory,
    ApplicationFactory,
    AudienceClaimFactory,
    ConsentFactory,
    DisclosureFactory,
    EmployerBlockFactory,
    LookFactory,
    PostingMarkFactory,
    ResumeFactory,
    RetentionRuleFactory,
    SavedSearchFactory,
    SeekerFactory,
)
from tests.factories.posting import DraftFactory, PostingFactory, PostingRevisionFactory
from tests.factories.regions import (
    EducationFactory,
    IndustryFactory,
    MajorFactory,
    OccupationFactory,
    RegionFactory,
)

__all__ = [
    "ApplicantFactory",
    "ApplicationFactory",
    "AudienceClaimFactory",
    "BoothFactory",
    "ConsentFactory",
    "DeliveryFactory",
    "DisclosureFactory",
    "DraftFactory",
    "EducationFactory",
    "EmployerBlockFactory",
    "EmployerFactory",
    "EmployerMemberFactory",
    "ExportRunFactory",
    "FairFactory",
    "FairSeriesFactory",
    "HallStaffFactory",
    "HeadingChoiceFactory",
    "ImportRunFactory",
    "IndustryFactory",
    "IntegratorFactory",
    "LookFactory",
    "MajorFactory",
    "MembershipFactory",
    "MessageFactory",
    "NoticeFactory",
    "OccupationFactory",
    "OrganizationFactory",
    "ParticipationFactory",
    "PhoneHandoverFactory",
    "PostingFactory",
    "PostingMarkFactory",
    "PostingRevisionFactory",
    "RegionFactory",
    "ReportedFigureFactory",
    "ResumeFactory",
    "RetentionRuleFactory",
    "SavedSearchFactory",
    "SealedLetterFactory",
    "SeekerFactory",
    "UserFactory",
    "VenueFactory",
    "ZoneFactory",
]
