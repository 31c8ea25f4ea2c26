"""Writes the trained network as one safetensors file for the Rust side.

    python -m chancery_training.export model.pt ../models/en/model.safetensors

Matrices are int8 with one scale a row (output); the program quantises activations to int8 with one scale a token and
multiplies exactly in integers, so that the result is the same on every processor. The parser's bilinear forms stay f32.
"""
import sys

import torch
from safetensors.torch import save_file

from .model import LAYERS, pretrained


def quantise(weight):
    scale = weight.abs().amax(1).clamp(min=1e-12) / 127
    return torch.round(weight / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def export(checkpoint, path):
    state, inventories = checkpoint["weights"], checkpoint["inventories"]
    out = {}

    def matrix(name, weight, bias=None):
        out[f"{name}.weight"], out[f"{name}.scale"] = quantise(weight.float())
        if bias is not None:
            out[f"{name}.bias"] = bias.float()

    def norm(name, source):
        out[f"{name}.gain"], out[f"{name}.bias"] = state[f"{source}.weight"].float(), state[f"{source}.bias"].float()

    matrix("word", state["encoder.word.weight"])
    for name in ("position", "case"):
        out[name] = state[f"encoder.{name}.weight"].float()
    norm("norm", "encoder.norm")
    for i in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            source = f"encoder.layers.{i}.{part}"
            matrix(f"layer{i}.{part}", state[f"{source}.weight"], state[f"{source}.bias"])
        for part in ("norm1", "norm2"):
            norm(f"layer{i}.{part}", f"encoder.layers.{i}.{part}")
    # every head that reads a word's vector, as the rows of one matrix
    heads = ["upos", "xpos", "script", "name", "arc_dependent", "label_dependent", "arc_head", "label_head"]
    matrix("heads", torch.cat([state[f"{h}.weight"] for h in heads]), torch.cat([state[f"{h}.bias"] for h in heads]))
    out["root"], out["arc"], out["label"] = (state[k].float() for k in ("root", "arc", "label"))
    vocabulary = open(pretrained() + "/vocab.txt", encoding="utf8").read().rstrip("\n")
    metadata = {k: "\n".join(v) for k, v in inventories.items()} | {"vocabulary": vocabulary}
    save_file({k: v.contiguous() for k, v in out.items()}, path, metadata)


if __name__ == "__main__":
    export(torch.load(sys.argv[1], map_location="cpu"), sys.argv[2])
