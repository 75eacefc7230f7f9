//! "Did you mean": the known name that is nearest to one that is not known.

/// Longer names are no slips of the hand, and comparing them costs.
const LONGEST: usize = 64;
/// So many letters at the head of one known name only mean that name: `warn` is `warning`.
const BEGINNING: usize = 3;

/// The nearest of `known`, if it is near enough to have been meant.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if name.len() > LONGEST {
        return None;
    }
    let known: Vec<&str> = known.into_iter().collect();
    let letters = name.chars().count();
    let slips = (letters / 3).max(1);
    let distances = known.iter().map(|candidate| (strsim::damerau_levenshtein(name, candidate), *candidate));
    let near = distances.filter(|(distance, _)| *distance <= slips).min().map(|(_, candidate)| candidate);
    near.or_else(|| {
        let mut longer = known.iter().filter(|candidate| letters >= BEGINNING && candidate.starts_with(name));
        longer.next().copied().filter(|_| longer.next().is_none())
    })
}

/// What to say of a name that is not known: the nearest one, or all of them.
pub fn help<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => format!("Known are: {}.", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_other_words_are_not() {
        let known = ["exclude", "include", "levels"];
        assert_eq!(nearest("exlcude", known), Some("exclude"));
        assert_eq!(nearest("level", known), Some("levels"));
        assert_eq!(nearest("baseline", known), None);
        assert_eq!(nearest("inc", known), Some("include"));
        assert_eq!(nearest("abc", ["abcdef", "abcxyz"]), None);
        assert_eq!(nearest(&"e".repeat(100_000), known), None);
    }
}
