//! The demonstration looked at over HTTP, unattended.

use lots_cli::outside::World;

use super::people::{PASSWORD, PEOPLE};
use super::{Broken, Figures, Shown, truths};

/// Look at what was promised, at the server's address. The line of figures.
///
/// # Errors
/// [`Broken`] says what isn't as promised.
pub fn check(url: &str, figures: Figures, shown: &Shown) -> Result<String, Broken> {
    let visit = Visit { agent: ureq::Agent::config_builder().http_status_as_error(false).build().into(), url };
    visit.page("/", &["随机抽查"])?;
    visit.page("/items", &["随机抽查事项清单"])?;
    visit.page("/plans", &["双随机抽查计划", "现行有效"])?;
    visit.page("/draws", &["已公布", "已锁定", "待公布"])?;
    visit.verifies()?;
    visit.waits()?;
    visit.leads(shown)?;
    visit.offers()?;
    truths::hold(&visit, shown)?;
    visit.page("/results", &["未发现问题"])?;
    visit.page("/statistics", &["各领域覆盖情况"])?;
    if figures.outcomes > 0 {
        visit.followed()?;
    }
    visit.page("/about", &[])?;
    visit.page("/journal", &[])?;
    visit.page("/subjects?q=%E9%A3%9F%E5%93%81", &["食品"])?;
    visit.page("/complaints", &[])?;
    visit.page("/sitemap.xml", &["<urlset"])?;
    visit.page("/journal/checkpoint", &["price.fushun.example/journal"])?;
    visit.page("/console/", &[])?;
    for (login, ..) in PEOPLE {
        visit.signs_in(login)?;
    }
    let token = visit.signs_in("registry")?;
    let counted = visit.json("/api/v1/subjects?limit=1", &token)?;
    let many = counted["count"]["value"].as_u64().unwrap_or(0);
    if many < figures.subjects.min(10_000) {
        return Err(Broken(format!("{many} subjects, {} were promised", figures.subjects)));
    }
    let Figures { subjects, inspectors, items, complaints, lines, draws, visits, results, outcomes } = figures;
    Ok(format!(
        "{subjects} subjects, {inspectors} inspectors, {items} items, {complaints} complaints, a plan of {lines} lines, {draws} draws, the announced ones verified, {visits} visits, {results} results public, {outcomes} outcomes, {} logins",
        PEOPLE.len()
    ))
}

/// A visitor.
pub(super) struct Visit<'a> {
    agent: ureq::Agent,
    url: &'a str,
}

