using LogStats.Elf.Times;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>The <c>pattern</c> of Tomcat's access log valve.</summary>
internal static class TomcatPattern
{
    private const string Advice = "Paste the valve's attribute 'pattern' as it stands in server.xml.";

    /// <param name="text">A pattern, its short name, or the whole Valve element.</param>
    /// <param name="duration">What <c>%D</c> counts: milliseconds up to Tomcat 9, microseconds from Tomcat 10.</param>
    /// <exception cref="LogStatsException">The text holds what Tomcat does not know, or nobody could read its lines.</exception>
    public static ElfPattern Compile(string text, ElfUnit duration = ElfUnit.Microseconds)
    {
        PatternSource source = TomcatText.Unwrap(text);
        source = source.ToString() switch
        {
            "common" => source.Instead("%h %l %u %t \"%r\" %s %b", 0),
            "combined" => source.Instead("%h %l %u %t \"%r\" %s %b \"%{Referer}i\" \"%{User-Agent}i\"", 0),
            _ => source,
        };
        PatternBuilder builder = new(source) { Escape = ElfEscape.Backslash };
        for (int at = 0; at < source.Length;)
        {
            if (source[at] != '%')
            {
                builder.Literal(source[at++]);
                continue;
            }

            at = Code(source, builder, at, duration);
        }

        return builder.Build();
    }

    private static int Code(PatternSource source, PatternBuilder builder, int start, ElfUnit duration)
    {
        int at = start + 1;
        string? argument = null;
        if (at < source.Length && source[at] == '{')
        {
            int end = source.IndexOf('}', at);
            argument = end < 0 ? throw source.Fault("a '{' is not closed", at, Advice) : source.Part(at + 1, end);
            at = end + 1;
        }

        if (at >= source.Length)
        {
            throw source.Fault("it ends within a code", start, Advice);
        }

        char code = source[at++];
        string name = source.Part(start, at);
        if (code == '%' && argument is null)
        {
            builder.Literal('%');
        }
        else if (code == 't')
        {
            Time(source, builder, argument ?? "", name, start);
        }
        else
        {
            FieldMeaning meaning = Find(code, argument, duration) ?? throw source.Fault($"the code '{name}' is not known", start, Advice);
            ElfPiece piece = meaning.Piece(name);
            builder.Field(code == 'X' ? piece with { Length = 1 } : piece, start, meaning.Rank);
        }

        return at;
    }

    private static FieldMeaning? Find(char code, string? argument, ElfUnit duration) => (code, argument) switch
    {
        ('D', null) => FieldMeaning.Latency(duration),
        ('F', null) => new(ElfField.FirstByte, Unit: ElfUnit.Milliseconds),
        ('T', null or "s" or "fracsec") => FieldMeaning.Latency(ElfUnit.Seconds),
        ('T', "ms") => FieldMeaning.Latency(ElfUnit.Milliseconds),
        ('T', "us") => FieldMeaning.Latency(ElfUnit.Microseconds),
        ('T', "ns") => FieldMeaning.Latency(ElfUnit.Nanoseconds),
        ('I' or 'S' or 'X' or 'A', null) => FieldMeaning.Extra,
        ('c' or 'r' or 's' or 'L', not null) => FieldMeaning.Extra,
        ('a' or 'b' or 'B' or 'h' or 'H' or 'l' or 'm' or 'p' or 'q' or 'r' or 's' or 'u' or 'U' or 'v', null)
            or ('a' or 'p' or 'i' or 'o', not null) => ApacheDirectives.Find(code.ToString(), argument, isFinal: false),
        _ => null,
    };

    private static void Time(PatternSource source, PatternBuilder builder, string argument, string name, int start)
    {
        bool isEnd = argument.StartsWith("end:", StringComparison.Ordinal) || argument == "end";
        bool isBegin = argument.StartsWith("begin:", StringComparison.Ordinal) || argument == "begin";
        int prefix = isEnd ? Math.Min(4, argument.Length) : isBegin ? Math.Min(6, argument.Length) : 0;
        int rank = isEnd ? FieldMeaning.Last : FieldMeaning.Usual;
        string form = argument[prefix..];
        if (form.Length == 0)
        {
            builder.BracketedTime(name, TimePattern.Clf, start, rank);
            return;
        }

        TimePattern time = form switch
        {
            "sec" => TimePattern.EpochWholeSeconds,
            "msec" => TimePattern.EpochMilliseconds,
            "msec_frac" => TimePattern.MillisecondFraction,
            _ => TimePattern.FromJava(form, source.Whole, source.Column(start + 2 + prefix) - 1),
        };
        builder.Field(new ElfPiece(name) { Field = ElfField.Time, Time = time }, start, rank);
    }
}
