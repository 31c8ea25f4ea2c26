//! One reading against its gold record.

use super::ReadingScores;
use super::matching::{Place, greedy, items, plain, repr, repr_str, spans, strings, touches};
use super::words::{Text, fold, same_name, same_office, same_place};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A record covered this much by an optional phrase, or an engagement by the words that state it, belongs to it.
const STATED: f64 = 0.3;
/// A statement or commitment covers this much of the gold words.
const COVERED: f64 = 0.5;

/// Adds the figures of one document.
pub(super) fn score(gold: &Value, reading: &Value, scores: &mut ReadingScores) {
    let text = Text::new(reading["document"]["text"].as_str().unwrap_or_default());
    let entities = items(&reading["entities"]).iter().filter_map(|e| Some((e["id"].as_str()?, e))).collect();
    let optional = items(&gold["optional"]).iter().filter_map(|p| text.locate(p.as_str()?)).collect();
    let mut case = Case { gold, reading, text, entities, optional, scores };
    case.engagements();
    case.words_said("statements", "content", "parties");
    case.words_said("commitments", "action", "by");
    case.evidence();
}

struct Case<'a> {
    gold: &'a Value,
    reading: &'a Value,
    text: Text,
    entities: HashMap<&'a str, &'a Value>,
    optional: Vec<Place>,
    scores: &'a mut ReadingScores,
}

/// Name, party and office of a participant as read.
#[derive(Clone, Copy)]
struct Person<'a>(Option<&'a str>, Option<&'a str>, Option<&'a str>);

impl Person<'_> {
    /// As a Python tuple.
    fn repr(self) -> String {
        let show = |s: Option<&str>| s.map_or("None".to_owned(), repr_str);
        format!("({}, {}, {})", show(self.0), show(self.1), show(self.2))
    }
}

impl<'a> Case<'a> {
    fn note(&mut self, kind: &'static str, what: String) {
        let id = self.gold["id"].as_str().unwrap_or_default().to_owned();
        self.scores.errors.push((id, kind, what));
    }

    fn is_optional(&self, record: &Value) -> bool {
        let pieces = spans(record);
        self.optional.iter().any(|&phrase| touches(&pieces, Some(phrase), STATED))
    }

    fn people(&self, engagement: &'a Value) -> Vec<Person<'a>> {
        let of = |p: &'a Value| {
            let entity = text_of(&p["entity"]).and_then(|id| self.entities.get(id).copied());
            let person = entity.filter(|e| e.get("kind").is_none_or(|k| k == "person"));
            let name = text_of(&p["name"]).or_else(|| person.and_then(|e| e["name"].as_str()));
            Person(name, p["party"].as_str(), p["office"].as_str())
        };
        items(&engagement["participants"]).iter().map(of).collect()
    }

    fn names(&self, engagement: &'a Value) -> String {
        let show = |p: Person| p.0.map_or("None".to_owned(), repr_str);
        let names: Vec<String> = self.people(engagement).into_iter().map(show).collect();
        format!("[{}]", names.join(", "))
    }

    fn engagements(&mut self) {
        let (gold, reading) = (self.gold, self.reading);
        let (gold, read) = (items(&gold["engagements"]), items(&reading["engagements"]));
        let matched = self.match_engagements(gold, read);
        let found: BTreeSet<usize> = matched.values().copied().collect();
        let tally = self.scores.tally("engagements");
        tally.gold += gold.len();
        tally.right += matched.len();
        tally.read += matched.len();
        for (j, r) in read.iter().enumerate() {
            if !found.contains(&j) && !self.is_optional(r) {
                self.scores.tally("engagements").read += 1;
                let what = format!("{} {} {}", plain(&r["kind"]), plain(&r["parties"]), self.names(r));
                self.note("engagement read, not in gold", what);
            }
        }
        for (i, g) in gold.iter().enumerate() {
            if !matched.contains_key(&i) {
                let names: Vec<String> = items(&g["participants"]).iter().map(|p| repr(&p["name"])).collect();
                let (kind, parties) = (plain(&g["kind"]), plain(&g["parties"]));
                let what = format!("{kind} {parties} [{}]: {}", names.join(", "), plain(&g["has"]));
                self.note("engagement missed", what);
            }
        }
        for (i, g) in gold.iter().enumerate() {
            self.scores.tally("participants").gold += items(&g["participants"]).len();
            if let Some(&j) = matched.get(&i) {
                self.participants(g, &read[j]);
                self.circumstances(g, &read[j]);
            }
        }
        for (j, r) in read.iter().enumerate() {
            if !found.contains(&j) && !self.is_optional(r) {
                self.scores.tally("participants").read += items(&r["participants"]).len();
            }
        }
    }

