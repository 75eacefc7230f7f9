//! The files of the standards: sound, cited, reviewed, and told in the book as they are.

use candor::schema::UserSchema;
use candor::standards::page::page;
use candor::standards::{SCHEMA, Standard, shipped, shipped_names};

use crate::support::{files, repo};

fn all() -> impl Iterator<Item = &'static Standard> {
    shipped_names().map(|name| shipped(name).unwrap_or_else(|| panic!("{name} does not parse")))
}

#[test]
fn every_file_is_shipped_and_meets_the_schema() {
    let schema = UserSchema::parse(SCHEMA).unwrap();
    let names: Vec<String> = files(&repo("standards"))
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let value: serde_json::Value = serde_yaml::from_str(&text).unwrap();
            let errors: Vec<String> = schema.errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
            path.file_stem().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    let mut shipped: Vec<&str> = shipped_names().collect();
    shipped.sort_unstable();
    assert_eq!(names, shipped);
    // Each would do as a standard of one's own, but for its name.
    for path in files(&repo("standards")) {
        let text = std::fs::read_to_string(&path).unwrap().replacen("standard: ", "standard: own-", 1);
        let read = candor::standards::read(&candor::source::Source::new("own.yaml", text), &candor::rules::names());
        assert!(read.is_ok(), "{}: {:?}", path.display(), read.err());
    }
    for (standard, name) in all().zip(shipped_names()) {
        assert_eq!(standard.name, name);
    }
}

#[test]
fn whatever_ships_carries_clause_source_mark_review_date_and_a_warning() {
    for standard in all() {
        let name = &standard.name;
        assert!(standard.disclaimer.contains("not legal advice"), "{name}");
        assert!(standard.review.by > standard.review.read, "{name}");
        let stages = standard.stages.iter().map(|stage| &stage.authority);
        let requirements = standard.stages.iter().flat_map(|stage| &stage.requires).map(|asked| &asked.authority);
        let terms = standard.sla.iter().map(|agreement| &agreement.authority);
        for authority in stages.chain(requirements).chain(terms) {
            let clause = &authority.clause;
            assert!(!clause.is_empty() && authority.mark.is_some(), "{name}: {clause}");
            let source = authority.source.as_ref().and_then(|key| standard.sources.get(key));
            assert!(source.is_some_and(|source| source.url.starts_with("https://")), "{name}: {clause}");
        }
    }
}

#[test]
fn tiers_leave_no_gap() {
    for standard in all() {
        let Some(agreement) = &standard.sla else { continue };
        let tiers = &agreement.tiers;
        assert_eq!(tiers.first().map(|tier| tier.below), Some(agreement.commitment), "{}", standard.name);
        assert!(tiers.windows(2).all(|pair| pair[0].from == pair[1].below), "{}", standard.name);
        assert_eq!(tiers.last().map(|tier| tier.from.to_string()).as_deref(), Some("0"), "{}", standard.name);
        assert!(jiff::tz::TimeZone::get(&agreement.zone).is_ok(), "{}", standard.name);
    }
}

/// `CANDOR_WRITE_DOCS=1 cargo test` writes the pages.
#[test]
fn the_book_has_the_page_of_each() {
    for standard in all() {
        let path = repo("docs/standards").join(&standard.name).with_extension("md");
        let page = page(standard);
        if std::env::var_os("CANDOR_WRITE_DOCS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &page).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "{} is not what its file says: CANDOR_WRITE_DOCS=1 cargo test", path.display());
    }
}

#[test]
fn the_example_of_the_book_is_a_standard() {
    let text = std::fs::read_to_string(repo("docs/standards/writing-your-own.md")).unwrap();
    let blocks: Vec<&str> = text.split("```yaml\n").skip(1).filter_map(|block| block.split("\n```").next()).collect();
    let standards: Vec<&&str> = blocks.iter().filter(|block| block.starts_with("standard:")).collect();
    assert_eq!(standards.len(), 2, "one of demands, one of an agreement");
    for text in standards {
        let read = candor::standards::read(&candor::source::Source::new("own.yaml", *text), &candor::rules::names());
        assert!(read.is_ok(), "{text}: {:?}", read.err());
    }
}
