//! Where `candor new` puts a draft, and what it does not claim.

use crate::command::{candor, folder};

#[test]
fn a_draft_is_written_into_the_folder_that_is_included_or_printed() {
    let here = folder(&[("candor.yaml", "include: [\"docs/postmortems/**/*.md\"]\n"), ("docs/postmortems/x.txt", "")]);
    let ran = candor(here.path(), &["new", "Checkout down", "--started", "2031-03-04"]);
    assert_eq!(ran.stdout.trim().replace('\\', "/"), "docs/postmortems/2031-03-04-checkout-down.md", "{ran:?}");
    let named = candor(here.path(), &["new", "Checkout down", "--started", "2031-03-04", "-o", "a.md"]);
    assert_eq!(named.stdout.trim(), "a.md", "{named:?}");
    let printed = candor(here.path(), &["new", "Checkout down", "-o", "-"]);
    assert!(printed.stdout.starts_with("---\ncandor: 1\n") && printed.stderr.is_empty(), "{printed:?}");
    assert!(!here.path().join("-").exists());
    // A folder that is not there is not made.
    let here = folder(&[("candor.yaml", "include: [\"gone/*.md\"]\n")]);
    let ran = candor(here.path(), &["new", "Checkout down", "--started", "2031-03-04"]);
    assert_eq!(ran.stdout.trim(), "2031-03-04-checkout-down.md", "{ran:?}");
}

#[test]
fn a_draft_without_a_zone_claims_none() {
    let here = folder(&[]);
    let text = |arguments: &[&str]| candor(here.path(), &[&["new", "Down", "-o", "-"], arguments].concat()).stdout;
    let bare = text(&["--started", "2031-03-04 14:05"]);
    assert!(bare.contains("timezone: \n") || bare.contains("timezone:\n"), "{bare}");
    assert!(bare.contains("| 2031-03-04 14:05 | started |") && !bare.contains("\nAll times UTC."), "{bare}");
    assert!(text(&["--timezone", "UTC"]).contains("\nAll times UTC."));
    let now = text(&["--started", "now", "--timezone", "UTC"]);
    assert!(!now.contains("| | started |"), "{now}");
    assert!(!text(&[]).contains("None"), "what is not known is left empty");
}
