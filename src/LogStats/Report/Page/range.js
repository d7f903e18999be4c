// What is looked at: a stretch of time and a search, kept in the address so that a link leads to the same.
const state = { from: null, to: null, query: "", where: "", zone: "", sorts: {}, open: new Set(), more: {} };

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const time = (name) => {
    const value = Date.parse(given.get(name) ?? "");
    return Number.isNaN(value) ? null : value;
  };
  state.from = time("from");
  state.to = time("to");
  state.query = given.get("q") ?? "";
  state.where = given.get("in") ?? "";
  state.zone = given.get("zone") === "utc" ? "utc" : "";
  state.sorts = {};
  for (const sort of given.getAll("sort")) {
    const [table, column, up] = sort.split("~");
    state.sorts[table] = { column, up: up === "up" };
  }
}

function writeState() {
  const kept = new URLSearchParams();
  const put = (name, value) => value && kept.set(name, value);
  put("from", state.from !== null && new Date(state.from).toISOString().replace(":00.000Z", "Z"));
  put("to", state.to !== null && new Date(state.to).toISOString().replace(":00.000Z", "Z"));
  put("q", state.query);
  put("in", state.query && state.where);
  put("zone", state.zone);
  for (const [table, sort] of Object.entries(state.sorts)) {
    kept.append("sort", [table, sort.column, sort.up ? "up" : "down"].join("~"));
  }
  const hash = kept.toString().replaceAll("%3A", ":");
  history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
}

// The slots that the chosen time covers; whole is true where it is all there is.
function slotsOf(family) {
  const axis = family.axis;
  if (!axis || (state.from === null && state.to === null)) {
    return { from: 0, to: axis?.count ?? 0, whole: true };
  }
  const clamp = (value) => Math.max(0, Math.min(axis.count, value));
  const from = state.from === null ? 0 : clamp(Math.floor((state.from - axis.from) / axis.width));
  const to = state.to === null ? axis.count : clamp(Math.ceil((state.to - axis.from) / axis.width));
  return { from, to: Math.max(from, to), whole: false };
}

// What a row adds up to. A cell that is partly outside counts for its share, and the sum is then about right.
function sumRow(row, slots) {
  if (slots.whole) {
    return { values: row.values, about: false };
  }
  const values = new Array(row.values.length).fill(null);
  let about = false;
  const { starts, per, cells } = row;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] + per <= slots.from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (let measure = 0; measure < cells.length; measure++) {
    const column = cells[measure];
    if (column) {
      let sum = 0;
      for (let at = low; at < starts.length && starts[at] < slots.to; at++) {
        const covered = Math.min(starts[at] + per, slots.to) - Math.max(starts[at], slots.from);
        if (covered === per) {
          sum += column[at];
        } else {
          about ||= column[at] > 0;
          sum += Math.round((column[at] * covered) / per);
        }
      }
      values[measure] = sum;
    }
  }
  return { values, about };
}

// Adds a row's cells to series of slots.
function spread(row, series, slots) {
  for (let measure = 0; measure < row.cells.length; measure++) {
    const column = row.cells[measure];
    for (let at = 0; column && at < column.length; at++) {
      const first = Math.max(row.starts[at], 0);
      const last = Math.min(row.starts[at] + row.per, slots.count);
      for (let slot = first; slot < last; slot++) {
        series[measure][slot] += column[at] / (last - first);
      }
    }
  }
}

function isFound(row) {
  return !!row.parts && row.text.includes(state.query.toLowerCase());
}

// Rows of one grouping that the search finds: of the one that was chosen, else of the one that has most of them.
function found(family) {
  if (!state.query) {
    return null;
  }
  let best = null;
  for (const grouping of family.groupings) {
    if (state.where && state.where !== grouping.title) {
      continue;
    }
    const rows = grouping.items.filter(isFound);
    const weight = rows.reduce((sum, row) => sum + row.values[0], 0);
    if (rows.length && (!best || weight > best.weight)) {
      best = { grouping, rows, weight };
    }
  }
  return best ?? { grouping: null, rows: [], weight: 0 };
}

// All that is shown of a family: series and sums, of everything or of what the search finds.
function view(family) {
  const slots = slotsOf(family);
  const search = found(family);
  const count = family.axis?.count ?? 0;
  const result = { slots, search, series: family.series, about: false };
  if (search) {
    result.series = family.measures.map(() => new Float64Array(count));
    if (family.axis) {
      search.rows.forEach((row) => spread(row, result.series, { count }));
    }
    const sums = search.rows.map((row) => sumRow(row, slots));
    result.values = family.measures.map((_, measure) => sums.reduce((all, sum) => all + (sum.values[measure] ?? 0), 0));
    result.about = sums.some((sum) => sum.about);
    result.extras = null;
  } else if (slots.whole) {
    result.values = family.measures.map((measure) => family.total[measure.name] ?? 0);
    result.extras = family.extras.map((extra) => family.total[extra.name] ?? null);
  } else {
    result.values = family.series.map((column) => column.subarray(slots.from, slots.to).reduce((sum, value) => sum + value, 0));
    result.extras = null;
  }
  return result;
}

function ratioOf(family, values, ratio) {
  const at = (name) => values[family.measures.findIndex((measure) => measure.name === name)];
  const [of, by] = [at(ratio.of), at(ratio.by)];
  return of === null || by === null || !by ? null : of / by;
}

// Latencies of some slots, added up, and any percentile of them as the engine tells it.
function addLatencies(family, from, to) {
  const sum = { bits: family.latencyBits, counts: new Map(), count: 0, min: Infinity, max: 0 };
  for (let slot = from; slot < to; slot++) {
    const latency = family.latency[slot];
    if (latency) {
      sum.min = Math.min(sum.min, latency.min);
      sum.max = Math.max(sum.max, latency.max);
      latency.buckets.forEach((bucket, at) => {
        sum.counts.set(bucket, (sum.counts.get(bucket) ?? 0) + latency.counts[at]);
        sum.count += latency.counts[at];
      });
    }
  }
  sum.sorted = [...sum.counts].sort((left, right) => left[0] - right[0]);
  return sum;
}

function percentile(sum, percent) {
  if (!sum.count) {
    return null;
  }
  const place = (sum.count - 1) * (percent / 100);
  const below = Math.min(Math.floor(place), sum.count - 1);
  const value = rankOf(sum, below);
  return place > below && below < sum.count - 1 ? value + (rankOf(sum, below + 1) - value) * (place - below) : value;
}

function rankOf(sum, rank) {
  if (rank === 0 || rank === sum.count - 1) {
    return rank === 0 ? sum.min : sum.max;
  }
  for (const [bucket, count] of sum.sorted) {
    if (rank < count) {
      const shift = Math.max(0, (bucket >> sum.bits) - 1);
      const lower = (bucket - shift * 2 ** sum.bits) * 2 ** shift;
      const within = (2 ** shift - 1) * ((rank + 0.5) / count);
      return Math.max(sum.min, Math.min(sum.max, lower + within));
    }
    rank -= count;
  }
  return sum.max;
}
