"""Writes what the quantised network decides on fixed sentences, for the test that holds the Rust side to it.

    python -m chancery_training.parity model.pt [../models/en/model.safetensors]

Run it after every export, from this folder's parent: the test of `crates/language` fails until it has been run. The
network is run here in PyTorch with the arithmetic of the program: int8 weights with one scale a row, activations rounded to
int8 with one scale a token, sums of products exact. Words are cut already (`training/parity.txt`, spaces between them).
"""
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import torch
import torch.nn as nn
from safetensors.torch import load_file

from .data import NAME_KINDS
from .export import export, quantise
from .model import Network
from .train import Codec

TRAINING = Path(__file__).resolve().parent.parent
MODEL = TRAINING.parent / "models" / "en" / "model.safetensors"
OUT = TRAINING.parent / "crates" / "language" / "tests" / "parity.json"


class Int8(nn.Module):
    """A linear layer as the program computes it."""

    def __init__(self, linear):
        super().__init__()
        weight, self.scale = quantise(linear.weight.data.float())
        self.weight, self.bias = weight.double(), linear.bias.data.float()

    def forward(self, x):
        top = x.abs().amax(-1, keepdim=True)
        inverse = torch.where(top > 0, 127 / top, torch.zeros_like(top))
        rounded = torch.floor(x * inverse + 128.5) - 128
        sums = (rounded.double() @ self.weight.T).float()  # whole numbers below 2^53: exact
        return sums * (top / 127 * self.scale) + self.bias


def quantised(network):
    """The network with every linear layer replaced, and the word vectors rounded as the file has them."""
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, Int8(child))
    weight, scale = quantise(network.encoder.word.weight.data.float())
    network.encoder.word.weight.data = weight.float() * scale[:, None]
    return network


def best_tree(scores):
    """Heads of the best projective tree with one root (Eisner 1996), 0 for the root's dependent; `scores[word][head]`,
    column 0 the root. A span is (score, arcs) with its head at the left (`"r"`: dependents to the right) or right end."""
    n = len(scores)
    done = {(i, i, side): (0.0, ()) for i in range(n) for side in "lr"}
    arcs = {}
    join = lambda a, b: (a[0] + b[0], (a[1], b[1]))
    best = lambda spans: max(spans, key=lambda s: s[0])
    for length in range(1, n):
        for i in range(n - length):
            j = i + length
            inner = best(join(done[i, k, "r"], done[k + 1, j, "l"]) for k in range(i, j))
            arcs[i, j, "l"] = (inner[0] + scores[i][j + 1], (inner[1], (i, j + 1)))
            arcs[i, j, "r"] = (inner[0] + scores[j][i + 1], (inner[1], (j, i + 1)))
            done[i, j, "l"] = best(join(done[i, k, "l"], arcs[k, j, "l"]) for k in range(i, j))
            done[i, j, "r"] = best(join(arcs[i, k, "r"], done[k, j, "r"]) for k in range(i + 1, j + 1))
    whole = best((scores[r][0] + done[0, r, "l"][0] + done[r, n - 1, "r"][0],
                  (done[0, r, "l"][1], done[r, n - 1, "r"][1], r)) for r in range(n))
    heads, todo = [0] * n, list(whole[1][:2])
    while todo:
        found = todo.pop()
        if len(found) == 2 and isinstance(found[0], int):
            heads[found[0]] = found[1]
        else:
            todo += found
    return heads


def best_path(rows):
    """Outside (0), begin (1), inside (2) with the highest sum in which no inside follows an outside."""
    totals, back = [rows[0][0], rows[0][1], float("-inf")], []
    for row in rows[1:]:
        came = [max((0, 1, 2), key=lambda l: totals[l])] * 2 + [max((1, 2), key=lambda l: totals[l])]
        totals = [totals[came[l]] + row[l] for l in range(3)]
        back.append(came)
    labels = [max((0, 1, 2), key=lambda l: totals[l])]
    for came in reversed(back):
        labels.append(came[labels[-1]])
    return labels[::-1]


