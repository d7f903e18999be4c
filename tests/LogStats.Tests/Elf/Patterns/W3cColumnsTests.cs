using System.Text;
using LogStats.Elf;
using LogStats.Elf.Patterns;

namespace LogStats.Tests.Elf.Patterns;

public sealed class W3cColumnsTests
{
    private const string When = "Time(ISO 8601 date)? ' ' Time(time of day)? ' ' ";

    [Theory]
    [InlineData("#Fields: date time c-ip cs-method cs-uri-stem sc-status bytes time-taken", "",
        When + "Client? ' ' Method? ' ' Path? ' ' Status? ' ' SentBytes? ' ' Latency(Seconds)?")]
    [InlineData("#fields:\tDATE\tTIME  C-IP\r\n", "", When + "Client?")]
    [InlineData("\uFEFF#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
        "#Software: Microsoft Internet Information Services 10.0",
        When + "#0:s-ip? ' ' Method? ' ' Path? ' ' Query? ' ' ServerPort? ' ' User? ' ' Client? ' ' Agent? ' ' Referer? ' ' Status? ' ' #1:sc-substatus? ' ' #2:sc-win32-status? ' ' Latency(Milliseconds)?")]
    [InlineData("#Fields: time-taken sc-win32-status", "", "Latency(Milliseconds)? ' ' #0:sc-win32-status?")]
    [InlineData("#Fields: time-taken sc-substatus", "#Software: Apache Tomcat/10.1", "Latency(Seconds)? ' ' #0:sc-substatus?")]
    [InlineData("#Fields: time-taken c-ip", "#Software: Microsoft HTTP API 2.0", "Latency(Milliseconds)? ' ' Client?")]
    [InlineData("#Fields: time-taken-ns", "", "Latency(Nanoseconds)?")]
    [InlineData("#Fields: time-taken-us", "", "Latency(Microseconds)?")]
    [InlineData("#Fields: time-taken-ms time-taken", "", "Latency(Milliseconds)? ' ' #0:time-taken(Seconds)?")]
    [InlineData("#Fields: time-taken-fracsec", "", "Latency(Seconds)?")]
    [InlineData("#Fields: cs-uri cs-host cs-version sc-bytes cs-bytes c-port cached c-dns x-A(b)", "",
        "Target? ' ' Host? ' ' Protocol? ' ' TotalSentBytes? ' ' ReceivedBytes? ' ' ClientPort? ' ' Cache? ' ' Client? ' ' #0:x-A(b)?")]
    [InlineData("#Fields: c-ip x-edge-location sc-bytes cs(Host) x-edge-result-type x-edge-request-id x-host-header cs-protocol x-forwarded-for cs-protocol-version time-to-first-byte", "",
        "Client? ' ' #0:x-edge-location? ' ' TotalSentBytes? ' ' #1:cs(Host)? ' ' Cache? ' ' RequestId? ' ' Host? ' ' Scheme? ' ' #2:x-forwarded-for*? ' ' Protocol? ' ' FirstByte(Seconds)?")]
    public void The_columns_become_pieces(string fields, string software, string pieces)
    {
        ElfPattern pattern = W3cColumns.Compile(Encoding.UTF8.GetBytes(fields), Encoding.UTF8.GetBytes(software));
        Assert.Equal(pieces, PatternText.Of(pattern));
        Assert.Equal((true, true, ElfEscape.W3C), (pattern.IsColumns, pattern.AssumesUtc, pattern.Escape));
    }

    [Fact]
    public void A_whole_head_has_its_columns_and_its_software()
        => Assert.Equal("Client? ' ' Latency(Milliseconds)?", PatternText.Of(W3cColumns.CompileHead(
            "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2026-11-21 06:00:00\r\n#Fields: c-ip time-taken\r\n")));

    [Fact]
    public void Columns_may_stand_without_the_word()
        => Assert.Equal("Client? ' ' Status?", PatternText.Of(W3cColumns.CompileHead("c-ip sc-status")));

    [Fact]
    public void A_line_that_names_no_column_is_refused()
    {
        PatternText.AssertFault(1, "no field", () => W3cColumns.Compile("#Fields:  \r"u8));
        PatternText.AssertFault(1, "#Fields:", () => W3cColumns.CompileHead("#Version: 1.0"));
    }
}
