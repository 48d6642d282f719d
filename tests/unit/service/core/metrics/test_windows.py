import numpy as np

from service.core.metrics.windows import rolling_mean, rolling_median, rolling_range, trailing_cv
from service.core.units import absent


def test_a_median_skips_what_is_missing() -> None:
    column = np.array([1.0, np.nan, 3.0, 100.0, 5.0, np.nan, np.nan, np.nan, np.nan, np.nan])

    median = rolling_median(column, reach=1)

    assert median[:6].tolist() == [1.0, 2.0, 51.5, 5.0, 52.5, 5.0]
    assert np.isnan(median[6:]).all()


def test_a_median_agrees_with_numpys() -> None:
    rng = np.random.default_rng(7)
    column = np.where(rng.random(300) < 0.1, np.nan, rng.normal(size=300))

    expected = [np.nanmedian(column[max(i - 2, 0) : i + 3]) for i in range(300)]

    np.testing.assert_allclose(rolling_median(column, reach=2), expected)


def test_a_range_is_highest_minus_lowest_of_what_is_known() -> None:
    assert rolling_range(np.array([1.0, 5.0, np.nan, 2.0]), reach=1).tolist() == [4.0, 4.0, 3.0, 0.0]


def test_a_mean_is_shorter_at_the_ends() -> None:
    assert rolling_mean(np.array([0.0, 2.0, 4.0, 6.0]), width=2).tolist() == [0.0, 1.0, 3.0, 5.0]


def test_a_variation_needs_a_full_window() -> None:
    assert len(trailing_cv(np.ones(299), width=300)) == 0
    assert trailing_cv(np.ones(301), width=300).tolist() == [0.0, 0.0]


def test_a_variation_is_the_standard_deviation_over_the_mean() -> None:
    column = np.random.default_rng(3).normal(3.0, 0.3, size=500)

    cv = trailing_cv(column, width=100)

    np.testing.assert_allclose(cv[250], column[250:350].std() / column[250:350].mean())


def test_a_variation_of_scraps_is_unknown() -> None:
    column = absent(400)
    column[::3] = 3.0

    assert np.isnan(trailing_cv(column, width=300)).all()
    assert np.isnan(trailing_cv(absent(400), width=300)).all()


def test_nothing_in_is_nothing_out() -> None:
    assert len(rolling_median(np.empty(0), reach=2)) == len(rolling_mean(np.empty(0), width=10)) == 0
