"""Geometry of bars."""

from jobs.charts import Row, bar_chart


def test_longest_bar_fills_the_width_and_none_is_empty():
    chart = bar_chart([Row("甲", 200), Row("乙", 50), Row("丙", 0)])

    assert [bar.width for bar in chart.bars] == ["100.00%", "25.00%", "0%"]


def test_one_among_thousands_can_still_be_seen():
    assert bar_chart([Row("甲", 5000), Row("乙", 1)]).bars[1].width == "0.60%"


def test_rows_lie_below_each_other_inside_the_height():
    chart = bar_chart([Row("甲", 2), Row("乙", 1)])

    assert [(bar.text_y, bar.bar_y) for bar in chart.bars] == [
        ("1.10em", "1.60em"),
        ("3.90em", "4.40em"),
    ]
    assert chart.height == "5.60em"


def test_alternative_says_every_row_in_order():
    chart = bar_chart([Row("廊坊市", 3775), Row("通州区", 1975)])

    assert chart.alternative == "廊坊市 3,775，通州区 1,975"
    assert chart.total == 5750


def test_nothing_to_draw_is_no_error():
    assert bar_chart([]).height == "0.00em"