impl Visit<'_> {
    /// The page is there and says this.
    pub(super) fn page(&self, path: &str, says: &[&str]) -> Result<(), Broken> {
        let mut response = self.agent.get(format!("{}{path}", self.url)).call().map_err(Broken::from)?;
        let text = response.body_mut().read_to_string().map_err(Broken::from)?;
        match says.iter().find(|said| !text.contains(**said)) {
            _ if response.status() != 200 => Err(Broken(format!("{path}: {}", response.status()))),
            Some(missing) => Err(Broken(format!("{path} doesn't say {missing}"))),
            None => Ok(()),
        }
    }

    /// The first draw in a state.
    fn draw(&self, state: &str) -> Result<String, Broken> {
        let listed = self.json(&format!("/draws.json?state={state}"), "")?;
        Ok(listed[0]["id"].as_str().ok_or_else(|| Broken(format!("no draw is {state}")))?.to_owned())
    }

    /// The draw that waits for its numbers can still get them: none of its parties stayed away.
    fn waits(&self) -> Result<(), Broken> {
        self.page(&format!("/draws/{}", self.draw("committed")?), &["种子还没有产生"])
    }

    /// The announced draws' bundles, computed anew as anybody would.
    fn verifies(&self) -> Result<(), Broken> {
        self.draw("announced")?;
        let listed = self.json("/draws.json?state=announced", "")?;
        for id in listed.as_array().into_iter().flatten().filter_map(|row| row["id"].as_str()) {
            self.page(&format!("/draws/{id}"), &["查我的签号"])?;
            let bundle = self.agent.get(format!("{}/draws/{id}/bundle.zip", self.url)).call().map_err(Broken::from)?;
            let mut file = tempfile::NamedTempFile::new().map_err(Broken::from)?;
            std::io::copy(&mut bundle.into_body().into_reader(), &mut file).map_err(Broken::from)?;
            let opened = lots_cli::bundle::open(file.path()).map_err(Broken::from)?;
            let report = lots_cli::commands::verify::check(&opened, &mut World::new(&opened.roster));
            if let Some((check, why)) = report.failure() {
                return Err(Broken(format!("draw {id}: {} {why}", check.code())));
            }
        }
        Ok(())
    }

    /// What the steps to try name is where they say: the code has a ticket that was drawn, and the record of the open visit is its inspector's to write.
    fn leads(&self, shown: &Shown) -> Result<(), Broken> {
        let Shown { draw, drawn, inspector: (login, _), partner: (partner, _), visit, plan, code, .. } = shown;
        self.page(&format!("/draws/{draw}?code={drawn}"), &["已被抽中"])?;
        for login in [login, partner] {
            let token = self.signs_in(login)?;
            let mine = self.json(&format!("/api/v1/visits?mine=true&state=noticed&draw={draw}&q={code}"), &token)?;
            if mine["rows"][0]["code"] != *code || mine["rows"][0]["id"] != *visit {
                return Err(Broken(format!("{login} has no record of {code} to write: {mine}")));
            }
        }
        let page = self.json(&format!("/api/v1/plans/{plan}"), &self.signs_in("planner")?)?;
        if page["lines"][0]["place"] != 1 {
            return Err(Broken(format!("nothing can be drawn from the plan's first line: {page}")));
        }
        Ok(())
    }

    /// The sign-in page offers every account, and a draw that is begun now has its result in two minutes.
    fn offers(&self) -> Result<(), Broken> {
        let look = self.json("/api/v1/setup", "")?;
        let offered = &look["demonstration"];
        let logins = offered["accounts"].as_array().map_or(0, Vec::len);
        if logins != PEOPLE.len() || offered["password"] != PASSWORD {
            return Err(Broken(format!("the sign-in page offers {offered}")));
        }
        let rules = self.json("/api/v1/draw-rules", &self.signs_in("operator")?)?;
        let in_force = rules.as_array().into_iter().flatten().find(|rule| rule["in_force"] == true);
        match in_force.and_then(|rule| rule["rule"]["beacons"].as_array()) {
            Some(beacons) if beacons.is_empty() => Ok(()),
            _ => Err(Broken(format!("a draw would wait for a lottery: {rules}"))),
        }
    }

    /// A result that something followed says so.
    fn followed(&self) -> Result<(), Broken> {
        let results = self.json("/results.json?result=rectification-ordered", "")?;
        for row in results["rows"].as_array().into_iter().flatten() {
            let path = format!("/results/{}", row["visit"].as_str().unwrap_or_default());
            let told = self.json(&format!("{path}/outcomes.json"), "")?;
            if told["outcomes"].as_array().is_some_and(|all| !all.is_empty()) {
                return self.page(&path, &["处理情况", "责改〔"]);
            }
        }
        Err(Broken("nothing public followed a finding".into()))
    }

    /// Somebody's token.
    pub(super) fn signs_in(&self, login: &str) -> Result<String, Broken> {
        let body = serde_json::json!({ "login": login, "password": PASSWORD, "bearer": true }).to_string();
        let request =
            self.agent.post(format!("{}/api/v1/session", self.url)).header("content-type", "application/json");
        let text =
            request.send(body).and_then(|mut response| response.body_mut().read_to_string()).map_err(Broken::from)?;
        let me: serde_json::Value = serde_json::from_str(&text).map_err(Broken::from)?;
        me["token"].as_str().map(str::to_owned).ok_or_else(|| Broken(format!("{login}: {text}")))
    }

    /// What a path answers to somebody, or without a token to everybody.
    pub(super) fn json(&self, path: &str, token: &str) -> Result<serde_json::Value, Broken> {
        let request = self.agent.get(format!("{}{path}", self.url)).header("authorization", format!("Bearer {token}"));
        let text =
            request.call().and_then(|mut response| response.body_mut().read_to_string()).map_err(Broken::from)?;
        serde_json::from_str(&text).map_err(Broken::from)
    }
}
