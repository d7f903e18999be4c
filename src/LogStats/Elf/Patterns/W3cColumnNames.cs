using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>The columns of W3C extended logs: those of the draft, of IIS and http.sys, of Tomcat and of CloudFront.</summary>
internal static class W3cColumnNames
{
    private const string TimeTaken = "time-taken";

    /// <summary>What a column tells; one that is not known is a named field.</summary>
    /// <param name="name">It, in any case.</param>
    /// <param name="timeTaken">What <c>time-taken</c> counts.</param>
    public static FieldMeaning Find(string name, ElfUnit timeTaken) => name.ToLowerInvariant() switch
    {
        "date" or "time" => new(ElfField.Time),
        "c-ip" => new(ElfField.Client, FieldMeaning.Best),
        "c-dns" => new(ElfField.Client, FieldMeaning.Last),
        "x-forwarded-for" => new(ElfField.Client, FieldMeaning.Last, IsList: true),
        "c-port" => new(ElfField.ClientPort),
        "cs-username" or "x-h(remoteuser)" => new(ElfField.User),
        "cs-method" => new(ElfField.Method),
        "cs-uri" => new(ElfField.Target),
        "cs-uri-stem" => new(ElfField.Path),
        "cs-uri-query" => new(ElfField.Query),
        "cs-version" or "cs-protocol-version" => new(ElfField.Protocol),
        "cs-protocol" or "cs-uri-scheme" => new(ElfField.Scheme),
        "cs-host" => new(ElfField.Host, FieldMeaning.Better),

        // What the client asked CloudFront for; its cs(Host) is CloudFront's own name.
        "x-host-header" => new(ElfField.Host, FieldMeaning.Best + 1),
        "s-port" => new(ElfField.ServerPort),
        "sc-status" => new(ElfField.Status),
        "bytes" => new(ElfField.SentBytes),
        "sc-bytes" => new(ElfField.TotalSentBytes),
        "cs-bytes" => new(ElfField.ReceivedBytes),
        TimeTaken => FieldMeaning.Latency(timeTaken),
        TimeTaken + "-ns" => FieldMeaning.Latency(ElfUnit.Nanoseconds),
        TimeTaken + "-us" => FieldMeaning.Latency(ElfUnit.Microseconds),
        TimeTaken + "-ms" or "timetakenms" => FieldMeaning.Latency(ElfUnit.Milliseconds),
        TimeTaken + "-s" or TimeTaken + "-fracsec" => FieldMeaning.Latency(ElfUnit.Seconds),
        "time-to-first-byte" => new(ElfField.FirstByte, Unit: ElfUnit.Seconds),
        "cached" or "x-edge-result-type" => new(ElfField.Cache),
        "x-edge-request-id" => new(ElfField.RequestId),
        string other => Header(other),
    };

    public static TimePattern? Time(string name) => name.ToLowerInvariant() switch
    {
        "date" => TimePattern.IsoDate,
        "time" => TimePattern.TimeOfDay,
        _ => null,
    };

    /// <summary>The header in <c>cs(User-Agent)</c> or <c>sc(X-Cache)</c>.</summary>
    private static FieldMeaning Header(string name)
        => !name.EndsWith(')') ? FieldMeaning.Extra
            : name.StartsWith("cs(", StringComparison.Ordinal) ? FieldMeaning.RequestHeader(name[3..^1])
            : name.StartsWith("sc(", StringComparison.Ordinal) ? FieldMeaning.ResponseHeader(name[3..^1])
            : FieldMeaning.Extra;
}
