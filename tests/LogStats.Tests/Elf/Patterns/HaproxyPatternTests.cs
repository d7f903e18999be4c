using LogStats.Elf;
using LogStats.Elf.Patterns;

namespace LogStats.Tests.Elf.Patterns;

public sealed class HaproxyPatternTests
{
    private const string Head = "ClientAndPort ' [' Time(dd/MMM/yyyy:HH:mm:ss.SSS) '] ' #0:%ft ' ' #1:%b '/' Upstream ' ' ";

    private const string Http = Head
        + "#2:%TR(Milliseconds) '/' #3:%Tw(Milliseconds) '/' #4:%Tc(Milliseconds) '/' UpstreamLatency(Milliseconds) '/' Latency(Milliseconds) "
        + "' ' Status ' ' TotalSentBytes ' ' #5:%CC ' ' #6:%CS ' ' #7:%tsc ' ' #8:%ac '/' #9:%fc '/' #10:%bc '/' #11:%sc '/' #12:%rc ' ' #13:%sq '/' #14:%bq "
        + "' ' #15:%hr<{|} > #16:%hs^{<{|} > '\"' Request '\"'";

    public static TheoryData<string, string> Formats => new()
    {
        { "httplog", Http },
        { "  option httplog\n", Http },
        { "log-format \"" + HaproxyPattern.Http + "\"", Http },
        { "log-format " + HaproxyPattern.Http.Replace(" ", "\\ ", StringComparison.Ordinal), Http },
        { HaproxyPattern.Http, Http },
        { "option httpslog", Http[..^3] + "'\" ' #17:%[fc_err] '/' #18:%[ssl_fc_err,hex] '/' #19:%[ssl_c_err] '/' #20:%[ssl_c_ca_err] '/' #21:%[ssl_fc_is_resumed] ' ' #22:%[ssl_fc_sni] '/' #23:%sslv '/' #24:%sslc" },
        { "tcplog", Head + "#2:%Tw(Milliseconds) '/' #3:%Tc(Milliseconds) '/' Latency(Milliseconds) ' ' TotalSentBytes ' ' #4:%ts ' ' #5:%ac '/' #6:%fc '/' #7:%bc '/' #8:%sc '/' #9:%rc ' ' #10:%sq '/' #11:%bq" },
        {
            "clf", "Client ' - - [' Time(CLF) '] \"' Request '\" ' Status ' ' TotalSentBytes ' \"\" \"\" ' ClientPort ' ' Time(milliseconds) ' \"' #0:%ft '\" \"' #1:%b '\" \"' Upstream '\" '"
                + " #2:%TR(Milliseconds) ' ' #3:%Tw(Milliseconds) ' ' #4:%Tc(Milliseconds) ' ' UpstreamLatency(Milliseconds) ' ' Latency(Milliseconds) ' ' #5:%tsc"
                + " ' ' #6:%ac ' ' #7:%fc ' ' #8:%bc ' ' #9:%sc ' ' #10:%rc ' ' #11:%sq ' ' #12:%bq ' \"' #13:%CC '\" \"' #14:%CS '\"' …"
        },
        { "%ci %Tq/%Tt", "Client ' ' #0:%Tq(Milliseconds) '/' Latency(Milliseconds)" },
        { "%Tt %Ta", "#0:%Tt(Milliseconds) ' ' Latency(Milliseconds)" },
        { "%HM %HP%HQ %HV %HU", "Method ' ' Target ' ' Protocol ' ' #0:%HU" },
        { "%T %Ts.%ms %ID %U", "Time(CLF) ' ' Time(whole seconds since 1970) '.' Time(milliseconds) ' ' RequestId ' ' ReceivedBytes" },
        { "%[src]:%[src_port] %[req.hdr(User-Agent)] %[var(txn.x)] %%", "ClientAndPort ' ' Agent ' ' #0:%[var(txn.x)] ' %'" },
        { "%ST %hr", "Status #0:%hr^ < {|}>" },
        { "%ST %hr %hs", "Status #0:%hr^ < {|}> #1:%hs^ < {|}>" },
        { "%ST [%hr] %B", "Status ' [' #0:%hr<{|}> '] ' TotalSentBytes" },
        { "%{+Q}b %{-Q}s %{+Q}B", "'\"' #0:%{+Q}b '\" ' Upstream ' ' TotalSentBytes" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_becomes_its_pieces(string text, string pieces)
    {
        ElfPattern pattern = HaproxyPattern.Compile(text);
        Assert.Equal(pieces, PatternText.Of(pattern));
        Assert.Equal((text, ElfEscape.Hash), (pattern.Text, pattern.Escape));
    }

    [Fact]
    public void The_escape_of_a_backslash_can_be_asked_for()
        => Assert.Equal(ElfEscape.Backslash, HaproxyPattern.Compile("%ST %{+E}b").Escape);

    [Theory]
    [InlineData("%ci %xx", 5, "'%xx'")]
    [InlineData("%ci %", 5, "no name")]
    [InlineData("%ci %{+Qr", 6, "'{' is not closed")]
    [InlineData("%ci %[src", 6, "'[' is not closed")]
    [InlineData("%ci%b", 4, "side by side")]
    [InlineData("log-format \"%ci %xx\"", 17, "'%xx'")]
    [InlineData("log-format %ci\\ %xx", 17, "'%xx'")]
    [InlineData("log-format", 1, "no field")]
    public void What_cannot_be_compiled_is_named_with_its_column(string text, int column, string named)
        => PatternText.AssertFault(column, named, () => HaproxyPattern.Compile(text));
}
