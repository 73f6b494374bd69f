//! What a questionnaire in a survey tool says beside the pack's own words, and how it gets there and back.

/// The heading above the question about the person's code.
pub fn respondent_title() -> &'static str {
    "Your code"
}

/// The question about the person's code.
pub fn respondent() -> &'static str {
    "The code that your programme gave you, not your name"
}

/// The heading above the questions about the person.
pub fn background_title() -> &'static str {
    "About you"
}

/// What stands below that heading.
pub fn background_remark() -> &'static str {
    "This decides where you start and which courses are open to you; it is never scored. Skip what you like."
}

/// The heading of a part of a form that has several.
pub fn part(form: &str, part: usize, parts: usize) -> String {
    if parts > 1 { format!("{form}: part {part} of {parts}") } else { form.to_owned() }
}

/// What an item says beside its options.
pub fn not_applicable() -> &'static str {
    "Does not apply to me"
}

/// What an item says for people who cannot tell.
pub fn unsure() -> &'static str {
    "I don't know"
}

/// The first choice of a list.
pub fn none() -> &'static str {
    "None"
}

/// How a month is written.
pub fn month() -> &'static str {
    "As year and month, such as 2029-05"
}

/// The number that REDCap gives to a record.
pub fn record() -> &'static str {
    "Record ID"
}

/// How a data dictionary gets into REDCap, and the answers back.
pub fn guide_redcap() -> &'static str {
    "Into REDCap: in a new project, open Project Setup, then Data Dictionary, and upload the file; enable the instrument as \
     a survey. It replaces all instruments of a project that has some.\n\
     Back: Data Exports, All data, CSV / Microsoft Excel (raw data), with the survey fields (timestamps). Raw data, not \
     labels: then every answer is found by its code. Then run: skillgap score FILE"
}

/// How a survey structure gets into LimeSurvey, and the answers back.
pub fn guide_limesurvey() -> &'static str {
    "Into LimeSurvey: Create survey, then Import, and choose the file; its name ends in .txt.\n\
     Back: Responses, Export, Export results, CSV; headings: question code; responses: answer codes; completion state: all \
     or completed. Codes, not full text: then every answer is found by its code. Then run: skillgap score FILE"
}

/// How a table helps to build a form by hand, and how the answers come back.
pub fn guide_csv() -> &'static str {
    "Into any tool: make one question with a single choice from each row, its answers in the order of the columns, with the \
     wording as it stands. Where the tool has a name or a code for a question, put in the text of the column `item`; where \
     it has values for answers, the headings of the columns.\n\
     Back: export the answers as CSV or as a spreadsheet, one row for each person. Then run: skillgap score FILE"
}
