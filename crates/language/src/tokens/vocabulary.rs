//! The closed lists of the tokeniser, as the English Universal Dependencies treebanks use them.

/// The ASCII lower-case form of a short word, kept on the stack; empty for words too long to be in any list here.
pub(super) struct Lower {
    bytes: [u8; 12],
    len: usize,
}

impl Lower {
    pub(super) fn new(word: &str) -> Self {
        let mut bytes = [0; 12];
        if word.len() > bytes.len() || !word.is_ascii() {
            return Lower { bytes, len: 0 };
        }
        for (to, from) in bytes.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Lower { bytes, len: word.len() }
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

/// Whether a hyphen after this beginning stays inside the word ("anti-ship", "non-proliferation", "co-operation").
/// Beginnings that are words of their own ("self", "vice", "well") are cut off.
pub(super) fn is_prefix(word: &str) -> bool {
    // "RE-", "UN-", "EX-": an acronym, not a prefix.
    if word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()) {
        return false;
    }
    matches!(
        Lower::new(word).as_str(),
        "anti"
            | "arch"
            | "bi"
            | "co"
            | "counter"
            | "cross"
            | "de"
            | "dis"
            | "e"
            | "ex"
            | "extra"
            | "hyper"
            | "infra"
            | "inter"
            | "intra"
            | "macro"
            | "mega"
            | "meta"
            | "micro"
            | "mid"
            | "mini"
            | "mis"
            | "multi"
            | "neo"
            | "non"
            | "over"
            | "pan"
            | "para"
            | "post"
            | "pre"
            | "pro"
            | "proto"
            | "pseudo"
            | "psycho"
            | "quasi"
            | "re"
            | "retro"
            | "semi"
            | "socio"
            | "sub"
            | "super"
            | "supra"
            | "trans"
            | "tri"
            | "ultra"
            | "un"
            | "under"
    )
}

/// Whether a hyphen before this ending stays inside the word ("nutrition-wise").
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(Lower::new(word).as_str(), "wise" | "esque" | "ish" | "fold")
}

/// Whether the hyphenated whole is one sound ("uh-oh").
pub(super) fn is_interjection(left: &str, right: &str) -> bool {
    matches!(
        (Lower::new(left).as_str(), Lower::new(right).as_str()),
        ("uh", "oh" | "huh" | "uh") | ("mm" | "hm" | "m" | "um", "m" | "mm" | "hm" | "hmm" | "huh") | ("oh", "ho")
    )
}

/// Whether a period straight after the word belongs to it wherever the word stands inside a sentence.
/// `number` says whether a digit follows, which "No." and "p." need.
pub(super) fn is_abbreviation(word: &str, number: bool) -> bool {
    let lower = Lower::new(word);
    let lower = lower.as_str();
    if number
        && matches!(lower, "no" | "nos" | "p" | "pp" | "vol" | "art" | "fig" | "sec" | "ch" | "para" | "chap" | "v")
    {
        return true;
    }
    if matches!(
        lower,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "vs"
            | "etc"
            | "inc"
            | "ltd"
            | "corp"
            | "jr"
            | "sr"
            | "dept"
            | "est"
            | "approx"
            | "ft"
            | "blvd"
            | "ave"
            | "eg"
            | "ie"
            | "al"
            | "cf"
            | "ca"
            | "viz"
            | "nos"
            | "ext"
            | "yrs"
            | "hrs"
            | "mins"
            | "lb"
            | "lbs"
            | "oz"
            | "attn"
            | "incl"
            | "misc"
            | "govt"
            | "assn"
            | "bros"
            | "mlle"
            | "mme"
            | "ph"
            | "esp"
            | "vol"
            | "messrs"
            | "retd"
            | "rs"
            | "sq"
            | "st"
            | "sept"
            | "intl"
            | "div"
            | "hon"
            | "tel"
            | "dist"
            | "pvt"
            | "pty"
            | "ver"
            | "ed"
            | "eds"
            | "op"
    ) {
        return true;
    }
    word.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
        && matches!(
            lower,
            "sen"
                | "sens"
                | "rep"
                | "reps"
                | "gov"
                | "govs"
                | "gen"
                | "lt"
                | "col"
                | "maj"
                | "capt"
                | "cmdr"
                | "cpl"
                | "sgt"
                | "adm"
                | "brig"
                | "rev"
                | "amb"
                | "pres"
                | "supt"
                | "insp"
                | "ret"
                | "fr"
                | "pvt"
                | "atty"
                | "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sep"
                | "oct"
                | "nov"
                | "dec"
                | "mon"
                | "tue"
                | "tues"
                | "wed"
                | "thu"
                | "thur"
                | "thurs"
                | "fri"
                | "mt"
                | "co"
                | "va"
                | "fla"
                | "conn"
                | "calif"
                | "ariz"
                | "colo"
                | "tenn"
                | "okla"
                | "minn"
                | "nev"
                | "pa"
                | "ga"
                | "md"
                | "que"
                | "ont"
                | "dip"
                | "eng"
                | "engr"
                | "sh"
                | "smt"
                | "comdr"
                | "lieut"
                | "univ"
                | "spec"
                | "conf"
                | "fig"
                | "eq"
                | "hr"
                | "gp"
                | "capts"
                | "arrv"
                | "mob"
                | "la"
                | "para"
        )
}

