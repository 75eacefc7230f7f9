//! A language that is complete has every list that English has.

use std::collections::{BTreeMap, BTreeSet};

use candor::language::{Lang, Lexicon, List, SectionKind};

use crate::support::repo;

type Tree = BTreeMap<String, serde_json::Value>;

/// The keys of all files of a language.
fn files(code: &str) -> Tree {
    let entries = std::fs::read_dir(repo("language").join(code)).unwrap();
    let read = |path: std::path::PathBuf| serde_yaml::from_str::<Tree>(&std::fs::read_to_string(path).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().unwrap() == "yaml");
    paths.flat_map(|path| read(path).unwrap()).collect()
}

/// The families that are looked for in every text.
fn everywhere(code: &str) -> BTreeSet<String> {
    let known: BTreeSet<&str> = List::EVERYWHERE.iter().map(|list| list.name()).collect();
    files(code).into_keys().filter(|key| known.contains(key.as_str())).collect()
}

fn headings(code: &str) -> BTreeSet<String> {
    files(code)["headings"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn chinese_has_every_family_and_heading_that_english_has() {
    let missing: Vec<String> = everywhere("en").difference(&everywhere("zh")).cloned().collect();
    assert!(missing.is_empty(), "language/zh lacks families: {missing:?}");
    assert!(headings("en").is_subset(&headings("zh")), "language/zh lacks headings");
}

#[test]
fn japanese_has_every_heading() {
    assert!(headings("en").is_subset(&headings("ja")), "language/ja lacks headings");
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
