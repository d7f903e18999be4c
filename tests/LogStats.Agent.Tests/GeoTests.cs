using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>Where clients are, and what is hidden of them, in the program.</summary>
public sealed class GeoTests
{
    private const string Web = """
        192.0.2.7 - - [20/Nov/2026:10:00:00 +0100] "GET /a HTTP/1.1" 200 5 "-" "-"
        203.0.113.8 - - [20/Nov/2026:10:00:01 +0100] "GET /a HTTP/1.1" 200 5 "-" "-"
        10.0.0.1 - - [20/Nov/2026:10:00:02 +0100] "GET /b HTTP/1.1" 404 5 "-" "-"

        """;

    private const string Rsync = """
        2024/05/01 03:28:03 [1] connect from h.example (192.0.2.4)
        2024/05/01 03:28:03 [1] rsync on pub/a from u@h.example (192.0.2.4)
        2024/05/01 03:28:09 [1] sent 184494 bytes  received 1024 bytes  total size 19609565

        """;

    private static readonly string s_geo = Path.Join(AppContext.BaseDirectory, "Data", "clients.mmdb");

    [Fact]
    public async Task ReadTellsWhereClientsAre()
    {
        using TempFolder folder = new();
        ProgramResult result = await LogStatsProgram.RunAsync("read", folder.Write("x.log", Web), "--geo", s_geo);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["FR Grenoble", "US ", " "], result.JsonLines().Select(row => $"{row.GetProperty("Country").GetString()} {row.GetProperty("City").GetString()}"));
    }

    [Fact]
    public async Task AnonymizedRecordsHaveNoWholeAddress()
    {
        using TempFolder folder = new();
        ProgramResult web = await LogStatsProgram.RunAsync("read", folder.Write("x.log", Web), "--geo", s_geo, "--anonymize");
        ProgramResult rsync = await LogStatsProgram.RunAsync("read", folder.Write("r.log", Rsync), "--anonymize");

        Assert.Equal(["192.0.2.0", "203.0.113.0", "10.0.0.0"], web.JsonLines().Select(row => row.GetProperty("ClientAddress").GetString()));
        Assert.Equal("FR", web.JsonLines()[0].GetProperty("Country").GetString());
        Assert.DoesNotContain("h.example", rsync.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.4", rsync.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatisticsByCountryAndOfNetworks()
    {
        using TempFolder folder = new();
        string log = folder.Write("x.log", Web);
        ProgramResult result = await LogStatsProgram.RunAsync("measure", log, "--geo", s_geo, "--anonymize", "--by", "country", "--by", "clientaddress", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"US\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"203.0.113.0\"", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.8", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GroupingByCountryNeedsADatabase()
    {
        using TempFolder folder = new();
        ProgramResult result = await LogStatsProgram.RunAsync("measure", folder.Write("x.log", Web), "--by", "country");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--geo", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsAnErrorBeforeAnythingIsRead()
    {
        using TempFolder folder = new();
        ProgramResult result = await LogStatsProgram.RunAsync("read", folder.Write("x.log", Web), "--geo", folder.Write("no.mmdb", "no database"));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("GeoDatabaseInvalid", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task ADatabaseThatBreaksIsAWarningAndTheLogIsRead()
    {
        using TempFolder folder = new();
        byte[] bytes = File.ReadAllBytes(s_geo);
        bytes[bytes.AsSpan().IndexOf("HGrenoble"u8) + 1] = 0xFF;
        string bad = folder.Write("bad.mmdb", bytes);
        string log = folder.Write("x.log", Web);

        ProgramResult read = await LogStatsProgram.RunAsync("read", log, "--geo", bad, "-q");
        ProgramResult follow = await LogStatsProgram.RunAsync("follow", log, "--once", "--geo", bad, "-q");

        Assert.All([read, follow], result =>
        {
            Assert.Equal(0, result.ExitCode);
            Assert.Equal(3, result.JsonLines().Length);
            Assert.Contains("warning: The geo database", result.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task TheSaltComesFromAFileAndIsSeenNowhere()
    {
        using TempFolder folder = new();
        string log = folder.Write("r.log", Rsync);
        ProgramResult plain = await LogStatsProgram.RunAsync("read", log);
        ProgramResult salted = await LogStatsProgram.RunAsync("read", log, "--hash-salt-file", folder.Write("salt", "topsecret\n"));
        ProgramResult empty = await LogStatsProgram.RunAsync("read", log, "--hash-salt-file", folder.Write("none", "\n"));

        Assert.NotEqual(plain.JsonLines()[0].GetProperty("HostHash").GetString(), salted.JsonLines()[0].GetProperty("HostHash").GetString());
        Assert.DoesNotContain("topsecret", salted.Output + salted.Error, StringComparison.Ordinal);
        Assert.Contains("ConfigInvalid", empty.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSaltOfTheEnvironmentIsTheSame()
    {
        using TempFolder folder = new();
        string log = folder.Write("r.log", Rsync);
        ProgramResult file = await LogStatsProgram.RunAsync("read", log, "--hash-salt-file", folder.Write("salt", "topsecret\n"));
        ProgramResult variable = await LogStatsProgram.ShellAsync($"LOGSTATS_HASH_SALT=topsecret $logstats read {log}");

        Assert.Equal(file.Output, variable.Output);
    }

    [Fact]
    public async Task RoundsHaveTheirCountries()
    {
        using TempFolder folder = new();
        ProgramResult result = await LogStatsProgram.RunAsync(
            "follow", folder.Write("x.log", Web), "--once", "--rounds", "1h", "--zone", "UTC", "--geo", s_geo);

        Assert.Contains("\"Countries\":\"(none)=1, FR=1, US=1\"", result.Output, StringComparison.Ordinal);
    }
}
