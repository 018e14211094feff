"""Code tables: real codes, made once each."""

import factory

from tongwulang.regions.models import Education, Industry, Major, Occupation, Region

# code: name, short name, level, parent, place
REGIONS = {
    "110000": ("北京市", "北京", "province", None, None),
    "120000": ("天津市", "天津", "province", None, None),
    "130000": ("河北省", "河北", "province", None, None),
    "110112": ("通州区", "通州", "county", "110000", "110112"),
    "110115": ("大兴区", "大兴", "county", "110000", None),
    "120114": ("武清区", "武清", "county", "120000", "120114"),
    "131000": ("廊坊市", "廊坊", "city", "130000", "131000"),
    "131003": ("广阳区", "广阳", "county", "131000", "131000"),
    "131082": ("三河市", "三河", "county", "131000", "131000"),
}


def region(code: str) -> Region:
    """The region with this code, made with everything above it if it is not there yet."""
    name, short_name, level, parent, place = REGIONS[code]
    found = Region.objects.filter(code=code).first()
    if found is not None:
        return found
    above = region(parent) if parent else None
    if place not in (None, code):
        region(place)
    return Region.objects.create(
        code=code, name=name, short_name=short_name, level=level, parent=above, place_id=place
    )


class RegionFactory(factory.django.DjangoModelFactory):
    """By code: RegionFactory(code="131082") gives 三河市; 广阳区 if none is named."""

    class Meta:
        model = Region

    code = "131003"

    @classmethod
    def _create(cls, model_class, code):
        return region(code)


class IndustryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Industry
        django_get_or_create = ("code",)

    code = "C"
    name = "制造业"
    scheme = "gbt4754"
    level = "section"


class EducationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Education
        django_get_or_create = ("code",)

    code = "30"
    name = "专科"
    rank = 4


class OccupationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Occupation
        django_get_or_create = ("code",)

    code = "6-18-01-07"
    name = "多工序数控机床操作调整工"
    level = "occupation"


class MajorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Major
        django_get_or_create = ("code",)

    code = "B0802"
    name = "机械类"
    education_level = "undergraduate"
    level = "subject"
