// The page: draws what the state says, and says in the state what was chosen.
const content = document.getElementById("content");
const field = (name) => document.getElementById(name);

function setRange(from, to) {
  [state.from, state.to] = [from, to];
  render();
}

function render() {
  const start = performance.now();
  tip.hidden = true;
  writeState();
  const sections = report.families.filter((family) => family.lines.records || family.groupings.length || Object.values(family.total).some(Boolean)).map(familySection);
  const empty = sections.length ? [] : [emptyNotice()];
  content.replaceChildren(...(sections.length > 1 ? [contents()] : []), ...empty, ...sections, sourcesCard(), accountCard());
  fillFilter();
  document.documentElement.dataset.filterMs = (performance.now() - start).toFixed(1);
}

function contents() {
  return make("nav", { "aria-label": "Contents" }, ...report.families.map((family) => make("a", { href: "#", onclick: (event) => {
    event.preventDefault();
    document.getElementById(`family-${family.kind}`)?.scrollIntoView();
  } }, family.title)), make("a", { href: "#", onclick: (event) => {
    event.preventDefault();
    document.getElementById("account")?.scrollIntoView();
  } }, "Account of lines"));
}

function familySection(family) {
  const seen = view(family);
  const section = make("section", { class: "family", id: `family-${family.kind}`, "aria-label": family.title },
    report.families.length > 1 ? make("h2", {}, family.title) : null, tiles(family, seen));
  if (family.axis) {
    const all = family.groupings.length && seen.search ? seen.series : family.series;
    section.append(make("div", { class: "card" }, make("div", { class: "head" }, make("h3", {}, "All the time"), make("span", { class: "note" }, "drag to choose a part")), strip(family, all)));
    if (seen.slots.from >= seen.slots.to) {
      section.append(make("p", { class: "notice" }, "Nothing here is of this time. ", make("button", { type: "button", onclick: () => setRange(null, null) }, "Show all the time")));
      return section;
    }
    const cards = chartCards(family, seen);
    const hours = hoursCard(family, seen);
    section.append(make("div", { class: "grid" }, ...cards, hours));
  } else if (family.groupings.length || family.total) {
    section.append(make("p", { class: "note" }, "These summaries hold no times: measure with -ForReport, or group by hour or day, to see charts and choose a time."));
  }
  const histogram = histogramCard(family, seen);
  const mixes = family.groupings.filter((grouping) => grouping.mix).map((grouping) => mixCard(grouping, seen)).filter(Boolean);
  section.append(make("div", { class: "grid" }, ...(histogram ? [histogram] : []), ...mixes));
  section.append(...family.groupings.filter((grouping) => !grouping.mix).map((grouping) => tableCard(grouping, seen)).filter(Boolean));
  if (seen.search && !seen.search.rows.length) {
    section.append(make("p", { class: "notice", text: `Nothing here has “${state.query}” in its name.` }));
  }
  return section;
}

function tiles(family, seen) {
  const place = make("div", { class: "tiles" });
  const tile = (label, value, exact, bad) => place.append(make("div", { class: bad ? "tile bad" : "tile", title: exact }, make("div", { class: "label" }, label), make("div", { class: "value" }, value)));
  family.measures.forEach((measure, at) => {
    const value = seen.values[at];
    if (!measure.hidden && value > 0 && measure.name !== "LatencyMicros") {
      tile(measure.label, (seen.about ? "≈ " : "") + valueText(value, measure.unit, true), plain.format(value), /error|fail|refus/i.test(measure.label));
    }
  });
  family.ratios.forEach((ratio) => {
    const value = ratioOf(family, seen.values, ratio);
    if (value) {
      tile(ratio.label, valueText(value, ratio.unit));
    }
  });
  percentiles(family, seen).forEach(([label, value]) => tile(label, valueText(value, "micros")));
  family.extras.forEach((extra, at) => {
    if (seen.extras?.[at] > 0 && !extra.chart && !/P\d\d$/.test(extra.label)) {
      tile(extra.label, valueText(seen.extras[at], extra.unit, true), plain.format(seen.extras[at]));
    }
  });
  return place;
}

