"""Sliding windows over 1 Hz columns that see only what is there: NaN is skipped, never counted as zero."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from service.core.units import Floats


def median_of_rows(rows: Floats) -> Floats:
    """Give the median of the known values in each row of (n, w); NaN for a row with none."""
    ordered = np.sort(rows, axis=1)  # NaN goes last, so the known values stand in front
    known = np.count_nonzero(~np.isnan(rows), axis=1)
    row = np.arange(len(rows))
    low = ordered[row, np.maximum((known - 1) // 2, 0)]
    high = ordered[row, np.minimum(known // 2, rows.shape[1] - 1)]
    return np.asarray((low + high) / 2.0)


def neighbourhoods(column: Floats, *, reach: int) -> Floats:
    """Give (n, 2·reach + 1): each value between its neighbours, NaN beyond the ends."""
    padded = np.pad(column, reach, constant_values=np.nan)
    return np.asarray(sliding_window_view(padded, 2 * reach + 1))


def rolling_median(column: Floats, *, reach: int) -> Floats:
    """Give the centred median over 2·reach + 1 values."""
    if np.isnan(column).all():
        return column.copy()
    rows = neighbourhoods(column, reach=reach)
    if reach != 2:
        return median_of_rows(rows)
    # Five is what a run asks for again and again: no sorting where all five are known.
    out = _median_of_five(rows)
    holes = np.isnan(out)
    out[holes] = median_of_rows(rows[holes])
    return out


def rolling_range(column: Floats, *, reach: int) -> Floats:
    """Give highest minus lowest known value of 2·reach + 1; NaN where none is known."""
    rows = neighbourhoods(column, reach=reach)
    low, high = rows[:, 0].copy(), rows[:, 0].copy()
    for step in range(1, rows.shape[1]):
        np.fmin(low, rows[:, step], out=low)
        np.fmax(high, rows[:, step], out=high)
    return np.asarray(high - low)


def rolling_mean(column: Floats, *, width: int) -> Floats:
    """Give the mean over `width` values round each one, shorter at the ends; NaN where all are NaN."""
    total, count = _running(column)
    index = np.arange(len(column))
    low = np.maximum(index - width // 2, 0)
    high = np.minimum(index - width // 2 + width, len(column))
    return _ratio(total[high] - total[low], count[high] - count[low])


def full_means(column: Floats, *, width: int) -> Floats:
    """Give the mean of every full window of `width` values, (n - width + 1,); NaN where under 80 % is known."""
    if len(column) < width:
        return np.empty(0)
    total, count = _running(column)
    known = count[width:] - count[:-width]
    means = _ratio(total[width:] - total[:-width], known)
    means[known < 0.8 * width] = np.nan
    return means


def trailing_cv(column: Floats, *, width: int) -> Floats:
    """Give standard deviation over mean of every full window of `width` values: (n - width + 1,).

    NaN where less than half of a window is known: a variation of scraps would look steady.
    """
    if len(column) < width:
        return np.empty(0)
    centre = float(np.nanmean(column)) if not np.isnan(column).all() else 0.0
    total, count = _running(column - centre)
    squares, _ = _running((column - centre) ** 2)
    known = count[width:] - count[:-width]
    mean = _ratio(total[width:] - total[:-width], known)
    variance = _ratio(squares[width:] - squares[:-width], known) - mean**2
    deviation = np.sqrt(np.maximum(variance, 0.0))
    level = mean + centre
    cv = _ratio(deviation, level)
    cv[known < width / 2] = np.nan
    return cv


def _median_of_five(rows: Floats) -> Floats:
    """Give the median of each row of (n, 5) by comparing pairs; NaN where one of the five is."""
    a, b, c, d, e = (rows[:, i] for i in range(5))
    low = np.maximum(np.minimum(a, b), np.minimum(c, d))
    high = np.minimum(np.maximum(a, b), np.maximum(c, d))
    return np.asarray(np.maximum(np.minimum(low, high), np.minimum(e, np.maximum(low, high))))


def _running(column: Floats) -> tuple[Floats, Floats]:
    """Give running sum and running count of the known values, each with a leading 0."""
    known = ~np.isnan(column)
    total = np.concatenate(([0.0], np.cumsum(np.where(known, column, 0.0))))
    return total, np.concatenate(([0.0], np.cumsum(known, dtype=np.float64)))


def _ratio(top: Floats, bottom: Floats) -> Floats:
    return np.asarray(np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0.0))
