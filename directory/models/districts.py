from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .labels import Labelled


class Bezirk(models.TextChoices):
    """The seven Bezirke, north to south as the city counts them. Names of places are not translated."""

    WALSUM = "walsum", "Walsum"
    HAMBORN = "hamborn", "Hamborn"
    MEIDERICH_BEECK = "meiderich-beeck", "Meiderich/Beeck"
    HOMBERG_RUHRORT_BAERL = "homberg-ruhrort-baerl", "Homberg/Ruhrort/Baerl"
    MITTE = "mitte", "Mitte"
    RHEINHAUSEN = "rheinhausen", "Rheinhausen"
    SUED = "sued", "Süd"


class District(Labelled):
    """One of the 46 Stadtteile. `col` and `row` place its tile; the center is approximate, for nearness only."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    hyphenated = models.CharField(
        _("with hyphenation"), max_length=80, blank=True, help_text=_("For its narrow tile, such as Vier|linden.")
    )
    bezirk = models.CharField("Bezirk", max_length=30, choices=Bezirk.choices)
    col = models.PositiveSmallIntegerField(_("column of the tile"))
    row = models.PositiveSmallIntegerField(_("row of the tile"))
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["row", "col"]
        constraints = [models.UniqueConstraint(fields=["col", "row"], name="one_district_per_tile")]

    def get_absolute_url(self) -> str:
        return reverse("directory:district", args=[self.slug])

    def distance_to(self, other: "District") -> float:
        """Kilometers between the centers, good enough within a city."""
        north = float(self.latitude - other.latitude) * 111.2
        east = float(self.longitude - other.longitude) * 69.4  # at 51.4° north
        return (north * north + east * east) ** 0.5
