using LogStats.Elf.Patterns;
using LogStats.Envelopes;
using LogStats.Scan;
namespace LogStats.Elf.Matching;
internal enum WrapKind { None, Syslog }
internal sealed class JsonMatcher(ElfJsonFields fields, ClockRules rules) { public IReadOnlyList<string> ExtraNames => []; public LineVerdict Match(ReadOnlySpan<byte> line, ref ElfLine view) => ElfReasons.NotJson; public object X => (fields, rules); }
internal sealed class W3cLines(ElfPattern? pattern, ElfUnit unit, ClockRules rules) { public object X => (pattern, unit, rules); public IReadOnlyList<string> ExtraNames => []; public void Seed(ReadOnlySpan<byte> head) { } public LineVerdict Match(ReadOnlySpan<byte> line, ref ElfLine view) => ElfReasons.NoColumns; public static int LastHead(ReadOnlySpan<byte> b, bool first) => -1; }
internal sealed class LineWrap(WrapKind kind, ClockRules rules) { public object X => (kind, rules); public long Ticks; public short OffsetMinutes; public static WrapKind Detect(ReadOnlySpan<byte> line) => WrapKind.None; public bool Unwrap(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> inner, out ReadOnlySpan<byte> host) { inner = line; host = default; return true; } }
