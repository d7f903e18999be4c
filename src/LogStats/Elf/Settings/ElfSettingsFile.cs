namespace LogStats.Elf.Settings;

/// <summary>The settings.py of elfstatsd: every key, with elfstatsd's own defaults for those that are missing.</summary>
internal sealed record ElfSettingsFile
{
    /// <summary><c>ELF_FORMAT</c>, for all files.</summary>
    public string Format { get; init; } =
        """%h %l %u %t \"%r\" %>s %B \"%{Referer}i\" \"%{User-Agent}i\" %{JK_LB_FIRST_NAME}n %{JK_LB_LAST_NAME}n %{JK_LB_LAST_STATE}n %I %O %D""";

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>In milliseconds; a call that took longer is stalled.</summary>
    public long StalledCallThreshold { get; init; } = 100_000;

    public IReadOnlyList<ElfDataFile> DataFiles { get; init; } = [];

    /// <summary>
    /// <c>VALID_REQUESTS</c>, <c>REQUESTS_TO_SKIP</c>, <c>REQUESTS_AGGREGATION</c> and <c>PATTERNS_TO_EXTRACT</c>, which
    /// see the whole target.
    /// </summary>
    public ElfRules Rules { get; init; } = new()
    {
        Rules = [@"^/(?P<group>[\w.]+)/(?P<method>[\w.]+)/[/?%&]?", @"^/(?P<method>[\w.]+)/[/?%&]?"],
        SeeQuery = true,
    };

    /// <summary>A pattern of what is left out of the names in a report.</summary>
    public string ForbiddenSymbols { get; init; } = "[.-]";

    /// <summary>Always reported, even if there is none.</summary>
    public IReadOnlyList<int> ResponseCodes { get; init; } = [200, 404, 500];

    /// <summary>Whole numbers for latencies are milliseconds, not microseconds.</summary>
    public bool LatencyInMilliseconds { get; init; }

    /// <summary>In ascending order.</summary>
    public IReadOnlyList<int> LatencyPercentiles { get; init; } = [50, 90, 99];

    public string DaemonPidDirectory { get; init; } = "/var/run/elfstatsd";

    public string DaemonLogDirectory { get; init; } = "/var/log/elfstatsd";

    /// <summary>In bytes.</summary>
    public long MaximumLogFileSize { get; init; } = 10_000_000;

    public int MaximumLogFiles { get; init; } = 5;

    public int TracebackLength { get; init; } = 5;

    public string LoggingLevel { get; init; } = "INFO";

    /// <summary>What was read and left out, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is set in the file and has no meaning but for elfstatsd's own process, a sentence each.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <exception cref="Faults.LogStatsException">There is no such file, or something in it is not a value.</exception>
    public static ElfSettingsFile Read(string path) => Parse(path, ElfSettingsText.Of(path));

    /// <summary>The path is the one that errors name.</summary>
    public static ElfSettingsFile Parse(string path, string text)
        => new ElfSettingsReader(path).Read(new PythonReader(path, Lines(text)).Read());

    private static string Lines(string text)
        => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
