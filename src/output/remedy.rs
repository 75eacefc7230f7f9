//! What an agreement gives: for people step by step, and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::{Escaped, visible};
use crate::document::Document;
use crate::rule::Settings;
use crate::standards::sla::{Remedies, Remedy, Trouble, remedies};
use crate::standards::slips::agreements;
use crate::suggest;

/// Of the shape of the JSON.
const VERSION: u8 = 1;

/// What was computed for one document.
#[derive(Debug)]
pub struct Computed {
    path: String,
    /// The steps for people, a block for each subject and month.
    steps: Vec<String>,
    entries: Vec<RemedyJson>,
}

/// Decimals are strings: no reader turns them into binary fractions.
#[derive(Debug, Serialize)]
struct RemedyJson {
    path: String,
    sla: String,
    subject: Option<String>,
    month: String,
    downtime_minutes: String,
    availability: String,
    credit_percent: String,
    /// Null where nothing comparable is offered.
    offered_percent: Option<String>,
    claim_by: Option<String>,
    form: String,
}

#[derive(Serialize)]
struct RemediesJson<'a> {
    version: u8,
    remedies: Vec<&'a RemedyJson>,
}

impl Computed {
    /// Computes what the agreement that the document at `path` cites gives.
    pub fn new(path: &str, document: &Document<'_>, settings: &Settings) -> Self {
        let path = path.to_owned();
        match remedies(document, &settings.standards, &settings.lexicon) {
            Ok(owed) => Self {
                steps: owed.remedies.iter().map(|remedy| steps(&owed, remedy)).collect(),
                entries: owed.remedies.iter().map(|remedy| entry(&path, &owed, remedy)).collect(),
                path,
            },
            Err(trouble) => Self { path, steps: vec![why_not(&trouble, document, settings)], entries: Vec::new() },
        }
    }
}

fn entry(path: &str, owed: &Remedies<'_>, remedy: &Remedy) -> RemedyJson {
    RemedyJson {
        path: path.to_owned(),
        sla: owed.name.clone(),
        subject: remedy.subject.clone(),
        month: remedy.month.to_string(),
        downtime_minutes: remedy.downtime.to_string(),
        availability: remedy.availability.rounded(4),
        credit_percent: remedy.credit.to_string(),
        offered_percent: remedy.offered.map(|offered| offered.to_string()),
        claim_by: remedy.claim_by.map(|day| day.to_string()),
        form: owed.agreement.credit.form.clone(),
    }
}

/// Writes one JSON object.
///
/// # Errors
/// `out` cannot be written.
pub fn write_json(computed: &[Computed], out: &mut dyn Write) -> io::Result<()> {
    let remedies = computed.iter().flat_map(|one| &one.entries).collect();
    serde_json::to_writer(Escaped(out), &RemediesJson { version: VERSION, remedies })?;
    writeln!(out)
}

/// Writes the steps for each document.
///
/// # Errors
/// `out` cannot be written.
pub fn write_text(computed: &[Computed], out: &mut dyn Write) -> io::Result<()> {
    for one in computed {
        writeln!(out, "{}", visible(&one.path))?;
        for line in one.steps.iter().flat_map(|steps| steps.lines()) {
            writeln!(out, "  {}", visible(line))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "This is not legal advice.")
}

fn steps(owed: &Remedies<'_>, remedy: &Remedy) -> String {
    let agreement = &owed.agreement;
    let about = remedy.subject.as_ref().map(|subject| format!(", {subject}")).unwrap_or_default();
    let tier = match &remedy.tier {
        Some(tier) => format!("from {} % and below {} %: {} %", tier.from, tier.below, tier.credit),
        None => format!("none: {} % was promised and kept", agreement.commitment),
    };
    let claim_by = remedy.claim_by.map(|day| format!(", by {day}")).unwrap_or_default();
    let title = owed.standard.map(|standard| format!(" ({})", standard.title)).unwrap_or_default();
    let mut lines = vec![
        format!("{}{title}{about}", owed.name),
        format!(
            "month         {}, {} days in {}: {} min",
            remedy.month,
            remedy.month.days(),
            agreement.zone,
            remedy.total
        ),
        format!("downtime      {} = {} min", remedy.stated.join(" + "), remedy.downtime),
        format!(
            "availability  ({} − {}) / {} = {} %",
            remedy.total,
            remedy.downtime,
            remedy.total,
            remedy.availability.rounded(4)
        ),
        format!("tier          {tier}"),
        format!("owed          a {} of {} % of {}", agreement.credit.form, remedy.credit, agreement.credit.of),
        match remedy.offered {
            Some(offered) if offered < remedy.credit => format!("offered       {offered} %: less than that"),
            Some(offered) => format!("offered       {offered} %"),
            None => "offered       nothing that can be compared".to_owned(),
        },
        format!("claim         {}{claim_by}", agreement.claim.route),
    ];
    lines.extend(agreement.assumption.as_ref().map(|assumption| format!("assumed       {assumption}")));
    let excluded = agreement.exclusions.join("; ");
    lines.extend((!excluded.is_empty()).then(|| format!("excluded      {excluded}")));
    lines.join("\n")
}

fn why_not(trouble: &Trouble, document: &Document<'_>, settings: &Settings) -> String {
    match trouble {
        Trouble::NoAgreement => {
            "nothing can be computed: no agreement is cited, such as `compensation: {sla: sla-aws-s3}`".to_owned()
        }
        Trouble::Unknown { name, place } => {
            let at = document.source.position(place.start);
            let help = suggest::help(name, agreements(&settings.standards));
            format!(
                "nothing can be computed: no agreement “{name}” is known (line {}, column {})\n{help}",
                at.line, at.column
            )
        }
        Trouble::NoMonth(downtime) => format!(
            "nothing can be computed: the downtime “{downtime}” was read, and its month is missing: \
             give it under `impact`, such as `month: 2017-02`"
        ),
        Trouble::NoDowntime => "nothing can be computed: neither a downtime and its month are given, such as \
             `impact: {downtime: 4 h 17 min, month: 2017-02}`, nor a start and an end with date, time and zone"
            .to_owned(),
    }
}
