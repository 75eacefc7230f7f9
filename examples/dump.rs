use candor::{document::Document, language::Lexicon, source::Source};
fn main() {
    let lex = Lexicon::default();
    for path in std::env::args().skip(1) {
        let source = Source::from_bytes(path.clone(), std::fs::read(&path).unwrap());
        let doc = Document::read(&source, &lex);
        println!(
            "=== {path} lang={:?} form={:?} blocks={} fields={}",
            doc.lang,
            doc.form,
            doc.outline.blocks.len(),
            doc.fields.len()
        );
        for (id, s) in doc.outline.sections.iter().enumerate().skip(1) {
            println!(
                "  {}{:?} {:?} own={} [{}]",
                "  ".repeat(s.level.min(10) as usize),
                s.topic,
                s.form,
                doc.outline.own_blocks(id).count(),
                s.title.plain()
            );
        }
        for s in &doc.outline.blocks {
            // check spans
            let span = s.text.whole();
            let a = source.slice(span);
            if a.is_empty() {
                println!("   EMPTY SPAN for {:?}", s.text.plain());
            }
        }
    }
}
