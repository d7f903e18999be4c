using LogStats.Faults;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.InfluxDb;

public sealed class InfluxTargetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_database_is_written()
    {
        await using InfluxListener server = new(static _ => new InfluxListener.Answer(204), "1.6.7");
        string text = $"influx+http://u:p%2Fw@127.0.0.1:{server.Address.Port}/my%20db?rp=short&measurement=m&tag=Module&field=Sent";
        await using (ISink sink = TargetCatalog.Open(text))
        {
            await sink.PrepareAsync(CancellationToken.None);
            _ = await sink.WriteAsync(new Sample(4));
        }

        Assert.Equal("/write?db=my%20db&rp=short&precision=ns", server.Requests[^1].Path);
        Assert.Equal($"Basic {Convert.ToBase64String("u:p/w"u8)}", server.Requests[^1].Authorization);
        Assert.StartsWith("m,Module=RAP-SDS Sent=4000i ", Assert.Single(server.Lines), StringComparison.Ordinal);
        Assert.Equal($"influx+http://***@127.0.0.1:{server.Address.Port}/my%20db?***", Target.Parse(text).Shown);
    }

    [Fact]
    public async Task A_bucket_is_written_with_the_token_of_a_file()
    {
        File.WriteAllText(_folder["token"], "t0ken\n");
        await using InfluxListener server = new(static _ => new InfluxListener.Answer(204));
        await using (ISink sink = TargetCatalog.Open($"influx+http://127.0.0.1:{server.Address.Port}/base/?bucket=b&org=o&token-file={Uri.EscapeDataString(_folder["token"])}"))
        {
            _ = await sink.WriteAsync(new Sample(4));
        }

        Assert.Equal("/base/api/v2/write?bucket=b&org=o&precision=ns", server.Requests[^1].Path);
        Assert.Equal("Token t0ken", server.Requests[^1].Authorization);
    }

    [Theory]
    [InlineData("influx+http://h:8086/", FaultId.ConfigInvalid)]
    [InlineData("influx+http:///db", FaultId.ConfigInvalid)]
    [InlineData("influx+http://h:99999/db", FaultId.ConfigInvalid)]
    [InlineData("influx+http://h/db?retention=1w", FaultId.ConfigInvalid)]
    [InlineData("influx+http://h/db?schema=other", FaultId.ConfigInvalid)]
    [InlineData("influx+http://h/db?schema=1", FaultId.ConfigInvalid)]
    [InlineData("influx+http://h/db?gzip=1", FaultId.ConfigInvalid)]
    [InlineData("influx+http://u:s3cret@h/db?pin=s3cret", FaultId.ConfigInvalid)]
    [InlineData("influx+http://h/?bucket=b&token-file=/no/such/file", FaultId.SecretNotFound)]
    [InlineData("influx+http://u:s3cret@h:x/db", FaultId.ConfigInvalid)]
    public void A_target_that_is_none_is_named_without_its_secrets(string text, FaultId id)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TargetCatalog.Open(text));
        Assert.Equal(id, fault.Id);
        Assert.DoesNotContain("u:s3cret", $"{fault} {fault.Advice} {fault.Target}", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