    fn match_engagements(&self, gold: &[Value], read: &'a [Value]) -> BTreeMap<usize, usize> {
        let mut pairs = Vec::new();
        for (i, g) in gold.iter().enumerate() {
            for (j, r) in read.iter().enumerate() {
                let (gold_parties, read_parties) = (strings(&g["parties"]), strings(&r["parties"]));
                let both = gold_parties.intersection(&read_parties).count();
                let either = gold_parties.union(&read_parties).count();
                if gold_parties.is_empty() || both * 2 < either {
                    continue;
                }
                let people = self.people(r);
                let named = items(&g["participants"]).iter().filter(|a| text_of(&a["name"]).is_some());
                let shared = named.filter(|a| people.iter().any(|b| same_participant(a, *b))).count();
                let has = self.text.locate(g["has"].as_str().unwrap_or_default());
                let stated = touches(&spans(&r["evidence"]), has, STATED);
                let day = g["date"].get(0);
                let same_day = day.is_some_and(|day| *day == r["date"]["start"]);
                if shared > 0 || stated || same_day {
                    // The words that state it decide; participants, day and kind break ties.
                    let kind = g["kind"] == r["kind"];
                    let whole = 2 * usize::from(stated) + shared + usize::from(same_day) + usize::from(kind);
                    pairs.push((whole as f64 + both as f64 / either as f64, i, j));
                }
            }
        }
        greedy(pairs)
    }

    fn participants(&mut self, g: &'a Value, r: &'a Value) {
        let (gold, read) = (items(&g["participants"]), self.people(r));
        let mut pairs = Vec::new();
        for (x, a) in gold.iter().enumerate() {
            for (y, b) in read.iter().enumerate() {
                if same_participant(a, *b) {
                    let office = text_of(&a["office"]).zip(b.2).is_some_and(|(a, b)| same_office(a, b));
                    pairs.push((1.0 + f64::from(u8::from(office)), x, y));
                }
            }
        }
        let links = greedy(pairs);
        let tally = self.scores.tally("participants");
        tally.right += links.len();
        tally.read += read.len();
        for (x, a) in gold.iter().enumerate() {
            match links.get(&x) {
                None => {
                    let (name, party, office) = (plain(&a["name"]), plain(&a["party"]), plain(&a["office"]));
                    self.note("participant missed", format!("{name} ({party}, {office})"));
                }
                Some(&y) => {
                    if let Some(office) = text_of(&a["office"]) {
                        let right = same_office(office, read[y].2.unwrap_or_default());
                        self.scores.note_rate("office", right);
                    }
                }
            }
        }
        let linked: BTreeSet<usize> = links.into_values().collect();
        for (y, b) in read.iter().enumerate() {
            if !linked.contains(&y) {
                self.note("participant read, not in gold", b.repr());
            }
        }
    }

    /// Date, place, kind, status, background and topics of a matched engagement.
    fn circumstances(&mut self, g: &Value, r: &Value) {
        let null = &Value::Null;
        let day = |i| g["date"].get(i).unwrap_or(null);
        let (start, end) = (&r["date"]["start"], &r["date"]["end"]);
        let right = day(0) == start && day(1) == if text_of(end).is_some() { end } else { start };
        self.scores.note_rate("date", right);
        if !right {
            let words = plain(&r["date"]["words"]);
            self.note("date", format!("gold {} read {}..{} ({words})", plain(&g["date"]), plain(start), plain(end)));
        }
        let place = &r["place"]["name"];
        let right = same_place(g["place"].as_str().unwrap_or_default(), place.as_str().unwrap_or_default());
        self.scores.note_rate("place", right);
        if !right {
            self.note("place", format!("gold {} read {}", plain(&g["place"]), plain(place)));
        }
        self.scores.note_rate("kind", g["kind"] == r["kind"]);
        self.scores.note_rate("status", g["status"] == r["status"]);
        let background = |e: &Value| e["background"].as_bool().unwrap_or(false);
        self.scores.note_rate("background", background(g) == background(r));
        let gold: BTreeSet<Option<&str>> = strings(&g["topics"]).into_iter().map(Some).collect();
        let read: BTreeSet<Option<&str>> = items(&r["agenda"]).iter().map(|a| a["topic"].as_str()).collect();
        let tally = self.scores.tally("topics");
        tally.gold += gold.len();
        tally.read += read.len();
        tally.right += gold.intersection(&read).count();
        if gold != read {
            let list = |a: &BTreeSet<Option<&str>>, b| {
                let words: Vec<String> = a.difference(b).flatten().copied().map(repr_str).collect();
                format!("[{}]", words.join(", "))
            };
            self.note("topics", format!("missed {} extra {}", list(&gold, &read), list(&read, &gold)));
        }
    }

