//! Spans in JSON, one-to-one matching, and values as Python writes them.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A place in code points.
pub type Place = (i64, i64);

/// All `[start, end]` pairs anywhere below a value.
pub fn spans(value: &Value) -> Vec<Place> {
    fn collect(value: &Value, out: &mut Vec<Place>) {
        match value {
            Value::Array(items) => match &items[..] {
                [Value::Number(a), Value::Number(b)] if a.is_i64() && b.is_i64() => {
                    out.extend(a.as_i64().zip(b.as_i64()));
                }
                _ => items.iter().for_each(|item| collect(item, out)),
            },
            Value::Object(fields) => fields.values().for_each(|item| collect(item, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    collect(value, &mut out);
    out
}

/// Whether the pieces cover at least `share` of the place.
pub fn touches(pieces: &[Place], place: Option<Place>, share: f64) -> bool {
    let Some((start, end)) = place else { return false };
    let overlap = |&(a, b): &Place| (b.min(end) - a.max(start)).max(0);
    let covered: i64 = pieces.iter().collect::<BTreeSet<_>>().into_iter().map(overlap).sum();
    covered as f64 >= share * (end - start) as f64
}

/// One-to-one matching, best score first, then the lower left and right index.
pub fn greedy(mut pairs: Vec<(f64, usize, usize)>) -> BTreeMap<usize, usize> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut left = BTreeMap::new();
    let mut right = BTreeSet::new();
    for (_, i, j) in pairs {
        if !left.contains_key(&i) && right.insert(j) {
            left.insert(i, j);
        }
    }
    left
}

/// The strings of a list; anything else counts for none.
pub fn strings(value: &Value) -> BTreeSet<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The items of a list; none for anything else.
pub fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A value inside a sentence, as Python's `str`.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        other => repr(other),
    }
}

/// A value inside a list, as Python's `repr`.
pub fn repr(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(n) => n.to_string(),
        Value::String(s) => repr_str(s),
        Value::Array(items) => format!("[{}]", items.iter().map(repr).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let pairs: Vec<String> = fields.iter().map(|(k, v)| format!("{}: {}", repr_str(k), repr(v))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

/// A string in the quotation marks Python would choose.
pub fn repr_str(s: &str) -> String {
    let mark = if s.contains('\'') && !s.contains('"') { '"' } else { '\'' };
    let mut out = String::from(mark);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{a0}' => out.push_str("\\xa0"),
            c if c == mark => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.push(mark);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pairs_are_found_at_any_depth() {
        let value = json!({"a": [[0, 2], [3, 4]], "b": {"c": [5, 6]}, "d": ["x", 1], "e": [1.5, 2.5]});
        assert_eq!(spans(&value), [(0, 2), (3, 4), (5, 6)]);
    }

    #[test]
    fn the_best_pair_comes_first() {
        assert_eq!(greedy(vec![(1.0, 0, 0), (2.0, 1, 0), (1.0, 0, 1)]), BTreeMap::from([(1, 0), (0, 1)]));
        assert!(touches(&[(0, 3), (0, 3)], Some((0, 6)), 0.5) && !touches(&[(0, 2)], Some((0, 6)), 0.5));
    }

    #[test]
    fn values_look_like_python() {
        assert_eq!(repr(&json!(["PK", null, "Côte d'Ivoire", 3])), r#"['PK', None, "Côte d'Ivoire", 3]"#);
        assert_eq!(repr_str("\"it's\""), r#"'"it\'s"'"#);
        assert_eq!(plain(&json!("PK")), "PK");
    }
}
