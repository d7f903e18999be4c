using System.Collections;
using LogStats.Elf;
using LogStats.Elf.Settings;
using LogStats.Faults;
using LogStats.Jobs;
using LogStats.PgBouncer.Settings;
using LogStats.Rsync.Settings;
using LogStats.Tstat.Settings;

namespace LogStats;

/// <summary>The settings of a program that LogStats replaces, as the parameters that mean the same here.</summary>
public sealed record LogStatsConfig
{
    /// <summary>Whose settings these are.</summary>
    public LogStatsConfigKind Kind { get; init; }

    /// <summary>The file.</summary>
    public string Path { get; init; } = "";

    /// <summary>For Measure-ElfLog or Watch-PgBouncer, to be splatted.</summary>
    public Hashtable Parameters { get; init; } = [];

    /// <summary>For Export-LogMunin or Export-LogMail, to be splatted, so that they report what the program did.</summary>
    public Hashtable ReportParameters { get; init; } = [];

    /// <summary>For Export-LogInfluxDb, to be splatted. Holds no secret.</summary>
    public Hashtable InfluxDbParameters { get; init; } = [];

    /// <summary>For Export-LogPostgreSql, to be splatted. Holds no secret.</summary>
    public Hashtable PostgreSqlParameters { get; init; } = [];

    /// <summary>For Export-LogRabbitMq, to be splatted. Holds no secret.</summary>
    public Hashtable RabbitMqParameters { get; init; } = [];

    /// <summary>What the parts of the program are here, for 'logstats run'.</summary>
    public IReadOnlyList<LogStatsJob> Jobs { get; init; } = [];

    /// <summary>The jobs as the text of a job file; null where there are none.</summary>
    public string? JobFile { get; init; }

    /// <summary>How long a round takes.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The logs, and where the report of each goes.</summary>
    public IReadOnlyList<LogStatsDataFile> DataFiles { get; init; } = [];

    /// <summary>Statuses that are always reported.</summary>
    public IReadOnlyList<int> ResponseCodes { get; init; } = [];

    /// <summary>A pattern of what is left out of the names in a report.</summary>
    public string? ForbiddenSymbols { get; init; }

    /// <summary>What was left out, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is asked of the engine.</summary>
    public ElfOptions? Options { get; init; }

    /// <summary>Reads a file of settings; what cannot be taken over stands in <see cref="Warnings"/>.</summary>
    /// <exception cref="LogStatsException">It cannot be read, or holds what is no setting.</exception>
    public static LogStatsConfig Read(string path, LogStatsConfigKind kind = LogStatsConfigKind.Auto)
        => (kind == LogStatsConfigKind.Auto ? KindOf(path) : kind) switch
        {
            LogStatsConfigKind.ElfSettings => ElfSettingsConfig.Of(path, ElfSettingsFile.Read(path)),
            LogStatsConfigKind.PgBouncerJson => LogAnalyzerConfig.Of(path),
            LogStatsConfigKind.RsyncEnvironment => RsyncEnvironment.Of(path, EnvironmentFile.Read(path)),
            LogStatsConfigKind.TstatIni => TstatConfig.Of(path, Environment.GetEnvironmentVariable),
            LogStatsConfigKind.LogRtSync => RtSyncConfig.Of(path),
            _ => throw Fail.Value("a file of settings whose kind is not named", path,
                "a file that ends in .py, .json, .env or .ini, a folder of scripts, or a kind: "
                + string.Join(", ", Enum.GetValues<LogStatsConfigKind>().Where(static one => one != LogStatsConfigKind.Auto).Order())),
        };

    /// <summary>Reads the settings that stand in the environment of this process.</summary>
    /// <exception cref="LogStatsException">That program had none there, or a variable holds what it cannot.</exception>
    public static LogStatsConfig ReadEnvironment(LogStatsConfigKind kind) => kind == LogStatsConfigKind.RsyncEnvironment
        ? RsyncEnvironment.Of("", RsyncEnvironment.OfProcess())
        : throw Fail.Value("settings without a file", kind.ToString(), $"a file; only {nameof(LogStatsConfigKind.RsyncEnvironment)} can stand in the environment");

    private static LogStatsConfigKind KindOf(string path) => Directory.Exists(path) ? LogStatsConfigKind.LogRtSync : System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".py" => LogStatsConfigKind.ElfSettings,
        ".json" => LogStatsConfigKind.PgBouncerJson,
        ".env" => LogStatsConfigKind.RsyncEnvironment,
        ".ini" => LogStatsConfigKind.TstatIni,
        ".sh" => LogStatsConfigKind.LogRtSync,
        _ => LogStatsConfigKind.Auto,
    };

    public override string ToString() => Path;
}
