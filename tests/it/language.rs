//! The language files: what each family says of itself holds, and a language is files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use candor::language::{Lang, Language, Lexicon, List, SectionKind, Topic};

use crate::support::{files as files_of, repo};

type Tree = BTreeMap<String, serde_json::Value>;

/// The keys of all files of a language.
fn files(code: &str) -> Tree {
    let yaml = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "yaml");
    let read = |path: PathBuf| serde_yaml::from_str::<Tree>(&std::fs::read_to_string(path).unwrap());
    files_of(&repo("language").join(code)).into_iter().filter(yaml).flat_map(|path| read(path).unwrap()).collect()
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

/// The sentences under `key` of the examples of each family of a language.
fn examples(code: &str, key: &str) -> Vec<(List, String)> {
    let families = files(code).into_iter().filter_map(|(name, family)| Some((List::from_name(&name)?, family)));
    let sentences = |(list, family): (List, serde_json::Value)| {
        let texts = family["examples"][key].as_array().cloned().unwrap_or_default();
        texts.into_iter().map(move |text| (list, text.as_str().unwrap().to_owned()))
    };
    families.flat_map(sentences).collect()
}

fn finds(lang: Lang, list: List, sentence: &str) -> bool {
    Lexicon::default().find(lang, sentence).iter().any(|hit| hit.list == list)
}

#[test]
fn every_family_finds_its_examples_and_nothing_in_what_looks_alike() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (list, sentence) in examples(lang.code(), "finds") {
            if !finds(lang, list, &sentence) {
                wrong.push(format!("{}: {} does not find: {sentence}", lang.code(), list.name()));
            }
        }
        for (list, sentence) in examples(lang.code(), "not") {
            if finds(lang, list, &sentence) {
                wrong.push(format!("{}: {} finds: {sentence}", lang.code(), list.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(examples("en", "finds").len() > 150 && examples("zh", "finds").len() > 150);
}

#[test]
fn the_code_asks_for_every_family() {
    let code = texts(&repo("src")).concat();
    let unasked = |list: &List| !code.contains(&format!("List::{list:?}"));
    let unasked: Vec<&str> = List::ALL.into_iter().filter(unasked).map(List::name).collect();
    assert!(unasked.is_empty(), "no code asks for {unasked:?}");
}

/// The texts of all files below a folder.
fn texts(folder: &Path) -> Vec<String> {
    let below = |path: PathBuf| match path.is_dir() {
        true => texts(&path),
        false => vec![std::fs::read_to_string(path).unwrap()],
    };
    files_of(folder).into_iter().flat_map(below).collect()
}

#[test]
fn no_line_is_longer_than_a_reader_can_follow() {
    for text in texts(&repo("language")) {
        let long = text.lines().find(|line| line.chars().count() > 400);
        assert_eq!(long, None);
    }
}

/// The build's own code.
#[path = "../../build"]
#[allow(dead_code)]
mod build {
    pub mod cues;
    #[path = "../src/language/label.rs"]
    pub mod label;
    pub mod languages;
    #[path = "../src/language/phrases/notation.rs"]
    pub mod notation;
    #[path = "../src/language/role.rs"]
    pub mod role;
    pub mod roles;
    pub mod structure;
    #[path = "../src/language/phrases/table.rs"]
    pub mod table;
    #[path = "../src/language/weights/table.rs"]
    pub mod weights;
    pub mod yaml;
}

/// What the build makes of languages of ours: the files by name, or why it refuses them.
fn built(edit: impl Fn(&str, String) -> String) -> Result<BTreeMap<String, String>, String> {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let toy = folder.path().join("xx");
    std::fs::create_dir(&toy).unwrap();
    for path in files_of(&repo("tests/fixtures/language/xx")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = edit(name, std::fs::read_to_string(&path).unwrap());
        std::fs::write(toy.join(name), text).unwrap();
    }
    build::languages::write(folder.path(), out.path())?;
    let read = |path: PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    };
    Ok(files_of(out.path()).into_iter().map(read).collect())
}

#[test]
fn a_language_is_a_folder_of_files() {
    let made = built(|_, text| text).unwrap();
    assert_eq!(made.keys().collect::<Vec<_>>(), ["list.rs", "xx.json", "xx.roles.rs", "xx.rs"]);
    let language = Language::parse(made["xx.json"].clone().leak()).unwrap();
    assert_eq!(language.topics("gulo"), [Topic::Timeline]);
    assert_eq!(language.topics("gulo wem"), [Topic::Timeline]);
    assert_eq!(language.fields("Mak"), ["owner"]);
    assert_eq!(language.value("status", "Sut"), Some("final"));
    assert!(made["list.rs"].contains("HedgeWord") && made["xx.rs"].contains("bli ponto"), "{}", made["xx.rs"]);
}

#[test]
fn a_family_that_is_not_whole_is_refused_with_its_name() {
    for (from, to, expected) in [
        ("    bli", "    bli\n    bli", "hedge-word: `bli` says nothing that is not there"),
        ("    bli", "    bli*\n    blint", "hedge-word: an open entry finds `blint` already"),
        ("    bli", "    {bli", "hedge-word: `{bli`: a { without its }"),
        ("    bli", "    @nobody", "hedge-word: `@nobody` is no set"),
        (
            "  purpose: Says that something is not certain.\n",
            "",
            "xx: nothing says what `hedge-word` is for: write its `purpose`",
        ),
        (
            "  examples: { finds: [Ro bli mak.] }\n",
            "",
            "xx: `hedge-word` lacks a sentence that it finds: write its `examples`",
        ),
        ("  entries:", "  entrys:", "hedge-word: `entrys` is no key of a family"),
        ("hedge-word:", "search: nowhere\nhedge-word:", "`search` is one of everywhere, nearby, timeline"),
    ] {
        let error = built(|_, text| text.replacen(from, to, 1)).unwrap_err();
        assert!(error.ends_with(expected), "{error}");
    }
}
