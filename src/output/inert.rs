//! Lines that the log of a build takes for nothing but text.

use std::io::{self, Write};

/// Passes lines on. Build servers obey a line that begins with `::`, and one that holds `##[`; a
/// document's words must be able to do neither, so an empty character is put between.
pub struct Inert<'a> {
    out: &'a mut dyn Write,
    line: Vec<u8>,
}

impl<'a> Inert<'a> {
    /// What is written must end with a line end, or with [`Write::flush`].
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, line: Vec::new() }
    }

    fn pass_line(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let words = line.trim_start();
        let margin = line.get(..line.len() - words.len()).unwrap_or_default();
        let guard = if words.starts_with("::") { "\u{200b}" } else { "" };
        write!(self.out, "{margin}{guard}{}", words.replace("##[", "#\u{200b}#["))?;
        self.line.clear();
        Ok(())
    }
}

impl Write for Inert<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.pass_line()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_line()?;
        self.out.flush()
    }
}