// Of all the time as the engine told them; of a part from the latencies of its slots.
function percentiles(family, seen) {
  if (seen.search) {
    return [];
  }
  if (seen.slots.whole) {
    return family.extras.map((extra, at) => [extra.label, seen.extras[at]]).filter(([label, value]) => /P\d\d$/.test(label) && value !== null);
  }
  if (!family.latency) {
    return [];
  }
  const sum = addLatencies(family, seen.slots.from, seen.slots.to);
  return family.extras.filter((extra) => /P\d\d$/.test(extra.label)).map((extra) => [extra.label, percentile(sum, Number(extra.label.match(/\d+$/)[0]))]).filter(([, value]) => value !== null);
}

// On which hours of the day it falls, by the reader's clock.
function hoursCard(family, seen) {
  const { slots } = seen;
  if (family.axis.step > 60 || (slots.to - slots.from) * family.axis.step < 360) {
    return null;
  }
  const counting = Math.max(0, family.measures.findIndex((measure) => measure.unit === "count"));
  const hours = new Float64Array(24);
  const zone = state.zone === "utc";
  for (let slot = slots.from; slot < slots.to; slot++) {
    const value = seen.series[counting][slot];
    if (value) {
      const time = new Date(family.axis.from + slot * family.axis.width);
      hours[zone ? time.getUTCHours() : time.getHours()] += value;
    }
  }
  const top = niceTop(hours.reduce((most, value) => Math.max(most, value), 0));
  const svg = draw("svg", { viewBox: "0 0 560 150", role: "img", "aria-label": `${family.measures[counting].label} by hour of the day: ${hours.join(", ")}` });
  hours.forEach((value, hour) => {
    const height = (118 * value) / top;
    const bar = draw("rect", { class: "area f0", x: 58 + hour * 20.6, width: 17, y: 126 - height, height });
    bar.append(draw("title", {}, `${hour}:00 – ${valueText(value, "count")}`));
    svg.append(bar);
    if (hour % 3 === 0) {
      svg.append(draw("text", { x: 66 + hour * 20.6, y: 146, "text-anchor": "middle" }, String(hour).padStart(2, "0")));
    }
  });
  for (const share of [0, 0.5, 1]) {
    svg.append(draw("line", { class: "rule", x1: 58, x2: 552, y1: 126 - 118 * share, y2: 126 - 118 * share }),
      draw("text", { x: 52, y: 130 - 118 * share, "text-anchor": "end" }, valueText(top * share, "count", true)));
  }
  return make("div", { class: "card chart" }, make("div", { class: "head" }, make("h3", {}, "Hours of the day"), make("span", { class: "note" }, state.zone === "utc" ? "UTC" : "your clock")), svg);
}

function histogramCard(family, seen) {
  const bars = family.extras.map((extra, at) => ({ extra, value: seen.extras?.[at] })).filter(({ extra, value }) => extra.chart && value !== null && value !== undefined);
  const most = bars.reduce((top, { value }) => Math.max(top, value), 0);
  if (!most) {
    return null;
  }
  const list = make("div", { class: "hist" });
  bars.forEach(({ extra, value }) => {
    const bar = make("i");
    bar.style.width = `${(100 * value) / most}%`;
    list.append(make("span", {}, extra.label), make("span", {}, bar), make("b", {}, plain.format(value)));
  });
  return make("div", { class: "card" }, make("div", { class: "head" }, make("h3", {}, bars[0].extra.chart)), list);
}

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

function inputTime(time) {
  if (time === null) {
    return "";
  }
  const shift = state.zone === "utc" ? 0 : new Date(time).getTimezoneOffset() * 60000;
  return new Date(time - shift).toISOString().slice(0, 16);
}

function typedTime(text) {
  return text ? Date.parse(state.zone === "utc" ? text + "Z" : text) : null;
}

function span() {
  const axes = report.families.map((family) => family.axis).filter(Boolean);
  return axes.length ? { from: Math.min(...axes.map((axis) => axis.from)), to: Math.max(...axes.map((axis) => axis.to)) } : null;
}

