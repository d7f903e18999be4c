// Charts: small SVG of our own. Each shows the chosen slots, put together so that there are never more than can be seen.
const drawing = "http://www.w3.org/2000/svg";
const bundles = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 24, 30, 60, 120, 240, 480, 1440];
const tip = document.getElementById("tip");

function draw(name, attributes, ...children) {
  const node = document.createElementNS(drawing, name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// How many slots make one point of a chart.
function bundleOf(slots, most) {
  const count = slots.to - slots.from;
  return bundles.find((size) => count / size <= most) ?? Math.ceil(count / most);
}

function bundled(column, slots, size) {
  const points = [];
  for (let at = slots.from; at < slots.to; at += size) {
    let sum = 0;
    for (let slot = at; slot < Math.min(at + size, slots.to); slot++) {
      sum += column[slot];
    }
    points.push(sum);
  }
  return points;
}

function niceTop(value) {
  if (!(value > 0)) {
    return 1;
  }
  const scale = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * scale >= value * 0.999) * scale;
}

// Lines to read heights by; there are no halves of what is counted.
function ruled(svg, top, unit, box) {
  for (const share of unit === "count" && top % 2 ? [0, 1] : [0, 0.5, 1]) {
    const line = box.top + box.height * (1 - share);
    svg.append(draw("line", { class: "rule", x1: box.left, x2: box.right, y1: line, y2: line }),
      draw("text", { x: box.left - 6, y: line + 4, "text-anchor": "end" }, valueText(top * share, unit, true)));
  }
}

// Moments at which the axis of time has a word: whole hours or days by the reader's clock, five or so.
function timeTicks(from, to, width) {
  const hour = 3600000;
  const steps = [1 / 60, 1 / 12, 0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 1440, 2160, 4320, 8760, 17520, 43800, 87600].map((hours) => hours * hour);
  const most = Math.max(2, Math.floor(width / 95));
  const step = steps.find((size) => (to - from) / size <= most) ?? steps.at(-1);
  const shift = state.zone === "utc" ? 0 : new Date(from).getTimezoneOffset() * 60000;
  const ticks = [];
  for (let at = Math.ceil((from - shift) / step) * step + shift; at <= to; at += step) {
    ticks.push(at);
  }
  const { day, time, year } = clock();
  const form = step >= 720 * hour ? year : step >= 24 * hour ? day : time;
  return ticks.map((at, index) => ({ at, text: form === time && (at - shift) % (24 * hour) === 0 && index > 0 ? day.format(at) : form.format(at) }));
}

// series: [{ label, unit, points, stroke }]; stacked ones lie one on another.
function chart(family, slots, series, options) {
  const size = options.bundle;
  const count = series[0].points.length;
  const [width, height, left, bottom] = [options.width ?? 560, options.height ?? 150, 58, 20];
  const inner = { width: width - left - 8, height: height - bottom - 8 };
  const tops = series.map((one) => one.points.reduce((top, value) => Math.max(top, value ?? 0), 0));
  const sums = Array.from({ length: count }, (_, at) => series.reduce((sum, one) => sum + (one.points[at] ?? 0), 0));
  const top = niceTop(options.stacked ? sums.reduce((most, value) => Math.max(most, value), 0) : Math.max(...tops));
  const x = (at) => left + (at / count) * inner.width;
  const y = (value) => 8 + inner.height * (1 - Math.min(value, top) / top);
  const from = family.axis.from + slots.from * family.axis.width;
  const to = family.axis.from + slots.to * family.axis.width;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "brush", role: "img", tabindex: "0", "aria-label": spoken(options.title, series, from, to) });
  ruled(svg, top, series[0].unit, { left, right: width - 8, top: 8, height: inner.height });
  for (const tick of timeTicks(from, to, inner.width)) {
    const at = left + ((tick.at - from) / (to - from)) * inner.width;
    const anchor = at > width - 30 ? "end" : at < left + 16 ? "start" : "middle";
    svg.append(draw("text", { x: Math.min(at, width - 2), y: height - 4, "text-anchor": anchor }, tick.text));
  }
  const base = new Float64Array(count);
  series.forEach((one, index) => {
    const colour = "f" + (one.colour ?? index % 8);
    svg.append(one.stroke ? draw("path", { class: "stroke " + colour, d: strokePath(one.points, x, y) })
      : draw("path", { class: "area " + colour, d: areaPath(one.points, options.stacked ? base : null, x, y, count) }));
    if (options.stacked) {
      one.points.forEach((value, at) => { base[at] += value; });
    }
  });
  const cursor = draw("line", { class: "cursor", y1: 8, y2: 8 + inner.height, visibility: "hidden" });
  const picked = draw("rect", { class: "picked", y: 8, height: inner.height, width: 0 });
  svg.append(cursor, picked);
  handle(svg, { family, slots, count, size, left, inner, width, cursor, picked, series });
  return svg;
}

