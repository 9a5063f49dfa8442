"""Reference values for lib/ml/decision-tree.ts and random-forest.ts: python forest.py > forest.json (scikit-learn).

A tree: whole numbers of 0 to 15, which 16 equal parts of a feature's range tell apart, all features at each split, no
bootstrap. Among the seeds the first is taken whose tree has one best split at every node, so that no tie is broken by
chance. A forest's trees cannot be the same: its accuracy over seeds is recorded instead.
"""

import base64, json, pathlib
import numpy as np, sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier

here = pathlib.Path(__file__).parent


def gini_sum(y):
    """n times Gini's impurity."""
    return len(y) - sum(np.sum(y == k) ** 2 for k in range(3)) / len(y) if len(y) else 0.0


def has_tie(x, y):
    """Whether any node of the fully grown tree has two best splits."""
    if len(set(y)) == 1:
        return False
    splits = [(gini_sum(y[x[:, f] <= v]) + gini_sum(y[x[:, f] > v]), f, v)
              for f in range(x.shape[1]) for v in sorted(set(x[:, f]))[:-1]]
    splits.sort()
    if len(splits) > 1 and splits[1][0] - splits[0][0] < 1e-9:
        return True
    _, f, v = splits[0]
    low = x[:, f] <= v
    return has_tie(x[low], y[low]) or has_tie(x[~low], y[~low])


def sample(seed, n=60):
    random = np.random.default_rng(seed)
    x = random.integers(0, 16, (n, 5))
    x[0], x[1] = 0, 15
    score = x[:, 0] + 0.7 * x[:, 1] - 0.5 * x[:, 2] + random.normal(0, 4, n)
    return x, np.digitize(score, np.quantile(score, [0.4, 0.75]))


seed = next(s for s in range(100000) if not has_tie(*sample(s)))
x, y = sample(seed)
tree = DecisionTreeClassifier(random_state=0).fit(x, y).tree_


def node(i):
    """A leaf's counts of the classes, or feature, number of rows on the low side, and both sides."""
    counts = [int(round(c)) for c in tree.value[i][0] * tree.n_node_samples[i]]
    if tree.children_left[i] == -1:
        return counts
    low, high = tree.children_left[i], tree.children_right[i]
    return dict(feature=int(tree.feature[i]), counts=counts, low=node(low), high=node(high))


phantom = json.loads((here / "phantom128.json").read_text())
image = lambda text: np.frombuffer(base64.b64decode(text), np.uint8).reshape(64, -1) / 127.5 - 1
normal, lesion = image(phantom["normal"]), image(phantom["lesion"])
train, test = np.vstack([normal[:40], lesion[:40]]), np.vstack([normal[40:], lesion[40:]])
labels = np.r_[np.zeros(40), np.ones(40)]
truth = np.r_[np.zeros(24), np.ones(24)]
accuracies, probabilities = [], []
for s in range(30):
    forest = RandomForestClassifier(200, random_state=s).fit(train, labels)
    accuracies.append(float((forest.predict(test) == truth).mean()))
    probabilities.append(forest.predict_proba(test)[:, 1])

print(json.dumps(dict(
    origin=f"forest.py, scikit-learn {sklearn.__version__}",
    tree=dict(seed=seed, x=x.tolist(), labels=y.tolist(), root=node(0)),
    forest=dict(
        train=40, test=24, seeds=30,
        accuracy=dict(mean=float(np.mean(accuracies)), sd=float(np.std(accuracies, ddof=1))),
        probabilities=np.mean(probabilities, axis=0).tolist(),
        sd=float(np.mean(np.std(probabilities, axis=0, ddof=1))),
    ),
)))
