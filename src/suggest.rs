//! "Did you mean": the known name that is nearest to one that is not known.

/// Longer names are no slips of the hand, and comparing them costs.
const LONGEST: usize = 64;

/// The nearest of `known`, if it is near enough to have been meant.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if name.len() > LONGEST {
        return None;
    }
    let slips = (name.chars().count() / 3).max(1);
    let distances = known.into_iter().map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate));
    distances.filter(|(distance, _)| *distance <= slips).min().map(|(_, candidate)| candidate)
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
        assert_eq!(nearest(&"e".repeat(100_000), known), None);
    }
}