    /// Statements and commitments, found by their words.
    fn words_said(&mut self, kind: &'static str, words_of: &str, party_of: &str) {
        let (missed, extra, wrong) = match kind {
            "statements" => ("statement missed", "statement read, not in gold", "statement: wrong party"),
            _ => ("commitment missed", "commitment read, not in gold", "commitment: wrong party"),
        };
        let (gold, reading) = (self.gold, self.reading);
        let (gold, read) = (items(&gold[kind]), items(&reading[kind]));
        let (mut pairs, mut agreed, mut covered) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (i, g) in gold.iter().enumerate() {
            let at = g["has"].as_str().unwrap_or_default().split('|').find_map(|phrase| self.text.locate(phrase));
            for (j, r) in read.iter().enumerate() {
                let pieces = spans(&r[words_of]);
                if touches(&pieces, at, COVERED) {
                    let agree = strings(&g[party_of]) == strings(&r[party_of]);
                    let size: i64 = pieces.iter().map(|(a, b)| b - a).sum();
                    covered.insert(j);
                    if agree {
                        agreed.insert((i, j));
                    }
                    // Among those of the right party, the shorter piece is the closer one.
                    pairs.push((2.0 * f64::from(u8::from(agree)) + 1.0 / (1.0 + size as f64 / 200.0), i, j));
                }
            }
        }
        let links = greedy(pairs);
        let linked: BTreeSet<usize> = links.values().copied().collect();
        let tally = self.scores.tally(kind);
        tally.gold += gold.len();
        tally.right += links.iter().filter(|(i, j)| agreed.contains(&(**i, **j))).count();
        for (j, r) in read.iter().enumerate() {
            // A second record inside words already matched is not an error of its own.
            let outside = !covered.contains(&j) && !self.is_optional(r);
            if linked.contains(&j) || outside {
                self.scores.tally(kind).read += 1;
            }
            if outside {
                let said: Vec<String> = spans(&r[words_of]).into_iter().map(|s| self.text.slice(s)).collect();
                let said: String = said.join(" … ").chars().take(110).collect();
                self.note(extra, format!("{}: {said}", plain(&r[party_of])));
            }
        }
        for (i, g) in gold.iter().enumerate() {
            let Some(&j) = links.get(&i) else {
                self.note(missed, format!("{}: {}", plain(&g[party_of]), plain(&g["has"])));
                continue;
            };
            let r = &read[j];
            if !agreed.contains(&(i, j)) {
                let (gold, read) = (plain(&g[party_of]), plain(&r[party_of]));
                self.note(wrong, format!("gold {gold} read {read}: {}", plain(&g["has"])));
            }
            if kind == "statements" {
                self.scores.note_rate("act", text_of(&g["act"]).is_none() || g["act"] == r["act"]);
                self.speaker(g, r);
            }
        }
    }

    fn speaker(&mut self, g: &Value, r: &Value) {
        let gold = text_of(&g["speaker"]).filter(|s| !["joint", "delegation"].contains(s));
        if let Some(gold) = gold {
            let entity = r["speaker"].as_str().and_then(|id| self.entities.get(id));
            let read = entity.and_then(|e| text_of(&e["name"]));
            let right = read.is_some_and(|read| same_name(gold, read) || fold(read).contains(&fold(gold)));
            self.scores.note_rate("speaker", right);
        }
    }

    /// Each record rests on words of the text.
    fn evidence(&mut self) {
        for kind in ["engagements", "statements", "commitments", "events"] {
            for r in items(&self.reading[kind]) {
                let at = [spans(&r["evidence"]), spans(&r["content"]), spans(&r["action"])].concat();
                let inside = |&(a, b): &Place| 0 <= a && a < b && b <= self.text.len();
                self.scores.note_rate("evidence", !at.is_empty() && at.iter().all(inside));
            }
        }
    }
}

/// A string that is not empty.
fn text_of(value: &Value) -> Option<&str> {
    value.as_str().filter(|s| !s.is_empty())
}

fn same_participant(gold: &Value, read: Person) -> bool {
    let party = gold["party"].as_str();
    match (text_of(&gold["name"]), read.0.filter(|n| !n.is_empty())) {
        (Some(a), Some(b)) => same_name(a, b) && (party.is_none_or(str::is_empty) || party == read.1),
        (None, None) => {
            let office = gold["office"].as_str().unwrap_or_default();
            party == read.1 && same_office(office, read.2.unwrap_or_default())
        }
        _ => false,
    }
}
