"""Readers of the training data: treebanks, marked texts, name corpora. Each gives a list of `Sample`."""
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from . import tokens

NAME_KINDS = ["per", "off", "org", "gpe", "loc", "nat", "evt", "act", "date"]
UNKNOWN = -100  # a label that is not known: no loss is taken there


@dataclass
class Sample:
    """One sentence. Empty lists mean that this layer is not annotated."""
    words: list
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    relations: list = field(default_factory=list)
    scripts: list = field(default_factory=list)
    # one list of 0 (outside), 1 (begins), 2 (inside), or UNKNOWN, for each of NAME_KINDS
    names: list = field(default_factory=list)


def edit_script(form, lemma):
    """The lemma as an edit of the form: `case|cut|add`. Case `k` keeps the form's letters, `l` lowers them first."""
    best = None
    for case, base in (("l", form.lower()), ("k", form)):
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        script = (len(base) - same + len(lemma) - same, f"{case}|{len(base) - same}|{lemma[same:]}")
        if best is None or script[0] < best[0]:
            best = script
    return best[1]


def read_treebank(path):
    out, current = [], None
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if not line:
            if current and current.words:
                out.append(current)
            current = None
        elif not line.startswith("#"):
            column = line.split("\t")
            if column[0].isdigit():
                current = current or Sample([])
                current.words.append(column[1])
                current.scripts.append(edit_script(column[1], column[2]))
                current.upos.append(column[3])
                current.xpos.append(column[4])
                current.heads.append(int(column[6]))
                current.relations.append(column[7])
    return out


def unmark(marked):
    """Marked text -> (text, [(start, end, kind)])."""
    text, spans, open_, at = [], [], [], 0
    for piece in re.split(r"(</?(?:%s)>)" % "|".join(NAME_KINDS), marked):
        if re.fullmatch(r"<[a-z]+>", piece):
            open_.append((piece[1:-1], at))
        elif re.fullmatch(r"</[a-z]+>", piece):
            kind, start = open_.pop()
            spans.append((start, at, kind))
        else:
            text.append(piece)
            at += len(piece)
    return "".join(text), spans


def layers(sentence, spans):
    """Begin/inside labels, a list for each kind; of two nested spans of one kind the outer one counts."""
    out = [[0] * len(sentence) for _ in NAME_KINDS]
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        inside = [i for i, (a, b) in enumerate(sentence) if a < end and b > start]
        row = out[NAME_KINDS.index(kind)]
        if inside and not any(row[i] for i in inside):
            for i in inside:
                row[i] = 2
            row[inside[0]] = 1
    return out


def read_marked(path, split):
    out = []
    for line in open(path, encoding="utf8"):
        record = json.loads(line)
        if record["split"] != split:
            continue
        for part in ("title", "text"):
            text, spans = unmark(record[part])
            for sentence in tokens.sentences(text):
                out.append(Sample([text[a:b] for a, b in sentence], names=layers(sentence, spans)))
    return out


def partial(tags):
    """Labels from a person/organisation/place corpus, unknown wherever our finer marks could differ.

    Places do not tell a government (gpe) from a region (loc), organisations may hold nested names, and nothing is known
    of offices, nationalities, events, agreements and dates.
    """
    out = {kind: [UNKNOWN] * len(tags) for kind in NAME_KINDS}
    for i, tag in enumerate(tags):
        for kind, theirs in (("per", "PER"), ("org", "ORG")):
            out[kind][i] = 0 if not tag.endswith(theirs) else 1 if tag[0] == "B" else 2
        if tag == "O":
            out["gpe"][i] = out["loc"][i] = 0
        if "PER" in tag:
            out["gpe"][i] = out["loc"][i] = out["nat"][i] = out["off"][i] = 0
    return [out[kind] for kind in NAME_KINDS]


