use skillgap::*;
fn main(){ let (p,d)=pack::parse(&pack::EMBEDDED[0].files()); for x in d.iter().take(20){print!("{}",diag::render(x));} if let Some(p)=p {println!("{} {}",p.fingerprint(), p.items().len());} }
