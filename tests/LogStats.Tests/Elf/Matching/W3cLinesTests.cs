using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Matching;

/// <summary>W3C logs of IIS, http.sys, Tomcat and CloudFront, and heads that come again.</summary>
public sealed class W3cLinesTests
{
    private const string IisHead = """
        #Software: Microsoft Internet Information Services 10.0
        #Version: 1.0
        #Date: 2023-09-21 02:59:25
        #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken
        """;

    private const string IisLine = "2023-09-21 02:59:25 192.168.1.1 GET /index.html a=1 443 - 203.0.113.7 Mozilla/5.0+(Windows+NT+10.0) - 403 14 2 56";

    private const string HttpErrHead = """
        #Software: Microsoft HTTP API 2.0
        #Version: 1.0
        #Date: 2024-05-01 00:00:00
        #Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename
        """;

    private const string HttpErrLine = "2024-05-01 00:00:01 192.0.2.1 4711 10.0.0.1 80 HTTP/1.1 GET /a?b 503 1 AppOffline DefaultAppPool";

    private const string TomcatHead = """
        #Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status bytes time-taken cs(User-Agent) x-threadname
        #Version: 2.0
        #Software: Apache Tomcat/10.1.5
        """;

    private const string TomcatLine = "2024-05-01 03:28:03 192.0.2.1 GET \"/a b\" ?q=1 200 1234 0.002 \"Mozilla \"\"5\"\" x\" 'exec-1'";

    private const string CloudFrontHead = """
        #Version: 1.0
        #Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end
        """;

    private static readonly string s_cloudFrontLine = string.Join('\t', "2019-12-04", "21:02:31", "LAX1", "392", "192.0.2.100", "GET", "d1.cloudfront.example",
        "/index.html", "000", "-", "Mozilla/5.0%20(Windows)", "-", "-", "Hit", "SOX4==", "www.example", "https", "23", "0.001", "198.51.100.9,%2010.0.0.1", "TLSv1.2",
        "ECDHE", "Hit", "HTTP/2.0", "-", "-", "11040", "0.001", "Hit", "text/html; charset=x", "78", "-", "-");

    [Fact]
    public void Iis_counts_milliseconds()
    {
        ElfSeen seen = Last(IisHead, IisLine);
        Assert.Null(seen.Reason);
        Assert.Equal(("2023-09-21T02:59:25", "203.0.113.7", "GET", "/index.html", "a=1", "443", "", "Mozilla/5.0+(Windows+NT+10.0)", "", 403, 56_000),
            (seen.Time, seen[ElfField.Client], seen[ElfField.Method], seen.Target, seen[ElfField.Query], seen[ElfField.ServerPort], seen[ElfField.User],
            seen[ElfField.Agent], seen[ElfField.Referer], seen.Status, seen.Latency));
        Assert.Equal(("192.168.1.1", "14", "2"), (seen[0], seen[1], seen[2]));
    }

    [Fact]
    public void Http_sys_logs_what_never_reached_a_site()
    {
        ElfSeen seen = Last(HttpErrHead, HttpErrLine);
        Assert.Equal(("192.0.2.1", "4711", "HTTP/1.1", "/a?b", 503), (seen[ElfField.Client], seen[ElfField.ClientPort], seen[ElfField.Protocol], seen.Target, seen.Status));
        ElfSeen idle = Last(HttpErrHead, "2024-05-01 00:00:01 192.0.2.1 4711 10.0.0.1 80 - - - - - Timer_ConnectionIdle -");
        Assert.Equal((null, "192.0.2.1", -1), (idle.Reason, idle[ElfField.Client], idle.Status));
    }

    [Fact]
    public void Tomcat_quotes_its_values_and_doubles_quotes()
    {
        ElfSeen seen = Last(TomcatHead, TomcatLine);
        Assert.Equal(("/a b", "?q=1", 200, 1234, 2000, "Mozilla \"\"5\"\" x", "'exec-1'"),
            (seen.Target, seen[ElfField.Query], seen.Status, seen.Sent, seen.Latency, seen[ElfField.Agent], seen[0]));
        Assert.Equal("Mozilla \"\"5\"\" x", Last(TomcatHead, TomcatLine.Replace(' ', '\t').Replace("\"/a\tb\"", "/a b", StringComparison.Ordinal)
            .Replace("\"Mozilla\t\"\"5\"\"\tx\"", "\"Mozilla \"\"5\"\" x\"", StringComparison.Ordinal))[ElfField.Agent]);
    }

