//! Who a phrase refers to: people, holders of offices, parties; pronouns and descriptions by what was said before.

use crate::grammar::{conjuncts, core};
use crate::people::People;
use crate::text::Text;
use crate::turns::Turn;
use chancery_codebook::NameSort;
use chancery_record::{Level, NameKind, Sourced, Span};
use std::collections::BTreeMap;

/// Those to whom a phrase refers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Who {
    /// Persons with the words that refer to them.
    pub people: Vec<(usize, Span)>,
    /// Unnamed holders of posts.
    pub posts: Vec<(usize, Span)>,
    /// States and bodies, those of the people included.
    pub parties: Vec<Sourced<String>>,
    /// Organisations named, by their tokens: a council, an agency, a company.
    pub organisations: Vec<std::ops::Range<u32>>,
    /// "they", "the two sides".
    pub group: bool,
    /// Parties taken for people whose own words tell none.
    pub assumed: Vec<(usize, Sourced<String>)>,
}

impl Who {
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.posts.is_empty() && self.parties.is_empty() && self.organisations.is_empty()
    }

    /// Adds what `other` has and this has not.
    pub fn join(&mut self, other: Who) {
        for p in other.people {
            if !self.people.iter().any(|(q, _)| *q == p.0) {
                self.people.push(p);
            }
        }
        for p in other.posts {
            if !self.posts.iter().any(|(q, _)| *q == p.0) {
                self.posts.push(p);
            }
        }
        other.parties.into_iter().for_each(|p| self.add_party(p));
        for o in other.organisations {
            if !self.organisations.contains(&o) {
                self.organisations.push(o);
            }
        }
        self.group |= other.group;
        self.assumed.extend(other.assumed);
    }

    /// Adds a party once.
    pub fn add_party(&mut self, party: Sourced<String>) {
        if !self.parties.iter().any(|p| p.value == party.value) {
            self.parties.push(party);
        }
    }
}

/// An occasion already read: what "they" and "the two sides" may mean.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    /// Token from which on it is known.
    pub token: u32,
    pub who: Who,
}

/// Resolves phrases of one document.
pub(crate) struct Refer<'t, 'a> {
    pub text: &'t Text<'a>,
    pub people: &'t People,
    /// In the order of the text.
    pub scenes: Vec<Scene>,
    /// Turns of direct speech.
    pub turns: Vec<Turn>,
    /// Party of each organisation that some mention ties to one, by its small name or acronym.
    organisations: BTreeMap<String, Sourced<String>>,
}

impl<'t, 'a> Refer<'t, 'a> {
    /// Ready to resolve; occasions are added as they are read.
    pub fn new(text: &'t Text<'a>, people: &'t People) -> Self {
        let turns = crate::turns::turns(text, people);
        let mut refer = Refer { text, people, scenes: Vec::new(), turns, organisations: BTreeMap::new() };
        for name in text.names.iter().filter(|n| n.kind == NameKind::Org) {
            let head = name.tokens.clone().find(|&t| text.head(t).is_none_or(|h| !name.tokens.contains(&h)));
            let Some(party) = head.and_then(|h| refer.one(h).parties.into_iter().next()) else { continue };
            for form in [Some(text.phrase(name.tokens.clone()).to_owned()), acronym(text, name.tokens.end)]
                .into_iter()
                .flatten()
            {
                refer.organisations.entry(organisation_key(&form)).or_insert_with(|| party.clone());
            }
        }
        refer
    }

    /// Those named by the phrase under `head`, its conjuncts included.
    pub fn who(&self, head: u32) -> Who {
        let mut out = Who::default();
        for part in conjuncts(self.text, head) {
            out.join(self.one(part));
        }
        if !out.people.is_empty() && self.text.relation(head) != "nmod:poss" {
            self.extend(&mut out, head, &[]);
        }
        out
    }

    /// Everyone named in a stretch of tokens, whatever its tree.
    pub fn within(&self, tokens: std::ops::Range<u32>) -> Who {
        let mut out = Who::default();
        for t in tokens {
            if let Some(person) = self.people.person(t) {
                self.add_person(&mut out, person, t);
            } else if let Some(post) = self.people.post(t).filter(|&p| self.people.holder(p).is_none()) {
                self.add_post(&mut out, post, t);
            } else if let Some(mention) = self.text.party(t) {
                out.add_party(self.sourced(mention));
            }
        }
        out
    }

