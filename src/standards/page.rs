//! The page of a standard, in Markdown: what `candor explain` prints and the book holds.

use std::fmt::Write;

use super::authority::Authority;
use super::format::{Applicability, Days, Deadline, FILING, FilingStage, OpenEnded, Requirement, Standard};
use super::period::in_words;
use super::sla::{Agreement, Closing, PartMinutes};
use crate::finding::Level;

/// The whole page.
pub fn page(standard: &Standard) -> String {
    let mut page = String::new();
    // Writing to a string does not fail.
    let _ = write(standard, &mut page);
    page
}

fn write(standard: &Standard, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# {}\n\n{}\n", standard.name, standard.title)?;
    writeln!(out, "**{}**\n", standard.disclaimer)?;
    writeln!(out, "- Issuer: {}", standard.issuer)?;
    writeln!(out, "- Edition: {}", standard.edition)?;
    writeln!(out, "- Binds: {}", standard.binds)?;
    writeln!(out, "- Read on {}; to be read again by {}", standard.review.read, standard.review.by)?;
    if let Some(scope) = &standard.scope {
        writeln!(
            out,
            "\n## Scope\n\nA document declares `scope: {{ {}: {{ {}: … }} }}`; without it no deadline is computed. These values make a difference:\n",
            standard.name, scope.declare
        )?;
        for (value, meaning) in &scope.values {
            writeln!(out, "- `{value}`: {meaning}")?;
        }
        let others = scope.others.iter().map(String::as_str).chain(["other"]);
        let others: Vec<String> =
            others.filter(|other| !scope.values.contains_key(*other)).map(|other| format!("`{other}`")).collect();
        if !others.is_empty() {
            writeln!(out, "\nThese make none: {}. No other value is known.", others.join(", "))?;
        }
    }
    if !standard.milestones.is_empty() {
        writeln!(out, "\n## Milestones\n")?;
        for (name, meaning) in &standard.milestones {
            writeln!(out, "- `{name}`: {meaning}")?;
        }
    }
    for stage in &standard.stages {
        self::stage(standard, stage, out)?;
    }
    if let Some(agreement) = &standard.sla {
        terms(standard, agreement, out)?;
    }
    if !standard.fields.is_empty() {
        writeln!(out, "\n## Fields\n\nBeside those of every postmortem, in the front matter or under a label:\n")?;
        for field in &standard.fields {
            let labels = field.labels.iter().map(|label| format!("“{label}”")).collect::<Vec<_>>().join(", ");
            let labels = if labels.is_empty() { labels } else { format!(" (also {labels})") };
            writeln!(out, "- `{}`: {}{labels}", field.path, field.what)?;
        }
    }
    if !standard.notes.is_empty() {
        writeln!(out, "\n## Notes\n")?;
        standard.notes.iter().try_for_each(|note| writeln!(out, "- {note}"))?;
    }
    writeln!(out, "\n## Sources\n")?;
    for reference in standard.sources.values() {
        writeln!(out, "- {}: <{}>", reference.cite, reference.url)?;
    }
    Ok(())
}

fn stage(standard: &Standard, stage: &FilingStage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n## {}, to the {}\n\n{}.", stage.name, stage.to, citation(standard, &stage.authority))?;
    if let Some(due) = &stage.due {
        write!(out, "\nDue: {}.", deadline(due))?;
        if let Some(roll) = &stage.roll {
            let time = roll.at.map(|at| format!(" at {}", at.strftime("%H:%M"))).unwrap_or_default();
            let unless = if roll.unless.is_some() { ", but for the entities listed under scope" } else { "" };
            let clause = roll.clause.as_ref().map(|clause| format!(" ({clause})")).unwrap_or_default();
            write!(out, " A deadline on a day off moves to the next working day{time}{unless}{clause}.")?;
        }
        writeln!(out)?;
    }
    if !stage.met_by.is_empty() {
        writeln!(out, "\nA filing of the stage {} does its work too.", stage.met_by.join(", "))?;
    }
    if !stage.requires.is_empty() {
        writeln!(out, "\n| demand | what it must tell | where | clause | mark |\n|---|---|---|---|---|")?;
        for requirement in &stage.requires {
            demand(requirement, out)?;
        }
    }
    Ok(())
}

