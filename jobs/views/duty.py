"""今日会场: for who works in a hall, on the days of their duty only: who stands where."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.forms.duty import DutyForm
from jobs.models import HallStaff, Venue
from jobs.views.halls import plan_of
from jobs.views.person import person


@never_cache
@require_safe
def hall_duty(request: HttpRequest) -> HttpResponse:
    """The hall of today, or that of `venue` if one works in several; 403 for who is not on duty,
    404 for any other hall."""
    by = person(request)
    venues = list(Venue.objects.staffed_by(by).with_zones().distinct())
    if not venues:
        days = HallStaff.objects.of(by).coming().select_related("venue__fair")
        return render(request, "jobs/hall_duty_none.html", {"days": days}, status=403)
    venue = _chosen(request, venues)
    form = DutyForm(request.GET)
    words = form.words
    present = venue.participations.in_hall().with_listing().found_by(words)
    context = {
        "venues": venues,
        "venue": venue,
        "form": form,
        "words": words,
        "plan": plan_of(venue, present, number=words),
        "present": present,
        "without_booth": [one for one in present if one.booth_id is None],
    }
    return render(request, "jobs/hall_duty.html", context)


def _chosen(request: HttpRequest, venues: list[Venue]) -> Venue:
    asked = request.GET.get("venue", "")
    for venue in venues:
        if not asked or str(venue.pk) == asked:
            return venue
    raise Http404
