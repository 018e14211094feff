"""Places, industries, occupations and majors in everyday words, against the shipped tables."""

import pytest

from jobs.imports.values.industries import IndustryName, read_industry
from jobs.imports.values.majors import MajorNames, read_majors
from jobs.imports.values.occupations import read_occupation
from jobs.imports.values.places import Place, read_place
from jobs.imports.values.reading import CLEAR, UnreadableError
from jobs.imports.values.words import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("三河市", Place("131082", "")),
        ("三河", Place("131082", "")),
        ("131082", Place("131082", "")),
        ("燕郊", Place("131082", "燕郊")),
        ("河北省廊坊市三河市燕郊镇迎宾路", Place("131082", "河北省廊坊市三河市燕郊镇迎宾路")),
        ("北京市通州区台湖镇", Place("110112", "北京市通州区台湖镇")),
        ("廊坊-广阳", Place("131003", "廊坊-广阳")),
        ("天津武清杨村", Place("120114", "天津武清杨村")),
        ("地址：永清县", Place("131023", "地址：永清县")),
        ("大厂", Place("131028", "")),
    ],
)
def test_place_of_the_table_is_known(tables, cell, place):
    found = read_place(cell, tables.places)

    assert found.value == place
    assert found.confidence >= CLEAR


@pytest.mark.parametrize("cell", ["武汉市洪山区", "成都", "上海徐汇区"])
def test_place_outside_the_table_stays_as_text(tables, cell):
    found = read_place(cell, tables.places)

    assert found.value == Place("990000", cell)
    assert found.confidence < CLEAR


@pytest.mark.parametrize("cell", ["廊坊", "北京市", "南通市通州区", "沈阳和平区", "香河或三河"])
def test_place_is_not_guessed(tables, cell):
    found = read_place(cell, tables.places)

    assert found.value == Place(None, cell)
    assert found.confidence < CLEAR


def test_district_that_many_cities_have_is_to_be_looked_at(tables):
    assert read_place("和平区", tables.places).confidence < CLEAR
    assert read_place("天津和平区", tables.places).confidence >= CLEAR


def test_code_that_is_no_county_is_refused(tables):
    with pytest.raises(UnreadableError, match="县级"):
        read_place("131000", tables.places)


@pytest.mark.parametrize(
    ("cell", "industry"),
    [
        ("制造业", IndustryName("C")),
        ("C", IndustryName("C")),
        ("汽车整车制造", IndustryName("C")),
        ("互联网/电子商务", IndustryName("I")),
        ("机械/设备/重工", IndustryName("C")),
        ("餐饮", IndustryName("H")),
        ("生物医药", IndustryName("C", "SEI4")),
        ("新能源汽车", IndustryName("C", "SEI5")),
        ("高端装备制造产业", IndustryName("C", "SEI2")),
        ("其他", IndustryName()),
    ],
)
def test_industry_is_read(tables, cell, industry):
    assert read_industry(cell, tables.industries).value == industry


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("焊工", "焊工"),
        ("电焊工", "焊工"),
        ("氩弧焊工（夜班）", "焊工"),
        ("会计", "会计专业人员"),
        ("保安", "保安员"),
        ("Java开发工程师", "计算机软件工程技术人员"),
        ("叉车司机", "起重装卸机械操作工"),
        ("6-18-02-04", "焊工"),
        ("高级养老护理员", "养老护理员"),
        ("随便写写", None),
    ],
)
def test_occupation_is_read(tables, cell, name):
    code = read_occupation(cell, tables.occupations, tables.spoken_occupations).value

    assert tables.occupation_names.get(code) == name


def test_majors_are_read_whole_or_kept_as_text(tables):
    known = read_majors("机械类、会计学专业", tables.majors).value
    assert known.codes
    assert not known.rest
    assert read_majors("不限", tables.majors).value == MajorNames()
    assert read_majors("机械类、捏面人", tables.majors).value == MajorNames((), "机械类、捏面人")


def test_every_word_means_a_code_that_exists(tables):
    assert set(words_of("occupation").values()) <= set(tables.occupation_names)
    assert set(words_of("place").values()) <= set(tables.places.regions)
    codes = set(tables.industry_names)
    assert set(words_of("industry").values()) | set(words_of("emerging").values()) <= codes
    assert set(words_of("education").values()) <= {"any", *tables.education_names}