fn demand(requirement: &Requirement, out: &mut String) -> std::fmt::Result {
    let mut what = requirement.what.clone();
    if requirement.level != Level::Error {
        let _ = write!(what, " ({})", requirement.level);
    }
    match requirement.na {
        Applicability::Never => {}
        Applicability::Reason => what.push_str("; “n/a” with a reason will do"),
        Applicability::Plain => what.push_str("; “n/a” will do"),
    }
    if !requirement.estimate {
        what.push_str("; no estimate");
    }
    if requirement.when.is_some() {
        what.push_str("; where it applies");
    }
    let paths = requirement.path.all().iter().map(|path| format!("`{path}`"));
    let joint = if requirement.any { " or " } else { ", " };
    let mut places = vec![paths.collect::<Vec<_>>().join(joint)];
    places.extend(requirement.heading.iter().map(|heading| format!("“{heading}”")));
    places.extend(requirement.rule.iter().map(|rule| format!("rule `{rule}`")));
    places.retain(|place| !place.is_empty());
    let mark = requirement.authority.mark.map(|mark| format!("{mark:?}")).unwrap_or_default();
    let clause = &requirement.authority.clause;
    writeln!(out, "| `{}` | {what} | {} | {clause} | {mark} |", requirement.id, places.join(" or "))
}

fn citation(standard: &Standard, authority: &Authority) -> String {
    let source = authority.source.as_ref().and_then(|key| standard.sources.get(key));
    let source = source.map(|source| format!(" of {}", source.cite)).unwrap_or_default();
    let mark = authority.mark.map(|mark| format!(" ({mark:?}: {})", mark.words())).unwrap_or_default();
    format!("{}{source}{mark}", authority.clause)
}

/// The depth is bounded by the nesting of the file.
fn deadline(deadline: &Deadline) -> String {
    match deadline {
        Deadline::From { from, within, days } => {
            let days = if *days == Days::Business { ", business days only" } else { "" };
            let from = match from.strip_prefix(FILING) {
                Some(stage) => format!("the {stage} filing"),
                None => format!("`{from}`"),
            };
            format!("{} after {from}{days}", in_words(*within))
        }
        Deadline::Earliest { earliest_of } => {
            let all: Vec<String> = earliest_of.iter().map(self::deadline).collect();
            format!("the earlier of {}", all.join(" and "))
        }
        Deadline::First { first_match } => {
            let cases: Vec<String> = first_match
                .iter()
                .map(|case| match &case.when {
                    Some(when) => format!("{} where {when}", self::deadline(&case.due)),
                    None => format!("else {}", self::deadline(&case.due)),
                })
                .collect();
            cases.join("; ")
        }
        Deadline::Open(OpenEnded::UndueDelay) => "without undue delay".to_owned(),
        Deadline::Open(OpenEnded::OnRequest) => "on request".to_owned(),
    }
}

fn terms(standard: &Standard, agreement: &Agreement, out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n## Terms\n\n{}.\n", citation(standard, &agreement.authority))?;
    writeln!(out, "- Promised: {} % of each month, as its days are in {}", agreement.commitment, agreement.zone)?;
    writeln!(out, "- Computed: {}", agreement.formula)?;
    if let Some(assumption) = &agreement.assumption {
        writeln!(out, "- Assumed: {assumption}")?;
    }
    if let Some(ignore) = agreement.ignore {
        writeln!(out, "- Not counted: outages of no more than {}", in_words(ignore))?;
    }
    if agreement.part_minutes == PartMinutes::Up {
        writeln!(out, "- A part of a minute counts as a whole one")?;
    }
    writeln!(out, "\n| availability from | up to, and without | credit |\n|---|---|---|")?;
    for tier in &agreement.tiers {
        writeln!(out, "| {} % | {} % | {} % |", tier.from, tier.below, tier.credit)?;
    }
    let cap = agreement.credit.cap.map(|cap| format!(", at most {cap} %")).unwrap_or_default();
    writeln!(out, "\n- Given: a {} of {}{cap}", agreement.credit.form, agreement.credit.of)?;
    if let Some(terms) = &agreement.credit.terms {
        writeln!(out, "- Its use: {terms}")?;
    }
    let how = if agreement.claim.automatic { "it comes by itself" } else { &agreement.claim.route };
    writeln!(out, "- Claim: {how}")?;
    match agreement.claim.closes {
        Some(Closing::MonthsAfter(1)) => writeln!(out, "- Claim by: the end of the next month")?,
        Some(Closing::MonthsAfter(months)) => {
            writeln!(out, "- Claim by: the end of the month that is {months} months later")?
        }
        Some(Closing::DaysAfter(days)) => writeln!(out, "- Claim by: {days} days after the end of the month")?,
        None => {}
    }
    if !agreement.exclusions.is_empty() {
        writeln!(out, "- Excluded: {}", agreement.exclusions.join("; "))?;
    }
    Ok(())
}
