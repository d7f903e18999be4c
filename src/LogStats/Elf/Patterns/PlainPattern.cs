using LogStats.Elf.Times;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>
/// Our own small way to describe a line, for formats that no server lets one choose: text as it stands, and in it
/// <c>{client}</c> for a field, <c>{latency:ms}</c> with its unit, <c>{time:iso}</c> with its form (or a text of strftime),
/// <c>{"request"}</c> where it may stand in quotes, <c>{-}</c> for what is read over, <c>{{</c> for a brace. A name that is
/// not ours is that of a named field. <c>{?}</c>: older lines end here. <c>{*}</c> at the end: newer ones go on.
/// </summary>
internal static class PlainPattern
{
    private const string Advice
        = "Write fields as {client}, {time:clf} or {latency:ms}, a name of your own for any other field, and {{ for a brace.";
    private const string MayEnd = "{?}";

    /// <exception cref="LogStatsException">The text is none, or nobody could read its lines.</exception>
    public static ElfPattern Compile(string text)
    {
        ElfPattern? shorter = null;
        for (int at = 0; at >= 0;)
        {
            at = text.IndexOf(MayEnd, at, StringComparison.Ordinal);
            PatternSource source = new(text);
            source.Add(text, 0, at < 0 ? text.TrimEnd().Length : at);
            shorter = One(source) with { Shorter = shorter };
            at = at < 0 ? at : at + MayEnd.Length;
        }

        // What older lines lack newer ones have, so lines that go on are only looked for by the whole pattern and by those
        // that stand in for it.
        return shorter!.AllowsMore ? More(shorter) : shorter;
    }

    private static ElfPattern More(ElfPattern pattern)
        => pattern with { AllowsMore = true, Shorter = pattern.Shorter is { } shorter ? More(shorter) : null };

    private static ElfPattern One(PatternSource source)
    {
        PatternBuilder builder = new(source) { Escape = ElfEscape.Backslash };
        for (int at = 0; at < source.Length;)
        {
            if (source.Continues(at, "{{") || source[at] != '{')
            {
                builder.Literal(source[at]);
                at += source[at] == '{' ? 2 : 1;
                continue;
            }

            int end = source.IndexOf('}', at);
            string inner = end < 0 ? throw source.Fault("a '{' is not closed", at, Advice) : source.Part(at + 1, end);
            if (inner == "*")
            {
                builder.AllowsMore = end + 1 == source.Length ? true : throw source.Fault("'{*}' is not at the end", at, Advice);
            }
            else if (inner != "?")
            {
                builder.Field(Field(source, inner, at), at);
            }

            at = end + 1;
        }

        return builder.Build();
    }

    private static ElfPiece Field(PatternSource source, string inner, int at)
    {
        bool mayBeQuoted = inner is ['"', .., '"'];
        inner = mayBeQuoted ? inner[1..^1] : inner;
        int colon = inner.IndexOf(':');
        string name = colon < 0 ? inner : inner[..colon];
        string manner = colon < 0 ? "" : inner[(colon + 1)..];
        if (name.Length == 0)
        {
            throw source.Fault("a field has no name", at, Advice);
        }

        ElfPiece piece = new(name) { MayBeQuoted = mayBeQuoted };
        if (name == "-")
        {
            return piece;
        }

        if (!FieldNames.TryField(name, out ElfField field))
        {
            return piece with { Field = ElfField.Extra, Unit = Unit(source, name, manner, at) };
        }

        if (field == ElfField.Time)
        {
            return piece with { Field = field, Time = Time(source, manner, at + 1 + colon + 1) };
        }

        bool isSeconds = FieldNames.IsDuration(field) && manner.Length == 0;
        return piece with { Field = field, Unit = isSeconds ? ElfUnit.Seconds : Unit(source, name, manner, at) };
    }

    private static ElfUnit Unit(PatternSource source, string name, string manner, int at)
        => manner.Length == 0 ? ElfUnit.None
            : FieldNames.Unit(manner)
                ?? throw source.Fault($"'{manner}' is no unit of '{name}'", at, "Units are ns, us, ms, s and s-or-us.");

    private static TimePattern Time(PatternSource source, string manner, int at)
        => manner.Length == 0 ? TimePattern.Any
            : FieldNames.Time(manner)
                ?? TimePattern.FromStrftime(manner, source.Whole, source.Column(at) - 1);
}
