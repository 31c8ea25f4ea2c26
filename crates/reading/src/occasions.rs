//! Occasions as single clauses and phrases state them: a frame of the codebook matched on the tree, its arguments resolved.

use crate::grammar::{Argument, arguments, clause, conjuncts, fillers};
use crate::places::{locate, place};
use crate::refer::{Refer, Who};
use crate::status::standing;
use crate::text::Text;
use crate::when::Dates;
use chancery_codebook::{Light, NameSort, Noun, Verb};
use chancery_record::{EngagementKind, Format, PartKind, Place, Sourced, Span, Status, When};

/// One clause or phrase that states or names an occasion.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The verb or noun.
    pub trigger: u32,
    pub kind: Sourced<EngagementKind>,
    pub status: Option<Sourced<Status>>,
    pub format: Option<Sourced<Format>>,
    pub who: Who,
    pub host: Option<Sourced<String>>,
    pub date: Option<Sourced<When>>,
    pub place: Option<Sourced<Place>>,
    pub round: Option<Sourced<u32>>,
    /// Stated by a main clause or a headline.
    pub main: bool,
    /// Placed beside the news: "earlier", "ahead of".
    pub aside: bool,
    /// In the headline.
    pub title: bool,
    /// "also", "separately": told as another occasion.
    pub also: bool,
}

/// All mentions of occasions, in the order of the text. Each becomes a scene that later phrases may refer to.
pub(crate) fn mentions(refer: &mut Refer, dates: &Dates) -> Vec<Mention> {
    let mut out = Vec::new();
    for token in 0..refer.text.analysis.len() as u32 {
        let found = match refer.text.upos(token) {
            "VERB" => verb(refer, dates, token),
            "NOUN" | "PROPN" => noun(refer, dates, token),
            _ => Vec::new(),
        };
        for mut mention in found {
            party_of_place(refer, &mut mention);
            party_of_dyad(refer, &mut mention);
            if !is_engagement(refer, &mention) {
                continue;
            }
            if !mention.aside || refer.scenes.is_empty() {
                refer.scenes.push(crate::refer::Scene { token, who: mention.who.clone() });
            }
            out.push(mention);
        }
    }
    out
}

/// "In Tirana she will meet the Prime Minister and other officials": those of no named party are of the country of the place.
fn party_of_place(refer: &Refer, m: &mut Mention) {
    let text = refer.text;
    let [home] = &m.who.parties[..] else { return };
    let Some(place) = m.place.as_ref().filter(|_| m.kind.value == EngagementKind::Meeting) else { return };
    let Some(country) =
        place.value.country.clone().filter(|c| *c != home.value && !text.book.bodies.contains_key(home.value.as_str()))
    else {
        return;
    };
    let party = Sourced::new(country, place.spans()[0], "engagement.place-party");
    let open: Vec<usize> = m.who.people.iter().map(|p| p.0).filter(|&p| refer.people.party(p).is_none()).collect();
    let counterpart = arguments(text, m.trigger).iter().any(|a| {
        matches!(a.function.as_str(), "with" | "object")
            && conjuncts(text, a.token).iter().any(|&t| crate::refer::is_official(text, t))
    });
    if !open.is_empty() || counterpart {
        m.who.assumed = open.into_iter().map(|p| (p, party.clone())).collect();
        m.who.add_party(party);
    }
}

/// In an article on A and B "Foreign Minister Diaz visited B" has a minister of A: an article names the country of any third.
fn party_of_dyad(refer: &Refer, m: &mut Mention) {
    let [known] = &m.who.parties[..] else { return };
    let open: Vec<(usize, Span)> = m
        .who
        .people
        .iter()
        .filter(|p| refer.people.party(p.0).is_none() && refer.people.office(p.0).is_some())
        .copied()
        .collect();
    let dyad = refer.scenes.iter().map(|s| &s.who.parties).find(|p| p.len() == 2);
    let (Some(dyad), [(person, span)]) = (dyad, &open[..]) else { return };
    if dyad.iter().any(|p| p.value == known.value)
        && let Some(other) = dyad.iter().find(|p| p.value != known.value)
    {
        let party = Sourced::new(other.value.clone(), *span, "party.dyad");
        m.who.assumed.push((*person, party.clone()));
        m.who.add_party(party);
    }
}

