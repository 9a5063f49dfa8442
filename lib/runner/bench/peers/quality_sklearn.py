"""KID, precision and recall, and t-SNE of the same points in numpy and scikit-learn, as it is or patched by
scikit-learn-intelex (option `intelex`).

It differs from ours: distances come from |a|^2 - 2 a.b + |b|^2, t-SNE is Barnes-Hut's approximation (scikit-learn's
default), and the bootstrap draws other images.
"""

from serve import options, serve

asked = options()
if asked.get("intelex"):
    from sklearnex import patch_sklearn

    patch_sklearn()  # before scikit-learn's own imports: those it replaces are bound there

import numpy as np  # noqa: E402
import sklearn  # noqa: E402
from sklearn.decomposition import PCA  # noqa: E402
from sklearn.manifold import TSNE, trustworthiness  # noqa: E402
from sklearn.metrics import pairwise_distances  # noqa: E402

file = asked["file"]
points = np.fromfile(file["path"], np.float32).reshape(file["n"], file["dim"])
versions = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}
if asked.get("intelex"):
    from importlib.metadata import version

    versions["scikit-learn-intelex"] = version("scikit-learn-intelex")
found = {}


def kid(a, b, draws=200):
    dim = a.shape[1]

    def kernel(x, y):
        return (x @ y.T / dim + 1) ** 3

    aa, bb, ab = kernel(a, a), kernel(b, b), kernel(a, b)
    diagonals = aa.diagonal(), bb.diagonal()

    def within(matrix, diagonal, times):
        # an image taken t times has no pair with itself
        return (times @ matrix @ times - (times * times) @ diagonal) / (times.sum() ** 2 - (times * times).sum())

    def discrepancy(s, t):
        return within(aa, diagonals[0], s) + within(bb, diagonals[1], t) - 2 * (s @ ab @ t) / (s.sum() * t.sum())

    n, m = len(a), len(b)
    random = np.random.default_rng(0)
    drawn = [
        discrepancy(
            np.bincount(random.integers(0, n, n), minlength=n).astype(float),
            np.bincount(random.integers(0, m, m), minlength=m).astype(float),
        )
        for _ in range(draws)
    ]
    return discrepancy(np.ones(n), np.ones(m)), np.percentile(drawn, [2.5, 97.5])


def prdc(a, b, k=5):
    def radii(x):
        return np.partition(pairwise_distances(x), k, axis=1)[:, k]

    cross = pairwise_distances(a, b)
    inside = cross < radii(b)[None, :]
    return {
        "precision": inside.any(1).mean(),
        "recall": (cross < radii(a)[:, None]).any(0).mean(),
        "density": inside.sum() / (k * len(a)),
        "coverage": inside.any(0).mean(),
    }


def compare(a, b):
    found.update({"KID": float(kid(a, b)[0]), **{name: float(value) for name, value in prdc(a, b).items()}})


def lay_out(x, iterations=1000):
    reduced = PCA(min(50, *x.shape)).fit_transform(x)
    made = TSNE(perplexity=30, max_iter=iterations, n_jobs=-1).fit(reduced)
    found.update({"places": made.embedding_, "KL": float(made.kl_divergence_)})


if asked["work"] == "kid":
    half = file["n"] // 2
    synthetic, real = points[:half].astype(float), points[half:].astype(float)
    serve(
        lambda: compare(synthetic, real),
        versions,
        prepare=lambda: compare(synthetic[:100], real[:100]),
        checks=lambda: found,
    )
else:

    def checks():
        return {"trustworthiness": float(trustworthiness(points, found["places"], n_neighbors=10)), "KL": found["KL"]}

    serve(lambda: lay_out(points), versions, prepare=lambda: lay_out(points[:100], 300), checks=checks)
