//! All integration tests, in one binary: it links once.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by panicking

mod duration;
mod scaffold;
mod time;
