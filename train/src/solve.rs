//! Logistic regression with a penalty on the sum of absolute weights, by coordinate descent: most
//! features end with no weight at all.

/// How it is trained.
#[derive(Clone, Copy, Debug)]
pub struct Penalty {
    /// On the absolute value of a weight.
    pub absolute: f64,
    /// On half its square.
    pub square: f64,
}

/// Rounds over all features; the weights move by less than a hundredth long before.
const ROUNDS: usize = 60;
/// No step is longer: what is far off would overshoot.
const LONGEST_STEP: f64 = 1.0;
/// Where no step of a round is longer, the weights stand.
const SETTLED: f64 = 2e-3;

/// Finds the weights for rows of features that are there or not. `columns`: by feature, the rows that
/// have it. `answers`: by row. The feature `free` bears no penalty.
pub fn solve(columns: &[Vec<u32>], answers: &[bool], free: usize, penalty: Penalty) -> Vec<f64> {
    let mut weights = vec![0.0; columns.len()];
    let mut margins = vec![0.0_f64; answers.len()];
    let mut active: Vec<usize> = (0..columns.len()).filter(|column| !columns[*column].is_empty()).collect();
    let all = active.clone();
    for round in 0..ROUNDS {
        // Those at zero are looked at again every few rounds.
        if round % 6 == 0 {
            active.clone_from(&all);
        }
        let mut longest = 0.0_f64;
        for &feature in &active {
            let step = step(&columns[feature], &margins, answers, weights[feature], feature == free, penalty);
            if step != 0.0 {
                weights[feature] += step;
                columns[feature].iter().for_each(|row| margins[*row as usize] += step);
                longest = longest.max(step.abs());
            }
        }
        if longest < SETTLED && round % 6 == 0 {
            break;
        }
        active.retain(|feature| weights[*feature] != 0.0);
    }
    weights
}

/// The Newton step of one weight.
fn step(rows: &[u32], margins: &[f64], answers: &[bool], weight: f64, free: bool, penalty: Penalty) -> f64 {
    let (mut slope, mut curve) = (0.0, 1e-6);
    for row in rows {
        let odds = 1.0 / (1.0 + (-margins[*row as usize]).exp());
        slope += odds - f64::from(u8::from(answers[*row as usize]));
        curve += odds * (1.0 - odds);
    }
    let (absolute, square) = if free { (0.0, 0.0) } else { (penalty.absolute, penalty.square) };
    slope += square * weight;
    curve += square;
    let target = weight - slope / curve;
    let shrunk = target.signum() * (target.abs() - absolute / curve).max(0.0);
    (shrunk - weight).clamp(-LONGEST_STEP, LONGEST_STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_gets_a_weight_and_what_does_not_gets_none() {
        // Feature 0 is always there; 1 goes with the answer; 2 comes and goes.
        let columns = vec![(0..40).collect(), (0..20).collect(), (0..40).step_by(2).collect()];
        let answers: Vec<bool> = (0..40).map(|row| row < 20 && row % 10 != 0).collect();
        let weights = solve(&columns, &answers, 0, Penalty { absolute: 1.0, square: 0.0 });
        assert!(weights[1] > 1.0, "{weights:?}");
        assert!(weights[2].abs() < 0.2, "{weights:?}");
    }
}
