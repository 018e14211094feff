"""Addresses of the public pages of posts, fairs and employers, and of a person's own pages."""

from django.urls import path

from jobs.views import (
    applications,
    applying,
    employers,
    fairs,
    my_data,
    postings,
    profile,
    qr_codes,
    resumes,
    suggestions,
    venues,
    wishlists,
)

urlpatterns = [
    path("postings/", postings.posting_list, name="posting_list"),
    path("postings/suggestions/", suggestions.posting_suggestions, name="posting_suggestions"),
    path("postings/<int:pk>/", postings.posting_detail, name="posting_detail"),
    path("postings/<int:pk>/qr.<str:form>", qr_codes.posting_qr, name="posting_qr"),
    path("postings/<int:pk>/apply/", applying.posting_apply, name="posting_apply"),
    path("postings/<int:pk>/mark/", wishlists.posting_mark, name="posting_mark"),
    path("me/wishlist/", wishlists.wishlist_detail, name="wishlist_detail"),
    path("me/wishlist/searches/", wishlists.search_save, name="search_save"),
    path("me/wishlist/searches/<int:pk>/delete/", wishlists.search_delete, name="search_delete"),
    path("me/wishlist/blocks/<int:pk>/delete/", wishlists.block_delete, name="block_delete"),
    path("me/data/", my_data.my_data, name="my_data"),
    path("me/data/download/<slug:form>/", my_data.my_data_download, name="my_data_download"),
    path("me/data/delete/", my_data.my_data_delete, name="my_data_delete"),
    path("me/resume/", resumes.resume_detail, name="resume_detail"),
    path("me/resume/download/", resumes.resume_download, name="resume_download"),
    path("me/resume/delete/", resumes.resume_delete, name="resume_delete"),
    path("me/profile/", profile.profile_detail, name="profile_detail"),
    path("me/profile/<slug:step>/", profile.profile_edit, name="profile_edit"),
    path("me/applications/", applications.application_list, name="application_list"),
    path("me/applications/<int:pk>/", applications.application_detail, name="application_detail"),
    path(
        "me/applications/<int:pk>/withdraw/",
        applications.application_withdraw,
        name="application_withdraw",
    ),
    path("fairs/", fairs.fair_list, name="fair_list"),
    path("fairs/<slug:slug>/", fairs.fair_detail, name="fair_detail"),
    path("fairs/<slug:slug>/qr.<str:form>", qr_codes.fair_qr, name="fair_qr"),
    path("fairs/<slug:slug>/employers/", fairs.fair_employers, name="fair_employers"),
    path("fairs/<slug:slug>/venues/<int:pk>/", venues.venue_detail, name="venue_detail"),
    path("fairs/<slug:slug>/venues/<int:pk>/qr.<str:form>", qr_codes.venue_qr, name="venue_qr"),
    path("employers/<int:pk>/", employers.employer_detail, name="employer_detail"),
    path("employers/<int:pk>/qr.<str:form>", qr_codes.employer_qr, name="employer_qr"),
]