    /// A list of people goes on as long as only offices, states, commas and "and" stand between: the tree of a long list is
    /// seldom whole.
    fn extend(&self, out: &mut Who, head: u32, bridges: &[&str]) {
        let (text, people) = (self.text, self.people);
        let sentence = text.sentence(head);
        let mut last = head;
        let mut comma = false;
        for t in head + 1..sentence.end {
            if let Some(person) = people.person(t) {
                let clause = text.relation(t).starts_with("nsubj")
                    || text.head(t).is_some_and(|h| h > t && text.relation(t) == "nmod:desc");
                if clause {
                    break;
                }
                if comma || t == last + 1 {
                    self.add_person(out, person, t);
                }
                (last, comma) = (t, false);
                continue;
            }
            let body = text
                .name(t, NameKind::Org)
                .is_some_and(|(_, n)| n.tokens.end < sentence.end && people.post(n.tokens.end).is_some());
            let bridge = body
                || people.post(t).is_some()
                || text.party(t).is_some()
                || matches!(text.small(t).as_str(), "of" | "the" | "," | "and" | ";" | "’s" | "'s" | "-")
                || text.name(t, NameKind::Off).is_some()
                || bridges.contains(&text.form(t))
                || text.book.honorifics.longest(&text.words, text.word_range(t..t + 1).start).is_some();
            if !bridge || text.relation(t).starts_with("nsubj") {
                break;
            }
            comma |= matches!(text.small(t).as_str(), "," | "and" | ";") || bridges.contains(&text.form(t));
        }
    }

    /// Those named by the phrase under `head` alone.
    pub fn one(&self, head: u32) -> Who {
        let (text, people) = (self.text, self.people);
        let mut out = Who::default();
        let tokens = core(text, head);

        // a person by name, or the post the words name
        let possessed = |t: u32| text.relation(t) == "nmod:poss" && t != head;
        for &t in tokens.iter().filter(|&&t| !self.under_possessor(t, head)) {
            if let Some(person) = people.person(t) {
                self.add_person(&mut out, person, t);
            }
        }
        // "the Secretary and Foreign Minister Colonna", read as one phrase: the first post is another's
        if let Some(post) = people
            .post(head)
            .filter(|&p| !out.people.is_empty() && people.holder(p).is_none() && !people.posts[p].plural)
        {
            self.add_post(&mut out, post, head);
        }
        if out.people.is_empty()
            && let Some(post) =
                people.post(head).or_else(|| tokens.iter().filter(|t| !possessed(**t)).find_map(|&t| people.post(t)))
        {
            self.add_post(&mut out, post, head);
        }
        if !out.people.is_empty() || !out.posts.is_empty() {
            return out;
        }
        if text.upos(head) == "PRON"
            || matches!(text.small(head).as_str(), "both" | "two" | "three" | "all")
                && !tokens.iter().any(|&t| text.upos(t) == "NOUN")
        {
            return self.pronoun(head);
        }
        if let Some(group) = self.group(head, &tokens) {
            return group;
        }
        self.named(&mut out, head, &tokens);
        out
    }

