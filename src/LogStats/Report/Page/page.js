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
    section.append(make("div", { class: "grid" }, ...chartCards(family, seen)));
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