/// At least two parties, or a body's own summit or conference. A party and somebody whose party the text does not tell
/// make an engagement too: who met is known, for whom one of them spoke is not.
fn is_engagement(refer: &Refer, m: &Mention) -> bool {
    let body = |code: &str| refer.text.book.bodies.contains_key(code);
    let own = matches!(m.kind.value, EngagementKind::Summit | EngagementKind::Conference);
    let stranger = m.who.people.iter().any(|p| refer.people.party(p.0).is_none() && refer.people.office(p.0).is_some());
    let other = m.who.people.len() + m.who.posts.len() > 1 || m.kind.value == EngagementKind::Visit;
    m.who.parties.len() > 1
        || own && m.who.parties.iter().any(|p| body(&p.value))
        || m.who.parties.len() == 1 && stranger && other
}

fn verb(refer: &Refer, dates: &Dates, token: u32) -> Vec<Mention> {
    let text = refer.text;
    let Some(entries) = text.book.verbs.get(text.lemma(token)) else { return Vec::new() };
    let args = arguments(text, token);
    entries.iter().find_map(|entry| verb_entry(refer, dates, token, entry, &args)).unwrap_or_default()
}

fn verb_entry(refer: &Refer, dates: &Dates, token: u32, entry: &Verb, args: &[Argument]) -> Option<Vec<Mention>> {
    let text = refer.text;
    let children: Vec<u32> = text.analysis.children(token).collect();
    if !entry.particles.is_empty() && !children.iter().any(|&c| entry.particles.contains(&text.small(c))) {
        return None;
    }
    let object = args.iter().find(|a| a.function == "object").map(|a| a.token);
    if !entry.objects.is_empty() && !object.is_some_and(|o| entry.objects.contains(&text.lemma(o).to_lowercase())) {
        return None;
    }
    let mut who = Who::default();
    let mut last = token;
    for function in &entry.participants {
        for a in args.iter().filter(|a| &a.function == function) {
            if dates.holds(a.token) || !entry.objects.is_empty() && Some(a.token) == object {
                continue;
            }
            let found = refer.who(a.token);
            if found.is_empty() {
                continue;
            }
            // one is not received by a thing: an object must be somebody
            let bare_place = found.people.is_empty()
                && found.posts.is_empty()
                && text.party(a.token).is_none_or(|m| m.party.sort == NameSort::Demonym);
            if function == "object"
                && bare_place
                && found.organisations.is_empty()
                && !found.group
                && !names_a_side(text, a.token)
            {
                continue;
            }
            last = last.max(text.analysis.subtree(a.token).end - 1).min(text.sentence(token).end - 1);
            who.join(found);
        }
    }
    let stops = stops(refer, &fillers(args, &entry.destination));
    if !entry.destination.is_empty() && stops.is_empty() {
        return None;
    }
    let required = entry.require.is_empty()
        || args.iter().any(|a| entry.require.contains(&a.function))
        || (who.parties.len() > 1 || who.people.len() > 1) && entry.destination.is_empty();
    if !required || who.is_empty() {
        return None;
    }
    let frame = Frame {
        trigger: token,
        rule: entry.id.as_str(),
        kind: entry.kind,
        format: entry.format,
        status: entry.status,
        evidence: evidence(text, token, last),
        who,
        host: host(refer, args, &entry.host),
    };
    Some(finish_stops(refer, dates, frame, &stops))
}

/// "the Russian side": a word for an actor with a party in its phrase.
fn names_a_side(text: &Text, token: u32) -> bool {
    text.party(token).is_some_and(|m| m.party.sort != NameSort::Demonym)
        || matches!(text.lemma(token), "delegation" | "side" | "team" | "mission" | "counterpart")
}

fn noun(refer: &Refer, dates: &Dates, token: u32) -> Vec<Mention> {
    let text = refer.text;
    let Some(entries) = text.book.nouns.get(&text.lemma(token).to_lowercase()) else { return Vec::new() };
    let args = arguments(text, token);
    entries.iter().find_map(|entry| noun_entry(refer, dates, token, entry, &args)).unwrap_or_default()
}