    /// States, bodies, organisations in the phrase; a role word with a demonym ("the Russian side").
    fn named(&self, out: &mut Who, head: u32, tokens: &[u32]) {
        let text = self.text;
        let acts = |word: &str| ACTORS.contains(&word) || GROUPS.contains(&word);
        if let Some(mention) = text.party(head) {
            // "Russia" acts; "Moscow" too; "the Russians"; not an adjective
            out.add_party(self.sourced(mention));
            return;
        }
        let organisation = text.name(head, NameKind::Org).map(|(_, n)| n.tokens.clone());
        let lemma = text.lemma(head).to_lowercase();
        let words = text.word_range(text.sentence(head));
        let known = text.tokens[words.clone()]
            .iter()
            .position(|&t| organisation.as_ref().map_or(head, |o| o.start) == t)
            .and_then(|i| text.book.organisations.longest(&text.words[..words.end], words.start + i))
            .filter(|(n, _)| *n > 0)
            .map(|(_, o)| o);
        let generic = {
            let at = words.clone().find(|&w| text.tokens[w] == head);
            at.is_some_and(|w| {
                (words.start..=w)
                    .rev()
                    .take(5)
                    .any(|s| text.book.generics.all(&text.words[..words.end], s).any(|(n, _)| s + n > w))
            })
        };
        // "of Ethiopia and Eritrea", "Russia’s": the parties that own what the head names
        let of = text
            .analysis
            .children(head)
            .filter(|&c| matches!(text.relation(c), "nmod" | "nmod:poss"))
            .collect::<Vec<_>>();
        let owners: Vec<_> = of.into_iter().flat_map(|c| conjuncts(text, c)).filter_map(|c| text.party(c)).collect();
        let owner = tokens.iter().filter(|&&t| t != head).find_map(|&t| text.party(t)).or(owners.first().copied());
        if let Some(tokens) = organisation {
            let state = known.and_then(|o| o.state.clone());
            let span = text.span(tokens.clone());
            let inside = tokens.clone().find_map(|t| text.party(t));
            if let Some(own) = known.filter(|o| o.acts_alone()) {
                out.add_party(Sourced::new(own.name.clone(), span, format!("organisation.{}", own.id)));
            } else if let Some(state) = state {
                out.add_party(Sourced::new(state, span, format!("organisation.{}", known.map_or("", |o| &o.id))));
            } else if let Some(owner) = inside.or(owner) {
                out.add_party(self.sourced(owner));
            } else if let Some(known) = self.organisations.get(&organisation_key(text.phrase(tokens.clone()))) {
                out.add_party(Sourced::new(known.value.clone(), span, known.rule.clone()));
            } else if (generic || governmental(text.phrase(tokens.clone())))
                && let Some(home) = self.home()
            {
                out.add_party(Sourced::new(home, span, "party.publisher"));
            }
            out.organisations.push(tokens);
        } else if acts(&lemma) || generic {
            // "Pakistani and Russian officials": each nationality named
            let each: Vec<_> = tokens.iter().filter(|&&t| t != head).filter_map(|&t| text.party(t)).collect();
            each.into_iter().chain(owners).for_each(|m| out.add_party(self.sourced(m)));
            // "the delegation led by Popov, with …": who leads it and who is in it
            for clause in text
                .analysis
                .children(head)
                .filter(|&c| matches!(text.lemma(c), "lead" | "head" | "chair") && text.relation(c).starts_with("acl"))
            {
                for leader in crate::grammar::arguments(text, clause)
                    .iter()
                    .filter(|a| a.function == "subject" && a.token != head)
                {
                    let mut led = self.who(leader.token);
                    self.extend(&mut led, leader.token, &["—", "–", "with", "including"]);
                    // members of a state's delegation are that state's
                    if let Some(party) = out.parties.first() {
                        let open = led.people.iter().map(|p| p.0).filter(|&p| self.people.party(p).is_none());
                        out.assumed.extend(open.map(|p| (p, party.clone())));
                    }
                    out.join(led);
                }
            }
            if owner.is_none()
                && generic
                && text.official
                && let Some(home) = self.home()
            {
                out.add_party(Sourced::new(home, text.at(head), "party.publisher"));
            }
        }
    }

    fn home(&self) -> Option<String> {
        self.text.publisher.clone()
    }

    fn sourced(&self, mention: &crate::text::PartyMention) -> Sourced<String> {
        let rule = match mention.party.sort {
            NameSort::Body => "body",
            _ => "state",
        };
        let code = &mention.party.code;
        Sourced::new(code.clone(), self.text.span(mention.tokens.clone()), format!("{rule}.{code}"))
    }

