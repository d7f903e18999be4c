using System.Globalization;
using LogStats.Archive.Tidy;
using LogStats.Faults;

namespace LogStats.Archive.Watching;

/// <summary>
/// Adds up what manifests tell. A file counts once, by its source and name: it is looked for where it waits, then where it failed, then
/// where it was delivered, so that one which is moved meanwhile is met at least once, and what it is last counts.
/// </summary>
public sealed class SourceTally
{
    private readonly SortedDictionary<Key, Sums> _groups = [];
    private readonly string _directory;
    private readonly LogSourceGroup[] _groupBy;

    private SourceTally(string directory, IEnumerable<LogSourceGroup> groupBy) => (_directory, _groupBy) = (directory, [.. groupBy.Distinct()]);

    /// <summary>One summary for each group, in order; of no group one of all.</summary>
    /// <exception cref="LogStatsException">There is no such directory.</exception>
    public static IReadOnlyList<LogSourceSummary> Measure(string directory, IEnumerable<LogSourceGroup> groupBy, CancellationToken stop)
    {
        SourceTally tally = new(ArchiveTidying.Whole(directory), groupBy);
        tally.Add(null, stop);
        return [.. tally._groups.Select(group => tally.Summary(group.Key, group.Value))];
    }

    /// <summary>The hours that are to be reported, each with its sources; one in which nothing came has zeros.</summary>
    internal static IReadOnlyList<LogSourceSummary> Reports(string directory, IReadOnlyList<DateTime> hours, CancellationToken stop)
    {
        SourceTally tally = new(directory, [LogSourceGroup.Hour, LogSourceGroup.Source]);
        string[] names = [.. hours.Select(WindowHour.Name)];
        tally.Add(name => WindowHour.May(name, names), stop);
        return [.. hours.Select(hour => tally.Report(hour))];
    }

    private void Add(Func<string, bool>? wanted, CancellationToken stop)
    {
        foreach (string source in SourceSearch.Names(_directory).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            Dictionary<string, ArchivePart> parts = new(StringComparer.Ordinal);
            foreach (ArchiveState state in (ArchiveState[])[ArchiveState.Waiting, ArchiveState.Failed, ArchiveState.Sent])
            {
                foreach (ArchivePart part in Found(state, source, wanted))
                {
                    parts[part.Name] = part;
                }
            }

            foreach (ArchivePart part in parts.Values)
            {
                Add(part);
            }
        }
    }

    private List<ArchivePart> Found(ArchiveState state, string source, Func<string, bool>? wanted)
    {
        try
        {
            return [.. ArchiveScan.Parts(_directory, state, source, wanted)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // It went just now.
        }
    }

    private void Add(ArchivePart part)
    {
        DateTime? hour = WindowHour.Of(part.Manifest.Window);
        Key key = new(
            _groupBy.Contains(LogSourceGroup.Hour) ? hour : _groupBy.Contains(LogSourceGroup.Day) ? hour?.Date : null,
            _groupBy.Contains(LogSourceGroup.Source) ? part.Source : null);
        if (!_groups.TryGetValue(key, out Sums? sums))
        {
            _groups[key] = sums = new Sums();
        }

        sums.Add(part);
    }

    private LogSourceSummary Report(DateTime hour)
    {
        Sums all = new();
        List<LogSourceSummary> sources = [];
        foreach ((Key key, Sums sums) in _groups.Where(group => group.Key.Hour == hour))
        {
            all.Add(sums);
            sources.Add(Summary(key, sums));
        }

        return Summary(new Key(hour, null), all, isReport: true, sources);
    }

    private LogSourceSummary Summary(Key key, Sums sums, bool isReport = false, IReadOnlyList<LogSourceSummary>? sources = null)
    {
        bool byHour = _groupBy.Contains(LogSourceGroup.Hour);
        bool byTime = byHour || _groupBy.Contains(LogSourceGroup.Day);
        string? hour = byHour && key.Hour is { } time ? WindowHour.Shown(time) : null;
        string? day = byTime && key.Hour is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        string?[] parts = [byTime ? hour ?? day ?? "(none)" : null, key.Source];
        return new LogSourceSummary
        {
            GroupBy = isReport ? [LogSourceGroup.Hour] : _groupBy,
            Name = parts.Any(static part => part is not null) ? string.Join(' ', parts.Where(static part => part is not null)) : "all",
            Source = key.Source,
            Day = day,
            Hour = hour,
            Files = sums.Files,
            Lines = sums.Lines,
            Bytes = sums.Bytes,
            Sent = sums.Sent,
            Failed = sums.Failed,
            Waiting = sums.Files - sums.Sent - sums.Failed,
            First = sums.First,
            Last = sums.Last,
            Directory = _directory,
            Sources = sources ?? [],
            IsReport = isReport,
        };
    }

    private readonly record struct Key(DateTime? Hour, string? Source) : IComparable<Key>
    {
        public int CompareTo(Key other)
            => Nullable.Compare(Hour, other.Hour) is int time and not 0 ? time : string.CompareOrdinal(Source, other.Source);
    }

    private sealed class Sums
    {
        public long Files { get; private set; }

        public long Lines { get; private set; }

        public long Bytes { get; private set; }

        public long Sent { get; private set; }

        public long Failed { get; private set; }

        public DateTime? First { get; private set; }

        public DateTime? Last { get; private set; }

        public void Add(ArchivePart part)
        {
            Files++;
            Lines += part.Manifest.Lines;
            Bytes += part.Manifest.Bytes;
            Sent += part.State == ArchiveState.Sent ? 1 : 0;
            Failed += part.State == ArchiveState.Failed ? 1 : 0;
            Times(part.Manifest.First, part.Manifest.Last);
        }

        public void Add(Sums other)
        {
            (Files, Lines, Bytes, Sent, Failed) = (Files + other.Files, Lines + other.Lines, Bytes + other.Bytes, Sent + other.Sent, Failed + other.Failed);
            Times(other.First, other.Last);
        }

        private void Times(DateTime? first, DateTime? last)
        {
            First = First is null || first < First ? first ?? First : First;
            Last = Last is null || last > Last ? last ?? Last : Last;
        }
    }
}
