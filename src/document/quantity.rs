//! Reads quantities: counts of users, requests or orders, shares, money, "all of them".
//!
//! A number counts only where it says how much: clock times, dates, durations, versions, status
//! codes and figures about machines ("12 servers", "3 TB") are left alone.

mod figures;
mod han;
mod kind;
mod latin;

use crate::language::QuantityWords;

pub use kind::{Quantity, QuantityKind};

/// All quantities of a text, in order.
pub fn scan_quantities(text: &str, words: &QuantityWords) -> Vec<Quantity> {
    if words.is_spaced() { latin::scan(text, words) } else { han::scan(text, words) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    fn read(lang: Lang, text: &str) -> Vec<(String, QuantityKind)> {
        let found = scan_quantities(text, lang.words().quantity());
        found.into_iter().map(|q| (text[q.range].to_owned(), q.kind)).collect()
    }

    #[track_caller]
    fn check(lang: Lang, cases: &[(&str, &[QuantityKind])]) {
        for (text, kinds) in cases {
            let found = read(lang, text);
            let measures: Vec<_> = found.iter().map(|(_, kind)| *kind).filter(|k| *k != QuantityKind::Bare).collect();
            assert_eq!(&measures, kinds, "{text}: {found:?}");
        }
    }

    #[test]
    fn english_quantities() {
        use QuantityKind::{All, Count, Money, Share};
        check(
            Lang::En,
            &[
                ("9,200 stores were offline", &[Count]),
                ("1.2 million card payments failed", &[Count]),
                ("about 85 % of the network", &[Share]),
                ("one in five transactions was declined", &[Share]),
                ("Nine out of ten card attempts failed", &[Share]),
                ("Three quarters of the raiding population", &[Share]),
                ("EUR 41,900 in all", &[Money]),
                ("you are entitled to £10", &[Money]),
                ("gets 40 euros", &[Money]),
                ("All of our customers were hit", &[All]),
                ("No one was able to work with the API", &[All]),
                ("14 flights were cancelled, 63 left late", &[Count]),
                ("hundreds of users could not log in", &[Count]),
            ],
        );
    }

    #[test]
    fn english_numbers_that_measure_no_impact() {
        check(
            Lang::En,
            &[
                ("between 10:00 and 10:50 UTC on 5 October 2026", &[]),
                ("for 50 minutes and 3 1/4 hours", &[]),
                ("we restarted 12 servers and read 3 TB of logs", &[]),
                ("they answered with status 503 and HTTP 500 errors", &[]),
                ("Kubernetes 1.17 and version 4.12.0 of INC-4471", &[]),
                ("running on 2 out of 3 master nodes", &[]),
                ("not at all, and all clear at 9 am", &[]),
                ("every 5 minutes, every night", &[]),
                ("CPU usage at 98 %", &[]),
                ("sign-in and Route 53 changes", &[]),
            ],
        );
    }

    #[test]
    fn chinese_quantities() {
        use QuantityKind::{All, Count, Money, Share};
        check(
            Lang::Zh,
            &[
                ("约 1.2 万名用户无法登录", &[Count]),
                ("三成订单失败", &[Share]),
                ("约三分之一的商家", &[Share]),
                ("占当日包裹的 6%", &[Share]),
                ("全部用户均受影响", &[All]),
                ("赔偿 15 元", &[Money]),
                ("片区 4,460 户停了电", &[Count]),
            ],
        );
    }

    #[test]
    fn chinese_numbers_that_measure_no_impact() {
        check(
            Lang::Zh,
            &[
                ("2025年11月3日 9时20分至 11:05，约 3 小时", &[]),
                ("重启了 24 台应用服务器，扩容 8 台", &[]),
                ("内存使用率最高 98%", &[]),
                ("根据第 6.2 条", &[]),
                ("9:30 全部恢复", &[]),
            ],
        );
    }
}
