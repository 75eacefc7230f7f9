//! Makes `language/*/roles.tsv`: how much each feature of a unit speaks for each role.
//!
//! The same labels and documents give the same bytes. What it prints is how well weights read the
//! documents of organisations that they were not made from.

mod data;
mod folds;
mod model;
mod solve;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Makes the weights of `language/*/roles.tsv`.
#[derive(Parser)]
struct Args {
    /// The labels: JSON Lines of documents with their units.
    #[arg(long)]
    units: PathBuf,
    /// The folder that their paths are relative to.
    #[arg(long)]
    corpus: PathBuf,
    /// The folder of the languages, whose files are written anew.
    #[arg(long)]
    into: Option<PathBuf>,
    /// A folder for weights of each fold, made without its organisations, and the list of these.
    #[arg(long)]
    folds: Option<PathBuf>,
    /// The penalty on absolute weights.
    #[arg(long, default_value_t = 4.0)]
    absolute: f64,
    /// The penalty on squared weights.
    #[arg(long, default_value_t = 4.0)]
    square: f64,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let penalty = solve::Penalty { absolute: args.absolute, square: args.square };
    let data = data::read(&args.units, &args.corpus)?;
    if data.missing > 0 {
        println!("{} documents could not be read", data.missing);
    }
    let folds = folds::of(&data);
    let models: Vec<model::Model> = (0..folds::COUNT)
        .map(|fold| model::train(&data, penalty, |organisation| folds[organisation] != fold))
        .collect();
    let measures = folds::report(&data, &folds, &models);
    if let Some(folder) = &args.folds {
        write::folds(folder, &data, &folds, &models, &measures)?;
    }
    if let Some(folder) = &args.into {
        let model = model::train(&data, penalty, |_| true);
        write::languages(folder, &data, &model, &measures)?;
    }
    Ok(())
}
