"""Sentences and tokens from raw text, to the Universal Dependencies conventions for English.

The Rust crate `chancery-language` is the reference; this smaller copy only has to cut the marked texts the way the
treebanks are cut, so that the name head sees in training what it sees in use.
"""
import re

# Prefixes that stay with their word in UD English ("anti-ship"); every other hyphen is a token of its own.
PREFIXES = set("""anti co counter cross de e ex extra hyper hypo infra inter intra macro mega mid mini multi neo non
over para post pre pro proto pseudo quasi re retro semi socio sub super supra trans tri ultra un under vice""".split())
ABBREVIATIONS = set("""mr mrs ms dr prof sen rep gov gen lt col maj capt cmdr adm sgt hon rev st jr sr no vs etc inc ltd co
corp jan feb mar apr jun jul aug sep sept oct nov dec mt ft dept est approx retd ret amb fm pm brig""".split())
OPEN = "“”\"'‘’([{<«$£€¥#*"
CLOSE = "“”\"'‘’)]}>»,;:!?…%*"
CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
LINK = re.compile(r"(?i)^(?:https?://|www\.)\S+$|^[\w.+-]+@[\w-]+\.[\w.]+$")


def is_abbreviation(word):
    """Whether the final period belongs to the word: "U.S.", "Dec.", "J."."""
    body = word[:-1]
    return bool(re.fullmatch(r"(?:[A-Za-z]\.)*[A-Za-z]", body)) or body.lower() in ABBREVIATIONS


def cut(word, start):
    """(start, end) of the tokens of one white-space free piece of text."""
    if LINK.match(word.rstrip(".,;:)")):
        core = word.rstrip(".,;:)")
        return [(start, start + len(core))] + [(start + i, start + i + 1) for i in range(len(core), len(word))]
    out, tail, i, j = [], [], 0, len(word)
    while i < j and word[i] in OPEN and not re.match(r"['’]\d\ds?$", word[i:j]):
        out.append((start + i, start + i + 1))
        i += 1
    while j > i:
        rest = word[i:j]
        if rest[-1] in CLOSE:
            k = 1
        elif rest.endswith("..."):
            k = 3
        elif rest[-1] == "." and not is_abbreviation(rest):
            k = 1
        else:
            break
        tail.append((start + j - k, start + j))
        j -= k
    if i < j:
        pieces, k = [], i
        for m in re.finditer(r"[-–—/]+", word[i:j]):
            a, b = i + m.start(), i + m.end()
            if a == i or b == j:
                if a > k:
                    pieces.append((k, a))
                pieces.append((a, b))
                k = b
                continue
            if m.group() == "-" and word[k:a].lower() in PREFIXES and not word[k:a].isupper():
                continue
            pieces += [(k, a), (a, b)]
            k = b
        if k < j:
            pieces.append((k, j))
        for a, b in pieces:
            m = CLITIC.match(word[a:b])
            if m:
                out += [(start + a, start + a + m.end(1)), (start + a + m.end(1), start + b)]
            elif word[a:b].lower() == "cannot":
                out += [(start + a, start + a + 3), (start + a + 3, start + b)]
            elif m := re.fullmatch(r"(\d[\d.,:]*)([A-Za-z]{2,})", word[a:b]):
                if m.group(2).lower() in ("st", "nd", "rd", "th"):
                    out.append((start + a, start + b))
                else:
                    out += [(start + a, start + a + m.end(1)), (start + a + m.end(1), start + b)]
            else:
                out.append((start + a, start + b))
    return out + tail[::-1]


def tokens(text):
    """(start, end) of every token."""
    return [t for m in re.finditer(r"\S+", text) for t in cut(m.group(), m.start())]


def sentences(text):
    """Lists of (start, end) tokens, one list a sentence; a line break ends a sentence."""
    out = []
    for line in re.finditer(r"[^\n]+", text):
        here = [(a + line.start(), b + line.start()) for a, b in tokens(line.group())]
        current = []
        for k, (a, b) in enumerate(here):
            current.append((a, b))
            word = text[a:b]
            following = text[here[k + 1][0]] if k + 1 < len(here) else ""
            closing = following in "”’\")]" if following else False
            if (word in (".", "!", "?", "...") and not closing or
                    word in "”’\")]" and k and text[slice(*here[k - 1])] in (".", "!", "?")) and (
                    not following or following.isupper() or following in "“‘\"(" or following.isdigit()):
                out.append(current)
                current = []
        if current:
            out.append(current)
    return out
