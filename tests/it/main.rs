//! All integration tests, in one binary: it links once.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by panicking

mod baseline;
mod cache;
mod cli;
mod command;
mod config;
mod consumers;
mod containers;
mod duration;
mod examples;
mod explain_read;
mod fix;
mod forge;
mod forgery;
mod formats;
mod hostile;
mod judgement;
mod language;
mod layers;
mod levels;
mod new;
mod noise;
mod open_cause;
mod outline;
mod reading;
mod robust;
mod rules;
mod scaffold;
mod schema;
mod since;
mod standards;
mod support;
mod suppress;
mod thresholds;
mod time;
mod unread;
