"""Labels of terms, target groups, contact roles and districts, held in process."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.changes import held

from .models import ContactRole, District, TargetGroup, TaxonomyTerm
from .models.districts import Bezirk
from .models.labels import LABELS


class Labels:
    """Records by kind and slug: `term`, `group`, `role`, `district`; in their order."""

    def __init__(self):
        self.records = {
            "term": {term.slug: term for term in TaxonomyTerm.objects.select_related("parent")},
            "group": {group.slug: group for group in TargetGroup.objects.all()},
            "role": {role.slug: role for role in ContactRole.objects.all()},
            "district": {district.slug: district for district in District.objects.all()},
        }
        self.by_pk = {kind: {record.pk: record for record in found.values()} for kind, found in self.records.items()}

    def get(self, kind: str, slug: str, language: str | None = None) -> str:
        """The label of a record; of a Bezirk as well, among the districts."""
        if record := self.records[kind].get(slug):
            return record.label(language or get_language())
        return bezirk_label(slug) if slug in Bezirk.values else slug


def bezirk_label(slug: str) -> str:
    """ "Bezirk Mitte": the bare name may be that of a Stadtteil, or say nothing."""
    return _("Borough %(name)s") % {"name": Bezirk(slug).label}


@held(LABELS)
def labels() -> Labels:
    return Labels()
