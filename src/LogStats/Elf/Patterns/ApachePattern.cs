using LogStats.Elf.Times;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>The <c>LogFormat</c> of Apache and the format of varnishncsa, which has the same letters.</summary>
internal static class ApachePattern
{
    private const string Advice = "Paste the LogFormat of the server's configuration as it stands there.";

    private const string VarnishDefault = "%h %l %u %t \"%r\" %s %b \"%{Referer}i\" \"%{User-agent}i\"";

    /// <exception cref="LogStatsException">The text holds what the server does not know, or nobody could read its lines.</exception>
    public static ElfPattern Compile(string text)
    {
        PatternSource source = ApacheText.Unwrap(text);
        PatternBuilder builder = new(source) { Escape = ElfEscape.Backslash };
        Read(source, builder);
        return builder.Build();
    }

    private static void Read(PatternSource source, PatternBuilder builder)
    {
        for (int at = 0; at < source.Length;)
        {
            if (source[at] == '%')
            {
                at = Directive(source, builder, at);
            }
            else if (source[at] == '\\' && at + 1 < source.Length && source[at + 1] is '"' or '\\' or 'n' or 't' or 'r' or '\'')
            {
                builder.Literal(source[at + 1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', char other => other });
                at += 2;
            }
            else
            {
                builder.Literal(source[at++]);
            }
        }
    }

    /// <summary>Reads the directive at <paramref name="start"/>; returns where it ends.</summary>
    private static int Directive(PatternSource source, PatternBuilder builder, int start)
    {
        string? argument = null;
        bool isFinal = false;
        int at = start + 1;
        for (; at < source.Length; at++)
        {
            // What a directive is written for, and of which request, changes nothing of how it is written.
            if (source[at] is '!' or '<' or '>' or ',' || char.IsAsciiDigit(source[at]))
            {
                isFinal |= source[at] == '>';
            }
            else if (source[at] == '{' && argument is null)
            {
                int end = source.IndexOf('}', at);
                argument = end < 0 ? throw source.Fault("a '{' is not closed", at, Advice) : source.Part(at + 1, end);
                at = end;
            }
            else
            {
                break;
            }
        }

        int length = at < source.Length && source[at] == '^' ? 3 : 1;
        if (at + length > source.Length)
        {
            throw source.Fault("it ends within a directive", start, Advice);
        }

        string directive = source.Part(at, at + length);
        string name = source.Part(start, at + length);
        at += length;
        switch (directive)
        {
            case "%" when argument is null:
                builder.Literal('%');
                break;
            case "t":
                Time(source, builder, argument ?? "", name, start);
                break;
            case "x" when argument == "Varnish:default_format":
                Read(source.Instead(VarnishDefault, start), builder);
                break;
            default:
                FieldMeaning meaning = ApacheDirectives.Find(directive, argument, isFinal)
                    ?? throw source.Fault($"the directive '{name}' is not known", start, Advice);
                ElfPiece piece = meaning.Piece(name);
                builder.Field(directive == "X" ? piece with { Length = 1 } : piece, start, meaning.Rank);
                break;
        }

        return at;
    }

    private static void Time(PatternSource source, PatternBuilder builder, string argument, string name, int start)
    {
        int prefix = argument.IndexOf(':') + 1;
        string moment = argument.StartsWith("begin:", StringComparison.Ordinal) || argument.StartsWith("end:", StringComparison.Ordinal)
            ? argument[..(prefix - 1)] : argument is "begin" or "end" ? argument : "";
        string form = moment.Length == 0 ? argument : argument.Length == moment.Length ? "" : argument[prefix..];

        // The end of a request is its time only where its beginning is not told.
        int rank = moment == "end" ? FieldMeaning.Last : FieldMeaning.Usual;
        if (form.Length == 0)
        {
            builder.BracketedTime(name, TimePattern.Clf, start, rank);
            return;
        }

        int from = source.Column(start + name.Length - 2 - form.Length) - 1;
        TimePattern time = form switch
        {
            "sec" => TimePattern.EpochWholeSeconds,
            "msec" => TimePattern.EpochMilliseconds,
            "usec" => TimePattern.EpochMicroseconds,
            "msec_frac" => TimePattern.MillisecondFraction,
            "usec_frac" => TimePattern.MicrosecondFraction,
            _ => TimePattern.FromStrftime(form, source.Whole, from),
        };
        builder.Field(new ElfPiece(name) { Field = ElfField.Time, Time = time }, start, rank);
    }
}
