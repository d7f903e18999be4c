using LogStats.Archive.Tidy;
using LogStats.Faults;

namespace LogStats.Archive.Watching;

/// <summary>Finds the sources of a receiver's directory, and how each is.</summary>
public static class SourceSearch
{
    /// <summary>One for each that has a folder, waiting, sent or failed, and for each that is expected; by name.</summary>
    /// <exception cref="LogStatsException">There is no such directory, or a threshold or a name cannot be used.</exception>
    public static IEnumerable<LogSource> Find(string directory, SourceThresholds thresholds, IReadOnlyCollection<string> expected, TimeProvider clock)
    {
        thresholds.Check(expected);
        directory = ArchiveTidying.Whole(directory);
        return Names(directory).Concat(expected).Concat(thresholds.Named.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => One(directory, name, thresholds.Of(name), clock));
    }

    /// <summary>Of all three states, one that is in several of them once for each.</summary>
    internal static IEnumerable<string> Names(string directory)
        => Enum.GetValues<ArchiveState>().SelectMany(state => ArchiveScan.Sources(directory, state));

    private static LogSource One(string directory, string name, TimeSpan threshold, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        SourceFiles files = new(directory, name);
        files.Look(now.UtcTicks, first: true);
        TimeSpan? age = files.Changed == 0 ? null : TimeSpan.FromTicks(now.UtcTicks - files.Changed);
        SourceLag lag = files.LastFile is { } file ? SourceLag.Of(ArchiveLayout.PathOf(directory, files.State, name, file), files.Changed) : default;
        return new LogSource
        {
            Name = name,
            State = files.IsFuture ? LogSourceState.Active : age is not { } known ? LogSourceState.Missing : known > threshold ? LogSourceState.Inactive : LogSourceState.Active,
            LastFile = files.LastFile,
            LastSeen = files.Changed == 0 ? null : TimeZoneInfo.ConvertTime(new DateTimeOffset(files.Changed, TimeSpan.Zero), clock.LocalTimeZone),
            Age = age,
            Lag = lag.Lag,
            ClockSkew = lag.ClockSkew,
            Waiting = files.Waiting,
            Sent = files.Sent,
            Failed = files.Failed,
            Directory = directory,
        };
    }
}
