//! The named phrase lists of the language files, as one type: build.rs writes it, so that a list
//! that code names and no language has is an error of the compiler.

include!(concat!(env!("OUT_DIR"), "/list.rs"));

impl List {
    /// The name in the language files: `pay-time`.
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The list of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.binary_search(&name).ok().and_then(|index| Self::ALL.get(index)).copied()
    }
}