function spoken(title, series, from, to) {
  const peaks = series.map((one) => {
    const most = one.points.reduce((top, value) => Math.max(top, value ?? 0), 0);
    return `${one.label}: at most ${valueText(most, one.unit)}`;
  });
  return flat(`${title}, ${timeText(from)} to ${timeText(to)}. ${peaks.join(". ")}. Arrow keys read values, Enter chooses that time.`);
}

// Steps, because each point stands for a stretch of time.
function areaPath(points, base, x, y, count) {
  let path = `M${x(0)} ${y(base ? base[0] : 0)}`;
  points.forEach((value, at) => {
    const line = y((base ? base[at] : 0) + value).toFixed(1);
    path += `L${x(at).toFixed(1)} ${line}L${x(at + 1).toFixed(1)} ${line}`;
  });
  for (let at = count - 1; at >= 0; at--) {
    const line = y(base ? base[at] : 0).toFixed(1);
    path += `L${x(at + 1).toFixed(1)} ${line}L${x(at).toFixed(1)} ${line}`;
  }
  return path + "Z";
}

// A line has a gap where nothing is known.
function strokePath(points, x, y) {
  let path = "";
  let pen = "M";
  points.forEach((value, at) => {
    if (value === null) {
      pen = "M";
      return;
    }
    const alone = pen === "M" && (at + 1 === points.length || points[at + 1] === null);
    path += `${pen}${x(at + 0.5).toFixed(1)} ${y(value).toFixed(1)}` + (alone ? "h2" : "");
    pen = "L";
  });
  return path || "M0 0";
}

// Hovering, dragging and keys.
function handle(svg, on) {
  let start = null;
  let at = null;
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * on.width;
    return Math.max(0, Math.min(on.count - 1, Math.floor(((x - on.left) / on.inner.width) * on.count)));
  };
  const edge = (index) => on.left + (index / on.count) * on.inner.width;
  const slot = (index) => Math.min(on.slots.from + index * on.size, on.slots.to);
  const time = (index) => on.family.axis.from + slot(index) * on.family.axis.width;
  const choose = (first, last) => setRange(time(first), time(last + 1));
  const show = (index, clientX, clientY) => {
    at = index;
    on.cursor.setAttribute("x1", edge(index + 0.5));
    on.cursor.setAttribute("x2", edge(index + 0.5));
    on.cursor.setAttribute("visibility", "visible");
    const lines = on.series.filter((one) => one.points[index] !== null && (on.series.length < 4 || one.points[index] > 0))
      .map((one) => make("div", {}, one.label + " ", make("b", {}, valueText(one.points[index], one.unit))));
    tip.replaceChildren(make("div", {}, on.size * on.family.axis.step > 1 ? `${timeText(time(index))} – ${clock().time.format(time(index + 1))}` : timeText(time(index))), ...lines);
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(clientX + 14, innerWidth - box.width - 6))}px`;
    tip.style.top = `${Math.max(4, clientY - box.height - 10)}px`;
  };
  const hide = () => {
    tip.hidden = true;
    on.cursor.setAttribute("visibility", "hidden");
  };
  const mark = (first, last) => {
    on.picked.setAttribute("x", edge(Math.min(first, last)));
    on.picked.setAttribute("width", edge(Math.max(first, last) + 1) - edge(Math.min(first, last)));
  };
  svg.addEventListener("pointerdown", (event) => {
    start = place(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    show(place(event), event.clientX, event.clientY);
    if (start !== null) {
      mark(start, place(event));
    }
  });
  svg.addEventListener("pointerup", (event) => {
    const end = place(event);
    const first = start;
    start = null;
    on.picked.setAttribute("width", 0);
    if (first !== null && first !== end) {
      choose(Math.min(first, end), Math.max(first, end));
    }
  });
  svg.addEventListener("pointercancel", () => { start = null; on.picked.setAttribute("width", 0); });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("blur", hide);
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -on.count, End: on.count }[event.key];
    if (step) {
      event.preventDefault();
      const index = Math.max(0, Math.min(on.count - 1, (at ?? (step > 0 ? -1 : on.count)) + step));
      const box = svg.getBoundingClientRect();
      show(index, box.left + (edge(index) / on.width) * box.width, box.top + 20);
    } else if (event.key === "Enter" && at !== null) {
      choose(at, at);
    }
  });
}
