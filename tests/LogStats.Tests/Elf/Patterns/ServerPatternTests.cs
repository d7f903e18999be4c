using LogStats.Elf;
using LogStats.Elf.Patterns;
using LogStats.Faults;

namespace LogStats.Tests.Elf.Patterns;

public sealed class ServerPatternTests
{
    [Theory]
    [InlineData("%h %l %u %t \"%r\" %>s %b", "apache")]
    [InlineData("LogFormat \"%{$x}i %h\" a", "apache")]
    [InlineData("CustomLog a \"%ST %h\"", "apache")]
    [InlineData("%h %{sec}t %T", "apache")]
    [InlineData("%h %{%d/%b}t %{begin:msec}t %{end}t", "apache")]
    [InlineData("nothing", "apache")]
    [InlineData("%", "apache")]
    [InlineData("%{Referer}i", "apache")]
    [InlineData("%h costs $ 5", "apache")]
    [InlineData("$remote_addr $status", "nginx")]
    [InlineData("${status}", "nginx")]
    [InlineData("\n log_format a '$status';", "nginx")]
    [InlineData("%h %{yyyy-MM-dd}t", "tomcat")]
    [InlineData("%h %{begin:dd/MMM}t", "tomcat")]
    [InlineData("%h %F %s", "tomcat")]
    [InlineData("%h %{x}r", "tomcat")]
    [InlineData("%h %{ns}T", "tomcat")]
    [InlineData("<Valve pattern='%h %s'/>", "tomcat")]
    [InlineData("server.tomcat.accesslog.pattern=%h", "tomcat")]
    [InlineData("%ci:%cp [%tr] %ST", "haproxy")]
    [InlineData("%[src] %B", "haproxy")]
    [InlineData("option httplog", "haproxy")]
    [InlineData("tcplog", "haproxy")]
    [InlineData("#Fields: date time", "w3c")]
    [InlineData("\uFEFF#Software: x\n#Fields: date time", "w3c")]
    [InlineData("{client} {status}", "plain")]
    public void The_dialect_of_a_text_is_found(string text, string dialect) => Assert.Equal(dialect, ServerPattern.DialectOf(text));

    [Theory]
    [InlineData("apache", "%h %s")]
    [InlineData("varnish", "%h %s")]
    [InlineData("nginx", "$remote_addr $status")]
    [InlineData("tomcat", "%h %s")]
    [InlineData("tomcat9", "%h %s")]
    [InlineData("haproxy", "%ci %ST")]
    [InlineData("w3c", "#Fields: c-ip sc-status")]
    [InlineData("PLAIN", "{client} {status}")]
    public void Every_dialect_can_be_named(string dialect, string text)
        => Assert.Equal([ElfField.Client, ElfField.None, ElfField.Status], ServerPattern.Compile(text, dialect).Pattern!.Pieces.Select(piece => piece.Field));

    [Fact]
    public void The_duration_tells_Tomcat_9_from_Tomcat_10()
    {
        Assert.Equal(ElfUnit.Milliseconds, ServerPattern.Compile("%D", "tomcat9").Pattern!.Pieces[0].Unit);
        Assert.Equal(ElfUnit.Microseconds, ServerPattern.Compile("%D", "tomcat").Pattern!.Pieces[0].Unit);
    }

    [Fact]
    public void A_dialect_that_is_not_known_is_named_with_those_that_are()
    {
        LogStatsException error = Assert.Throws<LogStatsException>(() => ServerPattern.Compile("%h", "lighttpd"));
        Assert.Contains("lighttpd", error.Message, StringComparison.Ordinal);
        Assert.Contains("nginx", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_breaks_a_compiler()
    {
        string[] parts = ["%", "$", "{", "}", "[", "]", "'", "\"", "\\", "h", "t", "s", "log_format", "LogFormat", "log-format", "<Valve", " pattern=", "escape=json", ":", " ", "\n", "&quot;", "#Fields:", "#", ";", "^", "%{+Q}", "%hr", "{?}", "{*}", "begin:", "é"];
        FsCheck.Gen<string[]> texts = FsCheck.Fluent.Gen.ArrayOf(FsCheck.Fluent.Gen.Elements(parts));
        Infrastructure.Always.Holds(texts, words =>
        {
            string text = string.Concat(words);
            foreach (string? dialect in (string?[])[null, .. ServerPattern.Dialects])
            {
                try
                {
                    ElfCompiled compiled = ServerPattern.Compile(text, dialect);
                    Assert.True(compiled.Pattern is null || compiled.Pattern.Pieces.Any(piece => piece.Field != ElfField.None));
                    Assert.DoesNotContain(compiled.Pattern?.Pieces.Zip(compiled.Pattern.Pieces.Skip(1)) ?? [], pair => pair.First.IsLiteral && pair.Second.IsLiteral);
                }
                catch (LogStatsException error)
                {
                    Assert.Equal(FaultId.ConfigInvalid, error.Id);
                }
            }
        }, Infrastructure.Always.Shorter, 3000);
    }
}