    [Fact]
    public void CloudFront_parts_by_tabs_alone()
    {
        ElfSeen seen = Last(CloudFrontHead, s_cloudFrontLine);
        Assert.Null(seen.Reason);
        Assert.Equal(("192.0.2.100", "11040", "www.example", "https", "HTTP/2.0", "Hit", 0, 392, 23, 1000, 1000), (seen[ElfField.Client], seen[ElfField.ClientPort],
            seen[ElfField.Host], seen[ElfField.Scheme], seen[ElfField.Protocol], seen[ElfField.Cache], seen.Status, seen.Sent, seen.Received, seen.Latency, seen.FirstByte));
        W3cLines lines = Lines(CloudFrontHead);
        ElfSeen again = ElfSeen.Of(lines.Match, s_cloudFrontLine);
        Assert.Equal("text/html; charset=x", again[lines.ExtraNames.ToList().IndexOf("sc-content-type")]);
        Assert.Equal("198.51.100.9,%2010.0.0.1", again[lines.ExtraNames.ToList().IndexOf("x-forwarded-for")]);
    }

    [Fact]
    public void Of_a_forwarded_list_alone_the_client_is_the_first()
        => Assert.Equal("198.51.100.9", Last("#Fields: x-forwarded-for sc-status", "\"198.51.100.9, 10.0.0.1\" 200")[ElfField.Client]);

    [Theory]
    [InlineData("a b c", "too-few-columns", "fewer than the 4 columns")]
    [InlineData("", "too-few-columns", "fewer")]
    [InlineData("03:28:03 GET /a 200 x", "too-many-columns", "more than the 4 columns")]
    [InlineData("03:28:03 GET /a 200 x y z", "too-many-columns", "more")]
    [InlineData("03:28 GET \"/a b", "status", "")]
    [InlineData("- GET /a 200", "time", "")]
    [InlineData("03:28:03x GET /a 200", "time", "")]
    [InlineData("03:28:03 GET /a ok", "status", "")]
    [InlineData("03:28:03 - - -", "no-request", "")]
    public void A_line_that_does_not_fit_says_why(string line, string reason, string text)
    {
        W3cLines lines = Lines("#Date: 2024-05-01 00:00:00\n#Fields: time cs-method cs-uri-stem sc-status");
        ElfSeen first = ElfSeen.Of(lines.Match, line);
        Assert.Equal(reason, first.Reason?.Id);
        Assert.Contains(text, first.Reason!.Text, StringComparison.Ordinal);
        Assert.Same(first.Reason, ElfSeen.Of(lines.Match, line).Reason);
    }

    [Theory]
    [InlineData("03:28:03 GET /a 200", "/a")]
    [InlineData("  03:28:03   GET /a    200  ", "/a")]
    [InlineData("03:28:03\tGET\t\t/a b\t200\t", "/a b")]
    [InlineData("03:28:03 GET \"/a\tb\" 200", "/a\tb")]
    [InlineData("03:28:03 GET \"\" 200", "")]
    [InlineData("03:28:03 GET \"/a 200", "\"/a")]
    [InlineData("03:28:03 GET \"/a\"b 200", "\"/a\"b")]
    [InlineData("03:28:03 GET \"\"\"a\"\"\" 200", "\"\"a\"\"")]
    public void Values_are_parted_by_blanks_or_by_tabs(string line, string path)
    {
        ElfSeen seen = Last("#Date: 2024-05-01 00:00:00\n#Fields: time cs-method cs-uri-stem sc-status", line);
        Assert.Null(seen.Reason);
        Assert.Equal(("2024-05-01T03:28:03", path, 200), (seen.Time, seen.Target, seen.Status));
    }

    [Fact]
    public void A_clock_alone_needs_the_date_of_the_head()
    {
        Assert.Equal("time", Last("#Fields: time sc-status", "03:28:03 200").Reason?.Id);
        Assert.Equal("2024-05-02T03:28:03", Last("#Fields: time sc-status\n#Date:2024-05-02", "03:28:03 200").Time);
        Assert.Equal("2024-05-03T03:28:00", Last("#Date: 2024-05-02\n#Fields: time sc-status\n00:00 200\n#Date: 2024-05-03", "03:28 200").Time);
        Assert.Equal("time", Last("#Date: 2024-05-02\n#Fields: time sc-status\n#Date: none", "03:28 200").Reason?.Id);
        Assert.Equal("2024-06-09T03:28:03", Last("#Date: 2024-05-02\n#Fields: date time sc-status", "2024-06-09 03:28:03 200").Time);
    }

