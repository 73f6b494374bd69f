//! `skillgap plan`: an answers file becomes a development plan.

use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::cli::args::{Options, PlanArgs, PlanFormat};
use crate::cli::files::{self, Readers, Replace};
use crate::cli::{Done, Failure, messages, packs, sheets};
use crate::clock::{Date, Timestamp};
use crate::model::Pack;
use crate::plan::{PlanOptions, develop};
use crate::report::{ics, json, text, view};

pub(in crate::cli) fn run(args: &PlanArgs, options: &Options) -> Result<Done, Failure> {
    let Some(answers) = &args.answers else {
        files::print(&json::plan_schema(&packs::load(options)?))?;
        return Ok(Done::Well);
    };
    let pack = packs::load_for(options, &[answers])?;
    packs::needs_roles(&pack, "nothing to plan towards")?;
    if pack.resources().is_empty() {
        return Err(Failure::PackLacks(pack.id().to_string(), "resources", "nothing to plan with"));
    }
    let role = packs::named_role(&pack, args.role.as_deref())?;
    let mut sheet = sheets::read_own(answers, &pack, role)?;
    sheet.role = role.unwrap_or(sheet.role);
    let start = args.start.unwrap_or_else(|| Timestamp::now().day());
    let wanted = plan_options(args, &pack, &sheet, start)?;
    let assessment = Assessment::new(&pack, &sheet);
    let plan = develop(&assessment, &wanted);
    let view = view::plan_view(&pack, &sheet, &plan, start);
    let written = match args.format {
        PlanFormat::Text => Some(text::plan(&view)),
        PlanFormat::Json => Some(json::plan(&view)),
        PlanFormat::Ics => ics::plan(&view),
    };
    let Some(written) = written else {
        messages::line(&format!("no calendar is written: {}", view.no_steps.unwrap_or_default()));
        return Ok(Done::Well);
    };
    let Some(output) = args.output.as_ref().filter(|output| output.as_os_str() != "-") else {
        files::print(&written)?;
        return Ok(Done::Well);
    };
    if files::is_same(output, answers) {
        return Err(Failure::SameFile(output.clone()));
    }
    files::write(output, &written, if args.force { Replace::Yes } else { Replace::Never }, Readers::Owner)?;
    messages::line(&format!("plan: {}", files::absolute(output)));
    Ok(Done::Well)
}

fn plan_options(args: &PlanArgs, pack: &Pack, sheet: &AnswerSheet, start: Date) -> Result<PlanOptions, Failure> {
    if let Some(deadline) = args.deadline.filter(|deadline| *deadline <= start) {
        return Err(Failure::NoTime(deadline.to_string(), start.to_string()));
    }
    let own = PlanOptions::of(sheet);
    Ok(PlanOptions {
        goal: own.goal,
        budget: args.budget.or(own.budget),
        hours_per_week: args.hours_per_week.unwrap_or(own.hours_per_week),
        weeks: args.deadline.map(|deadline| start.whole_weeks_until(deadline)),
        exclude: packs::resources(pack, &args.exclude)?,
        have: packs::resources(pack, &args.have)?,
        free_only: args.free_only,
        degrees: args.degrees,
        start: Some(start),
    })
}
