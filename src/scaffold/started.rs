//! When the incident began, as people type it, and the zone in which the document tells its times.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// A time zone, and the name that a reader sees.
#[derive(Debug, Clone)]
pub struct StartZone {
    name: String,
    zone: TimeZone,
}

impl StartZone {
    /// UTC: what a document is written in when nobody says otherwise.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }

    /// Reads `UTC`, `Z`, an offset (`+08:00`, `UTC+8`) or an IANA name (`Asia/Shanghai`).
    ///
    /// # Errors
    /// It is none of these; abbreviations such as `CST` mean several zones. The message is for
    /// the user.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if ["UTC", "Z", "GMT"].iter().any(|utc| text.eq_ignore_ascii_case(utc)) {
            return Ok(Self::utc());
        }
        if let Some(offset) = offset(text) {
            return Ok(Self::fixed(offset));
        }
        let unknown = || {
            format!(
                "“{text}” is no time zone that all read alike: write UTC, an offset such as +08:00, or a name such as Asia/Shanghai"
            )
        };
        // Every IANA name that is no link from the days of abbreviations has a slash.
        let zone = Some(text).filter(|name| name.contains('/')).and_then(|name| TimeZone::get(name).ok());
        let zone = zone.ok_or_else(unknown)?;
        let name = zone.iana_name().unwrap_or(text).to_owned();
        Ok(Self { name, zone })
    }

    fn fixed(offset: Offset) -> Self {
        if offset == Offset::UTC {
            return Self::utc();
        }
        let zone = TimeZone::fixed(offset);
        let name = Timestamp::UNIX_EPOCH.to_zoned(zone.clone()).strftime("UTC%:z").to_string();
        Self { name, zone }
    }

    /// `UTC`, `UTC+08:00` or `Asia/Shanghai`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The date in this zone at that moment.
    #[must_use]
    pub fn date_at(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.zone.clone()).date()
    }
}

/// `+08:00`, `-0330`, `+8`, each also after `UTC` or `GMT`.
fn offset(text: &str) -> Option<Offset> {
    let digits = ["UTC", "GMT"].iter().find_map(|utc| text.strip_prefix(utc)).unwrap_or(text);
    ["%:z", "%z"].iter().find_map(|format| jiff::fmt::strtime::parse(format, digits).ok()?.offset()).or_else(|| {
        let hours = digits.parse().ok().filter(|_| digits.starts_with(['+', '-']))?;
        Offset::from_hours(hours).ok()
    })
}

/// When the incident began: a day, or a minute of a day in a zone.
#[derive(Debug, Clone)]
pub struct Started {
    at: At,
    zone: Option<StartZone>,
}

/// A bare date is never turned into midnight.
#[derive(Debug, Clone)]
enum At {
    Day(Date),
    /// On a clock of which nobody said where it hangs.
    Clock(DateTime),
    Moment(Zoned),
}

