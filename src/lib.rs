//! Candor scaffolds structured postmortems, and lints postmortems for what a reader still cannot know.
pub mod scaffold;
