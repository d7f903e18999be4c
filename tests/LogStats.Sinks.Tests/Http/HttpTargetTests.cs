using LogStats.Faults;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Http;

public sealed class HttpTargetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task What_is_no_setting_of_ours_goes_to_the_server()
    {
        Secret("token", "t0ken\n");
        Secret("headers", "X-Team: a b\nX-Key: k=1:2\n");
        await using HttpRobot server = new(static _ => new HttpRobot.Reply(204));
        string text = $"http://{server.Host}/v1/logs?index=a%20b&token-file={Named("token")}&as=lines&rows=2&header-file={Named("headers")}&method=put&gzip=yes&x=1";
        await using (ISink sink = TargetCatalog.Open(text))
        {
            await sink.PrepareAsync(CancellationToken.None);
            Assert.Equal(new SinkAnswer(3, 0), await sink.WriteAsync(Samples.Batch(0, 3)));
        }

        Assert.Equal([2, 1], server.Requests.Select(static one => one.Numbers.Count));
        HttpRobot.Request sent = server.Requests.First();
        Assert.Equal(("PUT", "/v1/logs?index=a%20b&x=1", "Bearer t0ken", "a b", "k=1:2"),
            (sent.Method, sent.Path, sent.Headers["Authorization"], sent.Headers["X-Team"], sent.Headers["X-Key"]));
        Assert.Equal($"http://{server.Host}/v1/logs?***", Target.Parse(text).Shown);
    }

    [Theory]
    [InlineData("http:///logs", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?as=xml", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?method=get", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?rows=0", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?rows=many", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?gzip=perhaps", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?token-file=a&token-env=B", FaultId.ConfigInvalid)]
    [InlineData("https://ann:s3cret@h/logs", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?pin=x", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?ca=/nowhere/ca.pem", FaultId.ConfigInvalid)]
    [InlineData("https://h/logs?token-file=/nowhere/token", FaultId.SecretNotFound)]
    [InlineData("https://h/logs?token-env=LOGSTATS_NO_SUCH_VARIABLE", FaultId.SecretNotFound)]
    [InlineData("https://h/logs?header-file=/nowhere/headers", FaultId.SecretNotFound)]
    public void A_target_that_cannot_be_says_why(string text, FaultId id)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open(text));
        Assert.Equal(id, fault.Id);
        Assert.DoesNotContain("s3cret", fault + fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_file_with_a_line_that_is_none_shows_nothing_of_it()
    {
        Secret("headers", "s3cret\n");
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open($"https://h/?header-file={Named("headers")}"));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.DoesNotContain("s3cret", fault + fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("influx+http://h:1/db")]
    [InlineData("influx+https://h:1/db")]
    public void Addresses_of_InfluxDB_are_none(string text) => Assert.False(new Sinks.Http.HttpTarget().Fits(Target.Parse(text)));

    public void Dispose() => _folder.Dispose();

    private void Secret(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private string Named(string name) => Uri.EscapeDataString(_folder[name]);
}
