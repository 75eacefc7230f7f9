//! Dates, clock times and zones as people write them.

use candor::document::time::{PartialDate, Precision, TimeMention, Zone, scan};

use candor::language::Lang;

/// One line per mention: date, time, zone, marks.
fn shown(text: &str, lang: Lang) -> String {
    let words = lang.words().time();
    let (times, zones) = scan(text, words);
    let mut out: Vec<String> = times.iter().map(show).collect();
    out.extend(zones.iter().map(|lone| format!("zone {}", zone(&lone.zone))));
    out.join("; ")
}

fn show(mention: &TimeMention) -> String {
    let mut parts = Vec::new();
    if mention.ends_range {
        parts.push("to".to_owned());
    }
    if mention.approximate {
        parts.push("~".to_owned());
    }
    parts.extend(mention.date.map(|date| match date {
        PartialDate::Full(date) => date.to_string(),
        PartialDate::MonthDay { month, day } => format!("{month}/{day}"),
        PartialDate::Slashed { first, second, year } => format!("{first}?{second}?{year:?}"),
        PartialDate::Day(day) => format!("day {day}"),
        PartialDate::Weekday(day) => format!("weekday {day}"),
        other => format!("{other:?}"),
    }));
    parts.extend(mention.time.map(|clock| {
        let next = if clock.next_day { "+1" } else { "" };
        match clock.precision {
            Precision::Hour => format!("{}h{next}", clock.time.hour()),
            Precision::Minute => clock.time.strftime("%H:%M").to_string() + next,
            Precision::Second => clock.time.strftime("%H:%M:%S").to_string() + next,
        }
    }));
    parts.extend(mention.zone.as_ref().map(zone));
    parts.join(" ")
}

fn zone(zone: &Zone) -> String {
    match zone {
        Zone::Offset(offset) => offset.to_string(),
        Zone::Region(name) => name.to_string(),
        Zone::Seasonal { name, .. } => format!("{name}!"),
        Zone::Ambiguous { name, .. } => format!("{name}?"),
    }
}

