// What a chart stands in, and which charts a family has.
// As wide as it will be, so that letters have their size.
function wide() {
  return Math.max(300, Math.min(1180, content.clientWidth - 66));
}

// A chart stands beside another where there is room.
function half() {
  return content.clientWidth > 900 ? 560 : wide();
}

// The whole time in one strip, with what is chosen of it.
function strip(family, series) {
  const all = { from: 0, to: family.axis.count };
  const size = bundleOf(all, 240);
  const counting = Math.max(0, family.measures.findIndex((measure) => measure.unit === "count"));
  const measure = family.measures[counting];
  const width = wide();
  const options = { title: `${measure.label} over all the time`, bundle: size, width, height: 84 };
  const svg = chart(family, all, [{ label: measure.label, unit: measure.unit, points: bundled(series[counting], all, size), colour: 7 }], options);
  const slots = slotsOf(family);
  if (!slots.whole) {
    const x = (slot) => 58 + (slot / family.axis.count) * (width - 66);
    svg.append(draw("rect", { class: "away", x: 58, y: 4, height: 60, width: x(slots.from) - 58, "pointer-events": "none" }),
      draw("rect", { class: "away", x: x(slots.to), y: 4, height: 60, width: width - 8 - x(slots.to), "pointer-events": "none" }),
      draw("rect", { class: "picked", x: x(slots.from), y: 4, height: 60, width: Math.max(2, x(slots.to) - x(slots.from)), "pointer-events": "none" }));
  }
  return svg;
}

function legend(series) {
  const line = make("div", { class: "legend" });
  series.forEach((one, index) => {
    line.append(make("span", { class: "f" + (one.colour ?? index % 8) }, make("b", { text: one.label }), one.sum === undefined ? "" : make("b", { class: "dim" }, " " + one.sum)));
  });
  return line;
}

// The charts that have anything to show, two beside each other; the last of an odd number has all the room.
function chartCards(family, seen) {
  const makers = family.charts.map((wanted) => chartCard(family, seen, wanted));
  if (family.axis.step <= 60 && (seen.slots.to - seen.slots.from) * family.axis.step >= 360) {
    makers.push((width) => hoursCard(family, seen, width));
  }
  const shown = makers.filter(Boolean);
  return shown.map((maker, at) => maker(at === shown.length - 1 && at % 2 === 0 ? wide() : half()));
}

// Null where there is nothing to show; else what makes the card of that width.
function chartCard(family, seen, wanted) {
  const { slots } = seen;
  const size = bundleOf(slots, 140);
  const made = wanted.form === "latency" ? latencySeries(family, seen, size)
    : wanted.form === "mix" ? mixSeries(family, seen, wanted, size)
    : measureSeries(family, seen, wanted, size);
  if (!made || !made.some((one) => one.points.some((value) => value > 0))) {
    return null;
  }
  const per = wanted.form === "area" || wanted.form === "mix" ? `per ${stepText(size * family.axis.step)}` : "";
  return (width) => make("div", { class: "card chart" },
    make("div", { class: "head" }, make("h3", {}, wanted.title), make("span", { class: "note" }, per)),
    legend(made),
    chart(family, slots, made, { title: wanted.title, bundle: size, width, stacked: wanted.form === "mix" }));
}

// What went wrong is red, the less grave of two orange.
function colourOf(wanted, index) {
  return wanted.title === "Errors" ? index + 1 : wanted.title === "Transfers" ? [0, 2, 1][index] : /Failed/.test(wanted.series[index]) ? 2 : index;
}

function measureSeries(family, seen, wanted, size) {
  return wanted.series.map((name, index) => {
    const measure = family.measures.findIndex((one) => one.name === name);
    if (measure >= 0) {
      const one = family.measures[measure];
      return { label: one.label, unit: one.unit, points: bundled(seen.series[measure], seen.slots, size), colour: colourOf(wanted, index),
        sum: valueText(seen.values[measure], one.unit, true) };
    }
    const ratio = family.ratios.find((one) => one.label === name);
    const column = (label) => bundled(seen.series[family.measures.findIndex((one) => one.name === label)], seen.slots, size);
    const by = column(ratio.by);
    return { label: ratio.label, unit: ratio.unit, stroke: true, points: column(ratio.of).map((value, at) => (by[at] ? value / by[at] : null)),
      sum: valueText(ratioOf(family, seen.values, ratio), ratio.unit) };
  }).filter((one) => one.points.some((value) => value > 0));
}

