"""Trains the classifier that finds where sentences end, and writes models/en/boundaries.bin.

    CHANCERY_ROWS=/tmp/rows cargo test -p chancery-language rows -- --ignored
    python -m chancery_training.boundaries /tmp/rows models/en/boundaries.bin

The rows (hashed features of every gap between two tokens, and whether a sentence ends there) are written by the Rust
crate itself, so that a feature has one definition. The model is a logistic regression whose weights are rounded to a
signed byte each; a gap is an end where the weights of its features add up to more than nothing.
"""
import sys
from pathlib import Path

import numpy

BUCKETS, FEATURES = 1 << 17, 40
THRESHOLD = -16  # as in boundaries.rs
STEP = 1 / 16  # what one unit of a rounded weight stands for


def load(folder, name):
    labels = numpy.fromfile(folder / f"{name}.labels", dtype=numpy.uint8).astype(numpy.float32)
    return numpy.fromfile(folder / f"{name}.features", dtype="<u4").astype(numpy.int32).reshape(-1, FEATURES), labels


def train(features, labels, epochs=12, batch=256, rate=0.15, decay=2e-5, seed=1):
    """Logistic regression by AdaGrad; the weights of the later epochs are averaged."""
    random = numpy.random.default_rng(seed)
    weights = numpy.zeros(BUCKETS, numpy.float32)
    squares = numpy.full(BUCKETS, 1e-2, numpy.float32)
    total, taken = numpy.zeros(BUCKETS, numpy.float64), 0
    for epoch in range(epochs):
        order = random.permutation(len(labels))
        for start in range(0, len(order), batch):
            rows = order[start:start + batch]
            x = features[rows]
            score = weights[x].sum(1)
            gradient = 1 / (1 + numpy.exp(-score)) - labels[rows]
            # Most gaps are plain: those that are already far on the right side teach nothing.
            hard = numpy.abs(gradient) > 1e-3
            at = x[hard].ravel()
            buckets, inverse = numpy.unique(at, return_inverse=True)
            summed = numpy.bincount(inverse, numpy.repeat(gradient[hard], FEATURES)).astype(numpy.float32)
            if not len(buckets):
                continue
            summed += decay * len(order) / batch * weights[buckets]
            squares[buckets] += summed * summed
            weights[buckets] -= rate * summed / numpy.sqrt(squares[buckets])
        if epoch >= epochs // 2:
            total += weights
            taken += 1
    return total / taken


def rounded(weights):
    return numpy.clip(numpy.rint(weights / STEP), -127, 127).astype(numpy.int8)


def main():
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    parts = [load(folder, name) for name in ("en_ewt-train", "en_gum_open-train", "official")]
    features, labels = (numpy.concatenate(column) for column in zip(*parts))
    weights = rounded(train(features, labels))
    for name in ("en_ewt-dev", "en_gum_open-dev"):
        x, gold = load(folder, name)
        found = weights.astype(numpy.int32)[x].sum(1) > THRESHOLD
        right = (found & (gold > 0)).sum()
        print(f"{name}: ends {int(gold.sum())}, precision {right / found.sum():.4f}, recall {right / gold.sum():.4f}")
    target.write_bytes(weights.tobytes() + (folder / "common").read_bytes())


if __name__ == "__main__":
    main()
