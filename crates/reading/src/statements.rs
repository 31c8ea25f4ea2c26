//! Statements: a cue of the codebook, whose subject speaks and whose complement holds the words said.

use crate::grammar::{Argument, arguments, fillers, is_negated, is_passive};
use crate::refer::{Refer, Who};
use crate::topics::codes;
use chancery_codebook::Cue;
use chancery_record::{Act, CommitmentKind, Quoted, Sourced, Span};
use std::ops::Range;

/// A statement before it gets its place in the reading.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The cue's token; for a turn's sentence without a cue its first.
    pub token: u32,
    pub act: Sourced<Act>,
    pub who: Who,
    /// Carriers, nearest to the reader first.
    pub via: Vec<Who>,
    pub content: Vec<Range<u32>>,
    pub quoted: Quoted,
    pub topics: Vec<Sourced<String>>,
    pub addressee: Vec<Sourced<String>>,
    pub negated: bool,
    pub commitment: Option<CommitmentKind>,
    /// The content is an infinitive or gerund: what the speaker is to do.
    pub active: bool,
}

/// Every statement of the document, in the order of the text.
pub(crate) fn statements(refer: &Refer) -> Vec<Said> {
    let text = refer.text;
    let mut out: Vec<Said> = Vec::new();
    for token in 0..text.analysis.len() as u32 {
        if let Some(said) = matched(refer, token) {
            out.push(said);
        }
    }
    out.extend(joint_will(refer, &out));
    out.extend(attributed(refer, &out));
    let nested = within(refer, out);
    let mut out = spoken(refer, nested);
    out.sort_by_key(|s| (s.content.first().map_or(s.token, |c| c.start.min(s.token)), s.token));
    out
}

fn matched(refer: &Refer, token: u32) -> Option<Said> {
    let text = refer.text;
    let entries = text.book.cues.get(text.lemma(token)).or_else(|| text.book.cues.get(&text.small(token)))?;
    let upos = text.upos(token);
    let args = arguments(text, token);
    let mut best: Option<(Fit, &Cue)> = None;
    for cue in entries {
        let list = match upos {
            "VERB" => &cue.verbs,
            "ADJ" => &cue.adjectives,
            "NOUN" => &cue.nouns,
            _ => continue,
        };
        let fits = list.iter().any(|l| l == text.lemma(token) || *l == text.small(token))
            || upos == "VERB" && cue.adjectives.contains(&text.small(token));
        if !fits || upos == "ADJ" && !text.analysis.children(token).any(|c| text.relation(c) == "cop") {
            continue;
        }
        let Some(found) = fit(refer, token, cue, &args) else { continue };
        if best.as_ref().is_none_or(|(b, _)| (found.particular, found.place) > (b.particular, b.place)) {
            best = Some((found, cue));
        }
    }
    let (found, cue) = best?;
    build(refer, token, cue, &args, found)
}

/// How a cue fits a token.
struct Fit {
    /// How particular its conditions are.
    particular: usize,
    /// Higher for a content function that stands earlier in the entry.
    place: usize,
    /// Heads of the content.
    heads: Vec<u32>,
    /// The noun that is part of the cue.
    noun: Option<u32>,
}

