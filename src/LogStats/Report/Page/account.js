// Where it all came from, line by line.
function lineTable(head, rows, label) {
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, make("table", {}, make("caption", { class: "vh" }, label),
    make("thead", {}, make("tr", {}, ...head.map(([text, isText]) => make("th", { scope: "col", class: isText ? "text" : null }, text)))), make("tbody", {}, ...rows)));
}

// Where it all came from, and for how long each source was silent.
function sourcesCard() {
  if (!report.inputs.length) {
    return "";
  }
  const rows = report.inputs.map((input) => {
    const silence = input.silentFrom ? (Date.parse(input.silentTo) - Date.parse(input.silentFrom)) / 1000 : null;
    return make("tr", {}, make("td", { class: "text" }, make("bdi", { text: input.path }), input.fault ? make("div", { class: "badtext sample", text: input.fault }) : null), make("td", { class: "text" }, input.kind ?? "–"),
      ...[input.lines.read, input.lines.records, input.lines.skipped, input.lines.rejected].map((value) => make("td", {}, plain.format(value))),
      make("td", {}, exactText(input.first)), make("td", {}, exactText(input.last)),
      make("td", { title: silence === null ? null : `${exactText(input.silentFrom)} – ${exactText(input.silentTo)}` }, silence === null ? "–" : secondsText(silence)));
  });
  return make("section", { class: "card table", id: "sources", "aria-label": "Sources" }, make("div", { class: "head" }, make("h3", {}, "Sources"), make("span", { class: "note" }, plain.format(rows.length))),
    lineTable([["Source", true], ["Format", true], ["Lines", false], ["Records", false], ["Skipped", false], ["Rejected", false], ["First seen", false], ["Last seen", false], ["Longest silence", false]], rows, "Sources"));
}

// Every line is a record, was skipped or was rejected.
function accounts() {
  if (report.inputs.length) {
    return report.inputs.map((input) => ({ name: input.path, lines: input.lines }));
  }
  return report.families.map((family) => ({ name: family.title, lines: family.lines }));
}

function accountCard() {
  const all = { read: 0, records: 0, skipped: 0, rejected: 0, bytes: 0 };
  const reasons = new Map();
  for (const { name, lines } of accounts()) {
    Object.keys(all).forEach((key) => { all[key] += lines[key]; });
    for (const reason of lines.reasons) {
      const known = reasons.get(reason.id);
      reasons.set(reason.id, known ? { ...known, count: known.count + reason.count } : { ...reason, name });
    }
  }
  const rows = [...reasons.values()].sort((left, right) => left.skipped - right.skipped || right.count - left.count).map((reason) => make("tr", {},
    make("td", { class: "text" }, reason.text), make("td", { class: reason.skipped ? "text" : "text badtext" }, reason.skipped ? "skipped" : "rejected"),
    make("td", {}, plain.format(reason.count)), make("td", { class: "text sample" }, make("span", { class: "dim", text: `${reason.name}, byte ${plain.format(reason.offset)}: ` }), make("bdi", { text: reason.first }))));
  return make("section", { class: "card table", id: "account", "aria-label": "Account of lines" }, make("div", { class: "head" }, make("h3", {}, "Account of lines")),
    make("p", {}, `${plain.format(all.read)} lines read: ${plain.format(all.records)} records, ${plain.format(all.skipped)} skipped, ${plain.format(all.rejected)} rejected. ${bytesText(all.bytes)}${report.took ? `, read in ${secondsText(report.took)}` : ""}.`),
    rows.length ? lineTable([["Why", true], ["What", true], ["Lines", false], ["The first of them", true]], rows, "Why lines were left out") : "");
}

// Nothing was found: says why, and shows the first line that did not fit.
function emptyNotice() {
  const notice = make("div", { class: "notice bad", role: "alert" }, make("h2", {}, "No record was found"));
  const given = accounts();
  if (!given.length) {
    notice.append(make("p", {}, "No summary came to this report. Give it what a Measure cmdlet or a Watch cmdlet makes."));
  }
  for (const input of report.inputs.filter((one) => one.fault)) {
    notice.append(make("p", { class: "sample", text: input.fault }));
  }
  const first = given.flatMap(({ name, lines }) => lines.reasons.map((reason) => ({ ...reason, name }))).sort((left, right) => left.skipped - right.skipped)[0];
  if (first) {
    notice.append(make("p", { text: `${plain.format(first.count)} lines: ${first.text}. The first of them, in ${first.name} at byte ${first.offset}:` }), make("p", { class: "sample", text: first.first }));
  } else if (given.length && given.every(({ lines }) => lines.read === 0) && !report.inputs.some((one) => one.fault)) {
    notice.append(make("p", {}, "What was read has no line at all."));
  }
  return notice;
}
