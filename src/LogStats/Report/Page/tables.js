// Tables of groups: sorted, searched, with bars, and rows that open.
const firstRows = 8;
const moreRows = 50;

function nameOf(row) {
  return row.parts ? row.parts.map((part) => part ?? "(none)").join(", ") : `(other: ${plain.format(row.grouping.folded)} more)`;
}

function columnsOf(family, rows, whole) {
  const columns = [];
  family.measures.forEach((measure, at) => {
    if (!measure.hidden) {
      columns.push({ key: measure.name, label: measure.label, unit: measure.unit, of: (sum) => sum.values[at], tells: (sum) => sum.values[at] > 0 });
    }
  });
  if (columns.length) {
    columns.splice(1, 0, { key: "share", label: "Share", unit: "share", of: (sum) => (sum.all ? sum.values[0] / sum.all : null), tells: (sum) => sum.all > 0 });
  }
  family.ratios.forEach((ratio) => {
    columns.push({ key: ratio.label, label: ratio.label, unit: ratio.unit, of: (sum) => ratioOf(family, sum.values, ratio), tells: (sum) => ratioOf(family, sum.values, ratio) > 0 });
  });
  family.extras.forEach((extra, at) => {
    // What does not add up is known of all the time, and is not shown of any other.
    if (whole && !extra.chart) {
      columns.push({ key: extra.name, label: extra.label, unit: extra.unit, of: (sum) => sum.row.extras[at], tells: (sum) => sum.row.extras[at] !== null });
    }
  });
  // A small card has room for how often, how much and how long.
  const few = rows[0].row.grouping.mix ? [columns[0], columns[1], ...columns.slice(2).filter((column) => column.unit === "bytes").slice(0, 2), ...columns.filter((column) => column.label === "Mean")] : columns;
  // What only lines without a name tell stands above, in the sums.
  const named = rows.filter((sum) => sum.row.parts?.some((part) => part !== null));
  return [...new Set(few)].filter((column) => (named.length ? named : rows).some(column.tells));
}

// The rows of a grouping as they are looked at now.
function sumsOf(grouping, seen) {
  const rows = state.query ? grouping.items.filter(isFound) : grouping.items;
  return rows.map((row) => ({ row, ...sumRow(row, seen.slots) })).filter((sum) => seen.slots.whole || sum.values.some((value) => value > 0));
}

function tableCard(grouping, seen) {
  const family = grouping.family;
  const sums = sumsOf(grouping, seen);
  if (!sums.length) {
    return null;
  }
  const card = make("div", { class: "card table" });
  const listed = grouping.rows - (grouping.rest ? 1 : 0);
  const count = grouping.folded ? `${plain.format(sums.filter((sum) => sum.row.parts).length)} of ${plain.format(listed + grouping.folded)}` : plain.format(sums.length);
  card.append(make("div", { class: "head" }, make("h3", {}, grouping.title), make("span", { class: "note" }, count)));
  const body = make("div");
  card.append(body);
  fillTable(body, family.kind + "." + grouping.key, grouping.title, grouping.parent ? grouping.by.slice(1) : grouping.by, sums, family, seen);
  return card;
}

function fillTable(place, key, title, heads, sums, family, seen) {
  const all = sums.reduce((total, sum) => total + sum.values[0], 0);
  sums.forEach((sum) => { sum.all = all; });
  const columns = columnsOf(family, sums, seen.slots.whole);
  const sort = state.sorts[key];
  const column = columns.find((one) => one.key === sort?.column) ?? columns[0];
  const byName = sort?.column === "name";
  const turn = sort?.up ? 1 : -1;
  sums.sort((left, right) => !left.row.parts - !right.row.parts
    || (byName ? turn * nameOf(left.row).localeCompare(nameOf(right.row)) : turn * ((column?.of(left) ?? -1) - (column?.of(right) ?? -1))));
  const total = sums.reduce((all, sum) => all + (columns[0]?.of(sum) ?? 0), 0);
  const most = sums.reduce((top, sum) => Math.max(top, columns[0]?.of(sum) ?? 0), 0);
  const again = () => fillTable(place, key, title, heads, sums, family, seen);
  const head = (name, label, text) => make("th", { scope: "col", class: text ? "text" : null, "aria-sort": (byName ? "name" : column?.key) === name ? (sort?.up ? "ascending" : "descending") : "none" },
    make("button", { type: "button", onclick: () => {
      state.sorts[key] = { column: name, up: state.sorts[key]?.column === name ? !state.sorts[key].up : text };
      writeState();
      again();
      [...place.querySelectorAll("th button")].find((button) => button.textContent === label)?.focus();
    } }, label));
  const limit = state.more[key] ?? firstRows;
  const rows = sums.slice(0, limit).flatMap((sum) => tableRow(sum, columns, total, most, family, seen, again));
  const table = make("table", {}, make("caption", { class: "vh" }, title),
    make("thead", {}, make("tr", {}, head("name", heads.map(words).join(", "), true), ...columns.map((one) => head(one.key, one.label)))),
    make("tbody", {}, ...rows));
  const left = sums.length - Math.min(limit, sums.length);
  place.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, table),
    left || limit > firstRows ? make("div", { class: "more" },
      left ? make("button", { type: "button", onclick: () => { state.more[key] = limit + moreRows; again(); } }, `Show ${Math.min(moreRows, left)} more`) : null,
      limit > firstRows ? make("button", { type: "button", onclick: () => { delete state.more[key]; again(); } }, "Show fewer") : null,
      left ? `${plain.format(left)} not shown` : null) : "");
}

function words(name) {
  return name.replace(/([a-z])([A-Z])/g, (_, one, other) => `${one} ${other.toLowerCase()}`);
}

