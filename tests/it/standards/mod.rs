//! Standards: deadlines and SLA arithmetic against cases computed by hand, demands against model
//! documents and their mutations, files against their schema and their pages.

mod commands;
mod content;
pub mod deadlines;
mod files;
mod own;
mod remedies;
