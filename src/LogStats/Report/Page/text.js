// Words, numbers and times, in the reader's own form. Nothing from a log ever becomes anything but text.
const plain = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;

function make(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key === "class") {
      node.className = value;
    } else if (key === "text") {
      node.append(shown(value));
    } else if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// What cannot be seen, or turns the direction of what follows, is shown by its number.
function shown(text) {
  const fragment = document.createDocumentFragment();
  let run = "";
  for (const sign of String(text)) {
    if (hidden.test(sign)) {
      fragment.append(run);
      run = "";
      const mark = document.createElement("span");
      mark.className = "mark";
      mark.textContent = code(sign);
      fragment.append(mark);
    } else {
      run += sign;
    }
  }
  fragment.append(run);
  return fragment;
}

function flat(text) {
  return Array.from(String(text), (sign) => (hidden.test(sign) ? code(sign) : sign)).join("");
}

function code(sign) {
  return "U+" + sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

// The signs of units are the same in all languages; the number is as the reader writes it.
function unitOf(value, unit) {
  return `${fine.format(value)}\u00a0${unit}`;
}

const sizes = ["B", "kB", "MB", "GB", "TB", "PB"];

function bytesText(value) {
  if (value < 999.5) {
    return `${plain.format(Math.round(value))}\u00a0B`;
  }
  let step = 0;
  while (value >= 999.5 && step < sizes.length - 1) {
    value /= 1000;
    step++;
  }
  return unitOf(value, sizes[step]);
}

function microsText(value) {
  return value < 1000 ? unitOf(Math.round(value), "µs") : value < 1e6 ? unitOf(value / 1000, "ms") : secondsText(value / 1e6);
}

function secondsText(value) {
  return value < 120 ? unitOf(value, "s")
    : value < 7200 ? unitOf(value / 60, "min")
    : value < 172800 ? unitOf(value / 3600, "h")
    : unitOf(value / 86400, "d");
}

function valueText(value, unit, compact) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  switch (unit) {
    case "bytes":
      return bytesText(value);
    case "micros":
      return microsText(value);
    case "seconds":
      return secondsText(value);
    case "share":
      return percent.format(value);
    default:
      return compact && value >= 100000 ? short.format(value) : Number.isInteger(value) ? plain.format(value) : fine.format(value);
  }
}

function zoned(options) {
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: state.zone === "utc" ? "UTC" : undefined });
}

let clocks = null;

function clock() {
  if (!clocks || clocks.zone !== state.zone) {
    clocks = {
      zone: state.zone,
      whole: zoned({ dateStyle: "medium", timeStyle: "short" }),
      exact: zoned({ dateStyle: "medium", timeStyle: "medium" }),
      day: zoned({ month: "short", day: "numeric" }),
      year: zoned({ year: "numeric", month: "short" }),
      time: zoned({ hour: "2-digit", minute: "2-digit" }),
      hour: zoned({ hour: "2-digit", hourCycle: "h23" }),
    };
  }
  return clocks;
}

function timeText(time) {
  return time === null || time === undefined ? "–" : clock().whole.format(time);
}

function exactText(text) {
  return text ? clock().exact.format(Date.parse(text)) : "–";
}

function stepText(minutes) {
  return minutes < 60 ? unitOf(minutes, "min") : minutes < 1440 ? unitOf(minutes / 60, "h") : unitOf(minutes / 1440, "d");
}
