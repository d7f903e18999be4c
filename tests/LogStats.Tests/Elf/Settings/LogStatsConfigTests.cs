using LogStats.Elf;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Settings;

/// <summary>Settings of elfstatsd as parameters.</summary>
public sealed class LogStatsConfigTests : IDisposable
{
    private const string Settings =
        """
        import re
        ELF_FORMAT = '%h %t "%r" %>s %D'
        INTERVAL = 60
        STALLED_CALL_THRESHOLD = 1500
        DATA_FILES = [('/var/log/a-%Y?ts=-3600&ts-name-only=true', '/var/log/b', '/tmp/a.data')]
        VALID_REQUESTS = [re.compile(r'^/(?P<method>\w+)')]
        REQUESTS_TO_SKIP = [re.compile('ico$')]
        REQUESTS_AGGREGATION = [('g', 'm', re.compile('^/x'))]
        PATTERNS_TO_EXTRACT = [{'name': 'uid', 'patterns': [re.compile('uid=(?P<pattern>.+)')]}]
        FORBIDDEN_SYMBOLS = '[.]'
        RESPONSE_CODES = [200, 503]
        LATENCY_IN_MILLISECONDS = True
        LATENCY_PERCENTILES = [99, 25]
        LOGGING_LEVEL = 'DEBUG'
        COLOUR = 1
        DAEMON_PID_DIR = '/run'
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_setting_has_its_parameter()
    {
        LogStatsConfig config = LogStatsConfig.Read(_folder.Write("settings.py", Settings));
        Assert.Equal(LogStatsConfigKind.ElfSettings, config.Kind);
        Assert.Equal(
            ["Aggregate", "Exact", "LatencyUnit", "LogFormat", "Pattern", "Percentile", "Rule", "SeeQuery", "SkipRule", "StalledThreshold"],
            config.Parameters.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal("%h %t \"%r\" %>s %D", config.Parameters["logformat"]);
        Assert.Equal([@"^/(?P<method>\w+)"], (string[])config.Parameters["Rule"]!);
        Assert.Equal(["ico$"], (string[])config.Parameters["SkipRule"]!);
        Assert.Equal([new ElfAggregate("g", "m", "^/x")], (ElfAggregate[])config.Parameters["Aggregate"]!);
        Assert.Equal("uid", Assert.Single((ElfExtract[])config.Parameters["Pattern"]!).Name);
        Assert.Equal([25, 99], (double[])config.Parameters["Percentile"]!);
        Assert.Equal(TimeSpan.FromSeconds(1.5), config.Parameters["StalledThreshold"]);
        Assert.Equal("ms", config.Parameters["LatencyUnit"]);
        Assert.Equal((true, true), (config.Parameters["SeeQuery"], config.Parameters["Exact"]));
        Assert.Equal([200, 503], (int[])config.ReportParameters["ResponseCode"]!);
        Assert.Equal(("[.]", true), (config.ReportParameters["ForbiddenSymbol"], config.ReportParameters["ZeroAsUnknown"]));
        Assert.Equal(TimeSpan.FromMinutes(1), config.Interval);
        Assert.Equal([new LogStatsDataFile("/var/log/a-%Y?ts=-3600&ts-name-only=true", "/var/log/b", "/tmp/a.data")], config.DataFiles);
    }

    [Fact]
    public void What_is_left_out_is_said_with_its_line()
    {
        string path = _folder.Write("settings.py", Settings);
        Assert.Equal(
            [
                $"Line 15 of '{path}': there is no setting 'COLOUR'.",
                $"Line 14 of '{path}': LOGGING_LEVEL is left out, because it only tells elfstatsd how to run.",
                $"Line 16 of '{path}': DAEMON_PID_DIR is left out, because it only tells elfstatsd how to run.",
            ],
            LogStatsConfig.Read(path).Warnings);
    }

    [Fact]
    public void Without_settings_there_are_those_of_elfstatsd()
    {
        ElfOptions options = LogStatsConfig.Read(_folder.Write("empty", ""), LogStatsConfigKind.ElfSettings).Options!;
        Assert.Equal((true, true, "s-or-us", TimeSpan.FromSeconds(100)), (options.Exact, options.Rules.SeeQuery, options.LatencyUnit, options.StalledThreshold));
        Assert.Equal(2, options.Rules.Rules.Count);
    }

    [Fact]
    public void A_kind_that_cannot_be_guessed_has_to_be_named()
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => LogStatsConfig.Read(_folder.Write("settings.txt", ""))).Id);

    [Fact]
    public void A_pattern_that_cannot_be_used_is_refused_at_once()
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => LogStatsConfig.Read(_folder.Write("s.py", "VALID_REQUESTS = ['(']"))).Id);
}