/// Whether the cue's own conditions hold, and how well.
fn fit(refer: &Refer, token: u32, cue: &Cue, args: &[Argument]) -> Option<Fit> {
    let text = refer.text;
    let mut particular = 0;
    let mut noun = None;
    if !cue.objects.is_empty() {
        let through = if cue.through.is_empty() { vec!["object".to_owned()] } else { cue.through.clone() };
        let named = |t: &u32| cue.objects.contains(&text.lemma(*t).to_lowercase());
        let direct = fillers(args, &through);
        noun = direct.iter().copied().find(named);
        // "sacrifices and contributions": the noun joined to the object counts for less
        particular = if noun.is_some() { 4 } else { 2 };
        noun = noun.or_else(|| direct.into_iter().flat_map(|t| crate::grammar::conjuncts(text, t)).find(named));
        noun?;
    }
    if !cue.particles.is_empty() {
        let after = text.analysis.children(token).any(|c| c > token && cue.particles.contains(&text.small(c)));
        let governs = args.iter().any(|a| cue.particles.contains(&a.function));
        if !after && !governs {
            return None;
        }
        particular = particular.max(3);
    }
    let aux = |words: &[&str]| {
        text.analysis.children(token).any(|c| text.relation(c).starts_with("aux") && words.contains(&text.lemma(c)))
    };
    if cue.future && !aux(&["will", "would", "shall"]) || cue.negated && !is_negated(text, token) {
        return None;
    }
    if cue.first_person
        && !args.iter().any(|a| a.function == "subject" && matches!(text.small(a.token).as_str(), "i" | "we"))
    {
        return None;
    }
    if cue.future || cue.negated || cue.first_person || !cue.heads.is_empty() || cue.other_actor {
        particular = particular.max(3);
    }
    let own = noun.map(|n| arguments(text, n)).unwrap_or_default();
    for (place, function) in cue.content.iter().enumerate() {
        // "resolved to support": the infinitive may hang as a purpose
        let is = |a: &&Argument| &a.function == function || function == "infinitive" && a.function == "purpose";
        let mut heads: Vec<u32> =
            own.iter().chain(args).filter(is).filter(|a| Some(a.token) != noun).map(|a| a.token).collect();
        if function == "clause" && heads.is_empty() && quoted_around(refer, token) {
            heads.push(text.head(token)?);
        }
        heads.retain(|&h| {
            !cue.content_not
                .iter()
                .any(|n| n == "person" && refer.people.person(h).is_some() || n == "party" && text.party(h).is_some())
        });
        if !cue.heads.is_empty() {
            heads.retain(|&h| {
                crate::grammar::conjuncts(text, h).iter().any(|&c| cue.heads.contains(&text.lemma(c).to_lowercase()))
            });
        }
        if cue.other_actor {
            heads.retain(|&h| args.iter().any(|a| a.function == "object" && a.token < h));
        }
        if !heads.is_empty() {
            heads.truncate(2);
            return Some(Fit { particular, place: 100 - place.min(100), heads, noun });
        }
    }
    // "expressed concern on …": another preposition than the entry's, or the noun with all that hangs on it
    if let Some(n) = noun {
        let heads: Vec<u32> = args
            .iter()
            .filter(|a| FALLBACK.contains(&a.function.as_str()) && a.token > n)
            .map(|a| a.token)
            .take(1)
            .collect();
        let full = text.analysis.subtree(n);
        if !heads.is_empty() || full.end > n + 2 {
            return Some(Fit { particular, place: 0, heads, noun });
        }
    }
    // "briefed the envoy on …": the phrase may hang on the object
    let on_object = args
        .iter()
        .filter(|a| matches!(a.function.as_str(), "object" | "recipient"))
        .flat_map(|a| arguments(text, a.token));
    let heads: Vec<u32> = on_object
        .filter(|a| cue.content.contains(&a.function) && FALLBACK.contains(&a.function.as_str()))
        .map(|a| a.token)
        .take(1)
        .collect();
    if noun.is_none() && !heads.is_empty() {
        return Some(Fit { particular, place: 0, heads, noun: None });
    }
    cue.bare.then(|| Fit { particular, place: 0, heads: Vec::new(), noun })
}

/// Prepositions by which content may hang on a cue whatever its entry lists.
const FALLBACK: &[&str] = &["on", "about", "over", "at", "with", "regarding", "concerning", "for", "in", "of"];

/// "…", he said: the verb hangs in what it introduces.
fn quoted_around(refer: &Refer, token: u32) -> bool {
    let text = refer.text;
    text.relation(token) == "parataxis"
        && text.head(token).is_some_and(|h| h < token || text.form(token.saturating_sub(1)) == ",")
}

