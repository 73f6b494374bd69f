//! The stable codes of diagnostics, each with the long explanation that `skillgap explain` prints.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident, $title:literal;)+) => {
        /// What kind of problem a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        /// Every code, in order.
        pub const ALL_CODES: &[Code] = &[$(Code::$name,)+];

        impl Code {
            /// The code as printed: `SK101`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// A short name of the problem.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What the problem is and how to mend it, in full sentences.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n",)+),)+ }
            }

            /// Whether the problem keeps a file from being used.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file is not YAML, or the line not JSON, that can be read: a bracket or a quote is open, indentation does not line up, or two
    /// documents stand in one file. Mend the place that is named; the true cause is often one line above it.
    Syntax = "SK101", Error, "not readable as YAML or JSON";
    /// The file is larger than skillgap reads. A pack file may have 1 MiB, an answers file 256 KiB, a list of
    /// people or of targets 1 MiB and 100,000 lines.
    TooLarge = "SK102", Error, "file too large";
    /// Brackets are nested more than 32 deep. No pack or answers file needs that, and reading it could take minutes.
    TooDeep = "SK103", Error, "nested too deeply";
    /// The file is not UTF-8 text. Save it as UTF-8 in your editor ("CSV UTF-8" in a spreadsheet).
    NotUtf8 = "SK104", Error, "not UTF-8 text";
    /// The file could not be opened or read: it does not exist, it is a folder, or you lack the permission to read it. Or its
    /// first bytes are those of another kind of file, whatever its name says: an archive, a PDF file, a web page. Or it is
    /// compressed, and the data is damaged or cut off; then what stands before the damage is used.
    Unreadable = "SK105", Error, "file cannot be read";
    /// The file says `format: N` with a number that this version of skillgap does not know. Format 1 is the only one so far.
    UnknownFormat = "SK110", Error, "unknown format number";
    /// A value has another type than this field needs: text where a number is needed, a list where a record is needed.
    /// In JSON a number or `true` that is meant as text stands in quotes.
    WrongType = "SK111", Error, "another type of value is needed";
    /// A field that is needed is not there. The place is the record that lacks it; add the field inside that record.
    MissingField = "SK112", Error, "a field is missing";
    /// The record has a field that skillgap does not know. Fields are never ignored, because a misspelt field would
    /// otherwise be lost without a word.
    UnknownField = "SK113", Error, "unknown field";
    /// The same field stands twice in one record. Most YAML readers take the last one and say nothing; skillgap asks.
    RepeatedField = "SK114", Error, "the same field twice";
    /// A text is empty, or only white space, where people will read it.
    EmptyText = "SK115", Error, "empty text";
    /// A text is longer than the field allows. The message says how long it is and how long it may be; shorten it.
    LongText = "SK116", Error, "text too long";
    /// A number lies outside the range that the field allows. The message names the range.
    OutOfRange = "SK117", Error, "number out of range";
    /// The field takes one of a few words, and this is not one of them. The message lists them.
    UnknownWord = "SK118", Error, "not one of the allowed words";
    /// An id is made of lower-case letters, digits and single hyphens, starts with a letter, and has at most 64
    /// characters; the parts of an item's id may be joined by dots.
    BadId = "SK119", Error, "not an id";
    /// A date is written as 2026, 2026-11 or 2026-11-23; a point in time as 2026-11-23T09:00:00Z.
    BadDate = "SK120", Error, "not a date or time";
    /// A web address starts with https:// or http:// and has no spaces.
    BadUrl = "SK121", Error, "not a web address";
    /// Two records of one kind have the same id. Ids are how answers, roles and resources refer to things, so each must
    /// be the only one.
    DuplicateId = "SK201", Error, "the same id twice";
    /// An id is named that no record of the pack has: a competency, a scale, a form, a role, a resource or a source.
    UnknownId = "SK202", Error, "nothing has this id";
    /// The levels of a pack count up by one from the first to the last, and there are at least two.
    LevelSequence = "SK203", Error, "levels do not count up by one";
    /// A competency has one statement for each level of the pack, lowest first, or a record `{level, statement}` for each level
    /// that it has. Too few or too many leave a level without an anchor, and a person could not tell what the number means.
    MissingAnchor = "SK204", Error, "a level has no statement";
    /// The options of a response scale have values that grow, each larger than the one before, and there are at least two.
    ScaleSequence = "SK205", Error, "scale values do not grow";
    /// All items of a competency in a form have the weight 0, so it could never get a level.
    NoWeight = "SK206", Error, "all weights are zero";
    /// A role asks for a level that the pack's level scale, or the competency, does not have.
    TargetAboveScale = "SK207", Error, "a target outside the level scale";
    /// A role has at most one target for a competency. One that it does not need is left out of its targets.
    TargetSet = "SK208", Error, "two targets for one competency";
    /// All importances of a role are zero, or it asks for the lowest level everywhere, so no readiness could be given.
    NoImportance = "SK209", Error, "a role that asks for nothing";
    /// A chain leads back to where it started: resource A needs B first and B needs A, or a role leads to itself.
    /// Nobody could ever begin.
    Cycle = "SK210", Error, "a chain that leads back to its start";
    /// A form has no items. Name the form in `forms` of the items that belong to it, or remove the form.
    NoItems = "SK211", Error, "no items";
    /// A resource develops a competency from a level to a higher one, both on the pack's scale.
    LevelInversion = "SK212", Error, "a resource that lifts nobody";
    /// Levels are computed exactly, as ratios of whole numbers. Where each competency of a form has large and uneven weights,
    /// the ratios of one person together would need more digits than are kept. Use smaller weights, or fewer items or competencies.
    TooFine = "SK213", Error, "weights too uneven to stay exact";
    /// The ladder lists each role once, lowest first, and `next` names only roles that stand higher.
    LadderOrder = "SK214", Error, "ladder out of order";
    /// Only a certification can be a foundation exam. On a course, a degree or a piece of practice the field
    /// `foundation: true` would say nothing; remove it, or change the kind.
    NotAnExam = "SK215", Error, "a foundation exam that is no certification";
    /// The lowest price of a resource is at most its amount, and the highest at least that: the amount is the usual price,
    /// and the range what other people pay or other pages name. Without a range, leave both out.
    OutsideRange = "SK216", Error, "a price outside its own range";
    /// The credentials of a role are certifications of the catalogue. What else helps to become ready for the role needs no
    /// entry: whatever lifts a competency is recommended where it fits.
    NotACredential = "SK217", Error, "a credential that is no certification";
    /// The options of a response scale have the numbers of the lowest levels and stop before the highest one. Spread over
    /// all levels, an answer would count for more than its number says. `levels: {from: 0, to: 3}` says for which levels
    /// the options stand; `levels: all` says that they are meant to be spread. Or the options stand for levels beyond those
    /// that the competency has.
    StretchedScale = "SK218", Error, "a scale stretched over other levels";
    /// A role asks for a level that no answers can give: the options of the questions about the competency stand for lower
    /// levels, in every form. Nobody could ever meet it. Lower the target, or give a question options up to that level.
    UnreachableTarget = "SK219", Error, "a target that nobody can reach";
    /// A wording in `also` means two answers: it is that of another option too, or a number, which in answers is always a value.
    /// Answers in this wording would be refused, or counted as another answer. Give each option wordings of its own.
    AmbiguousWording = "SK220", Error, "a wording that means two answers";
    /// A part of a published competency model is mapped to a competency, and is said not to be covered. It is one or the
    /// other: take the code out of the competency's `frameworks`, or `not-covered` out of the part.
    CoveredOrNot = "SK231", Error, "a part both covered and not";
    /// The answers were given to another pack. Answers are only ever scored against the pack they belong to.
    OtherPack = "SK301", Error, "answers of another pack";
    /// The answers were given to another version of the pack, or its content has changed since. They are scored with
    /// the pack that is here now; look at the changed questions before you rely on the result.
    ChangedPack = "SK302", Warning, "the pack has changed";
    /// A rating is not one of the values that the item's response scale offers. The message lists the values.
    RatingOffScale = "SK303", Error, "rating not on the scale";
    /// An item is answered twice in one file. Keep one of the two answers.
    RepeatedAnswer = "SK304", Error, "an item answered twice";
    /// An answer has both a rating and a state, or neither. An item that was not answered is left out, or has the
    /// state `skipped`.
    AnswerShape = "SK305", Error, "not one answer";
    /// An answer belongs to an item that is not in the form that the file names. It is kept in the file and not scored.
    NotInForm = "SK306", Warning, "an item of another form";
    /// The answers were given to another state of the pack, and this one has no place in the pack as it is now: the
    /// question is gone, or it no longer offers the rating. The answer stays in the file and is not scored.
    NoLongerAsked = "SK307", Warning, "an answer without a place";
    /// A row of a table has filled cells behind the last column of the header, or it ends before its first answer. A
    /// delimiter is missing or too many, or a quote that was opened is not closed, so that the cells cannot be told apart.
    /// Mend the row; nothing of it is scored.
    RaggedRow = "SK311", Error, "a row of another length than the header";
    /// A column of a table is neither an item of the pack nor one of `respondent`, `code`, `label`, `group`, `pack`, `role`, `form`,
    /// `education`, `experience-years`, `licences`, `region`, `studying`, `studying-until`, `post`, `hours-per-week`, `budget`,
    /// `holds`, `started`, `finished` and `note.` with the id of an item behind it. It is ignored; the rest of the table is
    /// scored.
    UnknownColumn = "SK312", Warning, "unknown columns";
    /// A row of a table has something in its cells of items, and nothing of it is an answer: most likely it holds headings, as
    /// the second and third row of some exports do. It is not scored. Remove it; if it is a person's, write ratings, `NA`,
    /// `?` or the labels of options.
    HeadingRow = "SK318", Error, "a row without any answer";
    /// Rows of a table hold nothing but empty cells. They are left out.
    BlankRow = "SK319", Warning, "blank rows";
    /// The header of a table stands again among its rows, as when files were put one behind the other. It is left out.
    HeaderAgain = "SK320", Warning, "the header again";
    /// A row of a table ends before its last column: empty cells at the end were left out when it was written. The missing
    /// cells count as empty. If cells are missing in the middle, mend the row.
    ShortRow = "SK321", Warning, "a row that ends early";
    /// Lines with a title or other text stand above the header of a table. They are left out.
    LinesAbove = "SK322", Warning, "lines above the header";
    /// The name of a column is nearly the one of a column that the table lacks. Nothing of the table is scored, because
    /// these answers would be lost. Rename the column.
    NearColumn = "SK323", Error, "a column that is nearly known";
    /// Fewer than half of the items of a form have a column in the table, most likely because its headings are not those of
    /// the pack. Mend the headings, name the columns with `--map`, or score what is there with `--partial`.
    FewColumns = "SK324", Error, "few items have a column";
    /// The table is the export of a survey tool. The message says which, how many items have a column or which column holds
    /// result codes, and which column tells the persons apart. Nothing is to be done.
    SurveyExport = "SK325", Note, "the export of a survey tool";
    /// Something of an export that answers depend on is not sure, such as whether its numbers are ratings or positions of
    /// options. Nothing of it is scored. `--map FILE` writes a map of its columns, in which you settle it.
    UnsureExport = "SK326", Error, "an export that is not sure";
    /// Day and month of the dates of an export cannot be told apart: all days are below 13. The answers are scored, and the
    /// times are left out. A map (`--map`) with `day-first: true` or `false` settles it.
    UnsureTimes = "SK327", Warning, "times that are not sure";
    /// Responses of an export are of people who tried the survey, or were opened and left without an answer. They are left out.
    ResponseLeftOut = "SK328", Warning, "responses left out";
    /// Responses of an export were begun and not handed in. What they answer is scored; coverage and range say how much is
    /// missing.
    Unfinished = "SK329", Warning, "responses that were not handed in";
    /// A row answers items of several forms, and no form of the pack has them all. Split the row by form, or say in a
    /// column `form` which one is to be scored.
    NoForm = "SK313", Error, "answers of several forms in one row";
    /// A record goes on for more than 256 KiB or up to the end of the file, most likely because a quote was opened in
    /// its first line and never closed. That line is left out; reading goes on with the next one.
    OpenQuote = "SK314", Error, "a record without an end";
    /// The folder of reports has a file of this name with another content. It stays as it is, and this report was not
    /// written. Name another folder, or replace what is there with `--force`.
    ReportThere = "SK315", Error, "a report is already there";
    /// A record says `rater: observer`: an advisor or mentor gave these ratings of someone else. They are not scored among
    /// people's own. `skillgap report ANSWERS --observer FILE` shows them beside the person's.
    ObserverRatings = "SK316", Error, "an observer's ratings among people's own";
    /// Several records have the same id, in one input or in several. All of them are scored, but nobody can tell their scores
    /// apart by the id. Give each person an id of their own: two people who filled in a template under its id `s-0001` are an
    /// example. Attempts of one person may share an id when each says in `started` when it began. It is looked for among
    /// the first million records of a run.
    RepeatedPerson = "SK330", Warning, "an id that stands more than once";
    /// A result code of a table has a slip: a character is wrong, missing or too many, so that the check characters at its end
    /// do not fit the rest. Or the cell holds something else. Nothing of the row is scored, because the answers could be other
    /// ones. Ask the person for the code again, copied rather than typed, or for the answers file.
    MistypedCode = "SK331", Error, "a mistyped result code";
    /// A result code was made with another pack, with a state of this pack whose scoring, items, roles or degrees were
    /// others, or by a version of skillgap that writes codes in another way. What its characters stand for is not known
    /// here, so nothing of the row is scored. Name the pack with `--pack`, or ask for the answers file.
    OtherCode = "SK332", Error, "a result code of another pack";
    /// A row has a result code, and beside it other answers or another form than the code holds. Nobody can tell which is
    /// right, so nothing of the row is scored. Empty the cell that is wrong. Role and background are no such case: a cell of
    /// the table goes before the code.
    CodeDisagrees = "SK333", Error, "a result code and other answers";
    /// Rows of a table with a column of result codes hold neither a code nor an answer, as those of people who have sent none
    /// yet. They are left out.
    NoCode = "SK334", Warning, "rows without a result code";
    /// A person stands twice in a list of those who were invited, or a target twice in a list of targets. It counts once, as the
    /// line that stands first says; what that line leaves open is taken from the other one.
    ListedTwice = "SK335", Warning, "listed twice";
    /// A list of those who were invited has one column, and nothing above it that says what it holds. Each line is taken as the
    /// code of a person. Write `respondent` above codes and `label` above names.
    PlainList = "SK336", Warning, "a list without a header";
    /// A role asks for a level that nothing in the catalogue leads to: no resource that can be had lifts people over
    /// this step. The report could name the gap and nothing that closes it. A piece of practice is enough.
    NoWayUp = "SK401", Warning, "no resource can close a gap";
    /// A resource helps nobody: it begins above the highest level that any role asks for, or every way in needs another
    /// resource that cannot be had.
    UnusableResource = "SK402", Warning, "a resource that nobody can use";
    /// A price is believed for two years from its date, which cannot lie in the future. After that, look it up again, or write `unknown`: a wrong price is worse for
    /// a student than none.
    OldPrice = "SK403", Warning, "a price older than two years";
    /// A substitute is what to take instead. It cannot be the resource itself, nor something retired, unverified or
    /// dated, since those are never recommended.
    SubstituteGone = "SK404", Warning, "a substitute that cannot be had";
    /// A question asks about two things at once ("plan and lead"). Whoever can do one and not the other has no true
    /// answer. Ask about one thing, or find one word for both.
    DoubleBarrelled = "SK411", Warning, "a question about two things";
    /// A question holds a negative ("how often do you not ..."). A low answer to it is hard to read, and people slip.
    /// Ask for what is there; where less of it is better, key the item with `reverse: true`.
    NegativeStem = "SK412", Warning, "a negative question";
    /// A sentence of a question or a statement has more than 20 words. People lose its beginning on a small screen.
    LongSentence = "SK413", Warning, "a long sentence";
    /// A question or a statement needs more than 12 years of school by the Flesch-Kincaid formula
    /// (0.39 words per sentence + 11.8 syllables per word - 15.59). Use shorter words; explain the words of the field.
    HardSentence = "SK414", Warning, "hard to read";
    /// Two statements share at least eight in ten of their words. A person who reads both cannot choose between them.
    AlikeStatements = "SK415", Warning, "statements too alike";
    /// A text uses an abbreviation that it does not write out. Each text may be the first that a person reads:
    /// "electronic health record (EHR)".
    Abbreviation = "SK416", Warning, "an abbreviation is not written out";
    /// A waiver of the pack waives nothing: no warning of its code was found at this place, or anywhere. What it was for is
    /// mended, or the code or the id is misspelt. Remove it, so that a new warning is seen.
    UnusedWaiver = "SK417", Warning, "a waiver that waives nothing";
    /// The importances of a role do not sum to 100. Scores do not change, but nobody can read one as a percentage, and a
    /// slip of the pen shows less.
    ImportanceSum = "SK421", Warning, "importances do not sum to 100";
    /// The highest role of the ladder asks for less in a competency than a role below it. A person would lose a step of
    /// readiness by rising. Between other roles this is allowed, since careers branch.
    TopAsksLess = "SK422", Warning, "the top role asks for less";
    /// No competency is mapped to this part of a published competency model, and no reason is given. Readers who compare
    /// their curriculum with it need the reason: say in `not-covered` why the pack does not measure it.
    UnmappedPart = "SK425", Warning, "a part of a framework that nobody maps";
    /// A golden answers file of the pack gives other results than its `.expected.yaml` says. Either the pack changed
    /// what people's answers mean, or the expectation was wrong: find out which before you change it.
    GoldenDiffers = "SK431", Error, "golden answers give other results";
    /// A golden test is a pair of files in the folder `golden`: answers in NAME.yaml, what they must give in
    /// NAME.expected.yaml. One without the other holds nothing. For answers alone `skillgap check --write-expected` writes
    /// what the program finds now; read it before you keep it.
    GoldenWithoutExpected = "SK432", Warning, "half a golden test";
    /// An overlay is laid over the pack that it names, and over no other: its targets and prices are of that pack's
    /// competencies and resources.
    OverlayOfOtherPack = "SK441", Error, "an overlay of another pack";
    /// The logo of an overlay is a file beside it: a PNG, or an SVG that only draws. Scripts, events, style sheets from
    /// elsewhere, links to other files, embedded pages and pictures, animations and DTDs are refused, and so is a file of
    /// more than 64 KiB. Export it as plain or optimised SVG, or as PNG.
    BadLogo = "SK442", Error, "a logo that cannot be shown";
    /// A price in an overlay names no source that was read. People pay by it: name the page or the letter that says it.
    PriceWithoutSource = "SK443", Warning, "a price without a source";
    /// A step of the answers is a resource that the pack does not have, and that may be a programme's own. It stays in the
    /// file as it is; no plan counts it until the overlay that has it is named.
    StepOfOverlay = "SK317", Warning, "a step that the catalogue does not have";
    /// A line of an answers file is no YAML as it was typed, and what it means is plain: a text with `: ` without quotes,
    /// a tab in the indentation, no blank behind a colon. It was read as the message says. Mend the line, so that other
    /// programs read the file too.
    MendedLine = "SK341", Warning, "a line read as it was meant";
    /// In YAML a ` #` begins a comment, and an `&` before a text names it. In a text without quotes that is easily not meant:
    /// of `note: used R #stats` only `used R` is the note. Put the text in quotes if the rest belongs to it. A comment
    /// with two blanks before `#` and one behind it is never taken for a text.
    CutText = "SK342", Warning, "a text that ends earlier than it seems";
    /// The answers name a role or a form that the pack does not have, or no longer has. They are scored against the role
    /// that `--role` names or the pack's default role, and as the one form that has all their items.
    NotInPack = "SK343", Warning, "a role or form that the pack does not have";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_explained() {
        for (at, code) in ALL_CODES.iter().enumerate() {
            assert!(code.explanation().len() > 60, "{} is explained", code.as_str());
            assert!(ALL_CODES[..at].iter().all(|other| other.as_str() != code.as_str()));
        }
    }
}