fn noun_entry(refer: &Refer, dates: &Dates, token: u32, entry: &Noun, args: &[Argument]) -> Option<Vec<Mention>> {
    let text = refer.text;
    if entry.plural && !matches!(text.xpos(token), "NNS" | "NNPS") || text.relation(token) == "compound" {
        return None;
    }
    let modifiers: Vec<String> =
        args.iter().filter(|a| a.function == "modifier").map(|a| text.lemma(a.token).to_lowercase()).collect();
    if modifiers.iter().any(|m| entry.except.contains(m)) {
        return None;
    }
    let has = |need: &String| modifiers.contains(need) || args.iter().any(|a| &a.function == need);
    if !entry.needs.is_empty() && !entry.needs.iter().any(has) {
        return None;
    }
    let changed = modifiers.iter().find_map(|m| entry.modifiers.get(m)).and_then(|k| k.parse().ok());
    let kind = changed.unwrap_or(entry.kind);

    // "meetings with A, B and C" are one with each
    let several = matches!(text.xpos(token), "NNS" | "NNPS") && !entry.plural;
    let mut with = Company { who: Who::default(), each: Vec::new(), first: token, last: token, several };
    for a in args.iter().filter(|a| entry.participants.contains(&a.function) && !dates.holds(a.token)) {
        with.take(refer, a);
    }
    // "talks … between A and B" with the phrase torn off by the tree
    let end = text.sentence(token).end;
    if with.who.is_empty()
        && let Some(between) = (token + 1..end.min(token + 7)).find(|&t| text.small(t) == "between")
    {
        let stop = (between..end)
            .find(|&t| text.upos(t) == "PUNCT" && text.form(t) != "-" || matches!(text.xpos(t), "VBD" | "VBZ" | "MD"))
            .unwrap_or(end);
        with.who.join(refer.within(between + 1..stop.min(between + 16)));
        with.last = stop.min(between + 16) - 1;
    }
    // "Russian-French talks", "Kenya–Norway consultations", "the Quad summit"
    for t in crate::grammar::core(text, token) {
        if t < token
            && let Some(m) = text.party(t)
        {
            with.who.add_party(Sourced::new(
                m.party.code.clone(),
                text.span(m.tokens.clone()),
                format!("state.{}", m.party.code),
            ));
        }
    }
    let words = text.word_range(text.analysis.subtree(token));
    for at in words.clone() {
        if let Some((n, gathering)) = text.book.gatherings.longest(&text.words[..words.end], at) {
            let span = text.span(text.tokens[at]..text.tokens[at + n - 1] + 1);
            gathering
                .members
                .iter()
                .for_each(|m| with.who.add_party(Sourced::new(m.clone(), span, format!("format.{}", gathering.id))));
        }
    }
    let (mut status, mut evidence_from, mut host_party) = (None, with.first.min(token), None);
    if let Some((verb, light)) = carrier(text, token) {
        let verb_args = arguments(text, verb);
        for a in verb_args
            .iter()
            .filter(|a| light.participants.contains(&a.function) && a.token != token && !dates.holds(a.token))
        {
            with.take(refer, a);
        }
        host_party = host(refer, &verb_args, &light.host);
        status = light.status;
        evidence_from = evidence_from.min(verb);
    } else if with.who.parties.len() < 2
        && text.relation(token) == "obl"
        && args.iter().any(|a| matches!(a.function.as_str(), "with" | "between" | "possessor"))
    {
        // "during talks with the King, the Minister said": the subject took part
        let verb = clause(text, token);
        for a in arguments(text, verb).iter().filter(|a| a.function == "subject") {
            with.who.join(refer.who(a.token));
        }
    } else if with.who.is_empty()
        && text.relation(token) == "obl"
        && crate::grammar::preposition(text, token).as_deref() == Some("during")
    {
        // "during the conversation, A congratulated B": those of the clause are those of the conversation
        let verb = clause(text, token);
        let people = arguments(text, verb);
        for a in
            people.iter().filter(|a| matches!(a.function.as_str(), "subject" | "object" | "recipient" | "with" | "to"))
        {
            let found = refer.who(a.token);
            if !found.people.is_empty() || found.group {
                with.who.join(found);
            }
        }
    }
    let mut destination = fillers(args, &entry.destination);
    if destination.is_empty() {
        // "the visit of King Ahmed to Oman", with the phrase hung on the King
        let below = text.analysis.subtree(token).filter(|&t| t > token && text.relation(t) == "nmod");
        destination.extend(below.filter(|&t| crate::grammar::preposition(text, t).as_deref() == Some("to")));
    }
    let stops = if kind == EngagementKind::Visit { stops(refer, &destination) } else { Vec::new() };
    // "Meeting with the President of Peru" on the page of a government: its own side took part
    let fragment = text.relation(token) == "root"
        || text.head(token).is_some_and(|h| matches!(text.lemma(h), "readout" | "transcript" | "beginning" | "remark"));
    let guest = kind == EngagementKind::Visit
        && stops.is_empty()
        && text.publisher.as_ref().is_some_and(|h| with.who.parties.iter().all(|p| p.value != *h));
    if with.who.parties.len() + with.each.len().min(1) == 1
        && text.official
        && (fragment || guest)
        && let Some(home) = &text.publisher
    {
        with.who.add_party(Sourced::new(home.clone(), text.at(token), "party.publisher"));
    }
    let evidence = evidence(text, evidence_from, with.last.max(token));
    let format = if kind == EngagementKind::Call { Some(Format::Phone) } else { entry.format };
    let Company { who, each, .. } = with;
    let frame = Frame { trigger: token, rule: &entry.id, kind, format, status, evidence, who, host: host_party };
    if each.is_empty() {
        return Some(finish_stops(refer, dates, frame, &stops));
    }
    let bilateral = |other: Who| {
        let mut who = frame.who.clone();
        who.join(other);
        finish(refer, dates, Frame { who, ..frame.clone() }, &[])
    };
    Some(each.into_iter().map(bilateral).collect())
}

