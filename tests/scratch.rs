use skillgap::model::Id;
use skillgap::{answers, pack, plan, score};
#[test]
fn scratch() {
    let pack = pack::parse(&pack::EMBEDDED[0].files()).0.unwrap();
    for name in ["student", "newcomer", "director", "nurse", "physician", "project-manager"] {
        let text = std::fs::read_to_string(format!("tests/fixtures/people/{name}.yaml")).unwrap();
        let (sheet, problems) = answers::parse(name, &text, &pack);
        for p in &problems {
            println!("{}", skillgap::diag::render(p));
        }
        let sheet = sheet.unwrap();
        let card = score::score(&pack, &sheet);
        let mut wishes = plan::Wishes::new(sheet.role);
        if name == "project-manager" {
            wishes.have.push(pack.find_resource("pmp").unwrap());
        }
        let t = std::time::Instant::now();
        let p = plan::develop(&pack, &card, &sheet.background, &wishes);
        println!("== {name} {:?}", t.elapsed());
        let t = std::time::Instant::now();
        if std::env::var_os("SENS").is_some() {
            let s = plan::sensitivity(&pack, &card, &sheet.background, &p);
            println!(
                "sens {:?} {:?}",
                t.elapsed(),
                s.priorities.iter().map(|(c, n)| (pack.competency(*c).id.as_str().to_owned(), n)).collect::<Vec<_>>()
            );
        }
        for ph in &p.phases {
            println!(
                "-- {} job {:?} start {} weeks {} {:?}\n   before {:?}\n   after {:?}",
                pack.role(ph.role).id,
                ph.job.map(|j| pack.role(j).id.to_string()),
                ph.start,
                ph.weeks,
                ph.proof,
                ph.before,
                ph.after
            );
            for st in &ph.steps {
                println!(
                    "   {:24} {}-{} alone {:?} together {:?} opens {:?} without: adds {:?} drops {} gap {} fees {:?} hours {:?}",
                    pack.resource(st.resource).id.as_str(),
                    st.start,
                    st.end,
                    st.alone
                        .iter()
                        .map(|r| format!("{} {}-{}", pack.competency(r.competency).id, r.from, r.to))
                        .collect::<Vec<_>>()
                        .join(", "),
                    st.together
                        .iter()
                        .map(|r| format!("{} {}-{}", pack.competency(r.competency).id, r.from, r.to))
                        .collect::<Vec<_>>()
                        .join(", "),
                    st.opens.len(),
                    st.without.adds.iter().map(|r| pack.resource(*r).id.to_string()).collect::<Vec<_>>(),
                    st.without.drops.len(),
                    st.without.value.weighted_gap,
                    st.without.value.fees,
                    st.without.value.hours
                );
            }
            println!(
                "   open: {:?}",
                ph.open
                    .iter()
                    .map(|o| format!(
                        "{} {}->{} {}",
                        pack.competency(o.competency).id,
                        o.level,
                        o.target,
                        match &o.why {
                            plan::WhyOpen::Wishes(v) => format!("wishes {}", v.len()),
                            plan::WhyOpen::Closed(v) => format!(
                                "closed {:?}",
                                v.iter().map(|(r, m)| format!("{} {:?}", pack.resource(*r).id, m)).collect::<Vec<_>>()
                            ),
                            plan::WhyOpen::WorkAlone(v) => format!("work {}", v.len()),
                            plan::WhyOpen::Nothing => "nothing".into(),
                        }
                    ))
                    .collect::<Vec<_>>()
            );
            println!("   opens: {:?}", ph.opens.iter().map(|r| pack.resource(*r).id.to_string()).collect::<Vec<_>>());
            println!(
                "   readiness {:?} musts {:?}",
                ph.readiness.iter().map(|r| r.map(|r| skillgap::exact::decimals(r * 100, 0))).collect::<Vec<_>>(),
                ph.musts
            );
        }
    }
}
