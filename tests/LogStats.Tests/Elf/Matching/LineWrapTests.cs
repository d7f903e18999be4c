using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Scan;
using LogStats.Tests.Envelopes;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Matching;

/// <summary>Envelopes around the lines of access logs, found and taken off.</summary>
public sealed class LineWrapTests
{
    private const string Haproxy = "10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} \"GET /index.html HTTP/1.1\"";
    private const string Nginx = "192.0.2.1 - - [29/Nov/2025:10:20:00 +0000] \"GET / HTTP/1.1\" 200 5";

    public static TheoryData<string, string, string, string, string> Wrapped => new()
    {
        { "Syslog", "Feb  6 12:14:14 lb1 haproxy[14389]: " + Haproxy, "2026-02-06T12:14:14", "lb1", Haproxy },
        { "Syslog", "<134>Feb  6 12:14:14 lb1 haproxy[14389]: " + Haproxy, "2026-02-06T12:14:14", "lb1", Haproxy },
        { "Syslog", "<134>Feb  6 12:14:14 haproxy[14389]: " + Haproxy, "2026-02-06T12:14:14", "", Haproxy },
        { "Syslog", "<190>Nov 29 10:20:00 web1 nginx: " + Nginx, "2025-11-29T10:20:00", "web1", Nginx },
        { "Syslog", "Nov 29 10:20:00 web1 " + Nginx, "2025-11-29T10:20:00", "web1", Nginx },
        { "Syslog", "Nov 29 10:20:00 web1 " + Haproxy, "2025-11-29T10:20:00", "web1", Haproxy },
        { "Syslog", "Nov 29 10:20:00 web1 2001:db8::1 - -", "2025-11-29T10:20:00", "web1", "2001:db8::1 - -" },
        { "Syslog", "2019 Mar  5 03:28:03 web1 nginx[7]:" + Nginx, "2019-03-05T03:28:03", "web1", Nginx },
        { "Syslog", "2024-05-01T03:28:03.123456+02:00 web1 nginx: " + Nginx, "2024-05-01T01:28:03.123456", "web1", Nginx },
        { "Syslog", "<190>1 2024-05-01T03:28:03Z web1 nginx 7 - [a@1 x=\"]\"] " + Nginx, "2024-05-01T03:28:03", "web1", Nginx },
        { "Syslog", "<190>1 2024-05-01T03:28:03Z - nginx - - - " + Haproxy, "2024-05-01T03:28:03", "", Haproxy },
        { "Syslog", "Nov 29 10:20:00 web1 caddy[1]: {\"status\":200}", "2025-11-29T10:20:00", "web1", "{\"status\":200}" },
        { "Docker", "{\"log\":\"{\\\"status\\\":200}\\n\",\"stream\":\"stdout\",\"time\":\"2024-05-01T03:28:03.123456789Z\"}", "2024-05-01T03:28:03.1234567", "", "{\"status\":200}" },
        { "Docker", "{\"log\":\"a \\u003cb\\u003e\\r\\n\",\"stream\":\"stderr\",\"attrs\":{\"tag\":\"x\"},\"time\":\"2024-05-01T03:28:03Z\"}", "2024-05-01T03:28:03", "", "a <b>" },
        { "Docker", "{\"log\":\"a\",\"stream\":\"stdout\"}", "", "", "a" },
        { "Cri", "2024-05-01T03:28:03.123456789Z stdout F " + Nginx, "2024-05-01T03:28:03.1234567", "", Nginx },
        { "Cri", "2024-05-01T03:28:03.1+02:00 stderr F:x:y  two blanks", "2024-05-01T01:28:03.1", "", " two blanks" },
        { "Cri", "2024-05-01T03:28:03Z stdout F ", "2024-05-01T03:28:03", "", "" },
        { "Journal", JournalReaderTests.Sample.Trim(), "2024-05-01T01:28:03.118", "rsync1", "rsync on pub/a \"b\" é from h.example (192.0.2.4)" },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void An_envelope_is_found_and_taken_off(string kind, string line, string time, string host, string inner)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        Assert.Equal(Enum.Parse<LineWrapKind>(kind), LineWrap.Detect(bytes, ElfSeen.Rules));
        LineWrap wrap = new(Enum.Parse<LineWrapKind>(kind), ElfSeen.Rules);
        for (int round = 0; round < 2; round++)
        {
            Assert.Null(wrap.Unwrap(bytes, out UnwrappedLine unwrapped));
            Assert.Equal((time, host, inner), (unwrapped.Ticks == 0 ? "" : new DateTime(unwrapped.Ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", null),
                Encoding.UTF8.GetString(unwrapped.Host), Encoding.UTF8.GetString(unwrapped.Line)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(Nginx)]
    [InlineData(Haproxy)]
    [InlineData("{\"status\":200}")]
    [InlineData("{\"log\":\"a\",\"time\":\"2024-05-01T03:28:03Z\",\"status\":200}")]
    [InlineData("{\"log\":\"a\",\"stream\":\"live\",\"status\":200}")]
    [InlineData("{\"MESSAGE\":\"a\"}")]
    [InlineData("#Fields: date time")]
    [InlineData("2023-09-21 02:59:25 192.168.1.1 GET /index.html - 443 - 203.0.113.7 Mozilla/5.0+(Windows+NT+10.0) - 403 14 2 56")]
    [InlineData("2023-09-21 02:59:25 10.0.0.1 2001:db8::1 GET /index.html 403")]
    [InlineData("2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 \"GET http://www.example.com:80/ HTTP/1.1\"")]
    [InlineData("https 2018-07-02T22:23:00.186641Z app/my/5 192.0.2.1:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 \"GET https://h:443/ HTTP/1.1\"")]
    [InlineData("2024/05/01 03:28:03 [27615] rsync on a")]
    [InlineData("2024-05-01T03:28:03Z stdout X a")]
    [InlineData("2024-05-01T03:28:03Z stdout F")]
    [InlineData("2024-05-01T03:28:03Z stdout Fx a")]
    [InlineData("2024-05-01T03:28:03Z stdxxx F a")]
    public void A_line_without_an_envelope_has_none(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        Assert.Equal(LineWrapKind.None, LineWrap.Detect(bytes, ElfSeen.Rules));
        Assert.Null(new LineWrap(LineWrapKind.None, ElfSeen.Rules).Unwrap(bytes, out UnwrappedLine inner));
        Assert.True(inner.Line.SequenceEqual(bytes) && inner.Ticks == 0 && inner.Host.IsEmpty);
        foreach (LineWrapKind kind in Enum.GetValues<LineWrapKind>().Where(kind => kind != LineWrapKind.None))
        {
            Assert.Same(ElfReasons.NotWrapped, new LineWrap(kind, ElfSeen.Rules).Unwrap(bytes, out _));
        }
    }

    [Fact]
    public void A_piece_of_a_line_is_told_from_a_line()
    {
        byte[] piece = "2024-05-01T03:28:03.1Z stdout P 192.0.2.1 - - ["u8.ToArray();
        Assert.Equal(LineWrapKind.Cri, LineWrap.Detect(piece, ElfSeen.Rules));
        Assert.Same(ElfReasons.Piece, new LineWrap(LineWrapKind.Cri, ElfSeen.Rules).Unwrap(piece, out _));
        Assert.False(ElfReasons.Piece.IsSkip);
    }

    [Fact]
    public void A_request_gets_the_machine_and_a_time_if_it_has_none()
    {
        ElfSeen.Reader read = (ReadOnlySpan<byte> line, ref ElfLine view) =>
        {
            Assert.Null(new LineWrap(LineWrapKind.Syslog, ElfSeen.Rules).Unwrap(line, out UnwrappedLine inner));
            LineVerdict verdict = new JsonMatcher(JsonMatcherTests.Any, ElfSeen.Rules).Match(inner.Line, ref view);
            inner.Complete(ref view);
            Assert.Equal("web1", Encoding.UTF8.GetString(view.LogHost));
            return verdict;
        };
        Assert.Equal("2025-11-29T10:20:00", ElfSeen.Of(read, "Nov 29 10:20:00 web1 app: {\"status\":200}").Time);
        Assert.Equal("2024-05-01T00:00:00", ElfSeen.Of(read, "Nov 29 10:20:00 web1 app: {\"status\":200,\"time\":\"2024-05-01T00:00:00Z\"}").Time);
    }

    [Fact]
    public void What_Docker_wraps_comes_out_as_it_was()
        => Prop.ForAll(Gen.Choose(1, 0x24F).Select(letter => (char)letter).NonEmptyListOf().Select(letters => new string([.. letters])).ToArbitrary(), text =>
        {
            byte[] line = JsonSerializer.SerializeToUtf8Bytes(new { log = text + "\n", stream = "stdout", time = "2024-05-01T03:28:03Z" });
            Assert.Null(new LineWrap(LineWrapKind.Docker, ElfSeen.Rules).Unwrap(line, out UnwrappedLine inner));
            Assert.Equal(text[^1] == '\r' ? text[..^1] : text, Encoding.UTF8.GetString(inner.Line));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_throws()
        => Prop.ForAll(Gen.OneOf(Mutations.Of(Wrapped.Select(row => (string)row[1])), Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf()).ToArbitrary(), line =>
        {
            LineWrapKind found = LineWrap.Detect(line, ElfSeen.Rules);
            LineReason? reason = new LineWrap(found, ElfSeen.Rules).Unwrap(line, out _);
            Assert.True(reason is null || reason == ElfReasons.Piece);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_cost_nothing()
    {
        (LineWrap Wrap, byte[] Line)[] all = [.. Wrapped.Select(row => (new LineWrap(Enum.Parse<LineWrapKind>((string)row[0]), ElfSeen.Rules), Encoding.UTF8.GetBytes((string)row[1])))];
        Work(1);
        Allocated.Nothing(() => Work(1000));

        void Work(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                foreach ((LineWrap wrap, byte[] line) in all)
                {
                    Assert.True(wrap.Unwrap(line, out _) is null);
                }
            }
        }
    }
}
