"""One hall of a fair: its zones and booths."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.models import Venue
from jobs.views.cancelled import says_if_cancelled
from jobs.views.halls import halls_of, plan_of


@login_not_required
@require_safe
@says_if_cancelled
def venue_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The plan of a hall: who stands where and brings how many posts."""
    venues = Venue.objects.of_announced_fairs().with_zones()
    venue = get_object_or_404(venues, fair__slug=slug, pk=pk)
    halls = halls_of(venue.fair)
    present = venue.participations.taking_part().with_listing()
    context = {
        "venue": venue,
        "halls": halls,
        "hall": next(hall for hall in halls if hall.venue == venue),
        "plan": plan_of(venue, present),
        "without_booth": present.without_booth(),
    }
    return render(request, "jobs/venue_detail.html", context)
