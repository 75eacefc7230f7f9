//! The standards in the binary.

use std::sync::OnceLock;

use super::format::Standard;

/// A standard as JSON, made by build.rs, and what it says once somebody has asked for it.
struct Shipped {
    name: &'static str,
    json: &'static str,
    parsed: OnceLock<Option<Standard>>,
}

const fn file(name: &'static str, json: &'static str) -> Shipped {
    Shipped { name, json, parsed: OnceLock::new() }
}

/// In the order in which they are listed.
static SHIPPED: [Shipped; 13] = [
    file("candor-public", include_str!(concat!(env!("OUT_DIR"), "/standards/candor-public.json"))),
    file("cac-china", include_str!(concat!(env!("OUT_DIR"), "/standards/cac-china.json"))),
    file("ccadb", include_str!(concat!(env!("OUT_DIR"), "/standards/ccadb.json"))),
    file("cloud-pir", include_str!(concat!(env!("OUT_DIR"), "/standards/cloud-pir.json"))),
    file("dora", include_str!(concat!(env!("OUT_DIR"), "/standards/dora.json"))),
    file("gdpr-33", include_str!(concat!(env!("OUT_DIR"), "/standards/gdpr-33.json"))),
    file("mas-fsm-n05", include_str!(concat!(env!("OUT_DIR"), "/standards/mas-fsm-n05.json"))),
    file("nis2", include_str!(concat!(env!("OUT_DIR"), "/standards/nis2.json"))),
    file("sre-book", include_str!(concat!(env!("OUT_DIR"), "/standards/sre-book.json"))),
    file("sla-aws-ec2", include_str!(concat!(env!("OUT_DIR"), "/standards/sla-aws-ec2.json"))),
    file("sla-aws-s3", include_str!(concat!(env!("OUT_DIR"), "/standards/sla-aws-s3.json"))),
    file("sla-plain", include_str!(concat!(env!("OUT_DIR"), "/standards/sla-plain.json"))),
    file("sla-tencent-cvm", include_str!(concat!(env!("OUT_DIR"), "/standards/sla-tencent-cvm.json"))),
];

/// A shipped standard by its name.
pub fn shipped(name: &str) -> Option<&'static Standard> {
    let file = SHIPPED.iter().find(|file| file.name == name)?;
    // A test parses each: a broken one cannot ship.
    file.parsed.get_or_init(|| serde_json::from_str(file.json).ok()).as_ref()
}

/// The names of all.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|file| file.name)
}
