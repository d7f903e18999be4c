using System.Text;
using System.Text.Json;
using LogStats.Elf;
using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.Tests.Elf.Patterns;

namespace LogStats.Tests.Elf.Catalog;

/// <summary>Every format of access logs that is built in compiles, and its samples are what it describes.</summary>
public sealed class ElfFormatsTests
{
    private static readonly ClockRules s_rules = new(TimeZoneInfo.Utc, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Formats => [.. FormatCatalog.All.Where(format => format.Kind == "elf").Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_compiles_and_its_samples_are_in_it(string name)
    {
        LogFormat format = FormatCatalog.Find(name);
        Assert.NotEmpty(format.Description);
        Assert.Null(format.Path);
        Assert.NotEmpty(format.Samples);
        ElfCompiled? compiled = FormatPattern.Compile(format);
        ElfPattern? pattern = compiled is null ? W3cColumns.CompileHead(string.Join('\n', format.Samples.Where(line => line.StartsWith('#')))) : compiled.Pattern;
        foreach (string sample in format.Samples.Where(sample => !sample.StartsWith('#')))
        {
            TimeParts time = default;
            Dictionary<string, string>? values = pattern is null ? Json(compiled!.JsonFields!, sample, ref time) : PlainMatcher.Match(pattern, sample, out time);
            Assert.True(values is not null, sample);
            Assert.True(new TimeClock(s_rules, pattern?.AssumesUtc ?? false).TryUtc(time, out long ticks, out _), sample);
            Assert.InRange(new DateTime(ticks).Year, 2001, 2026);
            Assert.True(values.ContainsKey(nameof(ElfField.Status)) || name == "haproxy-tcp", sample);
            Assert.True(values.ContainsKey(nameof(ElfField.Client)) || values.ContainsKey(nameof(ElfField.ClientAndPort)), sample);
        }
    }

    [Theory]
    [InlineData("combined", "Agent", "an agent\\\" 200 0 \\\"-\\\" \\\"that forges")]
    [InlineData("combined", "User", "q\"uote")]
    [InlineData("haproxy-http", "%hr", "{www.example.com|agent #22x#22} ")]
    [InlineData("haproxy-http", "ClientAndPort", "2001:db8::7:48301")]
    [InlineData("haproxy-clf", "Upstream", "srv1")]
    [InlineData("alb", "RequestId", "Root=1-58337327-72bd00b0343d75b906739c42")]
    [InlineData("alb", "conn_trace_id", "TID_1123456789abcdef0123456789abcdef")]
    [InlineData("elb", "Request", "GET http://www.example.com:80/ HTTP/1.1")]
    [InlineData("s3", "Request", "GET /?prefix=\"x\" HTTP/1.1")]
    [InlineData("s3", "object_size", "123")]
    [InlineData("iis-native", "Path", "/a,b/c.asp")]
    [InlineData("tomcat-w3c", "Agent", "curl/7.88.1 \"x\" y")]
    [InlineData("w3c", "Path", "/a \"b\" c")]
    [InlineData("traefik", "Latency", "3")]
    public void A_field_of_a_sample_is_what_it_should_be(string name, string field, string value)
    {
        LogFormat format = FormatCatalog.Find(name);
        ElfPattern pattern = FormatPattern.Compile(format)?.Pattern ?? W3cColumns.CompileHead(string.Join('\n', format.Samples.Where(line => line.StartsWith('#'))));
        Assert.Contains(format.Samples, sample => PlainMatcher.Match(pattern, sample, out _)?.GetValueOrDefault(field) == value);
    }

    [Theory]
    [InlineData("caddy", "Latency", "Seconds")]
    [InlineData("traefik-json", "Latency", "Nanoseconds")]
    [InlineData("envoy-json", "Latency", "Milliseconds")]
    [InlineData("tomcat-json", "Latency", "Microseconds")]
    [InlineData("nginx-json", "UpstreamLatency", "Seconds")]
    [InlineData("iis", "Latency", "Milliseconds")]
    [InlineData("cloudfront", "Latency", "Seconds")]
    [InlineData("httperr", "Method", "None")]
    [InlineData("combined-us", "Latency", "Microseconds")]
    [InlineData("combined-ms", "Latency", "Milliseconds")]
    [InlineData("combined-seconds", "Latency", "Seconds")]
    [InlineData("elfstatsd", "Latency", "Microseconds")]
    [InlineData("alb", "LatencyPart", "Seconds")]
    public void A_duration_has_the_unit_that_its_server_writes(string name, string field, string unit)
    {
        ElfCompiled compiled = FormatPattern.Compile(FormatCatalog.Find(name))!;
        ElfUnit told = compiled.Pattern?.Pieces.First(piece => piece.Field.ToString() == field).Unit
            ?? compiled.JsonFields!.Fields.First(key => key.Field.ToString() == field).Unit;
        Assert.Equal(unit, told.ToString());
    }

    [Fact]
    public void The_escape_of_a_format_is_its_own()
    {
        Assert.Equal(ElfEscape.None, FormatPattern.Compile(FormatCatalog.Find("s3"))!.Pattern!.Shorter!.Escape);
        Assert.Equal(ElfEscape.Backslash, FormatPattern.Compile(FormatCatalog.Find("alb"))!.Pattern!.Shorter!.Escape);
        LogFormat wrong = new() { Name = "x", Kind = "elf", Description = "", Pattern = "%h", Escape = "7" };
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => FormatPattern.Compile(wrong)).Id);
    }

    [Fact]
    public void A_JSON_format_may_name_fields_of_its_own_and_forms_of_time()
    {
        LogFormat format = new()
        {
            Name = "x", Kind = "elf", Description = "",
            Fields = new Dictionary<string, IReadOnlyList<string>> { ["time"] = ["t"], ["tenant"] = ["a.tenant", "tenant"], ["latency"] = ["took", "s"] },
            Units = new Dictionary<string, string> { ["t"] = "%d.%m.%Y", ["took"] = "ms" },
        };
        Assert.Equal("t=Time(%d.%m.%Y) a.tenant=#0 tenant=#1 took=Latency(Milliseconds) s=Latency(Seconds)",
            PatternText.Of(FormatPattern.Compile(format)!.JsonFields!));
        LogFormat wrong = new() { Name = "x", Kind = "elf", Description = "", Fields = format.Fields, Units = new Dictionary<string, string> { ["took"] = "min" } };
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => FormatPattern.Compile(wrong)).Id);
    }

    private static Dictionary<string, string> Json(ElfJsonFields fields, string sample, ref TimeParts time)
    {
        using JsonDocument line = JsonDocument.Parse(sample);
        Dictionary<string, string> values = [];
        foreach (ElfJsonField field in fields.Fields)
        {
            if (Value(line.RootElement, field.Key) is string value && values.TryAdd(field.Field.ToString(), value) && field.Time is not null)
            {
                byte[] text = Encoding.UTF8.GetBytes(value);
                Assert.Equal(text.Length, field.Time.Read(text, ref time));
            }
        }

        return values;
    }

    private static string? Value(JsonElement element, string key)
    {
        foreach (string step in key.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? element.ToString() : null;
    }
}