fn build(refer: &Refer, token: u32, cue: &Cue, args: &[Argument], found: Fit) -> Option<Said> {
    let text = refer.text;
    let Fit { heads, noun, .. } = found;
    // an infinitive that another cue governs is that cue's content ("agreed to support")
    let finite =
        matches!(text.xpos(token), "VBD" | "VBZ" | "VBP" | "VBN" | "VBG" | "VB" | "MD") || text.upos(token) != "VERB";
    if !finite || governed(refer, token) {
        return None;
    }
    // "while summarising the results, he noted": what is done beside the statement is none
    let beside = text.relation(token) == "advcl" && text.xpos(token) == "VBG" && cue.act == Act::Inform;
    if beside {
        return None;
    }
    let passive = is_passive(text, token);
    let adjectival = passive && cue.adjectives.contains(&text.small(token));
    let speakers = match text.upos(token) {
        "NOUN" => fillers(args, &["possessor".to_owned(), cue.speaker.clone()]),
        _ if adjectival => fillers(args, &["object".to_owned()]),
        _ => fillers(args, std::slice::from_ref(&cue.speaker)),
    };
    let mut who = speakers.first().map(|&t| speaker(refer, t)).unwrap_or_default();
    let mut via = Vec::new();
    if cue.carrier {
        via.push(who);
        who = args.iter().find(|a| a.function == "object").map(|a| refer.who(a.token)).unwrap_or_default();
    }
    let undergoer = args.iter().find(|a| a.function == "object").map(|a| refer.who(a.token));
    let impersonal = undergoer.is_none_or(|w| w.people.is_empty() && w.posts.is_empty() && w.parties.is_empty());
    if speakers.is_empty() && passive && impersonal && text.upos(token) == "VERB" && text.relation(token) != "acl" {
        who = refer
            .scenes
            .iter()
            .rev()
            .find(|s| s.token < token && s.who.parties.len() > 1)
            .map(|s| s.who.clone())
            .unwrap_or_default();
    }
    if who.is_empty() {
        return None;
    }
    let mut ranges = content(refer, token, &heads);
    // "highlighted the potential of the port": the noun belongs to what was said where it says something itself
    if let Some(n) = noun {
        let more = text
            .analysis
            .children(n)
            .any(|c| !heads.contains(&c) && matches!(text.relation(c), "nmod" | "compound" | "acl"));
        let itself = matches!(cue.act, Act::Inform | Act::Assess | Act::Praise);
        if ranges.is_empty() || more || itself {
            let whole = text.analysis.subtree(n);
            let end = ranges.iter().map(|r| r.end).max().unwrap_or(whole.end).max(whole.end);
            ranges = trim(refer, whole.start..end).into_iter().collect();
        }
    }
    if ranges.is_empty() {
        return None;
    }
    // a phrase behind the content that hangs on the cue belongs to what was said: "thanked him for …", "… when it fell"
    if let Some(last) = ranges.last_mut().filter(|r| r.start > token) {
        last.end = last.end.max(clause_end(refer, token));
        *last = trim(refer, last.clone()).unwrap_or(last.clone());
    }
    for a in args.iter().filter(|a| matches!(a.function.as_str(), "according" | "per")) {
        via.push(refer.who(a.token));
        let away = text.analysis.subtree(a.token);
        ranges = ranges.into_iter().flat_map(|r| cut(r, &away)).collect();
    }
    let joint = who.parties.len() > 1;
    let mut act = cue.act;
    if joint {
        act = cue.joint.unwrap_or(act);
    } else {
        act = cue.alone.unwrap_or(act);
    }
    if let Some(obliged) = cue.obliges.filter(|_| heads.iter().any(|&h| must(refer, h))) {
        act = obliged;
    }
    let mut cue_span = Sourced::new(act, text.at(token), cue.id.as_str());
    if let Some(n) = noun {
        cue_span = cue_span.and(text.at(n));
    }
    let addressee = fillers(args, &cue.addressee).into_iter().flat_map(|t| refer.who(t).parties).collect();
    let active = heads.iter().any(|&h| {
        args.iter()
            .any(|a| a.token == h && matches!(a.function.as_str(), "infinitive" | "purpose" | "gerund" | "to" | "on"))
            || text.xpos(h) == "VBG"
    });
    let topics = ranges.iter().flat_map(|r| codes(text, r.clone())).fold(Vec::new(), add_topic);
    Some(Said {
        token,
        quoted: quoted(refer, &ranges),
        act: cue_span,
        who,
        via,
        topics,
        addressee,
        negated: is_negated(text, token),
        commitment: cue.commitment,
        active,
        content: ranges,
    })
}

/// Who a subject is as a speaker; "the statement said" speaks for whoever issued it.
fn speaker(refer: &Refer, subject: u32) -> Who {
    let text = refer.text;
    let who = refer.who(subject);
    if !who.is_empty() || !VEHICLES.contains(&text.lemma(subject)) {
        return who;
    }
    let issuers = ["possessor", "of", "by", "from"].map(str::to_owned);
    fillers(&arguments(text, subject), &issuers)
        .into_iter()
        .map(|t| refer.who(t))
        .find(|w| !w.is_empty())
        .unwrap_or_default()
}

