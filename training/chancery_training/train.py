"""Trains the language model.

    python -m chancery_training.train --data DATA --out model.pt [--epochs 8] [--threads 2]

The schedule counts steps, never time, and every choice comes from one seed: the same data, versions and threads give the
same weights up to the order in which a CPU adds numbers.
"""
import argparse
import collections
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from . import data as D
from .evaluate import evaluate_names, evaluate_trees
from .model import Network, case_of, pretrained


class Codec:
    """Label inventories, and samples turned into tensors."""

    def __init__(self, inventories):
        self.inventories = inventories
        self.index = {k: {label: i for i, label in enumerate(v)} for k, v in inventories.items()}
        self.tokenizer = Tokenizer.from_file(pretrained() + "/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    @staticmethod
    def from_samples(samples):
        scripts = collections.Counter(s for x in samples for s in x.scripts)
        common = sorted((s for s, n in scripts.items() if n >= 3), key=lambda s: (-scripts[s], s))
        listed = lambda field: sorted({label for x in samples for label in getattr(x, field)})
        return Codec({"upos": listed("upos"), "xpos": listed("xpos"), "relations": listed("relations"),
                      "scripts": common, "names": D.NAME_KINDS})

    def subwords(self, words):
        """(ids, cases, ends): at most 12 subwords a word, 512 a sentence."""
        ids, cases, ends = [101], [0], []
        for i, word in enumerate(words):
            piece = (self.tokenizer.encode(word, add_special_tokens=False).ids or [100])[:12]
            ends.append((min(len(ids), 511), min(len(ids) + len(piece) - 1, 511)))
            ids += piece
            cases += [case_of(word, i == 0)] * len(piece)
        return ids[:511] + [102], cases[:511] + [0], ends

    def batch(self, samples, words_of=lambda s: s.words):
        coded = [self.subwords(words_of(s)) for s in samples]
        size, length = len(samples), max(len(c[0]) for c in coded)
        words = max(len(s.words) for s in samples)
        ids, case = torch.zeros(size, length, dtype=torch.long), torch.zeros(size, length, dtype=torch.long)
        mask, ends = torch.zeros(size, length, dtype=torch.bool), torch.zeros(size, words, 2, dtype=torch.long)
        y = {k: torch.full((size, words), D.UNKNOWN) for k in ("upos", "xpos", "heads", "relations", "scripts")}
        y["names"] = torch.full((size, words, len(D.NAME_KINDS)), D.UNKNOWN)
        for b, (s, (i, c, e)) in enumerate(zip(samples, coded)):
            ids[b, :len(i)], case[b, :len(c)], mask[b, :len(i)] = torch.tensor(i), torch.tensor(c), True
            ends[b, :len(e)] = torch.tensor(e)
            n = len(s.words)
            if s.heads:
                for k in ("upos", "xpos", "relations", "scripts"):
                    y[k][b, :n] = torch.tensor([self.index[k].get(v, D.UNKNOWN) for v in getattr(s, k)])
                y["heads"][b, :n] = torch.tensor(s.heads)
            if s.names:
                y["names"][b, :n] = torch.tensor(s.names).T
        return ids, case, mask, ends, torch.tensor([len(s.words) for s in samples]), y


def batches(samples, size, rng=None):
    """Lists of samples of like length, at most `size` padded words each."""
    order = sorted(samples, key=lambda s: len(s.words) + (rng.random() * 4 if rng else 0))
    out, current, longest = [], [], 0
    for s in order:
        if current and max(longest, len(s.words)) * (len(current) + 1) > size:
            out.append(current)
            current, longest = [], 0
        current.append(s)
        longest = max(longest, len(s.words))
    return out + ([current] if current else [])


def losses(network, batch):
    ids, case, mask, ends, lengths, y = batch
    h, arcs, label_heads, label_dependents = network(ids, case, mask, ends, lengths)
    ce = lambda scores, gold: F.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=D.UNKNOWN)
    out = {}
    if (y["heads"] >= 0).any():
        out["arc"] = ce(arcs, y["heads"])
        out["label"] = ce(network.labels(label_heads, label_dependents, y["heads"].clamp(min=0)), y["relations"])
        out["upos"] = ce(network.upos(h), y["upos"])
        out["xpos"] = 0.5 * ce(network.xpos(h), y["xpos"])
        out["script"] = 0.5 * ce(network.script(h), y["scripts"])
    if (y["names"] >= 0).any():
        scores = network.name(h).view(*h.shape[:2], len(D.NAME_KINDS), 3)
        out["name"] = 4.0 * ce(scores, y["names"])
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--data", required=True, help="folder with treebanks/, ner/ and visits/")
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=float, default=8)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--words", type=int, default=700, help="padded words a batch")
    ap.add_argument("--rate", type=float, default=2e-4, help="encoder's learning rate; the heads' is ten times it")
    ap.add_argument("--steps", type=int, help="stop after so many steps (to try the machine)")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    data = Path(args.data)
    syntax, marked, loose = D.training_sets(data)
    people = D.leaders(data / "visits" / "us_visits_travels.jsonl")
    dev = D.read_treebank(data / "treebanks" / "en_ewt-dev.conllu")
    codec = Codec.from_samples(syntax)
    network = Network(*(len(codec.inventories[k]) for k in ("upos", "xpos", "relations", "scripts", "names")))
    network.encoder.load_pretrained()
    # the vocabulary is far larger than the data: its vectors stay as pretrained
    network.encoder.word.weight.requires_grad_(False)
    network.encoder.position.weight.requires_grad_(False)
    trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [{"params": [p for n, p in trained if n.startswith("encoder.")], "lr": args.rate},
              {"params": [p for n, p in trained if not n.startswith("encoder.")], "lr": 10 * args.rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    base = [g["lr"] for g in optimizer.param_groups]

    def epoch():
        """An epoch reads the treebanks and the loose names once, the marked texts four times in varied form."""
        varied = [D.vary_person(s, people, rng) for _ in range(4) for s in marked]
        out = batches(syntax, args.words, rng) + batches(varied, args.words, rng) + batches(loose, args.words, rng)
        rng.shuffle(out)
        return out

    first = epoch()
    total = int(len(first) * args.epochs)
    step, started, seen, running = 0, time.time(), 0, collections.defaultdict(float)
    print(f"{len(syntax)} trees, {len(marked)} marked, {len(loose)} loose; {total} steps", flush=True)
    queue = first
    while step < (args.steps or total):
        if not queue:
            queue = epoch()
        samples = queue.pop()
        rate = min(1.0, step / 200) * max(0.02, 1 - step / total)
        for g, b in zip(optimizer.param_groups, base):
            g["lr"] = b * rate
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(network, codec.batch(samples, lambda s: D.vary_form(s.words, rng)))
            loss = sum(parts.values())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in trained], 2.0)
        optimizer.step()
        step += 1
        seen += sum(len(s.words) for s in samples)
        for k, v in parts.items():
            running[k] = 0.98 * running[k] + 0.02 * float(v.detach())
        if step % 100 == 0:
            rate_now = seen / (time.time() - started)
            print(f"step {step}/{total} {rate_now:.0f} words/s " + " ".join(f"{k} {v:.3f}" for k, v in running.items()), flush=True)
        if step % 1500 == 0:
            torch.save({"weights": network.state_dict(), "inventories": codec.inventories}, args.out)
            print("EWT dev", evaluate_trees(network, codec, dev[:600]), flush=True)
    torch.save({"weights": network.state_dict(), "inventories": codec.inventories}, args.out)
    print("EWT dev", evaluate_trees(network, codec, dev))
    test = D.read_marked(data / "ner" / "diplomatic_marked.jsonl", "test")
    print("marked names, test split", evaluate_names(network, codec, test))


if __name__ == "__main__":
    main()
