using LogStats.Faults;

namespace LogStats.Elf.Settings;

/// <summary>Makes settings of the values in a file: each key has its kind of value, and any other kind is refused.</summary>
internal sealed class ElfSettingsReader(string path)
{
    /// <summary>Settings of the daemon's own process.</summary>
    private static readonly string[] s_daemon =
        ["DAEMON_PID_DIR", "DAEMON_LOG_DIR", "MAX_LOG_FILE_SIZE", "MAX_LOG_FILES", "TRACEBACK_LENGTH", "LOGGING_LEVEL"];

    private readonly List<string> _warnings = [];

    public ElfSettingsFile Read(Dictionary<string, PythonValue> values)
    {
        ElfSettingsFile settings = new();
        foreach ((string key, PythonValue value) in values.OrderBy(pair => pair.Value.Line))
        {
            settings = Set(settings, key, value);
        }

        return settings with
        {
            Warnings = _warnings,
            Dropped =
            [
                .. values.Where(pair => s_daemon.Contains(pair.Key)).OrderBy(pair => pair.Value.Line)
                    .Select(pair => $"Line {pair.Value.Line} of '{path}': {pair.Key} is left out, because it only tells elfstatsd how to run."),
            ],
        };
    }

    private ElfSettingsFile Set(ElfSettingsFile settings, string key, PythonValue value) => key switch
    {
        "ELF_FORMAT" => settings with { Format = Text(key, value) },
        "INTERVAL" => settings with { Interval = TimeSpan.FromSeconds(Number(key, value, 1, int.MaxValue)) },
        "STALLED_CALL_THRESHOLD" => settings with { StalledCallThreshold = Whole(key, value, 0) },
        "DATA_FILES" => settings with { DataFiles = [.. Items(key, value).Select(item => DataFile(key, item))] },
        "VALID_REQUESTS" => settings with { Rules = settings.Rules with { Rules = Patterns(key, value) } },
        "REQUESTS_TO_SKIP" => settings with { Rules = settings.Rules with { SkipRules = Patterns(key, value) } },
        "REQUESTS_AGGREGATION" => settings with { Rules = settings.Rules with { Aggregates = [.. Items(key, value).Select(item => Aggregate(key, item))] } },
        "PATTERNS_TO_EXTRACT" => settings with { Rules = settings.Rules with { Patterns = [.. Items(key, value).Select(item => Extract(key, item))] } },
        "FORBIDDEN_SYMBOLS" => settings with { ForbiddenSymbols = Pattern(key, value) },
        "RESPONSE_CODES" => settings with { ResponseCodes = [.. Items(key, value).Select(item => (int)Whole(key, item, 0, 999))] },
        "LATENCY_IN_MILLISECONDS" => settings with { LatencyInMilliseconds = Truth(key, value) },
        "LATENCY_PERCENTILES" => settings with { LatencyPercentiles = Percentiles(key, value) },
        "DAEMON_PID_DIR" => settings with { DaemonPidDirectory = Text(key, value) },
        "DAEMON_LOG_DIR" => settings with { DaemonLogDirectory = Text(key, value) },
        "MAX_LOG_FILE_SIZE" => settings with { MaximumLogFileSize = Whole(key, value, 0) },
        "MAX_LOG_FILES" => settings with { MaximumLogFiles = (int)Whole(key, value, 0, int.MaxValue) },
        "TRACEBACK_LENGTH" => settings with { TracebackLength = (int)Whole(key, value, 0, int.MaxValue) },
        "LOGGING_LEVEL" => settings with { LoggingLevel = Level(key, value) },
        _ => Unknown(settings, key, value),
    };

    private ElfSettingsFile Unknown(ElfSettingsFile settings, string key, PythonValue value)
    {
        Warn(value, $"there is no setting '{key}'");
        return settings;
    }

