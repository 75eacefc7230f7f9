//! What the model is made of.

use crate::document::actions::Actions;
use crate::document::cause::Cause;
use crate::document::compensation::Compensation;
use crate::document::impact::Impact;
use crate::document::meta::Meta;
use crate::document::reading::Reading;
use crate::document::timeline::Chronology;

/// A document and the facts in it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'d> {
    /// What was read.
    pub reading: &'d Reading<'d>,
    /// What it says of when.
    pub chronology: &'d Chronology,
    /// Why it happened.
    pub cause: &'d Cause,
    /// Corrective actions.
    pub actions: &'d Actions,
    /// What the document says of itself.
    pub meta: &'d Meta,
    /// What it tells of its impact.
    pub impact: &'d Impact,
    /// What it tells of compensation.
    pub compensation: &'d Compensation,
}
