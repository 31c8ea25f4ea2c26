//! The pages a person sees, as snapshots.

mod made;

use chancery::explain;
use chancery::page::Page;
use chancery::render;
use unicode_width::UnicodeWidthStr;

fn page(write: impl FnOnce(&mut Page)) -> String {
    let mut page = Page::new(80, false);
    write(&mut page);
    page.finish()
}

#[test]
fn a_reading() {
    insta::assert_snapshot!(render::reading(&made::reading(), 80, false, false));
}

#[test]
fn a_reading_with_evidence() {
    insta::assert_snapshot!(render::reading(&made::reading(), 80, false, true));
}

#[test]
fn a_reading_of_nothing() {
    insta::assert_snapshot!(render::reading(&made::nothing(), 80, false, false));
}

#[test]
fn pages_keep_to_their_width() {
    for width in [40, 60, 80] {
        for evidence in [false, true] {
            let text = render::reading(&made::reading(), width, false, evidence);
            assert!(text.lines().all(|line| line.width() <= width), "{text}");
            assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
        }
    }
}

#[test]
fn colour_adds_no_word() {
    let plain = render::reading(&made::reading(), 72, false, true);
    let coloured = render::reading(&made::reading(), 72, true, true);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn explained_reading() {
    insta::assert_snapshot!(page(|page| explain::reading(page, &made::reading())));
}

#[test]
fn explained_reading_in_colour() {
    let mut page = Page::new(80, true);
    explain::reading(&mut page, &made::reading());
    let text = anstream::adapter::strip_str(&page.finish()).to_string();
    insta::assert_snapshot!(text);
}

#[test]
fn explained_names() {
    let (document, analysis) = made::analysed();
    insta::assert_snapshot!(page(|page| explain::names(page, &document, &analysis)));
}

#[test]
fn explained_tokens() {
    let (document, analysis) = made::analysed();
    insta::assert_snapshot!(page(|page| explain::tokens(page, &document, &analysis)));
}

#[test]
fn explained_tree() {
    let (document, analysis) = made::analysed();
    insta::assert_snapshot!(page(|page| explain::tree(page, &document, &analysis)));
}