    private ElfDataFile DataFile(string key, PythonValue value)
    {
        IReadOnlyList<PythonValue> parts = Items(key, value);
        if (parts.Count is not (2 or 3))
        {
            throw Refuse(key, value, "tuples of a log, the log before it, and a report");
        }

        string previous = parts.Count == 2 || parts[1] is PythonValue.None ? "" : Text(key, parts[1]);
        return new(Template(key, parts[0]), previous.Length == 0 ? null : Template(key, parts[1]), Text(key, parts[^1]));
    }

    private FileNameTemplate Template(string key, PythonValue value)
        => FileNameTemplate.Parse(Text(key, value), warning => Warn(value, warning));

    private ElfAggregate Aggregate(string key, PythonValue value)
        => Items(key, value) is [var group, var method, var pattern] ? new(Name(key, group), Name(key, method), Pattern(key, pattern))
            : throw Refuse(key, value, "tuples of a group, a method, and a pattern");

    /// <summary>elfstatsd makes text of whatever stands there; None is no name.</summary>
    private string Name(string key, PythonValue value) => value is PythonValue.None ? "" : Text(key, value);

    private ElfExtract Extract(string key, PythonValue value)
    {
        PythonValue? name = null;
        PythonValue? patterns = null;
        foreach ((PythonValue field, PythonValue content) in value is PythonValue.Pairs pairs ? pairs.Values : [])
        {
            name = field is PythonValue.Text { Value: "name" } ? content : name;
            patterns = field is PythonValue.Text { Value: "patterns" } ? content : patterns;
        }

        return name is null || patterns is null ? throw Refuse(key, value, "dicts with 'name' and 'patterns'")
            : new(Text(key, name), Patterns(key, patterns));
    }

    private List<int> Percentiles(string key, PythonValue value)
    {
        SortedSet<int> percentiles = [];
        foreach (PythonValue item in Items(key, value))
        {
            if (item is PythonValue.Number { Value: >= 0 and <= 100 } number && double.IsInteger(number.Value))
            {
                percentiles.Add((int)number.Value);
            }
            else
            {
                Warn(item, $"{item.Shown} is no whole number from 0 to 100 for {key}");
            }
        }

        return [.. percentiles];
    }

    private string[] Patterns(string key, PythonValue value) => [.. Items(key, value).Select(item => Pattern(key, item))];

    private IReadOnlyList<PythonValue> Items(string key, PythonValue value)
        => value is PythonValue.Items items ? items.Values : throw Refuse(key, value, "a list");

    private string Pattern(string key, PythonValue value) => value switch
    {
        PythonValue.Pattern pattern => pattern.Value,
        PythonValue.Text text => text.Value,
        _ => throw Refuse(key, value, "a pattern"),
    };

    private string Text(string key, PythonValue value)
        => value is PythonValue.Text text ? text.Value : throw Refuse(key, value, "a text");

    private bool Truth(string key, PythonValue value) => value switch
    {
        PythonValue.Truth truth => truth.Value,
        PythonValue.Number { Value: 0 or 1 } number => number.Value == 1,
        _ => throw Refuse(key, value, "True or False"),
    };

    private long Whole(string key, PythonValue value, long least, long most = 1L << 53)
        => double.IsInteger(Number(key, value, least, most)) ? (long)Number(key, value, least, most)
            : throw Refuse(key, value, "a whole number");

    private double Number(string key, PythonValue value, double least, double most)
        => value is PythonValue.Number number && number.Value >= least && number.Value <= most ? number.Value
            : throw Refuse(key, value, FormattableString.Invariant($"a number from {least} to {most}"));

    private string Level(string key, PythonValue value) => value switch
    {
        PythonValue.Level level => level.Value,
        PythonValue.Text text => text.Value,
        PythonValue.Number number => number.Value switch { < 20 => "DEBUG", < 30 => "INFO", < 40 => "WARNING", < 50 => "ERROR", _ => "CRITICAL" },
        _ => throw Refuse(key, value, "a level such as logging.INFO"),
    };

    private void Warn(PythonValue value, string warning) => _warnings.Add($"Line {value.Line} of '{path}': {warning}.");

    private LogStatsException Refuse(string key, PythonValue value, string expected)
        => Fail.SettingsLine(path, value.Line, $"{key} holds {value.Shown} instead of {expected}");
}
