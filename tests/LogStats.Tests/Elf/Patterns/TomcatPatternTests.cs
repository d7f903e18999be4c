using LogStats.Elf;
using LogStats.Elf.Patterns;

namespace LogStats.Tests.Elf.Patterns;

public sealed class TomcatPatternTests
{
    private const string Common = "Client ' ' Ident ' ' User ' [' Time(CLF) '] \"' Request '\" ' Status ' ' SentBytes";

    public static TheoryData<string, string> Codes => new()
    {
        { "%a", "Client" }, { "%{remote}a", "Client" }, { "%A", "#0:%A" }, { "%b", "SentBytes" }, { "%B", "SentBytes" },
        { "%D", "Latency(Microseconds)" }, { "%F", "FirstByte(Milliseconds)" }, { "%h", "Client" }, { "%H", "Protocol" }, { "%I", "#0:%I" },
        { "%l", "Ident" }, { "%m", "Method" }, { "%p", "ServerPort" }, { "%{remote}p", "ClientPort" }, { "%q", "Query" }, { "%r", "Request" },
        { "%s", "Status" }, { "%S", "#0:%S" }, { "%t", "'[' Time(CLF) ']'" }, { "%T", "Latency(Seconds)" }, { "%u", "User" }, { "%U", "Path" },
        { "%v", "Host" }, { "%X", "#0:%X[1]" }, { "%{Referer}i", "Referer" }, { "%{X}o", "#0:%{X}o" }, { "%{X}c", "#0:%{X}c" },
        { "%{X}r", "#0:%{X}r" }, { "%{X}s", "#0:%{X}s" }, { "%{ns}T", "Latency(Nanoseconds)" }, { "%{us}T", "Latency(Microseconds)" },
        { "%{ms}T", "Latency(Milliseconds)" }, { "%{fracsec}T", "Latency(Seconds)" }, { "%{s}T", "Latency(Seconds)" },
        { "%{sec}t", "Time(whole seconds since 1970)" }, { "%{msec}t", "Time(milliseconds since 1970)" }, { "%{begin:msec_frac}t", "Time(milliseconds)" },
        { "%{end:yyyy-MM-dd HH:mm:ss.SSS}t", "Time(yyyy-MM-dd HH:mm:ss.SSS)" }, { "%{begin}t", "'[' Time(CLF) ']'" },
        { "%%%a", "'%' Client" }, { "%m %U%q", "Method ' ' Target" },
        { "common", Common }, { "combined", Common + " ' \"' Referer '\" \"' Agent '\"'" }, { "%h %l %u %t \"%r\" %s %b", Common },
        { "%h %l %u %t \\\"%r\\\" %s %b", Common }, { "%h %l %u %t &quot;%r&quot; %s %b", Common },
        { "server.tomcat.accesslog.pattern=%h %s", "Client ' ' Status" },
        { "<Valve className=\"org.apache.catalina.valves.AccessLogValve\" directory=\"logs\"\n  pattern=\"%h %l %u %t &quot;%r&quot; %s %b\" />", Common },
        { "<Host><Valve patternX='a' pattern = '&#37;h &lt;%s&gt; \"&amp;\"'/></Host>", "Client ' <' Status '> \"&\"'" },
        { "<Valve pattern='common'/>", Common },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_pattern_becomes_its_pieces(string text, string pieces)
    {
        ElfPattern pattern = TomcatPattern.Compile(text);
        Assert.Equal(pieces, PatternText.Of(pattern));
        Assert.Equal((text, ElfEscape.Backslash), (pattern.Text, pattern.Escape));
    }

    [Fact]
    public void The_duration_of_Tomcat_9_and_before_is_in_milliseconds()
        => Assert.Equal("Status ' ' Latency(Milliseconds)", PatternText.Of(TomcatPattern.Compile("%s %D", ElfUnit.Milliseconds)));

    [Theory]
    [InlineData("%h %y", 4, "'%y'")]
    [InlineData("%h %{X}D", 4, "'%{X}D'")]
    [InlineData("%h %{min}T", 4, "'%{min}T'")]
    [InlineData("%h %{yyyy QQ}t", 11, "'QQ'")]
    [InlineData("%h %{begin:yyyy 'x}t", 17, "quote")]
    [InlineData("%h %{X", 5, "'{' is not closed")]
    [InlineData("%h %", 4, "ends within")]
    [InlineData("%h%s", 3, "side by side")]
    [InlineData("plain", 1, "no field")]
    [InlineData("<Valve className='x'/>", 1, "no attribute")]
    [InlineData("<Valve pattern='%h/>", 16, "quote is not closed")]
    [InlineData("<Valve pattern='%h &quot;%y&quot;'/>", 26, "'%y'")]
    [InlineData("<Valve pattern='%h &#37;y'/>", 20, "'%y'")]
    public void What_cannot_be_compiled_is_named_with_its_column(string text, int column, string named)
        => PatternText.AssertFault(column, named, () => TomcatPattern.Compile(text));
}
