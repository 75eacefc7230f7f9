//! Weights by feature, for look-up. build/ compiles this file, too: the tables of the languages are
//! made when the crate is built, and cost a run nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::role::Role;

/// Which weights belong to a feature.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    /// The key of the feature; 0 where the slot is free.
    pub key: u64,
    /// Where its weights begin in [`Table::weights`].
    pub start: u32,
    /// How many it has.
    pub len: u32,
}

/// How much a feature speaks for a role: its index in [`Role::ALL`], then hundredths of the natural
/// logarithm of the odds.
pub type Weight = (u8, i16);

/// The weights of all features: an open hash table.
#[derive(Debug, Default)]
pub struct Table {
    /// A power of two of slots, at least half of them free; empty where there are no weights.
    pub slots: Cow<'static, [Slot]>,
    /// The weights of all features.
    pub weights: Cow<'static, [Weight]>,
}

impl Table {
    /// Reads a file of weights: on each line a role, a feature and a whole number, with tabs between;
    /// lines that begin with `#` are comments.
    ///
    /// # Errors
    /// The first line that is none of these, or that says again what an earlier one says.
    pub fn parse(file: &str) -> Result<Self, String> {
        let mut features: BTreeMap<&str, Vec<Weight>> = BTreeMap::new();
        for (index, line) in file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let fault = |what: &str| format!("line {}: {what}", index + 1);
            let [role, feature, weight] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(fault("not a role, a feature and a weight with tabs between"));
            };
            let role = Role::from_name(role).ok_or_else(|| fault(&format!("`{role}` is no role")))?;
            let weight = weight.parse().map_err(|_| fault(&format!("`{weight}` is no whole number up to 32,767")))?;
            let weights = features.entry(feature).or_default();
            if weights.iter().any(|(other, _)| *other == role as u8) {
                return Err(fault(&format!("`{feature}` has a weight for {} already", role.name())));
            }
            weights.push((role as u8, weight));
        }
        Self::of(&features)
    }

    fn of(features: &BTreeMap<&str, Vec<Weight>>) -> Result<Self, String> {
        let mut slots = vec![Slot::default(); (features.len() * 2).next_power_of_two()];
        let mut all = Vec::new();
        for (feature, weights) in features {
            let key = Key::of(feature).get();
            let mut at = key as usize % slots.len();
            while slots[at].key != 0 {
                if slots[at].key == key {
                    return Err(format!("`{feature}` has the key of another feature"));
                }
                at = (at + 1) % slots.len();
            }
            slots[at] = Slot { key, start: all.len() as u32, len: weights.len() as u32 };
            all.extend(weights);
        }
        Ok(Self { slots: slots.into(), weights: all.into() })
    }

    /// The weights of a feature; none for one that has none.
    pub fn get(&self, key: Key) -> &[Weight] {
        let (key, mask) = (key.get(), self.slots.len().wrapping_sub(1));
        let mut at = key as usize & mask;
        while let Some(slot) = self.slots.get(at).filter(|slot| slot.key != 0) {
            if slot.key == key {
                let (start, end) = (slot.start as usize, (slot.start + slot.len) as usize);
                return self.weights.get(start..end).unwrap_or_default();
            }
            at = (at + 1) & mask;
        }
        &[]
    }
}

/// The hash of a feature's name, which is built up piece by piece (FNV-1a).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;

    /// The key of a name.
    pub const fn of(name: &str) -> Self {
        Self(Self::SEED).then(name)
    }

    /// The key of a name that goes on.
    pub const fn then(self, more: &str) -> Self {
        let (mut hash, bytes, mut at) = (self.0, more.as_bytes(), 0);
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(Self::PRIME);
            at += 1;
        }
        Self(hash)
    }

    /// The number; the low bits of the hash alone would be those of the last letters.
    fn get(self) -> u64 {
        (self.0 ^ self.0 >> 32).max(1)
    }
}