/// Documents that speak for those who issued them.
const VEHICLES: &[&str] = &[
    "statement",
    "communiqué",
    "communique",
    "declaration",
    "readout",
    "release",
    "letter",
    "message",
    "report",
    "document",
];

fn add_topic(mut list: Vec<Sourced<String>>, topic: Sourced<String>) -> Vec<Sourced<String>> {
    if !list.iter().any(|t| t.value == topic.value) {
        list.push(topic);
    }
    list
}

/// Whether the verb is the infinitive or gerund of another cue above it.
fn governed(refer: &Refer, token: u32) -> bool {
    let text = refer.text;
    let relation = text.relation(token);
    let marked = text.analysis.children(token).any(|c| text.relation(c) == "mark" && text.small(c) == "to");
    let Some(head) = text.head(token) else { return false };
    let above = text.book.cues.contains_key(text.lemma(head));
    match relation {
        "xcomp" => above && !PERFORMATIVES.contains(&text.lemma(head)),
        "acl" | "ccomp" => marked && above,
        // a purpose is the content of a cue that takes infinitives
        "advcl" => {
            marked
                && above
                && text
                    .book
                    .cues
                    .get(text.lemma(head))
                    .is_some_and(|c| c.iter().any(|c| c.content.iter().any(|f| f == "infinitive")))
        }
        "conj" => {
            governed(refer, head) && !text.analysis.children(token).any(|c| text.relation(c).starts_with("nsubj"))
        }
        _ => false,
    }
}

/// Verbs that only bring another cue on stage: "I would like to thank".
const PERFORMATIVES: &[&str] = &["want", "like", "wish", "let", "allow", "permit", "need", "have"];

/// Whether the content says that somebody must or should act.
fn must(refer: &Refer, head: u32) -> bool {
    let text = refer.text;
    let modal = text
        .analysis
        .children(head)
        .any(|c| text.relation(c) == "aux" && matches!(text.lemma(c), "must" | "should" | "shall" | "ought"));
    let need = matches!(text.lemma(head), "need" | "necessity")
        && text.analysis.children(head).any(|c| matches!(text.relation(c), "acl" | "nmod"));
    modal
        || need
            && text
                .analysis
                .children(head)
                .any(|c| text.relation(c) == "acl" && arguments(text, c).iter().any(|a| a.function == "subject"))
}

/// Token ranges of the content, without prepositions, "that" and the punctuation around.
fn content(refer: &Refer, cue: u32, heads: &[u32]) -> Vec<Range<u32>> {
    let text = refer.text;
    let mut out = Vec::new();
    for &head in heads {
        let whole = text.analysis.subtree(head);
        let mut pieces = vec![whole.clone()];
        if whole.contains(&cue) {
            // the cue hangs in its own content: the sentence without the cue's clause
            pieces = cut(whole, &text.analysis.subtree(cue));
        }
        out.extend(pieces.into_iter().filter_map(|r| trim(refer, r)));
    }
    out
}

/// Where the cue's own clause ends: before what is joined to it or says it otherwise.
fn clause_end(refer: &Refer, cue: u32) -> u32 {
    let text = refer.text;
    let after: Vec<u32> = text.analysis.children(cue).filter(|&c| c > cue).collect();
    let apart = |c: u32| {
        let source = matches!(crate::grammar::preposition(text, c).as_deref(), Some("according" | "per"));
        matches!(text.relation(c), "conj" | "parataxis" | "cc" | "punct") || source
    };
    let stop =
        after.iter().copied().filter(|&c| apart(c)).map(|c| text.analysis.subtree(c).start).min().unwrap_or(u32::MAX);
    let end = after.iter().copied().filter(|&c| !apart(c)).map(|c| text.analysis.subtree(c).end).max().unwrap_or(0);
    end.min(stop)
}

fn cut(range: Range<u32>, away: &Range<u32>) -> Vec<Range<u32>> {
    if away.end <= range.start || range.end <= away.start {
        return vec![range];
    }
    [range.start..away.start.max(range.start), away.end.min(range.end)..range.end]
        .into_iter()
        .filter(|r| !r.is_empty())
        .collect()
}