    [Fact]
    public void Columns_may_change_on_the_way()
    {
        W3cLines lines = new(ElfSeen.Rules);
        string[] log = ["2024-05-01 200", "#Fields: date sc-status", "2024-05-01 200", "#Fields: sc-status x-a date", "404 b 2024-05-02", "#fields:\tdate sc-status", "2024-05-03 201"];
        List<string> seen = [];
        foreach (string line in log)
        {
            ElfSeen one = ElfSeen.Of(lines.Match, line);
            seen.Add(one.Reason?.Id ?? $"{one.Time} {one.Status} {string.Join(',', lines.ExtraNames)}");
        }

        Assert.Equal(["no-columns", "directive", "2024-05-01T00:00:00 200 ", "directive", "2024-05-02T00:00:00 404 x-a", "directive", "2024-05-03T00:00:00 201 "], seen);
    }

    [Theory]
    [InlineData("#Fields:", "bad-columns")]
    [InlineData("#Fields: \t ", "bad-columns")]
    [InlineData("#Remark: x", "no-columns")]
    [InlineData("#", "no-columns")]
    [InlineData("\uFEFF", "padding")]
    public void A_head_that_names_no_columns_makes_nothing_readable(string head, string reason)
    {
        W3cLines lines = new(ElfSeen.Rules);
        ElfSeen first = ElfSeen.Of(lines.Match, head);
        Assert.Equal(reason == "padding" ? reason : "directive", first.Reason?.Id);
        Assert.Equal(reason == "padding" ? "no-columns" : reason, ElfSeen.Of(lines.Match, "2024-05-01 200").Reason?.Id);
        ElfSeen.Of(lines.Match, "#Fields: date sc-status");
        Assert.Equal(200, ElfSeen.Of(lines.Match, "2024-05-01 200").Status);
    }

    [Fact]
    public void More_columns_than_can_be_told_apart_are_refused_without_a_throw()
        => Assert.Equal("bad-columns", Last("#Fields: " + string.Join(' ', Enumerable.Range(0, 400).Select(number => "x-" + number)), "a").Reason?.Id);

    [Fact]
    public void Padding_and_a_mark_are_taken_off()
    {
        W3cLines lines = new(ElfSeen.Rules);
        Assert.Equal("directive", ElfSeen.Of(lines.Match, "\uFEFF#Fields: date sc-status").Reason?.Id);
        Assert.Equal("padding", ElfSeen.Of(lines.Match, new string('\0', 5000)).Reason?.Id);
        Assert.Equal(200, ElfSeen.Of(lines.Match, "\0\0\02024-05-01 200").Status);
        Assert.Equal("directive", ElfSeen.Of(lines.Match, "\0\0#Fields: sc-status date").Reason?.Id);
        Assert.Equal(404, ElfSeen.Of(lines.Match, "404 2024-05-01").Status);
    }

    [Fact]
    public void What_wrote_the_log_tells_what_a_duration_counts()
    {
        const string Fields = "#Fields: sc-status time-taken";
        Assert.Equal(5_000_000, Last(Fields, "200 5").Latency);
        Assert.Equal(5000, Last("#Software: Microsoft HTTP API 2.0\n" + Fields, "200 5").Latency);
        Assert.Equal(5_000_000, Last(Fields + "\n#Software: Microsoft HTTP API 2.0", "200 5").Latency);
        Assert.Equal(5000, Last(Fields + "\n200 1\n#Software: Microsoft HTTP API 2.0\n" + Fields, "200 5").Latency);
    }

