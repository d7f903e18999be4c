// The data: what stands in the page as JSON, and the numbers and texts that are packed in it.
const began = performance.now();
const report = JSON.parse(document.getElementById("logstats-report").textContent);

async function unpack(text) {
  if (!text) {
    return new Uint8Array();
  }
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) {
    bytes[at] = raw.charCodeAt(at);
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Numbers: seven bits a byte, the lowest first. Beyond 2^53 they are as near as a number of JavaScript is.
function reader(bytes) {
  let at = 0;
  return () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
      scale *= 128;
    }
  };
}

async function load() {
  const [numbers, texts] = await Promise.all([unpack(report.numbers), unpack(report.texts)]);
  const next = reader(numbers);
  const names = JSON.parse(new TextDecoder().decode(texts)).names;
  let table = 0;
  for (const family of report.families) {
    readAxis(family);
    if (family.axis) {
      family.series = family.measures.map(() => Float64Array.from({ length: family.axis.count }, next));
      if (family.latencyBits) {
        family.latency = Array.from({ length: family.axis.count }, () => readLatency(next));
      }
    }
    for (const grouping of family.groupings) {
      readGrouping(family, grouping, next, names[table++]);
    }
  }
}

function readAxis(family) {
  const axis = family.axis;
  if (axis) {
    axis.from = Date.parse(axis.start);
    axis.width = axis.step * 60000;
    axis.to = axis.from + axis.count * axis.width;
    // Minutes of the first slot as the calendar of .NET counts them, by the clocks of the log.
    axis.first = axis.from / 60000 + 1035593280 + axis.zone;
  }
}

function readLatency(next) {
  const count = next();
  if (count === 0) {
    return null;
  }
  const slot = { min: next(), max: next(), buckets: new Int32Array(count), counts: new Float64Array(count) };
  let bucket = 0;
  for (let at = 0; at < count; at++) {
    bucket += next();
    slot.buckets[at] = bucket++;
    slot.counts[at] = next();
  }
  return slot;
}

function readGrouping(family, grouping, next, names) {
  const parts = grouping.by.length;
  const listed = grouping.rows - (grouping.rest ? 1 : 0);
  grouping.key = grouping.by.join("+");
  grouping.family = family;
  grouping.items = [];
  for (let at = 0; at < grouping.rows; at++) {
    const row = { grouping, parts: at < listed ? names.slice(at * parts, (at + 1) * parts) : null, values: [], extras: [] };
    if (family.axis) {
      readCells(family, row, next);
    }
    row.values = family.measures.map(next);
    row.extras = family.extras.map(() => next() - 1).map((value) => (value < 0 ? null : value));
    row.text = row.parts ? row.parts.map((part) => part ?? "(none)").join(" ").toLowerCase() : "";
    grouping.items.push(row);
  }
}

// A cell is kept as the slots that it covers: one for rows that are kept closely, more for light ones.
function readCells(family, row, next) {
  const axis = family.axis;
  const width = next();
  const full = next() === 1;
  const count = next();
  const base = Math.floor(axis.first / width);
  const per = width / axis.step;
  row.per = per;
  row.starts = new Int32Array(count);
  let cell = base;
  for (let at = 0; at < count; at++) {
    cell += next();
    row.starts[at] = Math.round((cell * width - axis.first) / axis.step);
    cell++;
  }
  row.cells = family.measures.map((measure) => (full || measure.light ? Float64Array.from({ length: count }, next) : null));
}
