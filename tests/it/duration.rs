//! Durations as people write them.

use candor::document::duration::{Bound, DurationMention, scan_durations};

use candor::language::Lang;

fn show(mention: &DurationMention) -> String {
    let bound = match mention.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::Over => ">",
        Bound::Under => "<",
    };
    let minutes = |seconds: f64| seconds / 60.0;
    let mut out = format!("{bound}{}", minutes(mention.seconds));
    if mention.until > mention.seconds {
        out += &format!("-{}", minutes(mention.until));
    }
    if mention.office_hours {
        out += " office";
    }
    if mention.adjective {
        out += " adj";
    }
    out
}

/// Cases in minutes.
#[track_caller]
fn check(lang: Lang, cases: &[(&str, &str)]) {
    let read = |text: &str| {
        let found: Vec<String> = scan_durations(text, lang.words().time()).iter().map(show).collect();
        found.join("; ")
    };
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, want)| read(text) != *want)
        .map(|(text, want)| format!("{text:?}\n  read {:?}\n  want {want:?}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn in_figures() {
    check(
        Lang::En,
        &[
            ("3h 27m", "207"),
            ("3 h 27 min", "207"),
            ("3h27", "207"),
            ("1h", "60"),
            ("1d 5h 47m", "1787"),
            ("1 hour and 45 minutes", "105"),
            ("1 hour, 31 minutes", "91"),
            ("for 3 1/4 hours", "195"),
            ("3½ hours", "210"),
            ("3.5 hours", "210"),
            ("1,200 minutes", "1200"),
            ("PT3H27M", "207"),
            ("it took 01:30 h", "90"),
            ("2-3 hours", "120-180"),
            ("2 to 3 hours", "120-180"),
            ("47 minute period", "47 adj"),
            ("a 5-minute average", "5 adj"),
            ("30 seconds", "0.5"),
        ],
    );
}

#[test]
fn in_words() {
    check(
        Lang::En,
        &[
            ("roughly three and a half hours", "~210"),
            ("for a day and a half", "2160"),
            ("half an hour", "30"),
            ("for an hour", "60"),
            ("an hour and a half", "90"),
            ("an hour and ten minutes", "70"),
            ("forty-five minutes", "45"),
            ("three quarters of an hour", "45"),
            ("for a hundred and twenty minutes", "120"),
            ("one hour", "60"),
            ("over 24 hours", ">1440"),
            ("nearly 12 hours", "~720"),
            ("within 24 hours", "<1440"),
            ("less than an hour", "<60"),
            ("2,000 requests an hour", ""),
        ],
    );
}

#[test]
fn in_chinese_and_japanese() {
    check(
        Lang::Zh,
        &[
            ("49 分钟", "49"),
            ("约3小时", "~180"),
            ("三个半小时", "210"),
            ("十几分钟就好了", ">10"),
            ("一个多小时", ">60"),
            ("半个多小时", ">30"),
            ("四十来分钟", "~40"),
            ("七八个小时", ">420"),
            ("一个小时出头", "~60"),
            ("两个半小时", "150"),
            ("半小时", "30"),
            ("一小时四十分钟", "100"),
            ("历时两小时四十六分钟", "166"),
            ("一个半小时", "90"),
            ("共计 70 分钟", "70"),
            ("1 小时 20 分左右", "~80"),
        ],
    );
    check(Lang::Ja, &[("3時間27分", "207"), ("約 7 時間 17 分", "~437"), ("2日間", "2880"), ("4 日 19 時間", "6900")]);
    check(Lang::Zh, &[("每小时一次，每 5 分钟", ""), ("8月9日", ""), ("3 个工作日", "4320 office")]);
}

#[test]
fn what_is_no_duration() {
    check(
        Lang::En,
        &[
            ("24/7", ""),
            ("every 5 minutes and 100 per hour", ""),
            ("2 days ago, 3 years old", ""),
            ("at 10:20 and 09h47", ""),
            ("5 m away, 20ms, 30s/op", ""),
            ("24-hour on-call", "1440 adj"),
        ],
    );
}

#[test]
fn office_hours() {
    check(
        Lang::En,
        &[
            ("33h 15m (during support hours 10:00-17:00 M-F)", "1995 office"),
            ("12 hours of office hours", "720 office"),
            ("7h", "420"),
        ],
    );
}

#[test]
fn figures_with_colons_behind_a_word_that_asks_for_a_length() {
    check(
        Lang::En,
        &[
            ("Duration: 00:50:00", "50"),
            ("**Time to resolve:** 0:50", "50"),
            ("| Duration | 72:30:00 |", "4350"),
            ("it lasted about 1:30", "~90"),
            ("Duration: 50'", "50"),
            ("Downtime of 1:05", "65"),
            ("Downtime: 09:12–10:02", ""),
            ("resolved at 1:30", ""),
            ("Duration: 01:30 h", "90"),
        ],
    );
    check(Lang::Zh, &[("持续时间：00:50:00", "50"), ("故障时长：1:30", "90")]);
}
