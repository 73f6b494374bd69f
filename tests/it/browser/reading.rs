//! What a screen reader is given of a page, in the order in which it reads.

use serde_json::{Value, json};

use super::chromium::Browser;

/// A line for each text and each thing with a name or that takes the keyboard: its role, its name, its value and its state.
/// A text that is the name of what it stands in is not repeated.
pub fn reading_order(browser: &mut Browser) -> Vec<String> {
    browser.call("Accessibility.enable", json!({}));
    let tree = browser.call("Accessibility.getFullAXTree", json!({}));
    browser.call("Accessibility.disable", json!({}));
    let nodes: Vec<Value> = serde_json::from_value(tree["nodes"].clone()).unwrap();
    let mut lines = Vec::new();
    read(&nodes, &nodes[0], "", &mut lines);
    lines
}

fn read(nodes: &[Value], node: &Value, around: &str, lines: &mut Vec<String>) {
    let text = |part: &str| node[part]["value"].as_str().unwrap_or_default();
    let (role, name) = (text("role"), text("name").trim());
    let is_said = node["ignored"] == false;
    let mut inside = around;
    match role {
        "InlineTextBox" => return,
        "StaticText" if is_said && !name.is_empty() && !around.contains(name) => lines.push(format!("text: {name}")),
        "StaticText" => {}
        _ if is_said && (!name.is_empty() || property(node, "focusable").is_some()) => {
            let value =
                [text("value")].into_iter().filter(|value| !value.is_empty()).map(|value| format!(" = {value}"));
            let states = ["level", "checked", "expanded", "disabled", "required", "invalid", "focused"];
            // The page itself counts as focused beside what is.
            let states = states
                .into_iter()
                .filter(|_| role != "RootWebArea")
                .filter_map(|state| Some(format!(" ({state}: {})", property(node, state)?)));
            lines.push(format!("{role}: {name}{}", value.chain(states).collect::<String>()));
            inside = name;
        }
        _ => {}
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|node| node["nodeId"] == *child) {
            read(nodes, child, inside, lines);
        }
    }
}

/// A property of a node, where it says something: that something is not disabled, required or wrong goes without saying.
fn property(node: &Value, name: &str) -> Option<String> {
    let properties = node["properties"].as_array().into_iter().flatten();
    let value =
        properties.filter(|property| property["name"] == name).map(|property| &property["value"]["value"]).next()?;
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (["checked", "expanded"].contains(&name) || value != "false").then_some(value)
}