#[track_caller]
fn check(lang: Lang, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, want)| shown(text, lang) != *want)
        .map(|(text, want)| format!("{text:?}\n  read {:?}\n  want {want:?}", shown(text, lang)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn iso_dates_and_times() {
    check(
        Lang::En,
        &[
            ("2021-06-08T09:47:00Z it began", "2021-06-08 09:47:00 +00"),
            ("events: 2025-08-01T22:00Z new tariff", "2025-08-01 22:00 +00"),
            ("2021-06-08 09:47 UTC", "2021-06-08 09:47 +00"),
            ("2021-06-08 09:47", "2021-06-08 09:47"),
            ("2021-06-08T09:47:00.123+09:00", "2021-06-08 09:47:00 +09"),
            ("2021-06-08T09:47-05:00", "2021-06-08 09:47 -05"),
            ("| 2024-01-09   17:05:33 |", "2024-01-09 17:05:33"),
            ("on 2021-06-08 nothing", "2021-06-08"),
            ("2025/08/01 and 2025/08/02 10:20", "2025-08-01; 2025-08-02 10:20"),
            ("**2020-08-27 08:09**: rebuilt", "2020-08-27 08:09"),
            ("20202-01-17 12:00", "Impossible 12:00"),
            ("2021-02-30 at 10:00", "Impossible 10:00"),
            ("2021-06-08, 24:00", "2021-06-08 00:00+1"),
        ],
    );
}

#[test]
fn clock_times() {
    check(
        Lang::En,
        &[
            ("- 14:47 restarted", "14:47"),
            ("[17:41] @someone", "17:41"),
            ("at 1:10 pm matches stopped", "13:10"),
            ("12:15 p.m. Licence file found", "12:15"),
            ("at 12:05am", "00:05"),
            ("16:02 PM PST", "16:02 PST!"),
            ("about 11am", "~ 11h"),
            ("~21:25 and approx. 21:40", "~ 21:25; ~ 21:40"),
            ("at 9.47 am", "09:47"),
            ("dès 09h47", "09:47"),
            ("1430 UTC", "14:30 +00"),
            ("2031-05-08 0947", "2031-05-08 09:47"),
            ("2031-05-08 09.47", "2031-05-08 09:47"),
            ("2031-05-08 12.50 hours", "2031-05-08"),
            ("2031-05-08 1600 users", "2031-05-08"),
            ("from noon until midnight UTC", "12h +00; to 0h +00"),
            ("the midnight raid", ""),
            ("14:?? page", ""),
            ("09:00–10:15 CET", "09:00 +01; to 10:15 +01"),
            ("from 09:47 to 10:36 UTC", "09:47 +00; to 10:36 +00"),
            ("between 10:20 and 11:30 JST", "10:20 +09; to 11:30 +09"),
            ("at 10:20 and 11:30 JST", "10:20; 11:30 +09"),
            ("between 10 and 11 am", "10h; to 11h"),
            ("1:10 to 2:30 pm", "13:10; to 14:30"),
            ("time:10:20", "10:20"),
        ],
    );
}

#[test]
fn dates_with_names_of_months() {
    check(
        Lang::En,
        &[
            ("8 June 2021", "2021-06-08"),
            ("June 8th, 2021", "2021-06-08"),
            ("On the 8th of June, 2021 at 9am", "2021-06-08 9h"),
            ("Sat Aug 16", "8/16"),
            ("Nov 3", "11/3"),
            ("| Jan 16, 12:52 PM |", "1/16 12:52"),
            ("**July 26th, 2022, 12:15 PM:** out", "2022-07-26 12:15"),
            ("| Thur | Jan 20 |", "1/20"),
            ("June 2021", ""),
            ("it may 5 times", ""),
            ("06:00 AM PST Sunday Oct 31st: engineers", "10/31 06:00 PST!"),
            ("**20:30 UTC**, 9 May: the harbour", "20:30 +00; 5/9"),
            ("09:47 UTC on 8 June 2021", "2021-06-08 09:47 +00"),
            ("Monday 2 June 2025, 15:30, to Wednesday 4 June 2025, 11:30", "2025-06-02 15:30; to 2025-06-04 11:30"),
            ("Tuesday 14:00, the supplier", "weekday 2 14:00"),
            ("on 21 May 2026 from 10:26 to 11:14", "2026-05-21 10:26; to 11:14"),
            ("the next day at 08:00", "NextDay 08:00"),
            ("9 September 22:15 to 10 September 06:45 (UTC", "9/9 22:15 +00; to 9/10 06:45 +00"),
            ("12-Jun-2021 10:00", "2021-06-12 10:00"),
        ],
    );
}

#[test]
fn dates_in_figures_of_unknown_order() {
    check(
        Lang::En,
        &[
            ("07-29-2023 11:51 am", "2023-07-29 11:51"),
            ("29-07-2023", "2023-07-29"),
            ("03/04/2021 10:00", "3?4?Some(2021) 10:00"),
            ("10/20/2022 - 15:41 CST", "2022-10-20 15:41 CST?"),
            ("08.06.2021, 10:00", "2021-06-08 10:00"),
            ("3/4 of all users", ""),
            ("24/7", ""),
        ],
    );
}

#[test]
fn chinese() {
    check(
        Lang::Zh,
        &[
            ("6月8日", "6/8"),
            ("2021年6月8日 17时44分", "2021-06-08 17:44"),
            ("2021 年 6 月 8 日，17点44分恢复", "2021-06-08 17:44"),
            ("下午5点44分", "17:44"),
            ("凌晨三点恢复", "3h"),
            ("晚上8点半", "20:30"),
            ("12月20日 20:47（UTC+8），两组服务器", "12/20 20:47 +08"),
            ("6月1日 00:00（北京时间）活动", "6/1 00:00 +08"),
            ("8月9日 15:12 传输中断；16:40 上游", "8/9 15:12; 16:40"),
            ("21:15 关闭；次日 02:30 重新开放", "21:15; NextDay 02:30"),
            ("9时20分，监控系统", "09:20"),
            ("2026年1月11日 23:38 至 1月12日 00:26（UTC+8）", "2026-01-11 23:38 +08; to 1/12 00:26 +08"),
            ("时间均为北京时间", "zone +08"),
            ("约20:30左右", "~ 20:30"),
            ("8/9 17:44", "8/9 17:44"),
            ("8 点建议", ""),
            ("６月８日１７時４４分", "6/8 17:44"),
            ("二〇二一年六月八日上午九时", "2021-06-08 9h"),
            ("时间：2026 年 3 月 6 日（UTC+8）", "2026-03-06; zone +08"),
        ],
    );
}

#[test]
fn japanese() {
    check(
        Lang::Ja,
        &[
            ("2025年10月8日（水）18時10分から19時25分まで（日本時間）", "2025-10-08 18:10; to 19:25; zone +09"),
            ("午後5時30分ごろ", "~ 17:30"),
            ("2月13日 0:55　復旧", "2/13 00:55"),
            ("日付：2026年4月3日（JST）", "2026-04-03; zone +09"),
            ("| 2026-04-15 12:14 頃 | x", "~ 2026-04-15 12:14"),
            ("2026-03-23 19:25 JST 〜 21:27 JST", "2026-03-23 19:25 +09; to 21:27 +09"),
            ("翌日9時に", "NextDay 9h"),
        ],
    );
}

#[test]
fn zones() {
    check(
        Lang::En,
        &[
            ("10:00 UTC+8", "10:00 +08"),
            ("10:00 (UTC+08:00)", "10:00 +08"),
            ("10:00 UTC−5", "10:00 -05"),
            ("10:00+0530", "10:00 +05:30"),
            ("10:00 (GMT+1)", "10:00 +01"),
            ("10:00 America/New_York", "10:00 America/New_York"),
            ("10:00 Pacific", "10:00 America/Los_Angeles"),
            ("10:00 ET", "10:00 America/New_York"),
            ("10:00 Eastern Daylight Time", "10:00 EDT!"),
            ("10:00 IST", "10:00 IST?"),
            ("10:00 CST (UTC+8)", "10:00 +08"),
            ("10:00 CEST", "10:00 +02"),
            ("All times in CET.", "zone +01"),
            ("| Time (UTC) | Event |", "zone +00"),
            ("timezone: Asia/Shanghai", "zone Asia/Shanghai"),
            ("the Pacific region, Eastern Europe, PT and Z", ""),
            ("09:20 EDT (13:20 UTC): meeting", "09:20 EDT!; 13:20 +00"),
            ("10:00 local time", "10:00"),
            ("09:49 (UTC 00:49)", "09:49; 00:49 +00"),
            ("lib/Europe/Nowhere", ""),
        ],
    );
}

#[test]
fn what_looks_like_time_and_is_none() {
    check(
        Lang::En,
        &[
            ("version 1.10.2 and v2.10", ""),
            ("a ratio of 3:1 or 16:9", ""),
            ("fe80::1:20 and 00:11:22:33:44:55", ""),
            ("localhost:8080 and 10.0.0.5:22", ""),
            ("it took 01:30 h", ""),
            ("https://example.org/2021-06-08/10:20 done", ""),
            ("logs/2021-06-08/app.log and 2021-06-08-backup", ""),
            ("job-2021-06-08 or x_10:20", ""),
            ("issue #12:30", ""),
            ("1,200:30", ""),
            ("support@10 12:345", ""),
            ("for 3h 27m", ""),
            ("$10:20", ""),
        ],
    );
}

#[test]
fn seasons() {
    let words = Lang::En.words().time();
    let zone = |text: &str| scan(text, words).0.into_iter().find_map(|time| time.zone);
    let pst = zone("10:00 PST").expect("a zone");
    assert!(pst.is_out_of_season(jiff::civil::date(2021, 7, 1)));
    assert!(!pst.is_out_of_season(jiff::civil::date(2021, 1, 1)));
    let berlin = zone("10:00 Europe/Berlin").expect("a zone");
    let offset = berlin.offset_at(jiff::civil::date(2021, 7, 1).at(10, 0, 0, 0));
    assert_eq!(offset.map(|offset| offset.seconds()), Some(7_200));
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "[0-9:/.T年月日时分半个 +Zapmh~–,(（）UTCJun一十１é-]{0,40}") {
        for lang in Lang::ALL {
            let (times, zones) = scan(&text, lang.words().time());
            let durations = candor::document::duration::scan_durations(&text, lang.words().time());
            let ranges = times.into_iter().map(|time| time.range);
            let ranges = ranges.chain(zones.into_iter().map(|zone| zone.range));
            for range in ranges.chain(durations.into_iter().map(|duration| duration.range)) {
                proptest::prop_assert!(text.get(range).is_some_and(|quoted| !quoted.is_empty()));
            }
        }
    }
}

#[test]
fn a_date_that_may_be_two_is_left_open() {
    check(
        Lang::En,
        &[
            ("3/4/2026 9:12 AM", "3?4?Some(2026) 09:12"),
            ("4/4/2026 9:12 AM", "2026-04-04 09:12"),
            ("3-4-2026 09:12", "3?4?Some(2026) 09:12"),
            ("14/3/2026", "2026-03-14"),
            ("3/14/2026", "2026-03-14"),
        ],
    );
}

#[test]
fn a_year_with_a_figure_too_many_is_none() {
    check(
        Lang::En,
        &[
            ("22025-03-10 09:12", "Impossible 09:12"),
            ("20225-03-10", "Impossible"),
            ("March 10, 20226", "Impossible"),
            ("10 March 22026 09:12", "Impossible 09:12"),
            ("3/14/20226 9:12 AM", "Impossible 09:12"),
            ("order 90210-03-10", ""),
            ("March 10, 15000 orders", "3/10"),
        ],
    );
}

#[test]
fn korean_dates_and_times() {
    check(
        Lang::En,
        &[
            ("2026년 3월 10일", "2026-03-10"),
            ("2026년 3월 10일 오전 9시 12분", "2026-03-10 09:12"),
            ("2026년 3월 10일 오후 3시 5분 KST", "2026-03-10 15:05 +09"),
            ("3월 10일 09:12", "3/10 09:12"),
            ("12시간 동안", ""),
        ],
    );
}

#[test]
fn hours_with_a_stop_or_a_mark() {
    check(
        Lang::En,
        &[
            ("09.12 UTC", "09:12 +00"),
            ("9.12 CET the pump stops", "09:12 +01"),
            ("09.12–10.02 UTC", "09:12 +00; to 10:02 +00"),
            ("at 9.12 h the pump stops", "09:12"),
            ("at 9 h 20 the pump stops", "09:20"),
            ("à 9 h 20, la pompe", "09:20"),
            ("release 09.12 is out", ""),
            ("it took 9.12 h", ""),
            ("it took 9 h 20", ""),
            ("for 9 h 20 min", ""),
        ],
    );
}

#[test]
fn both_names_of_the_clocks_of_a_place() {
    check(
        Lang::En,
        &[
            ("09:12 PST/PDT", "09:12 America/Los_Angeles"),
            ("all times in PDT/PST", "zone America/Los_Angeles"),
            ("times (CET/CEST)", "zone Europe/Berlin"),
            ("times are EST or EDT", "zone America/New_York"),
            ("GMT/BST", "zone Europe/London"),
            ("CST/CDT", "zone America/Chicago"),
            ("AEST / AEDT", "zone Australia/Sydney"),
            ("09:12 CST", "09:12 CST?"),
        ],
    );
}

#[test]
fn the_time_of_a_city_in_other_languages() {
    check(
        Lang::En,
        &[
            ("de 10h12 à 11h02 (heure de Paris)", "10:12 Europe/Paris; to 11:02 Europe/Paris"),
            ("hora de Madrid", "zone Europe/Madrid"),
            ("hora de Buenos Aires", "zone America/Buenos_Aires"),
            ("heure de pointe", ""),
        ],
    );
}

#[test]
fn a_length_of_time_is_no_time_of_day() {
    check(
        Lang::En,
        &[
            ("Duration: 00:50:00", ""),
            ("| Downtime | 1:30 |", ""),
            ("it lasted about 1:30", ""),
            ("Downtime: 09:12–10:02", "09:12; to 10:02"),
            ("Downtime: 09:12 UTC", "09:12 +00"),
            ("Duration of 2026-03-10 09:12", "2026-03-10 09:12"),
        ],
    );
}
