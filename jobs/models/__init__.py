"""The nouns of the fair and the market, one file each."""

from jobs.models.applicant import Applicant
from jobs.models.application import Application
from jobs.models.application_step import ApplicationStep
from jobs.models.audience_claim import AudienceClaim
from jobs.models.booth import Booth
from jobs.models.change import Change
from jobs.models.disclosure import Disclosure
from jobs.models.employer import Employer
from jobs.models.employer_block import EmployerBlock
from jobs.models.employer_member import EmployerMember
from jobs.models.export_run import ExportRun
from jobs.models.fair import Fair
from jobs.models.fair_organization import FairOrganization
from jobs.models.fair_series import FairSeries
from jobs.models.hall_staff import HallStaff
from jobs.models.heading_choice import HeadingChoice
from jobs.models.import_run import ImportRun
from jobs.models.look import Look
from jobs.models.participation import Participation
from jobs.models.posting import Posting
from jobs.models.posting_mark import PostingMark
from jobs.models.posting_revision import PostingRevision
from jobs.models.reported_figure import ReportedFigure
from jobs.models.request_window import RequestWindow
from jobs.models.resume import Resume
from jobs.models.retention_rule import RetentionRule
from jobs.models.saved_search import SavedSearch
from jobs.models.search_match import EmployerMatch, PostingMatch
from jobs.models.venue import Venue
from jobs.models.zone import Zone

__all__ = [
    "Applicant",
    "Application",
    "ApplicationStep",
    "AudienceClaim",
    "Booth",
    "Change",
    "Disclosure",
    "Employer",
    "EmployerBlock",
    "EmployerMatch",
    "EmployerMember",
    "ExportRun",
    "Fair",
    "FairOrganization",
    "FairSeries",
    "HallStaff",
    "HeadingChoice",
    "ImportRun",
    "Look",
    "Participation",
    "Posting",
    "PostingMark",
    "PostingMatch",
    "PostingRevision",
    "ReportedFigure",
    "RequestWindow",
    "Resume",
    "RetentionRule",
    "SavedSearch",
    "Venue",
    "Zone",
]
