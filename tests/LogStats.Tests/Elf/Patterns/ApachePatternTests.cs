using LogStats.Elf;
using LogStats.Elf.Patterns;

namespace LogStats.Tests.Elf.Patterns;

public sealed class ApachePatternTests
{
    private const string Common = "Client ' ' Ident ' ' User ' [' Time(CLF) '] \"' Request '\" ' Status ' ' SentBytes";
    private const string Combined = Common + " ' \"' Referer '\" \"' Agent '\"'";

    /// <summary>Every directive of mod_log_config and varnishncsa, alone.</summary>
    public static TheoryData<string, string> Directives => new()
    {
        { "%a", "Client" }, { "%{c}a", "Client" }, { "%h", "Client" }, { "%{c}h", "Client" }, { "%A", "#0:%A" },
        { "%p", "ServerPort" }, { "%{canonical}p", "ServerPort" }, { "%{local}p", "ServerPort" }, { "%{remote}p", "ClientPort" },
        { "%b", "SentBytes" }, { "%B", "SentBytes" }, { "%I", "ReceivedBytes" }, { "%O", "TotalSentBytes" }, { "%S", "#0:%S" },
        { "%{X}C", "#0:%{X}C" }, { "%{X}e", "#0:%{X}e" }, { "%{X}i", "#0:%{X}i" }, { "%{X}o", "#0:%{X}o" }, { "%{X}n", "#0:%{X}n" },
        { "%{X}^ti", "#0:%{X}^ti" }, { "%{X}^to", "#0:%{X}^to" }, { "%{SSL_PROTOCOL}x", "#0:%{SSL_PROTOCOL}x" },
        { "%{Referer}i", "Referer" }, { "%{user-agent}i", "Agent" }, { "%{Host}i", "Host" }, { "%{X-Forwarded-For}i", "Client*" },
        { "%{X-Request-ID}i", "RequestId" }, { "%{X-Cache}o", "Cache" }, { "%{UNIQUE_ID}e", "RequestId" },
        { "%D", "Latency(Microseconds)" }, { "%T", "Latency(Seconds)" }, { "%{s}T", "Latency(Seconds)" },
        { "%{ms}T", "Latency(Milliseconds)" }, { "%{us}T", "Latency(Microseconds)" }, { "%^FB", "FirstByte(Microseconds)" },
        { "%f", "#0:%f" }, { "%H", "Protocol" }, { "%k", "#0:%k" }, { "%l", "Ident" }, { "%L", "#0:%L" }, { "%m", "Method" },
        { "%P", "#0:%P" }, { "%{tid}P", "#0:%{tid}P" }, { "%q", "Query" }, { "%r", "Request" }, { "%R", "#0:%R" },
        { "%s", "Status" }, { "%>s", "Status" }, { "%<s", "Status" }, { "%u", "User" }, { "%>u", "User" }, { "%U", "Path" },
        { "%v", "Host" }, { "%V", "Host" }, { "%X", "#0:%X[1]" },
        { "%t", "'[' Time(CLF) ']'" }, { "%{begin}t", "'[' Time(CLF) ']'" }, { "%{end:%F}t", "Time(%F)" }, { "%{begin:%T}t", "Time(%T)" },
        { "%{sec}t", "Time(whole seconds since 1970)" }, { "%{msec}t", "Time(milliseconds since 1970)" },
        { "%{begin:usec}t", "Time(microseconds since 1970)" }, { "%{msec_frac}t", "Time(milliseconds)" }, { "%{usec_frac}t", "Time(microseconds)" },
        { "%{Varnish:time_firstbyte}x", "FirstByte(Seconds)" }, { "%{Varnish:hitmiss}x", "Cache" }, { "%{Varnish:handling}x", "Cache" },
        { "%{Varnish:side}x", "#0:%{Varnish:side}x" }, { "%{Varnish:vxid}x", "RequestId" }, { "%{VCL_Log:key}x", "#0:%{VCL_Log:key}x" },
        { "%{VSL:tag[field]}x", "#0:%{VSL:tag[field]}x" },
        { "%400,501{User-agent}i", "Agent" }, { "%!200,304{Referer}i", "Referer" }, { "%{Referer}!200,304i", "Referer" },
        { "%>{X}o", "#0:%>{X}o" }, { "%%%a%%", "'%' Client '%'" },
    };

