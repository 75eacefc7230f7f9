//! Turns the language files from YAML, which people write, into JSON, which is read at start-up in
//! a tenth of the time. A file that does not parse fails the build with its place.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=language");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for code in ["en", "zh", "ja"] {
        let path = Path::new("language").join(code).with_extension("yaml");
        let json = fs::read_to_string(&path).map_err(|error| error.to_string()).and_then(|yaml| {
            // "on" and "yes" are words here, as YAML 1.2 has it.
            let options = serde_yaml::options! { strict_booleans: true };
            let value: serde_json::Value =
                serde_yaml::from_str_with_options(&yaml, options).map_err(|error| error.to_string())?;
            Ok(value.to_string())
        });
        match json {
            Ok(json) => {
                if let Err(error) = fs::write(out.join(code).with_extension("json"), json) {
                    println!("cargo::error={error}");
                }
            }
            Err(error) => println!("cargo::error={}: {}", path.display(), error.replace('\n', "\\n")),
        }
    }
}