impl Started {
    /// Reads `2031-03-04`, `2031-03-04 14:05` or ISO 8601, with a zone behind it or without; `now`; and a
    /// clock time of today, such as `14:05`.
    ///
    /// `zone` is the zone of the document: a time without a zone is in it, a time with another
    /// zone is turned into it. Without `zone` the document takes the zone of the time; where there is
    /// none, none is claimed.
    ///
    /// # Errors
    /// It is no such time, or the clocks were changed and it happened twice or never. The message
    /// is for the user.
    pub fn parse(text: &str, zone: Option<&StartZone>, now: Timestamp) -> Result<Self, String> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("now") {
            let zone = zone.cloned().unwrap_or_else(StartZone::utc);
            let minute = now.to_zoned(zone.zone.clone()).with().second(0).subsec_nanosecond(0).build();
            let minute = minute.map_err(|error| error.to_string())?;
            return Ok(Self { at: At::Moment(minute), zone: Some(zone) });
        }
        if let Some(dated) = of_today(text, zone, now)? {
            return Self::parse(&dated, zone, now);
        }
        let (pieces, said) = read(text)?;
        let document = zone.or(said.as_ref()).cloned();
        let Some(time) = pieces.time() else {
            return Ok(Self { at: At::Day(pieces.date()), zone: document });
        };
        let Some(document) = document else {
            return Ok(Self { at: At::Clock(pieces.date().to_datetime(time)), zone: None });
        };
        let moment = moment(text, pieces.date(), time, said.as_ref().unwrap_or(&document))?;
        let moment = moment.with_time_zone(document.zone.clone());
        Ok(Self { at: At::Moment(moment), zone: Some(document) })
    }

    /// The zone of the document, where one was given.
    #[must_use]
    pub fn zone(&self) -> Option<&StartZone> {
        self.zone.as_ref()
    }

    /// The day, in the zone of the document.
    #[must_use]
    pub fn date(&self) -> Date {
        match &self.at {
            At::Day(date) => *date,
            At::Clock(clock) => clock.date(),
            At::Moment(moment) => moment.date(),
        }
    }

    /// For front matter: `2031-03-04T14:05:00Z`, without an offset where none is known, or the bare date.
    #[must_use]
    pub fn iso(&self) -> String {
        match &self.at {
            At::Day(date) => date.to_string(),
            At::Clock(clock) => clock.to_string(),
            At::Moment(moment) if *moment.time_zone() == TimeZone::UTC => moment.timestamp().to_string(),
            At::Moment(moment) => moment.timestamp().display_with_offset(moment.offset()).to_string(),
        }
    }

    /// For a row of the timeline, whose zone stands above it: `2031-03-04 14:05`.
    #[must_use]
    pub fn cell(&self) -> String {
        match &self.at {
            At::Day(date) => date.to_string(),
            At::Clock(clock) if clock.second() == 0 => clock.strftime("%Y-%m-%d %H:%M").to_string(),
            At::Clock(clock) => clock.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            At::Moment(moment) if moment.second() == 0 => moment.strftime("%Y-%m-%d %H:%M").to_string(),
            At::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

/// A clock time with the date of today before it; the day is that of the zone behind it, else of the
/// document's, else of this machine.
fn of_today(text: &str, zone: Option<&StartZone>, now: Timestamp) -> Result<Option<String>, String> {
    let (clock, behind) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let clock = clock.strip_suffix('Z').unwrap_or(clock);
    let digits = |part: &str| !part.is_empty() && part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = clock.split(':').collect();
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(|part| digits(part)) {
        return Ok(None);
    }
    let said = Some(behind).filter(|zone| !zone.trim().is_empty()).map(StartZone::parse).transpose()?;
    let place = said.as_ref().or(zone).map_or_else(TimeZone::system, |zone| zone.zone.clone());
    let hour = parts.first().map(|hour| format!("{hour:0>2}")).unwrap_or_default();
    let rest = parts.get(1..).unwrap_or_default().join(":");
    let mark = if text.split_whitespace().next().is_some_and(|clock| clock.ends_with('Z')) { "Z" } else { "" };
    Ok(Some(format!("{} {hour}:{rest}{mark} {behind}", now.to_zoned(place).date()).trim_end().to_owned()))
}

/// The date and time, and the zone that was typed with them.
fn read(text: &str) -> Result<(Pieces<'_>, Option<StartZone>), String> {
    if let Ok(pieces) = Pieces::parse(text) {
        let zone = own_zone(text, &pieces)?;
        return Ok((pieces, zone));
    }
    // "2031-03-04 14:05 Asia/Shanghai": people put a space before the zone.
    if let Some((time, zone)) = text.rsplit_once(char::is_whitespace)
        && zone.contains(|c: char| c.is_alphabetic() || c == '+' || c == '-')
        && let Ok(pieces) = Pieces::parse(time.trim_end())
    {
        return Ok((pieces, Some(StartZone::parse(zone)?)));
    }
    Err(format!("“{text}” is no time: write now, 14:05, 2031-03-04, \"2031-03-04 14:05\" or 2031-03-04T14:05Z"))
}

fn own_zone(text: &str, pieces: &Pieces<'_>) -> Result<Option<StartZone>, String> {
    if pieces.time_zone_annotation().is_none() {
        return Ok(pieces.to_numeric_offset().map(StartZone::fixed));
    }
    // Read as a whole, so that an offset and a zone that disagree are not accepted.
    let whole: Zoned = text.parse().map_err(|error| format!("“{text}” is no time: {error}"))?;
    Ok(match (whole.time_zone().iana_name(), whole.time_zone().to_fixed_offset()) {
        (Some(name), Err(_)) => Some(StartZone { name: name.to_owned(), zone: whole.time_zone().clone() }),
        (_, Ok(offset)) => Some(StartZone::fixed(offset)),
        (None, Err(_)) => None,
    })
}

fn moment(text: &str, date: Date, time: Time, zone: &StartZone) -> Result<Zoned, String> {
    let ambiguous = zone.zone.to_ambiguous_zoned(date.to_datetime(time));
    ambiguous.unambiguous().map_err(|_| {
        format!("the clocks were changed: “{text}” happened twice or never in {}; write it with its offset", zone.name)
    })
}