// Latencies are of all requests; of what a search finds the mean is known.
function latencySeries(family, seen, size) {
  if (seen.search || !family.latency) {
    const mean = family.ratios.find((ratio) => ratio.label === "Mean");
    return seen.search && mean ? measureSeries(family, seen, { series: ["Mean"] }, size) : null;
  }
  const { slots } = seen;
  const whole = addLatencies(family, slots.from, slots.to);
  const points = [50, 90, 99].map(() => []);
  for (let at = slots.from; at < slots.to; at += size) {
    const sum = addLatencies(family, at, Math.min(at + size, slots.to));
    [50, 90, 99].forEach((percent, index) => points[index].push(percentile(sum, percent)));
  }
  return [50, 90, 99].map((percent, index) => ({ label: `P${percent}`, unit: "micros", stroke: true, points: points[index], sum: valueText(percentile(whole, percent), "micros") }));
}

function mixSeries(family, seen, wanted, size) {
  const grouping = family.groupings.find((one) => one.key === wanted.by.join("+"));
  if (!grouping || seen.search || !family.axis) {
    return null;
  }
  const measure = family.measures.findIndex((one) => one.name === wanted.series[0]);
  const column = (rows) => {
    const series = family.measures.map(() => new Float64Array(family.axis.count));
    rows.forEach((row) => spread(row, series, { count: family.axis.count }));
    return bundled(series[measure], seen.slots, size);
  };
  const rows = grouping.items.filter((row) => row.cells[measure]);
  const listed = rows.slice(0, 6).map((row, index) => ({ label: nameOf(row), unit: family.measures[measure].unit, points: column([row]),
    colour: statusColour(grouping, row, index), sum: valueText(sumRow(row, seen.slots).values[measure], family.measures[measure].unit, true) }));
  const others = rows.slice(6);
  if (others.length) {
    listed.push({ label: "others", unit: family.measures[measure].unit, points: column(others), colour: 7 });
  }
  return listed.filter((one) => one.points.some((value) => value > 0));
}

// Statuses have colours that mean something.
function statusColour(grouping, row, index) {
  const colours = { 2: 3, 3: 0, 4: 1, 5: 2 };
  if (grouping.key !== "Status" || !row.parts) {
    return index % 8;
  }
  const firsts = new Set();
  let others = 0;
  for (const item of grouping.items) {
    const kind = item.parts?.[0]?.[0];
    const isFirst = !firsts.has(kind) && colours[kind] !== undefined;
    firsts.add(kind);
    if (item === row) {
      return isFirst ? colours[kind] : [4, 6, 5, 7][others % 4];
    }
    others += isFirst ? 0 : 1;
  }
  return 7;
}

// On which hours of the day it falls, by the reader's clock.
function hoursCard(family, seen, width) {
  const { slots } = seen;
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
  const svg = draw("svg", { viewBox: `0 0 ${width} 150`, role: "img", "aria-label": `${family.measures[counting].label} by hour of the day: ${hours.join(", ")}` });
  ruled(svg, top, "count", { left: 58, right: width - 8, top: 8, height: 118 });
  const step = (width - 66) / 24;
  hours.forEach((value, hour) => {
    const height = (118 * value) / top;
    const bar = draw("rect", { class: "area f0", x: 58 + hour * step, width: step * 0.82, y: 126 - height, height });
    bar.append(draw("title", {}, `${hour}:00 – ${valueText(value, "count")}`));
    svg.append(bar);
    if (hour % 3 === 0) {
      svg.append(draw("text", { x: 58 + (hour + 0.41) * step, y: 146, "text-anchor": "middle" }, String(hour).padStart(2, "0")));
    }
  });
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
