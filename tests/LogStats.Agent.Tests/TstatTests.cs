using System.Text;
using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>Logs of tstat, as a host without PowerShell reads them.</summary>
public sealed class TstatTests : IDisposable
{
    private const string Header = "#c_ip:1 c_port:2 c_first_abs:3 c_durat:4 c_bytes_all:5 c_pkts_all:6 s_ip:7 s_port:8 s_first_abs:9 s_durat:10 s_bytes_all:11 s_pkts_all:12\n";

    private const string Rows = "192.168.255.254 32773 1642204803117.595 1.772000 250 4 192.168.130.77 53 1642204803118.001 1.100000 2690 4\n"
        + "10.0.0.5 5353 1642204803117.595 0.000000 544 1 224.0.0.251 5353 0.000000 0.000000 0 0\n";

    private readonly TempFolder _folder = new();
    private readonly string _log;

    public TstatTests() => _log = _folder.Write("log_udp_complete", Encoding.UTF8.GetBytes(Header + Rows + "torn 1\n"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FlowsAreFoundAndReadByTheHeader()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", _log);

        Assert.Equal(4, result.ExitCode); // One row is torn.
        JsonElement[] flows = result.JsonLines();
        Assert.Equal(["In", "Out", "In"], flows.Select(flow => flow.GetProperty("Direction").GetString()));
        Assert.Equal([1.772, 1.1, 0], flows.Select(flow => flow.GetProperty("Duration").GetDouble()));
        Assert.Contains("1 direction without a packet left out", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"tstat-udp\"", (await LogStatsProgram.RunAsync("resolve", _log, "--json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--minimum-size", "500")]
    [InlineData(1, "--minimum-size", "2.69KB")]
    [InlineData(1, "--direction", "out")]
    [InlineData(2, "--where", "Direction=In")]
    [InlineData(0, "--protocol", "tcp")]
    [InlineData(0, "--before", "2022-01-01T00:00:00Z")]
    public async Task FlowsAreChosen(int count, params string[] options)
        => Assert.Equal(count, (await LogStatsProgram.RunAsync(["read", _log, .. options])).JsonLines().Length);

    [Fact]
    public async Task DocumentsAreThoseOfTheOriginal()
    {
        string path = _folder.File("flows.jsonl");
        ProgramResult result = await LogStatsProgram.RunAsync("read", _log, "--as", "original", "--sensor", "s", "--instance", "7", "--to", path);

        Assert.Equal(4, result.ExitCode);
        string[] lines = System.IO.File.ReadAllLines(path);
        Assert.Equal(3, lines.Length);
        Assert.Equal(
            """{"type":"flow","interval":600,"values":{"duration":1.77,"num_bits":2000,"num_packets":4,"bits_per_second":1128.67,"packets_per_second":2.26}"""
            + ""","meta":{"src_ip":"192.168.255.254","src_port":32773,"dst_ip":"192.168.130.77","dst_port":53,"protocol":"udp","sensor_id":"s","instance_id":"7","flow_type":"tstat"}"""
            + ""","start":1642204803,"end":1642204804}""", lines[0]);
        Assert.Equal(4, (await LogStatsProgram.RunAsync("read", _log, "--as", "original", "--legacy")).JsonLines().Length);
    }

    [Fact]
    public async Task SumsGoByNetworksOfAnyLength()
    {
        JsonElement report = (await LogStatsProgram.RunAsync("measure", _log, "--json", "--by", "sourcenetwork", "--by", "port,direction", "--prefix", "16")).Json();

        Assert.Equal((3, 3484, 1), (report.GetProperty("total").GetProperty("Flows").GetInt64(), report.GetProperty("total").GetProperty("Bytes").GetInt64(),
            report.GetProperty("total").GetProperty("EmptyDirections").GetInt64()));
        Assert.Equal(["192.168.0.0/16", "10.0.0.0/16"], report.GetProperty("groups")[0].GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("SourceNetwork").GetString()));
    }

    [Fact]
    public async Task ALogWithoutAHeaderFailsByName()
    {
        string headless = _folder.Write("headless", Encoding.UTF8.GetBytes(Rows));
        ProgramResult result = await LogStatsProgram.RunAsync("read", headless, "--format", "tstat-udp");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("has no header, so nobody can say what its columns are", result.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, (await LogStatsProgram.RunAsync("read", headless)).ExitCode);
    }

    [Fact]
    public async Task AFollowerReadsOnFromItsCheckpoint()
    {
        string[] follow = ["follow", _log, "--once", "--checkpoint", "t", "--state", _folder.File("state.db"), "--to", $"sqlite:{_folder.File("flows.db")}"];
        Assert.Contains("3 records stored", (await LogStatsProgram.RunAsync(follow)).Error, StringComparison.Ordinal);
        System.IO.File.AppendAllText(_log, Rows);
        Assert.Contains("3 records stored", (await LogStatsProgram.RunAsync(follow)).Error, StringComparison.Ordinal);
    }
}
