using System.Text;
using LogStats.Elf;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Formats;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Matching;

/// <summary>Lines as servers write them, and as their clients make them write them.</summary>
public sealed class PatternMatcherTests
{
    private const string Combined = "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"";
    private const string Elfstatsd = Combined + " %{JK_LB_FIRST_NAME}n %{JK_LB_LAST_NAME}n %{JK_LB_LAST_STATE}n %I %O %D";
    private const string Front = "172.19.0.40 - - [08/Aug/2013:10:59:59 +0200] ";

    [Fact]
    public void A_request_of_elfstatsd()
    {
        ElfSeen seen = Read(Elfstatsd, Front + "\"POST /data/csl/contentupdate/xxx HTTP/1.1\" 200 8563 \"-\" \"Apache-HttpClient/4.2.1 (java 1.5)\" community1 community1 OK 14987 8785 53047");
        Assert.Equal(("2013-08-08T08:59:59", 200, 8563L, 14987L, 53047L), (seen.Time, seen.Status, seen.Sent, seen.Received, seen.Latency));
        Assert.Equal(("POST", "/data/csl/contentupdate/xxx", "HTTP/1.1"), (seen[ElfField.Method], seen.Target, seen[ElfField.Protocol]));
    }

    [Theory]
    [InlineData("john doe")]
    [InlineData("a\"b")]
    [InlineData("x [y] z")]
    [InlineData("[08/Aug/2013")]
    public void A_user_may_hold_what_ends_it(string user)
    {
        ElfSeen seen = Read(Combined, $"172.19.0.40 - {user} [08/Aug/2013:10:59:59 +0200] \"GET /a/b/ HTTP/1.1\" 200 8563 \"-\" \"x\"");
        Assert.Null(seen.Reason);
        Assert.Equal(("172.19.0.40", user, 200), (seen[ElfField.Client], seen[ElfField.User], seen.Status));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"-\"")]
    [InlineData("\"\\x80w\\x01\\x03\\x01\"")]
    [InlineData("\"\\x16\\x03\\x01\\x02 \\x01\"")]
    public void What_is_no_request_is_a_record_without_a_method(string request)
    {
        ElfSeen seen = Read(Combined, Front + request + " 400 226 \"-\" \"-\"");
        Assert.Null(seen.Reason);
        Assert.Equal(("", "", 400), (seen[ElfField.Method], seen.Target, seen.Status));
    }

    [Theory]
    [InlineData("GET /x", "GET", "/x", "")]
    [InlineData("GET /a b/c HTTP/1.1", "GET", "/a b/c", "HTTP/1.1")]
    [InlineData("CONNECT h:443 HTTP/1.1", "CONNECT", "h:443", "HTTP/1.1")]
    [InlineData("OPTIONS * HTTP/1.0", "OPTIONS", "*", "HTTP/1.0")]
    [InlineData("PRI * HTTP/2.0", "PRI", "*", "HTTP/2.0")]
    [InlineData("GET http://h/p?q HTTP/1.1", "GET", "http://h/p?q", "HTTP/1.1")]
    public void A_request_is_cut_from_both_ends(string request, string method, string target, string protocol)
    {
        ElfSeen seen = Read(Combined, Front + $"\"{request}\" 200 1 \"-\" \"-\"");
        Assert.Equal((method, target, protocol), (seen[ElfField.Method], seen.Target, seen[ElfField.Protocol]));
    }

    [Theory]
    [InlineData("172.19.0.40 - - [08/Jah/2013:10:59:59 +0200] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"", "column-4")]
    [InlineData("172.19.0.40 - - [31/Feb/2013:10:59:59 +0200] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"", "column-4")]
    [InlineData(Front + "\"GET / HTTP/1.1\" 200.1 1 \"-\" \"-\"", "status")]
    [InlineData(Front + "\"GET / HTTP/1.1\" 200 1x \"-\" \"-\"", "bytes")]
    [InlineData(Front + "\"GET / HTTP/1.1\" 200 1 \"-\" \"-\" 17", "tail")]
    [InlineData(Front + "\"GET / HTTP/1.1\" 200", "column-6")]
    public void What_does_not_fit_says_where(string line, string reason) => Assert.Equal(reason, Read(Combined, line).Reason?.Id);

    [Fact]
    public void An_unknown_latency_loses_no_request()
    {
        ElfSeen seen = Read(Combined + " %D", Front + "\"GET /a/b/ HTTP/1.1\" 200 8563 \"-\" \"x\" -");
        Assert.Equal((null, 200, -1L), (seen.Reason, seen.Status, seen.Latency));
    }

    [Fact]
    public void Quotes_in_an_agent_are_not_its_end()
    {
        const string Forged = "UA\\\" 200 0 \\\"-\\\" \\\"x";
        ElfSeen seen = Read(Combined + " %D", Front + $"\"GET / HTTP/1.1\" 404 5 \"-\" \"{Forged}\" 12");
        Assert.Equal((404, Forged, 12L), (seen.Status, seen[ElfField.Agent], seen.Latency));
    }

    [Theory]
    [InlineData("0.002, 0.010 : 0.004", 16_000)]
    [InlineData("-, 0.010", 10_000)]
    [InlineData("-", -1)]
    public void A_list_of_upstreams_is_one_field(string times, long micros)
    {
        ElfSeen seen = Read("$remote_addr [$time_local] \"$request\" $status $upstream_response_time $pipe",
            $"192.0.2.1 [08/Aug/2013:10:59:59 +0200] \"GET / HTTP/1.1\" 200 {times} .");
        Assert.Equal((null, micros), (seen.Reason, seen.Upstream));
    }

    [Fact]
    public void The_first_of_several_clients_is_the_one()
        => Assert.Equal("9.9.9.9", Read("%{X-Forwarded-For}i %t \"%r\" %>s", "9.9.9.9, 1.2.3.4 [08/Aug/2013:10:59:59 +0200] \"GET / HTTP/1.1\" 200")[ElfField.Client]);

    [Fact]
    public void A_line_of_a_megabyte_is_a_record()
    {
        string path = "/" + new string('a', 1 << 20);
        Assert.Equal(path, Read(Combined, Front + $"\"GET {path} HTTP/1.1\" 414 1 \"-\" \"-\"").Target);
    }

    [Fact]
    public void A_hostile_line_is_given_up_in_time()
    {
        string quotes = string.Concat(Enumerable.Repeat("\" \"", 200_000));
        Assert.NotNull(Read(Combined, Front + quotes).Reason);
    }

    [Fact]
    public void Nearly_a_line_is_a_record_or_a_reason()
        => Always.Holds(Mutations.Of(Samples()), line =>
        {
            foreach (PatternMatcher matcher in s_all)
            {
                ElfLine view = default;
                LineVerdict verdict = matcher.Match(line, ref view);
                Assert.True(verdict.IsRecord || verdict.Reason!.Text.Length > 0);
            }
        }, count: 1000);

    [Fact]
    public void A_line_costs_no_object()
    {
        PatternMatcher matcher = Matcher(Combined);
        byte[][] lines = [.. Samples().Select(Encoding.UTF8.GetBytes)];
        void Work()
        {
            ElfLine view = default;
            for (int round = 0; round < 1000; round++)
            {
                foreach (byte[] line in lines)
                {
                    matcher.Match(line, ref view);
                }
            }
        }

        Work();
        Allocated.Nothing(Work);
    }

    private static readonly PatternMatcher[] s_all =
    [
        .. FormatCatalog.All.Where(format => format.Kind == "elf").Select(FormatPattern.Compile)
            .Where(compiled => compiled?.Pattern is { IsColumns: false }).Select(compiled => new PatternMatcher(compiled!.Pattern!, ElfSeen.Rules)),
    ];

    private static IEnumerable<string> Samples() => FormatCatalog.All.Where(format => format.Kind == "elf").SelectMany(format => format.Samples);

    private static PatternMatcher Matcher(string text) => new(ServerPattern.Compile(text).Pattern!, ElfSeen.Rules);

    private static ElfSeen Read(string text, string line) => ElfSeen.Of(Matcher(text).Match, line);
}