/// Those who take part, gathered argument by argument.
struct Company {
    who: Who,
    /// Counterparts that each had an occasion of their own.
    each: Vec<Who>,
    /// First and last token of the arguments.
    first: u32,
    last: u32,
    several: bool,
}

impl Company {
    fn take(&mut self, refer: &Refer, a: &Argument) {
        let text = refer.text;
        let found = refer.who(a.token);
        if found.is_empty() {
            return;
        }
        let tokens = text.analysis.subtree(a.token);
        self.first = self.first.min(tokens.start);
        self.last = self.last.max(tokens.end - 1);
        let apart: Vec<Who> =
            conjuncts(text, a.token).into_iter().map(|t| refer.one(t)).filter(|w| !w.parties.is_empty()).collect();
        if self.several && a.function == "with" && apart.len() > 1 && found.parties.len() == apart.len() {
            self.each = apart;
        } else {
            self.who.join(found);
        }
    }
}

/// The light verb that carries the noun, if one does.
fn carrier<'t>(text: &'t Text, noun: u32) -> Option<(u32, &'t Light)> {
    let mut verb = text.head(noun)?;
    // "held a series of talks", "a round of consultations"
    if matches!(
        text.lemma(verb),
        "round" | "series" | "set" | "number" | "session" | "day" | "hour" | "week" | "pair" | "couple"
    ) {
        verb = text.head(verb)?;
    }
    let top = if text.head(noun) == Some(verb) { noun } else { text.head(noun)? };
    let function = arguments(text, verb).into_iter().find(|a| a.token == top)?.function;
    let lights = text.book.lights.get(text.lemma(verb))?;
    let carries = |l: &Light| if l.carries.is_empty() { function == "object" } else { l.carries.contains(&function) };
    lights.iter().find(|l| carries(l)).map(|l| (verb, &**l))
}

/// The places that a visit goes to, with their states.
fn stops(refer: &Refer, destination: &[u32]) -> Vec<(u32, Sourced<String>)> {
    let text = refer.text;
    let mut out: Vec<(u32, Sourced<String>)> = Vec::new();
    for head in destination.iter().flat_map(|&h| conjuncts(text, h)) {
        let named = text.party(head).is_some() || text.name(head, chancery_record::NameKind::Gpe).is_some();
        if let Some(found) = locate(text, head).filter(|_| named)
            && let Some(country) = &found.value.country
            && !out.iter().any(|(_, c)| c.value == *country)
        {
            out.push((head, Sourced::new(country.clone(), found.spans()[0], "engagement.destination")));
        }
    }
    out
}