fn trim(refer: &Refer, mut range: Range<u32>) -> Option<Range<u32>> {
    let text = refer.text;
    let quote = |t: u32| matches!(text.form(t), "“" | "”" | "\"" | "‘" | "’" | "'");
    while range.start < range.end {
        let t = range.start;
        let leading = matches!(text.relation(t), "case") && text.upos(t) == "ADP"
            || text.small(t) == "to" && text.head(t).is_some_and(|h| text.xpos(h) == "VBG")
            || text.relation(t) == "mark"
                && matches!(
                    text.small(t).as_str(),
                    "that" | "on" | "for" | "of" | "in" | "as" | "about" | "over" | "with" | "at" | "by"
                )
            || text.upos(t) == "PUNCT" && !quote(t) && text.form(t) != "(";
        if !leading {
            break;
        }
        range.start += 1;
    }
    while range.end > range.start
        && text.upos(range.end - 1) == "PUNCT"
        && !quote(range.end - 1)
        && text.form(range.end - 1) != ")"
    {
        range.end -= 1;
    }
    (range.end > range.start).then_some(range)
}

fn quoted(refer: &Refer, ranges: &[Range<u32>]) -> Quoted {
    let text = refer.text;
    let mark = |t: u32| matches!(text.form(t), "“" | "”" | "\"");
    let Some(first) = ranges.first().map(|r| r.start) else { return Quoted::No };
    let last = ranges.last().map_or(first, |r| r.end - 1);
    let opens = mark(first) || first > 0 && mark(first - 1);
    let closes = mark(last)
        || (last as usize + 1) < text.analysis.len() && mark(last + 1)
        || (last as usize + 2) < text.analysis.len() && mark(last + 2);
    if opens && closes {
        Quoted::Whole
    } else if ranges.iter().any(|r| r.clone().any(mark)) || opens || closes {
        Quoted::Partly
    } else {
        Quoted::No
    }
}

/// "The three governments will …": what several parties say together that they will do.
fn joint_will(refer: &Refer, found: &[Said]) -> Vec<Said> {
    let text = refer.text;
    let mut out = Vec::new();
    for token in 0..text.analysis.len() as u32 {
        if text.upos(token) != "VERB" || found.iter().any(|s| s.token == token) {
            continue;
        }
        let Some(will) = text
            .analysis
            .children(token)
            .find(|&c| text.relation(c) == "aux" && matches!(text.lemma(c), "will" | "shall"))
        else {
            continue;
        };
        let plans = text.book.verbs.contains_key(text.lemma(token))
            || matches!(text.lemma(token), "be" | "have" | "discuss" | "attend" | "hold" | "see");
        let inside = found.iter().any(|s| s.content.iter().any(|c| c.contains(&token)));
        if plans
            || inside
            || is_negated(text, token)
            || !matches!(text.relation(token), "root" | "conj" | "parataxis" | "ccomp")
        {
            continue;
        }
        let args = arguments(text, token);
        let Some(subject) = args.iter().find(|a| a.function == "subject") else { continue };
        let who = refer.who(subject.token);
        if who.parties.len() < 2 {
            continue;
        }
        let clause = text.analysis.subtree(token);
        let Some(range) = trim(refer, will + 1..clause.end.max(will + 2)) else { continue };
        let topics = codes(text, range.clone()).into_iter().fold(Vec::new(), add_topic);
        out.push(Said {
            token,
            act: Sourced::new(Act::Commit, text.at(will), "statement.commit.will"),
            who,
            via: Vec::new(),
            quoted: quoted(refer, std::slice::from_ref(&range)),
            content: vec![range],
            topics,
            addressee: Vec::new(),
            negated: false,
            commitment: Some(CommitmentKind::Pledge),
            active: true,
        });
    }
    out
}

