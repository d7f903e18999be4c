using LogStats.Faults;
using LogStats.Geo;

namespace LogStats.Kinds;

/// <summary>What is wanted of a log, in words: each family turns them into its own options.</summary>
public record ReadRequest
{
    /// <summary>The format that was named; null for whichever fits.</summary>
    public LogFormat? Format { get; init; }

    /// <summary>The server's own description of its log lines, such as rsync's <c>log format</c>.</summary>
    public string? FormatText { get; init; }

    /// <summary>What the program's syslog tag begins with, where it is not the usual one.</summary>
    public string? SyslogTag { get; init; }

    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Kinds of records; none for the usual one.</summary>
    public IReadOnlyList<string> RecordKinds { get; init; } = [];

    /// <summary>Name and wanted value; several of one name mean any of them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where { get; init; } = [];

    /// <summary>What only access logs have; null for the usual.</summary>
    public Elf.ElfOptions? Elf { get; init; }

    /// <summary>What only logs of tstat have; null for the usual. Its time and zone are those of this request.</summary>
    public Tstat.TstatOptions? Tstat { get; init; }

    /// <summary>What is to be found out about clients, and what of them is to be hidden.</summary>
    public ClientOptions Clients { get; init; } = new();

    /// <summary>The wanted values of one name.</summary>
    public string[] ValuesOf(string name)
        => [.. Where.Where(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value)];

    /// <summary>One of a fixed set of words, however its letters are cased.</summary>
    /// <exception cref="LogStatsException">It is none of them.</exception>
    public static T Word<T>(string name, string value)
        where T : struct, Enum
        => Enum.TryParse(value, ignoreCase: true, out T word) && Enum.IsDefined(word) && !char.IsAsciiDigit(value[0])
            ? word
            : throw Fail.Value(name, value, string.Join(", ", Enum.GetNames<T>()));
}
