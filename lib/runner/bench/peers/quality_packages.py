"""KID by torch-fidelity and precision, recall, density and coverage by the prdc package, of the same features.

It differs from ours: torch-fidelity takes KID of `subsets` random subsets of `size` images in single precision and gives
their mean and standard deviation, no interval of the whole sets. One subset of all images is the same value as ours
without its bootstrap, so less work; 100 of 1,000 is torch-fidelity's default. prdc's distances come from
|a|^2 - 2 a.b + |b|^2.
"""

import contextlib
import os
from importlib.metadata import version

import numpy as np
import torch
from prdc import compute_prdc
from serve import options, serve
from torch_fidelity.metric_kid import kid_features_to_metric

asked = options()
file = asked["file"]
points = np.fromfile(file["path"], np.float32).reshape(file["n"], file["dim"])
half = file["n"] // 2
synthetic, real = points[:half], points[half:]
versions = {name: version(name) for name in ("torch-fidelity", "prdc", "torch", "numpy")}
found = {}


def compare(a, b, subsets, size):
    kid = kid_features_to_metric(
        torch.from_numpy(a), torch.from_numpy(b), kid_subsets=subsets, kid_subset_size=size, verbose=False
    )
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):  # it prints how many it was given
        rates = compute_prdc(real_features=b, fake_features=a, nearest_k=5)
    found.update(
        {"KID": kid["kernel_inception_distance_mean"], **{name: float(value) for name, value in rates.items()}}
    )


serve(
    lambda: compare(synthetic, real, asked["subsets"], asked["size"]),
    versions,
    prepare=lambda: compare(synthetic[:100], real[:100], 1, 100),
    checks=lambda: found,
)
