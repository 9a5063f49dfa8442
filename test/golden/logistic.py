"""Reference values for lib/ml/logistic-regression.ts: python logistic.py > logistic.json (scikit-learn)."""

import base64, json, pathlib
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression

here = pathlib.Path(__file__).parent
small = json.loads((here / "quality.json").read_text())
phantom = json.loads((here / "phantom128.json").read_text())
image = lambda text: np.frombuffer(base64.b64decode(text), np.uint8).reshape(64, -1) / 127.5 - 1


def fit(a, b, C):
    """Label 1 is a."""
    x, y = np.vstack([a, b]), np.r_[np.ones(len(a)), np.zeros(len(b))]
    model = LogisticRegression(C=C, tol=1e-12, max_iter=100000).fit(x, y)
    return model, x


def entry(a, b, C):
    model, x = fit(a, b, C)
    return dict(C=C, weights=model.coef_[0][:6].tolist(), bias=float(model.intercept_[0]), logits=model.decision_function(x)[:6].tolist())


X, Y = np.array(small["X"]), np.array(small["Y"])
print(json.dumps(dict(
    origin=f"logistic.py, scikit-learn {sklearn.__version__}",
    features=[entry(X, Y, C) for C in (0.01, 1, 100)],
    phantom=entry(image(phantom["normal"]), image(phantom["lesion"]), 0.01),
)))
