//! Zones that are named after their city: "Stockholm time", "Buenos Aires summer time".

use std::collections::HashMap;
use std::sync::LazyLock;

/// The zone of each city that the time zone database knows, by the words of its name.
static CITIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let names = jiff::tz::db().available();
    let city = |name: &str| {
        let (_, city) = name.rsplit_once('/')?;
        Some((city.replace('_', " "), name.to_owned()))
    };
    names.filter_map(|name| city(name.as_str())).collect()
});

/// What may follow a city.
const TIMES: [&str; 4] = [" time", " local time", " summer time", " winter time"];
/// Words of the longest name that is looked up: "Buenos Aires".
const WORDS: usize = 2;

/// The zone that the words at the head of a text name, and their bytes.
pub(super) fn zone_of(text: &str) -> Option<(&'static str, usize)> {
    let mut end = 0;
    for _ in 0..WORDS {
        end += text.get(end..)?.bytes().take_while(u8::is_ascii_alphabetic).count();
        let rest = text.get(end..)?;
        let ends = |time: &&str| rest.strip_prefix(*time).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if let Some(time) = TIMES.into_iter().find(ends)
            && let Some(zone) = CITIES.get(text.get(..end)?)
        {
            return Some((zone.as_str(), end + time.len()));
        }
        if !matches!(rest.as_bytes(), [b' ', b'A'..=b'Z', ..]) {
            return None;
        }
        end += 1;
    }
    None
}

/// The zone of the city with whose name a text begins, and the bytes of the name.
pub(super) fn named(text: &str) -> Option<(&'static str, usize)> {
    let ends = text.match_indices(|c: char| !c.is_alphabetic()).map(|(end, _)| end).chain([text.len()]);
    let found = ends.take(WORDS).filter_map(|end| Some((CITIES.get(text.get(..end)?)?.as_str(), end)));
    found.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_of_the_database_names_its_zone() {
        for (text, zone) in [
            ("Stockholm time, as all here", Some(("Europe/Stockholm", 14))),
            ("Buenos Aires local time", Some(("America/Buenos_Aires", 23))),
            ("Lead time", None),
            ("Stockholm timetable", None),
        ] {
            assert_eq!(zone_of(text), zone, "{text}");
        }
    }
}