/// One mention, or one for each country of a tour; a stop without a date of its own takes the trip's.
fn finish_stops(refer: &Refer, dates: &Dates, frame: Frame, stops: &[(u32, Sourced<String>)]) -> Vec<Mention> {
    if stops.is_empty() {
        return vec![finish(refer, dates, frame, &[])];
    }
    let end = refer.text.sentence(frame.trigger).end;
    let mut out = Vec::new();
    for (i, (head, country)) in stops.iter().enumerate() {
        let mut who = frame.who.clone();
        who.add_party(country.clone());
        let host = frame.host.clone().or(Some(country.clone()));
        let mut mention = finish(refer, dates, Frame { who, host, ..frame.clone() }, &[*head]);
        let next = stops.get(i + 1).map_or(end, |s| s.0);
        let status = mention.status.as_ref().map_or(Status::Held, |s| s.value);
        if stops.len() > 1
            && let Some(own) = dates.behind(refer.text, *head, next, status)
        {
            mention.date = Some(own);
        }
        out.push(mention);
    }
    out
}

fn host(refer: &Refer, args: &[Argument], functions: &[String]) -> Option<Sourced<String>> {
    fillers(args, functions).into_iter().find_map(|t| refer.who(t).parties.into_iter().next())
}

fn evidence(text: &Text, first: u32, last: u32) -> Span {
    let last = last.min(text.sentence(first).end - 1).max(first);
    text.span(first..last + 1)
}

/// A frame with its arguments filled.
#[derive(Clone)]
struct Frame<'e> {
    trigger: u32,
    rule: &'e str,
    kind: EngagementKind,
    format: Option<Format>,
    status: Option<Status>,
    evidence: Span,
    who: Who,
    host: Option<Sourced<String>>,
}

/// What every frame needs besides its participants: standing, date, place, round.
fn finish(refer: &Refer, dates: &Dates, frame: Frame, destination: &[u32]) -> Mention {
    let text = refer.text;
    let trigger = frame.trigger;
    let standing = standing(text, trigger, frame.status);
    let title = text.document.part_at(text.at(trigger).start).is_some_and(|p| p.kind == PartKind::Title);
    let date = dates.of(text, trigger, standing.status.unwrap_or(Status::Held));
    let place = place(text, refer.people, trigger, destination);
    let format = frame.format.map(|f| Sourced::new(f, text.at(trigger), frame.rule));
    Mention {
        trigger,
        kind: Sourced::new(frame.kind, frame.evidence, frame.rule),
        status: standing.status.map(|s| Sourced::new(s, text.at(clause(text, trigger)), "engagement.status")),
        format: video(text, trigger).or(format),
        who: frame.who,
        host: frame.host,
        date,
        place,
        round: round(text, trigger),
        main: standing.main || title,
        aside: standing.aside,
        title,
        also: text
            .analysis
            .children(clause(text, trigger))
            .any(|c| matches!(text.lemma(c), "also" | "separately" | "then" | "later" | "afterwards")),
    }
}

/// "by videoconference", "virtual meeting": words of the clause that tell another format.
fn video(text: &Text, trigger: u32) -> Option<Sourced<Format>> {
    let verb = clause(text, trigger);
    let near = text.analysis.subtree(verb);
    near.filter(|&t| {
        let word = text.small(t);
        word.starts_with("videoconferenc")
            || matches!(word.as_str(), "virtual" | "virtually" | "video" | "videolink" | "online")
    })
    .map(|t| Sourced::new(Format::Video, text.at(t), "format.video"))
    .next()
}

/// "the third round", "fifth meeting".
fn round(text: &Text, trigger: u32) -> Option<Sourced<u32>> {
    const ORDINALS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    let near = text.analysis.children(trigger).chain(
        text.head(trigger)
            .filter(|&h| matches!(text.lemma(h), "round" | "session"))
            .into_iter()
            .flat_map(|h| text.analysis.children(h)),
    );
    for t in near.collect::<Vec<_>>() {
        let word = text.small(t);
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let suffixed = !digits.is_empty() && ["st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
        let number = ORDINALS
            .iter()
            .position(|o| *o == word)
            .map(|i| i as u32 + 1)
            .or_else(|| digits.parse().ok().filter(|_| suffixed));
        if let Some(n) = number.filter(|n| *n < 400) {
            return Some(Sourced::new(n, text.at(t), "engagement.round"));
        }
    }
    None
}
