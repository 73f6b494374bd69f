//! An empty table of answers as a spreadsheet, to be filled in.

use rust_xlsxwriter::{DataValidation, Format, Workbook, XlsxError};

use super::book::{properties, title};
use crate::answers::csv_header;
use crate::language;
use crate::model::{FormIx, Id, Pack};

/// How many rows below the header offer the values to choose from.
const ROWS: u32 = 1000;

/// A spreadsheet with the columns of a table of answers to this form, which offers the values of each item, and a sheet
/// with the questions and what each value means.
///
/// # Panics
/// When the workbook cannot be made in memory, or a pack has more items than a sheet has columns; packs have fewer.
pub fn template(pack: &Pack, form: FormIx) -> Vec<u8> {
    workbook(pack, form).expect("a sheet in memory holds the columns of a pack")
}

fn workbook(pack: &Pack, form: FormIx) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&title(pack))?);
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let header = csv_header(pack, form);
    let sheet = workbook.add_worksheet().set_name("Answers")?;
    for (at, name) in (0_u16..).zip(header.trim_end().split(',')) {
        // An id such as 00012 keeps its zeros: the cells of people hold text.
        let item = pack.find_item(name);
        sheet.set_column_format(at, &text)?.set_column_width(at, if item.is_some() { 12.0 } else { 16.0 })?;
        sheet.write_string_with_format(0, at, name, &bold)?;
        if let Some(item) = item {
            let values = pack.options(item).into_iter().map(|option| option.value.to_string());
            let values: Vec<String> = values.chain(["NA".to_owned(), "?".to_owned()]).collect();
            sheet.add_data_validation(1, at, ROWS, at, &DataValidation::new().allow_list_strings(&values)?)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    questions(pack, form, workbook.add_worksheet().set_name("Questions")?, &bold)?;
    workbook.save_to_buffer()
}

/// The questions, each with what its values mean.
fn questions(
    pack: &Pack,
    form: FormIx,
    sheet: &mut rust_xlsxwriter::Worksheet,
    bold: &Format,
) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap();
    for ((at, name), width) in (0_u16..).zip(["item", "question", "value", "answer"]).zip([30.0, 60.0, 8.0, 100.0]) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, name, bold)?;
    }
    let mut row = 1;
    for item in &pack.form(form).items {
        let asked = pack.item(*item);
        let others = [("NA", language::export::not_applicable()), ("?", language::export::unsure())];
        let others = others.map(|(value, label)| (value.to_owned(), label.to_owned()));
        let options = pack.options(*item).into_iter().map(|option| (option.value.to_string(), option.label));
        for (value, label) in options.chain(others) {
            for (at, cell) in (0_u16..).zip([asked.id.as_str(), &asked.stem, &value, &label]) {
                sheet.write_string_with_format(row, at, cell, &wrapped)?;
            }
            row += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
