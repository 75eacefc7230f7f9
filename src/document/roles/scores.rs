//! What a model says of one unit.

use crate::language::Role;

/// How surely a unit has each role: hundredths of the natural logarithm of the odds, counted from the
/// point at which it is more likely to help a reader than not; above 0 it has the role.
pub type Scores = [i32; Role::COUNT];
