"""Reference values for lib/statistics (normal, Student's t, its power, incomplete beta, log gamma, binomial, McNemar).

python distributions.py > distributions.json (SciPy)
"""

import json
import numpy as np, scipy
from scipy import special, stats

zs = [-38.0, -8.0, -3.0, -2.5, -1.0, -1e-8, 0.0, 0.3, 1.0, 1.959963984540054, 2.4999999, 2.5, 2.5000001, 3.0, 6.0, 37.5]
ps = [0.5, 0.5000001, 0.6, 0.8, 0.9, 0.975, 0.995, 0.9999, 1 - 1e-9]
ts = [-40.0, -3.2, -0.7, 0.0, 1e-6, 0.5, 1.0, 2.0, 4.5, 30.0, 1000.0]
dfs = [1, 2, 3, 4.5, 9, 30, 49, 1000, 1e6]
betas = [(x, a, b) for a, b in [(0.5, 0.5), (1, 1), (0.5, 5), (2, 3), (9, 0.5), (30, 40), (500, 0.5), (1e4, 2e4)]
         for x in (1e-12, 1e-3, 0.1, 1 / 3, 0.5, 0.9, 0.999)]
gammas = [1e-10, 1e-3, 0.1, 0.5, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 50.5, 171.0, 1e3, 1e6, 1e10]
binomials = [(k, n, p) for n, p in [(1, 0.3), (10, 0.5), (40, 0.65), (400, 0.01), (1000, 0.999)]
             for k in sorted({0, 1, n // 4, n // 2, n - 1, n})]
pairs = [(0, 0), (1, 0), (0, 5), (3, 3), (2, 9), (12, 4), (40, 61), (300, 260)]

powers = [(d, df, level) for d in (0.0, 0.5, 1.0, 2.8, 5.0, -2.0) for df in (1, 4, 9, 49) for level in (0.05, 0.01)]


def power(d, df, level):
    """Of a two-sided t-test where the true difference is d standard errors."""
    critical = stats.t.ppf(1 - level / 2, df)
    return float(stats.nct.sf(critical, df, d) + stats.nct.cdf(-critical, df, d))


def two_sided(z):
    return float(2 * stats.norm.sf(abs(z)))


print(json.dumps(dict(
    origin=f"distributions.py, SciPy {scipy.__version__}",
    normal=[dict(z=z, cdf=float(stats.norm.cdf(z)), twoSided=two_sided(z)) for z in zs],
    normalQuantile=[dict(p=p, z=float(stats.norm.ppf(p))) for p in ps],
    t=[dict(t=t, df=df, twoSided=float(2 * stats.t.sf(abs(t), df))) for t in ts for df in dfs],
    tQuantile=[dict(p=p, df=df, t=float(stats.t.ppf(p, df))) for p in ps[1:] for df in dfs],
    incompleteBeta=[dict(x=x, a=a, b=b, value=float(special.betainc(a, b, x))) for x, a, b in betas],
    logGamma=[dict(x=x, value=float(special.gammaln(x))) for x in gammas],
    binomial=[dict(k=k, n=n, p=p, survival=float(stats.binom.sf(k - 1, n, p)),
                   interval=[float(v) for v in stats.binomtest(k, n).proportion_ci(0.95, "exact")]) for k, n, p in binomials],
    power=[dict(difference=d, df=df, level=level, power=power(d, df, level)) for d, df, level in powers],
    mcnemar=[dict(gained=g, lost=l, p=float(stats.binomtest(g, g + l).pvalue) if g + l else 1.0) for g, l in pairs],
)))