    [Fact]
    public void From_the_directives_in_force_a_range_reads_on_as_if_from_the_start()
    {
        string[] pieces = ["#Software: Microsoft IIS\n", "#Software: x\r\n", "#Fields: time sc-status time-taken\n", "#fields: sc-status date time-taken\r\n", "\uFEFF#Fields: sc-status\n",
            "\0\0#Fields: time-taken sc-status time\n", "#Fields:\n", "#Date: 2024-05-01\n", "#Date: 2024-05-02 00:00:00\n", "#Remark: #Fields: x\n", "03:28:03 200 5\n",
            "200 2024-05-03 5\n", "7 200 03:28:04\n", "200\n", "\n", "\0\0\n"];
        Prop.ForAll(Gen.Elements(pieces).ArrayOf().ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (log, cut) =>
        {
            W3cLines whole = new(ElfSeen.Rules);
            int at = cut % (log.Length + 1);
            int half = at / 2;
            foreach (string line in log[..at])
            {
                ElfSeen.Of(whole.Match, line.TrimEnd('\n').TrimEnd('\r'));
            }

            W3cLines seeded = new(ElfSeen.Rules);
            byte[] front = Bytes(string.Concat(log[..half]));
            byte[] back = Bytes(string.Concat(log[half..]));
            seeded.Seed([.. W3cDirectives.InForce(front, front.Length), .. W3cDirectives.InForce(back, Bytes(string.Concat(log[half..at])).Length)]);
            foreach (string line in log[at..])
            {
                ElfSeen one = ElfSeen.Of(whole.Match, line.TrimEnd('\n').TrimEnd('\r'));
                ElfSeen other = ElfSeen.Of(seeded.Match, line.TrimEnd('\n').TrimEnd('\r'));
                Assert.Equal((one.Reason?.Text, one.Time, one.Status, one.Latency), (other.Reason?.Text, other.Time, other.Status, other.Latency));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Values_are_read_as_they_were_written()
    {
        Gen<string> value = Gen.Elements("a", "b", " ", "\t", "\"", "/", "%20", "-a", "ü").ArrayOf().Select(string.Concat).Where(text => text != "-");
        Prop.ForAll(value.ArrayOf(3).ToArbitrary(), Gen.Elements(' ', '\t').ToArbitrary(), (values, separator) =>
        {
            string[] written = [.. values.Select(text => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")];
            ElfSeen seen = Last("#Fields: sc-status cs-uri-stem cs-username cs(Referer)", "200" + separator + string.Join(separator, written));
            Assert.Null(seen.Reason);
            string[] read = [seen[ElfField.Path], seen[ElfField.User], seen[ElfField.Referer]];
            Assert.Equal(values, read.Select(text => text.Replace("\"\"", "\"", StringComparison.Ordinal)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_throws()
        => Prop.ForAll(Gen.OneOf(
            Mutations.Of([.. IisHead.Split('\n'), IisLine, HttpErrLine, TomcatLine, s_cloudFrontLine, .. TomcatHead.Split('\n'), "\uFEFF" + CloudFrontHead]),
            Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf()).ArrayOf().ToArbitrary(), lines =>
        {
            W3cLines reader = Lines(TomcatHead);
            foreach (byte[] line in lines)
            {
                _ = ElfSeen.Of(reader.Match, line);
                _ = W3cDirectives.InForce(line, line.Length);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_and_heads_that_come_again_cost_nothing()
    {
        W3cLines lines = new(ElfSeen.Rules);
        byte[][] log = [.. IisHead.Split('\n').Append(IisLine).Append(IisLine + " x").Append("\0\0").Select(Bytes)];
        W3cLines tabs = Lines(CloudFrontHead);
        byte[] tabLine = Bytes(s_cloudFrontLine);
        Work(2);
        Allocated.Nothing(() => Work(2000));

        void Work(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                ElfLine view = default;
                int records = 0;
                foreach (byte[] line in log)
                {
                    records += lines.Match(line, ref view).IsRecord ? 1 : 0;
                }

                Assert.True(records == 1);
                Assert.True(tabs.Match(tabLine, ref view).IsRecord);
            }
        }
    }

    [Fact]
    public void A_pattern_that_allows_more_reads_over_it()
    {
        ColumnMatcher matcher = new(W3cColumns.Compile("#Fields: sc-status x-a"u8) with { AllowsMore = true }, ElfSeen.Rules);
        Assert.Equal("b", ElfSeen.Of(matcher.Match, "200 b c d")[0]);
        Assert.Equal(["x-a"], matcher.ExtraNames);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.TrimEnd('\r'));

    private static W3cLines Lines(string head)
    {
        W3cLines lines = new(ElfSeen.Rules);
        foreach (string line in head.Split('\n'))
        {
            LineReason? reason = ElfSeen.Of(lines.Match, line.TrimEnd('\r')).Reason;
            Assert.True(reason is null || reason == ElfReasons.Directive);
        }

        return lines;
    }

    private static ElfSeen Last(string head, string line) => ElfSeen.Of(Lines(head).Match, line);
}
