namespace LogStats.Elf.Patterns;

/// <summary>The directives of mod_log_config and of varnishncsa, but for the time.</summary>
internal static class ApacheDirectives
{
    /// <summary>What a directive tells; null where there is no such directive.</summary>
    /// <param name="directive">Its letter, or <c>^</c> and two letters.</param>
    /// <param name="argument">What stands in its braces.</param>
    /// <param name="isFinal">Asked for with <c>%></c>.</param>
    public static FieldMeaning? Find(string directive, string? argument, bool isFinal) => (directive, argument) switch
    {
        ("a", null) => new(ElfField.Client, FieldMeaning.Best),
        ("h", null) => new(ElfField.Client, FieldMeaning.Better),
        ("a" or "h", _) => new(ElfField.Client),
        ("p", "remote") => new(ElfField.ClientPort),
        ("p", _) => new(ElfField.ServerPort),
        ("b" or "B", _) => new(ElfField.SentBytes, directive == "B" ? FieldMeaning.Better : FieldMeaning.Usual),
        ("I", _) => new(ElfField.ReceivedBytes),
        ("O", _) => new(ElfField.TotalSentBytes),
        ("D", _) => FieldMeaning.Latency(ElfUnit.Microseconds),
        ("T", null or "s") => FieldMeaning.Latency(ElfUnit.Seconds),
        ("T", "ms") => FieldMeaning.Latency(ElfUnit.Milliseconds),
        ("T", "us") => FieldMeaning.Latency(ElfUnit.Microseconds),
        ("T", _) => null,
        ("^FB", _) => new(ElfField.FirstByte, Unit: ElfUnit.Microseconds),
        ("l", _) => new(ElfField.Ident),
        ("u", _) => new(ElfField.User, isFinal ? FieldMeaning.Better : FieldMeaning.Usual),
        ("r", _) => new(ElfField.Request),
        ("m", _) => new(ElfField.Method),
        ("U", _) => new(ElfField.Path),
        ("q", _) => new(ElfField.Query),
        ("H", _) => new(ElfField.Protocol),
        ("s", _) => new(ElfField.Status, isFinal ? FieldMeaning.Better : FieldMeaning.Usual),
        ("v", _) => new(ElfField.Host),
        ("V", _) => new(ElfField.Host, FieldMeaning.Better),
        ("i", not null) => FieldMeaning.RequestHeader(argument),
        ("o", not null) => FieldMeaning.ResponseHeader(argument),
        ("e", "UNIQUE_ID") => new(ElfField.RequestId),
        ("e", "cache-status") => new(ElfField.Cache),
        ("x", "Varnish:time_firstbyte") => new(ElfField.FirstByte, Unit: ElfUnit.Seconds),
        ("x", "Varnish:handling") => new(ElfField.Cache, FieldMeaning.Better),
        ("x", "Varnish:hitmiss") => new(ElfField.Cache),
        ("x", "Varnish:vxid") => new(ElfField.RequestId),
        ("C" or "e" or "n" or "x" or "c" or "^ti" or "^to", not null) => FieldMeaning.Extra,
        ("A" or "f" or "k" or "L" or "P" or "R" or "S" or "X", _) => FieldMeaning.Extra,
        _ => null,
    };
}