    /// Whether the token stands under a possessor of the phrase: "Putin’s envoy" is not Putin.
    fn under_possessor(&self, token: u32, head: u32) -> bool {
        let mut at = token;
        for _ in 0..16 {
            if at == head {
                return false;
            }
            if self.text.relation(at) == "nmod:poss" && !self.same_name(at, head) {
                return true;
            }
            match self.text.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    }

    fn same_name(&self, a: u32, b: u32) -> bool {
        self.people.person(a).is_some() && self.people.person(a) == self.people.person(b)
    }

    fn add_person(&self, out: &mut Who, person: usize, token: u32) {
        let mention = self.people.persons[person].mentions.iter().find(|m| m.contains(&token));
        let span = mention.map_or(self.text.at(token), |m| self.text.span(m.clone()));
        if !out.people.iter().any(|(p, _)| *p == person) {
            out.people.push((person, span));
            if let Some(code) = self.people.party(person) {
                let rule = self.people.persons[person].party.as_ref().map_or("party".into(), |p| p.rule.clone());
                out.add_party(Sourced::new(code.to_owned(), span, rule));
            }
        }
    }

    /// A post without a name beside it: its holder if one is known, else the post itself.
    fn add_post(&self, out: &mut Who, post: usize, token: u32) {
        let (text, people) = (self.text, self.people);
        let p = &people.posts[post];
        let span = text.span(p.tokens.clone());
        if let Some(person) = people.holder(post) {
            self.add_person(
                out,
                person,
                people.persons[person]
                    .mentions
                    .iter()
                    .map(|m| m.start)
                    .min_by_key(|s| s.abs_diff(token))
                    .unwrap_or(token),
            );
            return;
        }
        let holders: Vec<usize> = if p.plural { Vec::new() } else { self.holders(post, token) };
        if let Some(&person) = holders.first() {
            out.people.push((person, span));
            if let Some(code) = people.party(person) {
                out.add_party(Sourced::new(code.to_owned(), span, "people.holder"));
            }
            return;
        }
        if p.plural
            && let Some(group) = self.recent(token, |who| who.people.len() > 1 || who.parties.len() > 1)
            && p.of.is_none()
        {
            out.join(group);
            out.group = true;
            return;
        }
        // "Pakistani and Russian advisers": each nationality's own
        let around = [core(text, token), p.tokens.clone().collect()].concat();
        let of_each: Vec<_> = around.iter().filter_map(|&t| text.party(t)).collect();
        if p.plural && of_each.len() > 1 {
            of_each.into_iter().for_each(|m| out.add_party(self.sourced(m)));
            return;
        }
        out.posts.push((post, span));
        self.party_of_post(post).into_iter().for_each(|party| out.add_party(party));
    }

    /// Whose office a post without a name beside it is: as its words say, else on the page of a government its own.
    pub fn party_of_post(&self, post: usize) -> Option<Sourced<String>> {
        let p = &self.people.posts[post];
        let home = self
            .text
            .publisher
            .clone()
            .filter(|code| self.text.official && p.level != Level::Other && !p.plural && !p.not_of.contains(code));
        p.of.clone().or_else(|| Some(Sourced::new(home?, self.text.span(p.tokens.clone()), "party.publisher")))
    }

    /// Persons known to hold the office that a bare mention names, the best first: "the President", "the Russian envoy".
    fn holders(&self, post: usize, token: u32) -> Vec<usize> {
        let (text, people) = (self.text, self.people);
        let p = &people.posts[post];
        let words = office_words(&p.name);
        let role = words.last().is_some_and(|w| ROLES.contains(&w.as_str()));
        let party = p.of.as_ref().map(|o| o.value.as_str());
        let mut found: Vec<(i64, usize)> = Vec::new();
        for (i, person) in people.persons.iter().enumerate() {
            let theirs = people.party(i);
            if party.is_some() && theirs.is_some() && party != theirs {
                continue;
            }
            let held = person.posts.iter().any(|&q| {
                let q = &people.posts[q];
                let other = office_words(&q.name);
                let same_level = q.level == p.level && p.level != Level::Other;
                words.iter().all(|w| other.contains(w))
                    || same_level && (other.iter().all(|w| words.contains(w)) || other.last() == words.last())
            });
            let described = role && party.is_some() && theirs == party;
            if !held && !described {
                continue;
            }
            // the nearest before; of those of equal office the publisher's own where nothing else tells
            let nearest = person.mentions.iter().map(|m| m.start).filter(|&s| s < token).max();
            let distance = nearest.map_or(100_000, |s| i64::from(token - s));
            let own = i64::from(party.is_none() && text.official && theirs == text.publisher.as_deref());
            found.push((distance - 2_000 * own, i));
        }
        found.sort();
        found.into_iter().map(|(_, i)| i).collect()
    }

    fn pronoun(&self, token: u32) -> Who {
        let text = self.text;
        match text.small(token).as_str() {
            "i" | "me" | "my" | "myself" => self.turn(token).map(|t| self.speaker_of(t)).unwrap_or_default(),
            "you" | "your" | "yourself" => self.you(token),
            "we" | "us" | "our" | "ourselves" => self.we(token),
            "he" | "him" | "his" | "she" | "her" | "himself" | "herself" => self.single(token),
            "they" | "them" | "their" | "both" | "two" | "three" | "all" | "themselves" | "each" => self
                .recent(token, |who| who.people.len() + who.posts.len() > 1 || who.parties.len() > 1)
                .unwrap_or_default(),
            "it" | "its" => {
                let before = self.subject_before(token);
                before.map(|head| self.one(head)).filter(|w| w.people.is_empty()).unwrap_or_default()
            }
            "who" => text
                .head(token)
                .and_then(|verb| text.head(verb))
                .filter(|&h| h < token)
                .map(|h| self.one(h))
                .unwrap_or_default(),
            _ => Who::default(),
        }
    }

    fn turn(&self, token: u32) -> Option<&Turn> {
        self.turns.iter().find(|t| t.tokens.contains(&token))
    }

    /// The speaker of a turn, with the words of its label.
    pub fn speaker_of(&self, turn: &Turn) -> Who {
        let span = self.text.span(turn.label.clone());
        let mut who = Who { people: vec![(turn.person, span)], ..Who::default() };
        if let Some(code) = self.people.party(turn.person) {
            who.add_party(Sourced::new(code.to_owned(), span, "people.turn"));
        }
        who
    }

    /// "we": the party of who speaks; outside direct speech those who issue the text together.
    fn we(&self, token: u32) -> Who {
        match self.turn(token) {
            Some(turn) => self.speaker_of(turn),
            None => self.recent(token, |who| who.parties.len() > 1).unwrap_or_default(),
        }
    }

    /// "you": those of the occasion that are not of the speaker's party.
    fn you(&self, token: u32) -> Who {
        let Some(turn) = self.turn(token) else { return Who::default() };
        let own = self.people.party(turn.person);
        let Some(mut who) = self.recent(token, |who| who.parties.len() > 1) else { return Who::default() };
        who.people.retain(|p| self.people.party(p.0) != own);
        who.parties.retain(|p| Some(p.value.as_str()) != own);
        who.group = false;
        if who.parties.len() == 1 { who } else { Who::default() }
    }

    /// "he", "she": the subject of the sentence before, or of an earlier clause, or else the person last named.
    fn single(&self, token: u32) -> Who {
        let text = self.text;
        let mut best: Option<(i64, usize)> = None;
        let sentence = text.analysis.sentence_of(token) as i64;
        for (i, person) in self.people.persons.iter().enumerate() {
            for m in person.mentions.iter().filter(|m| m.start < token) {
                let away = sentence - text.analysis.sentence_of(m.start) as i64;
                if away > 3 {
                    continue;
                }
                let subject = (m.clone()).any(|t| text.relation(t).starts_with("nsubj") || self.heads_subject(t));
                let score = i64::from(m.start) - 60 * away + 40 * i64::from(subject)
                    - 50 * i64::from(self.is_possessor(m.start));
                if best.is_none_or(|b| score > b.0) {
                    best = Some((score, i));
                }
            }
        }
        let mut out = Who::default();
        if let Some((_, person)) = best {
            let span = text.at(token);
            out.people.push((person, span));
            if let Some(code) = self.people.party(person) {
                out.add_party(Sourced::new(code.to_owned(), span, "people.pronoun"));
            }
        }
        out
    }

    fn is_possessor(&self, token: u32) -> bool {
        self.text.relation(token) == "nmod:poss"
    }

    fn heads_subject(&self, token: u32) -> bool {
        let up = self.text.head(token);
        up.is_some_and(|h| self.text.relation(h).starts_with("nsubj") && self.people.post(h).is_some())
    }

    /// The subject of the last sentence before, or of this one before the token.
    fn subject_before(&self, token: u32) -> Option<u32> {
        let text = self.text;
        (0..token).rev().take(120).find(|&t| text.relation(t).starts_with("nsubj") && text.upos(t) != "PRON")
    }

    /// "the two sides", "both leaders", "the parties", "the delegations": those of the last occasion.
    fn group(&self, head: u32, tokens: &[u32]) -> Option<Who> {
        let text = self.text;
        let plural = matches!(text.xpos(head), "NNS" | "NNPS");
        let lemma = text.lemma(head).to_lowercase();
        let owned = |c: u32| text.relation(c) == "nmod" && text.party(c).is_some();
        let own_party = tokens.iter().any(|&t| text.party(t).is_some()) || text.analysis.children(head).any(owned);
        // "the trilateral committee": the parties in one body
        let joint = tokens.iter().any(|&t| {
            matches!(
                text.small(t).as_str(),
                "trilateral" | "bilateral" | "joint" | "intergovernmental" | "quadrilateral"
            )
        }) && matches!(lemma.as_str(), "committee" | "commission" | "council" | "group" | "delegation");
        if !(plural && GROUPS.contains(&lemma.as_str()) || joint) || own_party {
            return None;
        }
        let definite = text.analysis.children(head).any(|c| {
            matches!(text.small(c).as_str(), "the" | "both" | "two" | "three" | "our" | "these" | "all" | "four")
                && c < head
        });
        // in an article the headline leaves the "the" out
        if !definite {
            return None;
        }
        let mut who = self.recent(head, |who| who.people.len() + who.posts.len() > 1 || who.parties.len() > 1)?;
        who.group = true;
        Some(who)
    }

    /// The last occasion before the token that fits, or the first one of the document.
    fn recent(&self, token: u32, fits: impl Fn(&Who) -> bool) -> Option<Who> {
        // those who met in person come before states that only stand in the text
        let before = || self.scenes.iter().rev().filter(|s| s.token < token).map(|s| &s.who);
        let people = before().filter(|w| w.people.len() + w.posts.len() > 1);
        let mut who = people.chain(before()).chain(self.scenes.iter().map(|s| &s.who)).find(|w| fits(w))?.clone();
        let span = self.text.at(token);
        who.parties = who.parties.into_iter().map(|p| Sourced::new(p.value, span, "people.group")).collect();
        who.people.iter_mut().for_each(|p| p.1 = span);
        who.group = true;
        Some(who)
    }
}

/// The acronym in parentheses right after a name: "National Security Division (NSD)".
pub(crate) fn acronym(text: &Text, end: u32) -> Option<String> {
    if end + 2 >= text.analysis.len() as u32 || text.form(end) != "(" || text.form(end + 2) != ")" {
        return None;
    }
    let word = text.form(end + 1);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (capitals >= 2 && word.len() <= 10).then(|| word.to_owned())
}

/// An organisation's name as it is compared: small, without article, possessive and diacritics.
pub(crate) fn organisation_key(name: &str) -> String {
    let name = chancery_codebook::plain_lower(name.trim_end_matches("’s").trim_end_matches("'s"));
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

/// Whether the name's own noun is one of government: "National Security Division". A council may be anybody's.
fn governmental(name: &str) -> bool {
    let plain = chancery_codebook::plain_lower(name);
    plain
        .split(' ')
        .any(|w| matches!(w, "ministry" | "division" | "department" | "directorate" | "secretariat" | "bureau"))
}

/// Whether the word is for people who act for a government: "officials", "counterparts".
pub(crate) fn is_official(text: &Text, token: u32) -> bool {
    let lemma = text.lemma(token).to_lowercase();
    text.party(token).is_none()
        && (GROUPS.contains(&lemma.as_str()) || ACTORS.contains(&lemma.as_str()) || ROLES.contains(&lemma.as_str()))
}

/// Words of an office's name without function words.
fn office_words(name: &str) -> Vec<String> {
    let plain = chancery_codebook::plain_lower(name);
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !matches!(*w, "" | "of" | "the" | "and" | "for" | "s"))
        .map(str::to_owned)
        .collect()
}

/// Roles under which somebody already named may be meant.
const ROLES: &[&str] =
    &["envoy", "leader", "official", "diplomat", "guest", "head", "representative", "counterpart", "visitor"];

/// Heads that make a demonym or a state's name an actor: "the Russian side".
const ACTORS: &[&str] = &[
    "side",
    "delegation",
    "government",
    "party",
    "team",
    "mission",
    "leadership",
    "administration",
    "authority",
    "official",
    "ministry",
    "embassy",
    "parliament",
    "cabinet",
    "president",
    "presidency",
    "negotiator",
    "diplomat",
    "state",
    "republic",
    "kingdom",
    "federation",
    "country",
    "nation",
    "regime",
    "military",
    "army",
    "officials",
    "people",
    "council",
    "chairmanship",
];

/// Plurals that mean those of an occasion.
const GROUPS: &[&str] = &[
    "side",
    "leader",
    "minister",
    "president",
    "party",
    "country",
    "state",
    "delegation",
    "official",
    "head",
    "government",
    "nation",
    "counterpart",
    "interlocutor",
    "partner",
    "sides",
    "participant",
    "principal",
    "negotiator",
    "diplomat",
    "chief",
    "secretary",
    "adviser",
    "advisor",
    "ambassador",
    "member",
    "man",
    "woman",
];