/// "X, according to A": a clause without a cue of its own that names its source.
fn attributed(refer: &Refer, found: &[Said]) -> Vec<Said> {
    let text = refer.text;
    let mut out = Vec::new();
    for token in 0..text.analysis.len() as u32 {
        if text.small(token) != "according" || text.relation(token) != "case" {
            continue;
        }
        let Some(source) = text.head(token) else { continue };
        let Some(verb) = text.head(source) else { continue };
        let who = refer.who(source);
        if who.is_empty()
            || found.iter().any(|s| s.token == verb || !s.via.is_empty() && text.sentence(s.token).contains(&token))
        {
            continue;
        }
        let away = text.analysis.subtree(source);
        let content: Vec<_> =
            cut(text.analysis.subtree(verb), &away).into_iter().filter_map(|r| trim(refer, r)).collect();
        if content.is_empty() {
            continue;
        }
        let topics = content.iter().flat_map(|r| codes(text, r.clone())).fold(Vec::new(), add_topic);
        out.push(Said {
            token,
            act: Sourced::new(Act::Inform, text.at(token), "attribution.according-to"),
            who,
            via: Vec::new(),
            quoted: quoted(refer, &content),
            content,
            topics,
            addressee: Vec::new(),
            negated: false,
            commitment: None,
            active: false,
        });
    }
    out
}

/// A statement inside another's content is carried by the other's speaker; one that carries little else is left out.
fn within(refer: &Refer, mut all: Vec<Said>) -> Vec<Said> {
    let size = |ranges: &[Range<u32>]| ranges.iter().map(|r| r.end - r.start).sum::<u32>();
    let mut covered = vec![0u32; all.len()];
    let outer: Vec<Option<usize>> = (0..all.len())
        .map(|i| {
            let holds = |j: &usize| {
                *j != i && all[*j].content.iter().any(|c| c.contains(&all[i].token)) && all[i].token != all[*j].token
            };
            (0..all.len()).filter(holds).min_by_key(|&j| size(&all[j].content))
        })
        .collect();
    for (i, outer) in outer.iter().enumerate() {
        if let Some(j) = *outer
            && refer.text.upos(all[i].token) != "NOUN"
        {
            covered[j] += size(&all[i].content) + 1;
            let same = all[j].who.parties == all[i].who.parties && all[j].who.people == all[i].who.people;
            // nearest to the reader first
            let chain = (!same).then(|| all[j].who.clone()).into_iter().chain(all[j].via.clone()).collect::<Vec<_>>();
            all[i].via.extend(chain);
        }
    }
    // a noun inside what is said, or on an agenda, takes no position of its own ("thanked him for his support for …")
    let text = refer.text;
    let quiet = |i: usize| {
        let token = all[i].token;
        let under = || {
            let verb = crate::grammar::clause(text, token);
            verb != token
                && (text.book.cues.contains_key(text.lemma(verb)) || text.book.agendas.contains_key(text.lemma(verb)))
        };
        text.upos(token) == "NOUN" && (outer[i].is_some() || under())
    };
    let gone: Vec<bool> = (0..all.len()).map(|i| quiet(i) || covered[i] * 2 >= size(&all[i].content)).collect();
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
    all
}

/// In a turn of direct speech every sentence is the speaker's, with a cue or without.
fn spoken(refer: &Refer, mut all: Vec<Said>) -> Vec<Said> {
    let text = refer.text;
    for turn in &refer.turns {
        for sentence in text
            .analysis
            .sentences
            .iter()
            .filter(|s| turn.tokens.start <= s.start && s.end <= turn.tokens.end || s.contains(&turn.tokens.start))
        {
            let sentence = sentence.start.max(turn.tokens.start)..sentence.end;
            let who = refer.speaker_of(turn);
            let mut cued = false;
            for s in all.iter_mut().filter(|s| sentence.contains(&s.token)) {
                s.quoted = Quoted::Whole;
                cued = true;
            }
            let verbal = sentence.clone().any(|t| matches!(text.upos(t), "VERB" | "AUX"));
            let question = sentence.clone().last().is_some_and(|t| text.form(t) == "?");
            if cued || !verbal || question || sentence.len() < 7 {
                continue;
            }
            let Some(content) = trim(refer, sentence.clone()) else { continue };
            all.push(Said {
                token: sentence.start,
                act: Sourced::new(Act::Inform, text.span(turn.label.clone()), "statement.turn"),
                who,
                via: Vec::new(),
                topics: codes(text, content.clone()).into_iter().fold(Vec::new(), add_topic),
                content: vec![content],
                quoted: Quoted::Whole,
                addressee: Vec::new(),
                negated: false,
                commitment: None,
                active: false,
            });
        }
    }
    all
}

/// Spans of the content.
pub(crate) fn spans(refer: &Refer, said: &Said) -> Vec<Span> {
    said.content.iter().map(|r| refer.text.span(r.clone())).collect()
}
