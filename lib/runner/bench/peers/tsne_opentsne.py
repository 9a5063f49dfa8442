"""t-SNE of the same points by openTSNE: Barnes-Hut (`gradient` is "bh") or interpolation on a grid ("fft", FIt-SNE).

It differs from ours: both are approximations of the repulsion, momentum is 0.8 from the start and the rate is n / 12
while attraction is multiplied, then n (openTSNE's defaults). As ours: perplexity 30 of exact neighbours, start from two
principal components, exaggeration 12 for 250 of 1,000 iterations.
"""

from importlib.metadata import version

import numpy as np
from openTSNE import TSNE
from serve import options, serve
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

asked = options()
file = asked["file"]
points = np.fromfile(file["path"], np.float32).reshape(file["n"], file["dim"]).astype(float)
versions = {name: version(name) for name in ("openTSNE", "scikit-learn", "numpy")}
found = {}


def lay_out(x, iterations=1000):
    reduced = PCA(min(50, *x.shape)).fit_transform(x)
    embedding = TSNE(
        perplexity=30,
        early_exaggeration_iter=250,
        n_iter=iterations - 250,
        neighbors="exact",
        negative_gradient_method=asked["gradient"],
        n_jobs=-1,
        random_state=0,
    ).fit(reduced)
    found.update({"places": np.asarray(embedding), "KL": float(embedding.kl_divergence)})


def checks():
    return {"trustworthiness": float(trustworthiness(points, found["places"], n_neighbors=10)), "KL": found["KL"]}


serve(lambda: lay_out(points), versions, prepare=lambda: lay_out(points[:100], 300), checks=checks)