/// Where a fused word is cut, in bytes from its start ("cannot" → can not); empty where it is not.
pub(super) fn fused(word: &str) -> &'static [usize] {
    match Lower::new(word).as_str() {
        "cannot" | "gonna" | "gotta" | "lotta" | "outta" | "wanna" | "gimme" | "lemme" => &[3],
        "cant" | "dont" | "wont" | "aint" | "isnt" => &[2],
        "arent" | "didnt" | "hasnt" | "wasnt" | "hadnt" => &[3],
        "doesnt" | "havent" | "werent" | "mustnt" => &[4],
        "couldnt" | "wouldnt" => &[5],
        "shouldnt" => &[6],
        "youre" | "youve" | "youll" => &[3],
        "kinda" | "sorta" | "thats" | "whats" => &[4],
        "theres" => &[5],
        "theyre" => &[4],
        // "IM" and "IVE" are acronyms sooner than verbs.
        "im" | "ive" if !word[1..].bytes().any(|b| b.is_ascii_uppercase()) => &[1],
        "alot" => &[1],
        "lets" if word.starts_with('L') => &[3],
        "dunno" => &[2, 3],
        _ => &[],
    }
}

/// Whether the letters after an apostrophe are a clitic ("'s", "'re").
pub(super) fn is_clitic(letters: &str) -> bool {
    matches!(Lower::new(letters).as_str(), "s" | "re" | "ve" | "ll" | "d" | "m")
}

/// Whether the letters after a number are a unit that is a token of its own ("10am", "5km", "$3bn").
pub(super) fn is_unit(letters: &str) -> bool {
    matches!(
        Lower::new(letters).as_str(),
        "am" | "pm"
            | "a.m"
            | "a.m."
            | "p.m"
            | "p.m."
            | "k"
            | "m"
            | "mm"
            | "cm"
            | "km"
            | "kg"
            | "mg"
            | "lb"
            | "lbs"
            | "oz"
            | "ft"
            | "hz"
            | "khz"
            | "mhz"
            | "ghz"
            | "kb"
            | "mb"
            | "gb"
            | "tb"
            | "kw"
            | "mw"
            | "gw"
            | "kwh"
            | "mwh"
            | "mph"
            | "kph"
            | "bn"
            | "mn"
            | "mln"
            | "tn"
            | "hr"
            | "hrs"
            | "hours"
            | "min"
            | "mins"
            | "sec"
            | "secs"
            | "days"
            | "yrs"
            | "years"
            | "months"
            | "weeks"
            | "million"
            | "billion"
            | "ha"
            | "kt"
            | "yo"
            | "hh"
            | "watt"
            | "kms"
            | "nm"
            | "persons"
            | "people"
            | "percent"
            | "gmt"
            | "utc"
            | "ml"
    )
}
