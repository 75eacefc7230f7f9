//! A language that is complete has every list that English has.

use std::collections::{BTreeMap, BTreeSet};

use candor::language::{Lang, Lexicon, SectionKind};

use crate::support::repo;

type Tree = BTreeMap<String, serde_json::Value>;

fn file(code: &str) -> Tree {
    let text = std::fs::read_to_string(repo("language").join(code).with_extension("yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn keys(tree: &Tree, section: &str) -> BTreeSet<String> {
    let map = tree[section].as_object().unwrap();
    map.iter()
        .filter(|(_, words)| words.as_array().is_some_and(|words| !words.is_empty()))
        .map(|(key, _)| key.clone())
        .collect()
}

/// The lists of `section` that English has and the language lacks.
fn missing(code: &str, section: &str) -> Vec<String> {
    keys(&file("en"), section).difference(&keys(&file(code), section)).cloned().collect()
}

#[test]
fn chinese_has_every_list_that_english_has() {
    for section in ["headings", "phrases"] {
        let missing = missing("zh", section);
        assert!(missing.is_empty(), "language/zh.yaml lacks {section}: {missing:?}");
    }
}

#[test]
fn japanese_has_every_heading() {
    let missing = missing("ja", "headings");
    assert!(missing.is_empty(), "language/ja.yaml lacks headings: {missing:?}");
}

#[test]
fn every_language_titles_every_section_so_that_it_is_known() {
    let lexicon = Lexicon::default();
    for lang in Lang::ALL {
        for kind in SectionKind::ALL {
            let title = lang.words().title(kind).unwrap_or_default();
            let topics = lexicon.topics(title);
            assert_eq!(topics.first().and_then(|topic| topic.section()), Some(kind), "{title}");
        }
    }
}
