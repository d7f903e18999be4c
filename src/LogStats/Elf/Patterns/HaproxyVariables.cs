using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>The variables of HAProxy's log format.</summary>
internal static class HaproxyVariables
{
    private const string Names = " ac b bc bi bp bq f fc fi ft lc pid rc rt sc si sp sq sslc sslv ts tsc CC CS H hrl hsl ";

    /// <summary>Those that are text, and so get the quotes that <c>+Q</c> asks for.</summary>
    private const string Texts = " ci si fi bi f ft b s r CC CS HM HP HPO HQ HU HV ID H sslc sslv ";

    /// <summary>What a variable tells; null where there is no such variable.</summary>
    public static FieldMeaning? Find(string name) => name switch
    {
        "ci" => new(ElfField.Client, FieldMeaning.Best),
        "cp" => new(ElfField.ClientPort),
        "fp" => new(ElfField.ServerPort),
        "s" => new(ElfField.Upstream),
        "ST" => new(ElfField.Status),
        "B" => new(ElfField.TotalSentBytes),
        "U" => new(ElfField.ReceivedBytes),
        "Ta" => new(ElfField.Latency, FieldMeaning.Better, ElfUnit.Milliseconds),
        "Tt" or "Tu" => new(ElfField.Latency, FieldMeaning.Usual, ElfUnit.Milliseconds),
        "Tr" => new(ElfField.UpstreamLatency, Unit: ElfUnit.Milliseconds),
        "r" => new(ElfField.Request),
        "HM" => new(ElfField.Method),
        "HU" => new(ElfField.Target),
        "HP" or "HPO" => new(ElfField.Path),
        "HQ" => new(ElfField.Query),
        "HV" => new(ElfField.Protocol),
        "ID" => new(ElfField.RequestId),
        "Tc" or "Td" or "Th" or "Ti" or "Tq" or "TR" or "Tw" => new(ElfField.Extra, Unit: ElfUnit.Milliseconds),
        _ when Time(name) is not null => new(ElfField.Time),
        _ when Names.Contains($" {name} ", StringComparison.Ordinal) => FieldMeaning.Extra,
        _ => null,
    };

    public static TimePattern? Time(string name) => name switch
    {
        "t" or "tr" => TimePattern.Haproxy,
        "T" or "Tl" or "trg" or "trl" => TimePattern.Clf,
        "Ts" => TimePattern.EpochWholeSeconds,
        "ms" => TimePattern.MillisecondFraction,
        _ => null,
    };

    public static bool IsText(string name) => Texts.Contains($" {name} ", StringComparison.Ordinal);

    /// <summary>What a sample expression fetches, as far as its name tells.</summary>
    public static FieldMeaning FindSample(string expression)
    {
        int end = expression.IndexOf(',');
        string fetch = end < 0 ? expression : expression[..end];
        int open = fetch.IndexOf('(');
        string argument = open >= 0 && fetch.EndsWith(')') ? fetch[(open + 1)..^1] : "";
        return (open < 0 ? fetch : fetch[..open]) switch
        {
            "src" => new(ElfField.Client),
            "src_port" => new(ElfField.ClientPort),
            "dst_port" => new(ElfField.ServerPort),
            "method" => new(ElfField.Method),
            "path" => new(ElfField.Path),
            "pathq" or "url" => new(ElfField.Target),
            "query" => new(ElfField.Query),
            "status" => new(ElfField.Status),
            "unique-id" => new(ElfField.RequestId),
            "req.hdr" or "req.fhdr" or "hdr" => FieldMeaning.RequestHeader(argument),
            "res.hdr" or "res.fhdr" => FieldMeaning.ResponseHeader(argument),
            _ => FieldMeaning.Extra,
        };
    }
}