    public static TheoryData<string, string> Formats => new()
    {
        { "%h %l %u %t \"%r\" %>s %b", Common },
        { "%h %l %u %t \\\"%r\\\" %>s %b", Common },
        { "common", Common },
        { "combined\n", Combined },
        { "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\"\" combined", Combined },
        { "  logformat '%h %l %u %t \"%r\" %>s %b' common\n", Common },
        { "LogFormat \"%h %l %u \\\n   %t \\\"%r\\\" %>s %b\"", "Client ' ' Ident ' ' User '    [' Time(CLF) '] \"' Request '\" ' Status ' ' SentBytes" },
        { "CustomLog ${APACHE_LOG_DIR}/access.log \"%h %s\" env=!dontlog", "Client ' ' Status" },
        { "CustomLog \"|/usr/bin/rotatelogs /var/log/a 86400\" \"%h %s\"", "Client ' ' Status" },
        { "\"%h %l %u %t \\\"%r\\\" %>s %b\" common", Common },
        { "\"%r\" %s", "'\"' Request '\" ' Status" },
        { "\"%r\"", "'\"' Request '\"'" },
        { "%v:%p %h", "Host ':' ServerPort ' ' Client" },
        { "%a:%{remote}p %s", "ClientAndPort ' ' Status" },
        { "[%a]:%{remote}p %s", "'[' Client ']:' ClientPort ' ' Status" },
        { "%m %U%q %H", "Method ' ' Target ' ' Protocol" },
        { "%V%U%q %s", "Host Target^/ ' ' Status" },
        { "%s %>s", "#0:%s ' ' Status" },
        { "%>s %s", "Status ' ' #0:%s" },
        { "%T/%D", "#0:%T(Seconds) '/' Latency(Microseconds)" },
        { "%h %a %{X-Forwarded-For}i %{A}i", "#0:%h ' ' Client ' ' #1:%{X-Forwarded-For}i* ' ' #2:%{A}i" },
        { "%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t %h", "Time(%d/%b/%Y %T) '.' Time(milliseconds) ' ' Time(%z) ' ' Client" },
        { "%{sec}t.%{usec_frac}t %h", "Time(whole seconds since 1970) '.' Time(microseconds) ' ' Client" },
        { "%{%F}t%{%T}t %h", "Time(%F) Time(%T) ' ' Client" },
        { "%{begin:sec}t %{end:sec}t %h", "Time(whole seconds since 1970) ' ' #0:%{end:sec}t ' ' Client" },
        { "%h\\t%s\\n", "Client '\t' Status '\n'" },
        { "%X%s", "#0:%X[1] Status" },
        { "%{Varnish:default_format}x %D", "Client ' ' Ident ' ' User ' [' Time(CLF) '] \"' Request '\" ' Status ' ' SentBytes ' \"' Referer '\" \"' Agent '\" ' Latency(Microseconds)" },
        { "äöü %h", "'äöü ' Client" },
    };

    [Theory]
    [MemberData(nameof(Directives))]
    [MemberData(nameof(Formats))]
    public void A_format_becomes_its_pieces(string format, string pieces)
    {
        ElfPattern pattern = ApachePattern.Compile(format);
        Assert.Equal(pieces, PatternText.Of(pattern));
        Assert.Equal((format, ElfEscape.Backslash, false, false), (pattern.Text, pattern.Escape, pattern.IsColumns, pattern.AssumesUtc));
    }

    [Theory]
    [InlineData("%h %{User-Agent", 5, "'{' is not closed")]
    [InlineData("%h %y", 4, "'%y'")]
    [InlineData("%h %{ns}T", 4, "'%{ns}T'")]
    [InlineData("%h %i", 4, "'%i'")]
    [InlineData("%h %", 4, "ends within")]
    [InlineData("%h %400,", 4, "ends within")]
    [InlineData("%h %^F", 4, "ends within")]
    [InlineData("%h %u%s", 6, "'%u' and '%s' stand side by side")]
    [InlineData("%q%U", 3, "side by side")]
    [InlineData("%h %{%d %Q}t", 9, "'%Q'")]
    [InlineData("%h %{end:%Q}t", 10, "'%Q'")]
    [InlineData("%{end:%T}t%h %{begin:%F}t", 11, "side by side")]
    [InlineData("hello", 1, "no field")]
    [InlineData("", 1, "no field")]
    [InlineData("  ", 1, "no field")]
    [InlineData("LogFormat \"%h %y\" x", 15, "'%y'")]
    [InlineData("LogFormat \"%h \\\n %y\" x", 18, "'%y'")]
    [InlineData("CustomLog logs/access.log combined", 27, "names a format")]
    [InlineData("CustomLog", 10, "names a format")]
    public void What_cannot_be_compiled_is_named_with_its_column(string format, int column, string named)
        => PatternText.AssertFault(column, named, () => ApachePattern.Compile(format));

    [Fact]
    public void More_fields_than_can_be_told_apart_are_refused()
    {
        string many = string.Join(' ', Enumerable.Range(0, 300).Select(number => $"%{{X{number}}}i"));
        PatternText.AssertFault(many.IndexOf($"%{{X{256 - (int)ElfField.Extra}}}i", StringComparison.Ordinal) + 1, "more fields", () => ApachePattern.Compile(many));
    }

    [Fact]
    public void A_long_text_is_cut_in_the_message()
        => Assert.InRange(PatternText.AssertFault(1, "no field", () => ApachePattern.Compile(new string('x', 2000))).Message.Length, 1, 400);
}