def read_iob(path, column):
    out, words, tags = [], [], []
    for line in list(open(path, encoding="utf8")) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("# "):
            continue
        if not line.strip():
            if words:
                # IOB1 ("I-PER" after "O") becomes IOB2
                fixed = [("B" + t[1:]) if t[0] == "I" and (k == 0 or tags[k - 1][2:] != t[2:]) else t
                         for k, t in enumerate(tags)]
                out.append(Sample(words, names=partial(fixed)))
            words, tags = [], []
            continue
        cells = line.split("\t") if "\t" in line else line.split(" ")
        words.append(cells[0 if column == 1 else column - 1])
        tags.append(cells[column])
    return out


def leaders(path):
    """Names of foreign leaders and ministers, to vary the persons of the marked texts."""
    names = set()
    for line in open(path, encoding="utf8"):
        record = json.loads(line)
        words = (record.get("visitor") or "").split()
        while words and (words[0].endswith(".") or words[0] in TITLES):
            words = words[1:]
        if 2 <= len(words) <= 4 and all(w[:1].isupper() and w.isalpha() or w in ("bin", "al", "de") for w in words):
            names.add(" ".join(words))
    return sorted(names)


TITLES = set("""King Queen Emperor President Prime Minister Foreign Chancellor Sultan Crown Prince Princess Amir Emir
Sheikh Shah Pope Premier General Secretary Chairman Vice Deputy First Captain-General Federal Acting Interim Sir Shaikh
Defense Taoiseach Dr Mr""".split())


def vary_person(sample, names, rng):
    """A copy in which each full name is, one time in three, another person's."""
    row = sample.names[0]
    words, labels, i = [], [[] for _ in NAME_KINDS], 0
    while i < len(row):
        j = i + 1
        if row[i] == 1:
            while j < len(row) and row[j] == 2:
                j += 1
            nested = any(sample.names[k][x] for k in range(1, len(NAME_KINDS)) for x in range(i, j))
            if j - i >= 2 and not nested and rng.random() < 0.4:
                new = rng.choice(names).split()
                words += new
                for k in range(len(NAME_KINDS)):
                    labels[k] += [0] * len(new)
                labels[0][-len(new):] = [1] + [2] * (len(new) - 1)
                i = j
                continue
        words += sample.words[i:j]
        for k in range(len(NAME_KINDS)):
            labels[k] += sample.names[k][i:j]
        i = j
    return Sample(words, names=labels)


QUOTES = {"'": "’", "\"": "“", "``": "“", "''": "”"}


def vary_form(words, rng):
    """Typographic quotes and headline capitals: forms that news has and the treebanks mostly lack."""
    draw = rng.random()
    if draw < 0.25:
        return [QUOTES.get(w, w.replace("'", "’")) for w in words]
    if draw < 0.29:
        return [w[:1].upper() + w[1:] if len(w) > 3 or w[:1].isupper() else w for w in words]
    if draw < 0.30:
        return [w.upper() for w in words]
    return words


def training_sets(data):
    """The samples to train on, by kind of annotation."""
    data = Path(data)
    tree = data / "treebanks"
    syntax = read_treebank(tree / "en_ewt-train.conllu") + read_treebank(tree / "en_gum_open-train.conllu")
    marked = read_marked(data / "ner" / "diplomatic_marked.jsonl", "train")
    loose = read_iob(data / "ner" / "en_ewt-ud-dev.iob2", 2) + read_iob(data / "ner" / "wikigold.conll.txt", 1)
    return syntax, marked, loose


if __name__ == "__main__":
    import sys
    syntax, marked, loose = training_sets(sys.argv[1])
    people = leaders(Path(sys.argv[1]) / "visits" / "us_visits_travels.jsonl")
    print(len(syntax), len(marked), len(loose), len(people), random.Random(1).sample(people, 8))
    for s in marked[:12]:
        print(s.words)
        print([(k, [s.words[i] for i, v in enumerate(row) if v > 0]) for k, row in zip(NAME_KINDS, s.names) if any(row)])
    print(loose[0], sum(len(s.words) for s in marked), sum(len(s.words) for s in loose), sum(len(s.words) for s in syntax))