function tableRow(sum, columns, total, most, family, seen, again) {
  const { row } = sum;
  const open = state.open.has(row);
  const share = total ? columns[0].of(sum) / total : 0;
  const label = make("div", { class: "label", title: `${flat(nameOf(row))} · ${percent.format(share)}` }, rowName(row));
  label.style.setProperty("--share", `${most ? ((100 * columns[0].of(sum)) / most).toFixed(1) : 0}%`);
  const toggle = make("button", { type: "button", "aria-expanded": String(open), "aria-label": flat(`Details of ${nameOf(row)}`), onclick: () => {
    if (!state.open.delete(row)) {
      state.open.add(row);
    }
    const at = [...toggle.closest("tbody").querySelectorAll("td.name button")].indexOf(toggle);
    const tbody = toggle.closest(".scroll").parentNode;
    again();
    tbody.querySelectorAll("td.name button")[at]?.focus();
  } }, "▸");
  const cells = columns.map((column) => make("td", {}, (sum.about && column.of(sum) !== null ? "≈ " : "") + valueText(column.of(sum), column.unit)));
  const line = make("tr", {}, make("td", { class: "name" }, make("div", {}, toggle, label)), ...cells);
  return open ? [line, make("tr", { class: "inner" }, make("td", { colspan: columns.length + 1 }, inner(sum, family, seen)))] : [line];
}

function rowName(row) {
  const name = make("span");
  if (!row.parts) {
    name.append(make("span", { class: "dim", text: nameOf(row) }));
    return name;
  }
  // The group that a row is in is said where that opens.
  const parts = row.grouping.parent ? row.parts.slice(1) : row.parts;
  parts.forEach((part, at) => {
    const dim = at > 0 || part === null;
    name.append(at > 0 ? "  " : "", make("bdi", { class: dim ? "dim" : null, text: part ?? "(none)" }));
  });
  return name;
}

// What opens below a row: its own time, when it was seen, and the groups in it.
function inner(sum, family, seen) {
  const { row } = sum;
  const parts = [];
  if (family.axis && row.starts.length) {
    parts.push(facts(row, family));
    const series = family.measures.map(() => new Float64Array(family.axis.count));
    spread(row, series, { count: family.axis.count });
    const size = bundleOf(seen.slots, 200);
    const shownMeasures = family.measures.map((measure, at) => ({ measure, at })).filter(({ measure, at }) => row.cells[at] && !measure.hidden && measure.unit === "count").slice(0, 3);
    const lines = (shownMeasures.length ? shownMeasures : [{ measure: family.measures[0], at: 0 }]).map(({ measure, at }) => ({ label: measure.label, unit: measure.unit, points: bundled(series[at], seen.slots, size), colour: /error|fail|refus/i.test(measure.label) ? 2 : undefined }));
    parts.push(legend(lines), chart(family, seen.slots, lines, { title: nameOf(row), bundle: size, width: Math.max(280, wide() - 40), height: 120 }));
  }
  const children = family.groupings.find((grouping) => grouping.parent === row.grouping.key);
  if (children && row.parts) {
    const sums = children.items.filter((child) => child.parts?.[0] === row.parts[0]).map((child) => ({ row: child, ...sumRow(child, seen.slots) })).filter((child) => seen.slots.whole || child.values[0] > 0);
    if (sums.length) {
      const place = make("div");
      parts.push(make("h3", { class: "inner" }, children.title), place);
      fillTable(place, `${family.kind}.${row.grouping.key}.inner`, children.title, [children.by[1]], sums, family, seen);
    }
  }
  return make("div", {}, ...parts);
}

function facts(row, family) {
  const { starts, per } = row;
  const time = (slot) => family.axis.from + Math.max(0, Math.min(slot, family.axis.count)) * family.axis.width;
  let [silence, from] = [0, 0];
  for (let at = 1; at < starts.length; at++) {
    const gap = starts[at] - starts[at - 1] - per;
    if (gap > silence) {
      [silence, from] = [gap, starts[at - 1] + per];
    }
  }
  const fact = (label, value) => make("span", {}, label + " ", make("b", {}, value));
  const line = make("div", { class: "facts" }, fact("First seen", timeText(time(starts[0]))), fact("Last seen", timeText(time(starts.at(-1) + per))),
    silence ? fact("Longest silence", `${secondsText((silence * family.axis.width) / 1000)} from ${timeText(time(from))}`) : null,
    per > 1 ? fact("Kept by", stepText(per * family.axis.step)) : null);
  family.extras.forEach((extra, at) => {
    if (row.extras[at] !== null && row.extras[at] > 0 && !extra.chart) {
      line.append(fact(extra.label, valueText(row.extras[at], extra.unit)));
    }
  });
  return line;
}

// Few groups and their shares.
function mixCard(grouping, seen) {
  const family = grouping.family;
  const sums = sumsOf(grouping, seen);
  if (sums.length < (state.query ? 1 : 1)) {
    return null;
  }
  const card = tableCard(grouping, seen);
  const total = sums.reduce((all, sum) => all + sum.values[0], 0);
  const bar = make("div", { class: "share", "aria-hidden": "true" });
  [...sums].sort((left, right) => right.values[0] - left.values[0]).slice(0, 12).forEach((sum, index) => {
    const part = make("i", { class: "f" + statusColour(grouping, sum.row, index), title: `${flat(nameOf(sum.row))} ${percent.format(total ? sum.values[0] / total : 0)}` });
    part.style.width = `${total ? (100 * sum.values[0]) / total : 0}%`;
    bar.append(part);
  });
  card.querySelector(".head").after(bar);
  return card;
}
