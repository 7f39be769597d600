"""Recomputes a comparison of policies from its values, with numpy and scipy and none of our code.

Usage: recompute.py CSV BASELINE FULL_VALUE TARGET_SHARE MARGIN; prints one "key<TAB>number" a line.
"""
import csv
import itertools
import sys

import numpy as np
from scipy import stats


def aulc(budgets, values):
    x = np.log(budgets)
    return np.trapz(values, (x - x[0]) / (x[-1] - x[0]))


def isotonic(values):
    n = len(values)
    return [max(min(np.mean(values[i:j + 1]) for j in range(k, n)) for i in range(k + 1)) for k in range(n)]


def labels_to(budgets, values, target):
    rising = isotonic(values)
    if rising[0] >= target:
        return budgets[0]
    if rising[-1] < target:
        return float("inf")
    i = next(i for i in range(len(rising)) if rising[i] >= target)
    return float(np.interp(target, [rising[i - 1], rising[i]], [budgets[i - 1], budgets[i]]))


def sign_flip(d):
    signs = np.array(list(itertools.product([-1, 1], repeat=len(d))))
    sums = np.abs(signs @ d)
    return np.mean(sums >= abs(d.sum()) - 1e-12)


def wilcoxon_enumerated(d, pratt):
    d = d if pratt else d[d != 0]
    ranks = stats.rankdata(np.abs(d))
    d, ranks = d[d != 0], ranks[d != 0]
    sums = np.array(list(itertools.product([0, 1], repeat=len(d)))) @ ranks
    seen = ranks[d > 0].sum()
    return min(1.0, 2 * min(np.mean(sums >= seen - 1e-9), np.mean(sums <= seen + 1e-9)))


def holm(p):
    order = np.argsort(p)
    steps = np.maximum.accumulate([min(1.0, (len(p) - k) * p[i]) for k, i in enumerate(order)])
    adjusted = np.empty(len(p))
    adjusted[order] = steps
    return adjusted


def main():
    path, baseline, full, share, margin = sys.argv[1], sys.argv[2], *map(float, sys.argv[3:6])
    with open(path, newline="") as file:
        rows = [(r["policy"], int(r["seed"]), float(r["budget"]), float(r["value"])) for r in csv.DictReader(file)]
    policies = sorted({r[0] for r in rows})
    seeds = sorted({r[1] for r in rows})
    budgets = np.array(sorted({r[2] for r in rows}))
    table = {(p, s, b): v for p, s, b, v in rows}
    values = np.array([[[table[p, s, b] for b in budgets] for s in seeds] for p in policies])
    areas = np.array([[aulc(budgets, run) for run in policy] for policy in values])
    base = policies.index(baseline)
    others = [i for i in range(len(policies)) if i != base]
    out = {}

    for i, name in enumerate(policies):
        out[f"{name}.aulc"] = areas[i].mean()
        out[f"{name}.final"] = values[i, :, -1].mean()
        out[f"{name}.labels"] = labels_to(budgets, values[i].mean(0), share * full)
        out[f"{name}.rank"] = np.mean([stats.rankdata(-areas[:, k])[i] for k in range(len(seeds))])

    flips = []
    for i in others:
        name, d = policies[i], np.round(areas[i] - areas[base], 10)
        low, high = stats.t.interval(0.95, len(d) - 1, d.mean(), stats.sem(d))
        bca = stats.bootstrap((d,), np.mean, n_resamples=20000, method="BCa", random_state=1).confidence_interval
        flips.append(sign_flip(d))
        out[f"{name}.signflip"] = flips[-1]
        # scipy's exact law knows no ties.
        untied = len(np.unique(np.abs(d))) == len(d) and not (d == 0).any()
        out[f"{name}.wilcoxon"] = stats.wilcoxon(d, mode="exact").pvalue if untied else wilcoxon_enumerated(d, False)
        out[f"{name}.t"], out[f"{name}.tp"] = stats.ttest_1samp(d, 0)
        out[f"{name}.dz"] = d.mean() / d.std(ddof=1)
        ranks, signs = stats.rankdata(np.abs(d[d != 0])), np.sign(d[d != 0])
        out[f"{name}.biserial"] = (ranks * signs).sum() / ranks.sum()
        out[f"{name}.bca.low"], out[f"{name}.bca.high"] = bca
        out[f"{name}.bca.width"] = high - low
        out[f"{name}.noninferior.low"] = d.mean() - stats.t.ppf(0.95, len(d) - 1) * stats.sem(d)
        out[f"{name}.noninferior.p"] = stats.ttest_1samp(d, -margin, alternative="greater").pvalue
        below = int((d < -margin).sum())
        share_below = stats.binomtest(below, len(d)).proportion_ci(0.95, "exact")
        out[f"{name}.below.low"], out[f"{name}.below.high"] = share_below
        last = np.round(values[i, :, -1] - values[base, :, -1], 9)
        out[f"{name}.final.wilcoxon.discarded"] = wilcoxon_enumerated(last, False)
        out[f"{name}.final.wilcoxon.pratt"] = wilcoxon_enumerated(last, True)
        out[f"{name}.final.wilcoxon.normal"] = stats.wilcoxon(last, zero_method="wilcox", mode="approx").pvalue
        out[f"{name}.final.wilcoxon.pratt.normal"] = stats.wilcoxon(last, zero_method="pratt", mode="approx").pvalue
        out[f"{name}.posterior.better"] = stats.t.sf(margin, len(d) - 1, d.mean(), stats.sem(d))
    for i, p in zip(others, holm(np.array(flips))):
        out[f"{policies[i]}.holm"] = p

    for a, b in itertools.permutations(range(len(policies)), 2):
        tests = [stats.ttest_1samp(values[a, :, k] - values[b, :, k], 0) for k in range(len(budgets))]
        out[f"ppm.{policies[a]}.{policies[b]}"] = np.mean([t.pvalue < 0.05 and t.statistic > 0 for t in tests])

    # Friedman on the rounded final values, which tie; seeds serve as blocks here only to have some.
    blocks = np.round(values[:, :, -1], 2)
    n, k = len(seeds), len(policies)
    chi, p = stats.friedmanchisquare(*blocks)
    f = (n - 1) * chi / (n * (k - 1) - chi)
    out["friedman.chi"], out["friedman.p"], out["friedman.f"] = chi, p, f
    out["friedman.fp"] = stats.f.sf(f, k - 1, (k - 1) * (n - 1))

    for groups in (2, 3, 5, 8, 12, 20):
        for level in (0.05, 0.1):
            out[f"q.{groups}.{level}"] = stats.studentized_range.ppf(1 - level, groups, np.inf)

    for pairs, effect in ((3, 2.0), (5, 1.0), (10, 1.0), (52, 0.4), (199, 0.2), (787, 0.1)):
        df, shift, cut = pairs - 1, effect * np.sqrt(pairs), stats.t.ppf(0.975, pairs - 1)
        out[f"power.{pairs}.{effect}"] = stats.nct.sf(cut, df, shift) + stats.nct.cdf(-cut, df, shift)

    for key, value in out.items():
        print(f"{key}\t{float(value)!r}")


main()