function fillFilter() {
  const whole = span();
  field("from").value = inputTime(state.from ?? whole?.from ?? null);
  field("to").value = inputTime(state.to ?? whole?.to ?? null);
  field("from").disabled = field("to").disabled = !whole;
  if (document.activeElement !== field("search")) {
    field("search").value = state.query;
  }
  field("where").value = state.where;
  field("zone").value = state.zone;
  const parts = [];
  if (state.from !== null || state.to !== null) {
    parts.push(`Only ${timeText(state.from ?? whole?.from)} to ${timeText(state.to ?? whole?.to)}.`);
  }
  if (state.query) {
    const tables = report.families.map((family) => found(family)).filter((search) => search?.grouping);
    parts.push(tables.length ? `Charts and sums are of what “${flat(state.query)}” finds: ${tables.map((search) => `${plain.format(search.rows.length)} of ${search.grouping.title}`).join("; ")}.` : `Nothing has “${flat(state.query)}” in its name.`);
  }
  field("state").textContent = parts.join(" ");
  const shownSpan = whole ? `${timeText(whole.from)} – ${timeText(whole.to)} · ` : "";
  field("subtitle").textContent = `${shownSpan}made ${exactText(report.generated)} by ${report.program}${report.refresh ? " · live" : ""}`;
}

function prepare() {
  field("title").replaceChildren(shown(report.title));
  document.title = flat(report.title);
  field("where").append(make("option", { value: "" }, "everything"), ...[...new Set(report.families.flatMap((family) => family.groupings.map((grouping) => grouping.title)))].map((title) => make("option", { value: title }, title)));
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  field("zone").append(make("option", { value: "" }, here ?? "here"), ...(here === "UTC" ? [] : [make("option", { value: "utc" }, "UTC")]));
  const typed = () => {
    const whole = span();
    const [from, to] = [typedTime(field("from").value), typedTime(field("to").value)];
    setRange(from !== null && from > whole.from ? from : null, to !== null && to < whole.to ? to : null);
  };
  field("from").addEventListener("change", typed);
  field("to").addEventListener("change", typed);
  let waiting = 0;
  field("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { state.query = field("search").value.trim(); render(); }, 60);
  });
  field("where").addEventListener("change", () => { state.where = field("where").value; render(); });
  field("zone").addEventListener("change", () => { state.zone = field("zone").value; render(); });
  field("filter").addEventListener("submit", (event) => event.preventDefault());
  field("reset").addEventListener("click", () => {
    Object.assign(state, { from: null, to: null, query: "", where: "", sorts: {}, more: {} });
    state.open.clear();
    field("search").value = "";
    render();
  });
  field("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (state.from !== null || state.to !== null)) {
      setRange(null, null);
    }
  });
  addEventListener("hashchange", () => { readState(); field("search").value = state.query; render(); });
  field("foot").textContent = "One file that needs nothing else: its data are in it, and it asks nobody for anything. Import-LogSummary reads them back.";
}

// A report that is replaced again and again: the page looks for a newer one and takes its place, the state in the address.
function follow() {
  const again = async () => {
    if (document.visibilityState === "visible") {
      if (location.protocol === "file:") {
        location.reload();
        return;
      }
      try {
        const text = await (await fetch(location.pathname + location.search, { cache: "no-store" })).text();
        if (text.includes('"format":"logstats-report"') && !text.includes(`"generated":${JSON.stringify(report.generated)}`)) {
          location.reload();
          return;
        }
      } catch {
        // The server is away: the page stays what it is, and asks again.
      }
    }
    setTimeout(again, report.refresh * 1000);
  };
  setTimeout(again, report.refresh * 1000);
}

async function open() {
  readState();
  try {
    await load();
  } catch (error) {
    content.replaceChildren(make("p", { class: "notice bad", text: `This browser cannot read the report: ${error.message}. One of 2023 or later can.` }));
    throw error;
  }
  prepare();
  render();
  document.documentElement.dataset.openMs = (performance.now() - began).toFixed(1);
  document.documentElement.dataset.ready = "true";
  if (report.refresh) {
    follow();
  }
}

open();
