//! The notation of an entry of a family: `{power|network} {failure|outage}`, `{the|our|} disk`,
//! `@party`, `fail~`. build.rs compiles this file, too.

use std::collections::BTreeMap;

/// Named sets: what stands for `@name`.
pub type Sets = BTreeMap<String, Vec<String>>;

/// So many phrases an entry stands for at most: more is a set of everything.
const MOST: usize = 2_000;

/// The phrases that an entry stands for.
///
/// # Errors
///
/// A brace without its other one, a set that nobody defined, more than [`MOST`] phrases.
pub fn expand(entry: &str, sets: &Sets) -> Result<Vec<String>, String> {
    let mut phrases = vec![String::new()];
    let mut rest = entry;
    while let Some(first) = rest.chars().next() {
        let (choices, behind) = match first {
            '{' => alternatives(rest)?,
            '@' if rest.len() > 1 => set(rest, sets)?,
            '}' => return Err(format!("`{entry}`: a }} without its {{")),
            _ => {
                let end = rest.find(['{', '}', '@']).filter(|end| *end > 0).unwrap_or(rest.len());
                (vec![rest[..end].to_owned()], &rest[end..])
            }
        };
        phrases = phrases.iter().flat_map(|head| choices.iter().map(move |tail| format!("{head}{tail}"))).collect();
        if phrases.len() > MOST {
            return Err(format!("`{entry}` stands for more than {MOST} phrases"));
        }
        rest = behind;
    }
    let words = |phrase: &String| phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(phrases.iter().map(words).flat_map(|phrase| inflected(&phrase)).collect())
}

/// The alternatives in the braces with which `rest` begins, and what is behind them.
fn alternatives(rest: &str) -> Result<(Vec<String>, &str), String> {
    let end = rest.find('}').ok_or_else(|| format!("`{rest}`: a {{ without its }}"))?;
    let inside = &rest[1..end];
    if inside.contains('{') {
        return Err(format!("`{rest}`: braces within braces"));
    }
    Ok((inside.split('|').map(|choice| choice.trim().to_owned()).collect(), &rest[end + 1..]))
}

/// The entries of the set that `rest` names first, and what is behind the name.
fn set<'r>(rest: &'r str, sets: &Sets) -> Result<(Vec<String>, &'r str), String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    let end = rest[1..].find(|c: char| !is_name(c)).map_or(rest.len(), |end| end + 1);
    let name = &rest[1..end];
    let choices = sets.get(name).ok_or_else(|| format!("`@{name}` is no set"))?;
    Ok((choices.clone(), &rest[end..]))
}

/// A phrase with each word that ends in `~` in all its forms; a `~` on its own is one.
fn inflected(phrase: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    for word in phrase.split(' ') {
        let forms = match word.strip_suffix('~') {
            Some(stem) if !stem.is_empty() => forms(stem),
            _ => vec![word.to_owned()],
        };
        let join = |head: &String, form: &String| if head.is_empty() { form.clone() } else { format!("{head} {form}") };
        phrases = phrases.iter().flat_map(|head| forms.iter().map(move |form| join(head, form))).collect();
    }
    phrases
}

/// The regular forms of an English verb or noun: fail, fails, failed, failing. Which verbs double
/// their last letter is a matter of stress, so both spellings of those that may are there.
pub fn forms(stem: &str) -> Vec<String> {
    let (start, last) = stem.split_at(stem.len() - stem.chars().next_back().map_or(0, char::len_utf8));
    let before = start.chars().next_back().unwrap_or('a');
    let vowel = |c: char| "aeiou".contains(c);
    let mut all = vec![stem.to_owned()];
    let mut with = |root: &str, ends: &[&str]| all.extend(ends.iter().map(|end| format!("{root}{end}")));
    match last {
        "e" => {
            with(stem, &["s", "d"]);
            with(if before == 'e' { stem } else { start }, &["ing"]);
        }
        "y" if !vowel(before) => {
            with(start, &["ies", "ied"]);
            with(stem, &["ing"]);
        }
        "s" | "x" | "z" => with(stem, &["es", "ed", "ing"]),
        "h" if "sc".contains(before) => with(stem, &["es", "ed", "ing"]),
        _ => {
            with(stem, &["s", "ed", "ing"]);
            let doubles = "bdglmnprt".contains(last) && vowel(before);
            let long = start.chars().rev().nth(1).is_none_or(vowel);
            if doubles && !long {
                with(&format!("{stem}{last}"), &["ed", "ing"]);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(entry: &str) -> Vec<String> {
        let sets = Sets::from([("who".to_owned(), vec!["users".to_owned(), "shops".to_owned()])]);
        expand(entry, &sets).unwrap_or_else(|error| vec![error])
    }

    #[test]
    fn alternatives_sets_and_inflections_are_written_out() {
        assert_eq!(expanded("{power|network} {failure|outage}").len(), 4);
        assert_eq!(expanded("lost {the|our|} disk"), ["lost the disk", "lost our disk", "lost disk"]);
        assert_eq!(expanded("@who wait"), ["users wait", "shops wait"]);
        assert_eq!(expanded("{部分|少量}用户"), ["部分用户", "少量用户"]);
        assert_eq!(expanded("~"), ["~"]);
    }

    #[test]
    fn a_word_that_inflects_has_its_regular_forms() {
        for (stem, expected) in [
            ("fail~", "fail fails failed failing"),
            ("cause~", "cause causes caused causing"),
            ("deny~", "deny denies denied denying"),
            ("stop~", "stop stops stoped stoping stopped stopping"),
            ("delay~", "delay delays delayed delaying"),
            ("crash~", "crash crashes crashed crashing"),
            ("repair~", "repair repairs repaired repairing"),
            ("agree~", "agree agrees agreed agreeing"),
        ] {
            assert_eq!(expanded(stem).join(" "), expected);
        }
    }

    #[test]
    fn a_mistake_is_named() {
        for (entry, expected) in [
            ("{a|b", "`{a|b`: a { without its }"),
            ("a}", "`a}`: a } without its {"),
            ("{a|{b}}", "`{a|{b}}`: braces within braces"),
            ("@nobody", "`@nobody` is no set"),
        ] {
            assert_eq!(expanded(entry), [expected]);
        }
    }
}
