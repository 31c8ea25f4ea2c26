"""Figures while training: trees by greedy heads without cycle repair, names by the best labels."""
import torch


def evaluate_trees(network, codec, samples):
    from .train import batches
    network.eval()
    words = upos = xpos = unlabelled = labelled = lemma = 0
    with torch.no_grad():
        for group in batches(samples, 3000):
            ids, case, mask, ends, lengths, y = codec.batch(group)
            h, arcs, label_heads, label_dependents = network(ids, case, mask, ends, lengths)
            heads = arcs.argmax(-1)
            relation = network.labels(label_heads, label_dependents, heads).argmax(-1)
            known = y["heads"] >= 0
            right = (heads == y["heads"]) & known
            words += int(known.sum())
            unlabelled += int(right.sum())
            labelled += int((right & (relation == y["relations"])).sum())
            upos += int((network.upos(h).argmax(-1) == y["upos"]).sum())
            xpos += int((network.xpos(h).argmax(-1) == y["xpos"]).sum())
            lemma += int((network.script(h).argmax(-1) == y["scripts"]).sum())
    network.train()
    share = lambda n: round(100 * n / words, 2)
    return {"upos": share(upos), "xpos": share(xpos), "lemma script": share(lemma), "uas": share(unlabelled), "las": share(labelled)}


def spans(labels):
    """(kind, start, end) of the begin/inside/outside rows."""
    out = set()
    for kind, row in enumerate(labels):
        start = None
        for i, label in enumerate(list(row) + [0]):
            if start is not None and label != 2:
                out.add((kind, start, i))
                start = None
            if label == 1 or (label == 2 and start is None):
                start = i
    return out


def evaluate_names(network, codec, samples):
    from .train import batches
    network.eval()
    kinds = codec.inventories["names"]
    counts = [[0, 0, 0] for _ in kinds]
    with torch.no_grad():
        for group in batches(samples, 3000):
            ids, case, mask, ends, lengths, _ = codec.batch(group)
            h, *_ = network(ids, case, mask, ends, lengths)
            best = network.name(h).view(*h.shape[:2], len(kinds), 3).argmax(-1)
            for b, s in enumerate(group):
                read, gold = spans(best[b, :len(s.words)].T.tolist()), spans(s.names)
                for k in range(len(kinds)):
                    r, g = {x for x in read if x[0] == k}, {x for x in gold if x[0] == k}
                    counts[k] = [a + b for a, b in zip(counts[k], (len(r & g), len(r), len(g)))]
    network.train()
    f = lambda c: round(200 * c[0] / max(1, c[1] + c[2]), 2)
    return {"all": f([sum(c) for c in zip(*counts)]), **{k: f(c) for k, c in zip(kinds, counts)}}