def names(scores):
    """(kind, first word, one past the last); of two kinds on the same words the surer. `scores[word][kind][label]`."""
    found = []
    for k in range(len(NAME_KINDS)):
        labels, at = best_path([row[k] for row in scores]), 0
        while at < len(labels):
            start, at = at, at + 1
            if labels[start] == 0:
                continue
            while at < len(labels) and labels[at] == 2:
                at += 1
            sure = sum(scores[w][k][labels[w]] - scores[w][k][0] for w in range(start, at)) / (at - start)
            found.append((k, start, at, sure))
    surest = [a for a in found if not any(b[1:3] == a[1:3] and b[0] != a[0] and b[3] > a[3] for b in found)]
    return sorted([NAME_KINDS[k], start, end] for k, start, end, _ in surest)


def lemma(word, script):
    case, cut, add = script.split("|", 2)
    base = word if case == "k" else word.lower()
    kept = len(base) - int(cut)
    return base if kept < 0 or kept == 0 and not add else base[:kept] + add


def decide(network, codec, words):
    ids, cases, ends = codec.subwords(words)
    tensor = lambda x: torch.tensor([x])
    h, arcs, label_heads, label_dependents = network(
        tensor(ids), tensor(cases), torch.ones(1, len(ids), dtype=torch.bool), tensor(ends), torch.tensor([len(words)]))
    heads = best_tree(arcs[0].tolist())
    labels = network.labels(label_heads, label_dependents, tensor(heads))[0]
    relations = codec.inventories["relations"]
    root = relations.index("root")
    for word, head in enumerate(heads):
        labels[word, [r for r in range(len(relations)) if (r == root) != (head == 0)]] = float("-inf")
    best = lambda scores, kind: [codec.inventories[kind][i] for i in scores.argmax(-1).tolist()]
    scripts = best(network.script(h)[0], "scripts")
    return {"words": words, "upos": best(network.upos(h)[0], "upos"), "xpos": best(network.xpos(h)[0], "xpos"),
            "lemmas": [lemma(w, s) for w, s in zip(words, scripts)], "heads": heads,
            "relations": best(labels, "relations"),
            "names": names(network.name(h)[0].view(len(words), len(NAME_KINDS), 3).tolist())}


def main():
    checkpoint = torch.load(sys.argv[1], map_location="cpu")
    model = Path(sys.argv[2]) if len(sys.argv) > 2 else MODEL
    with tempfile.TemporaryDirectory() as folder:
        export(checkpoint, f"{folder}/model.safetensors")
        fresh, had = load_file(f"{folder}/model.safetensors"), load_file(model)
    if fresh.keys() != had.keys() or not all(torch.equal(fresh[k], had[k]) for k in fresh):
        sys.exit(f"{model} was not exported from {sys.argv[1]}: run python -m chancery_training.export first")
    codec = Codec(checkpoint["inventories"])
    network = Network(*(len(codec.inventories[k]) for k in ("upos", "xpos", "relations", "scripts", "names")))
    network.load_state_dict(checkpoint["weights"])
    network = quantised(network.float().eval())
    with torch.no_grad():
        lines = (TRAINING / "parity.txt").read_text(encoding="utf8").splitlines()
        sentences = [decide(network, codec, line.split(" ")) for line in lines if line]
    hash_ = hashlib.sha256(model.read_bytes()).hexdigest()
    rows = ",\n".join(json.dumps(s, ensure_ascii=False) for s in sentences)
    OUT.write_text(f'{{"model": "{hash_}", "sentences": [\n{rows}\n]}}\n', encoding="utf8")
    print(f"{len(sentences)} sentences, {sum(len(s['words']) for s in sentences)} words: {OUT}")


if __name__ == "__main__":
    main()
