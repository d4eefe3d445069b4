from .districts import District
from .feedback import Feedback
from .labels import ContactRole, TargetGroup, TaxonomyTerm
from .offers import LanguageHours, OfferContact, OfferIndexPage, OfferLocation, OfferPage, OfferSchedule, OfferTerm
from .organizations import OrganizationIndexPage, OrganizationPage, OrganizationPicture, OrganizationSchedule
from .places import Contact, Location

__all__ = [
    "Contact",
    "ContactRole",
    "District",
    "Feedback",
    "LanguageHours",
    "Location",
    "OfferContact",
    "OfferIndexPage",
    "OfferLocation",
    "OfferPage",
    "OfferSchedule",
    "OfferTerm",
    "OrganizationIndexPage",
    "OrganizationPage",
    "OrganizationPicture",
    "OrganizationSchedule",
    "TargetGroup",
    "TaxonomyTerm",
]
