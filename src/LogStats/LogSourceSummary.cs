using System.Globalization;
using LogStats.Archive.Watching;
using LogStats.Sinks;

namespace LogStats;

/// <summary>How many files, lines and bytes came, of a source, an hour, a day, or in all. Files that are still written do not count yet.</summary>
public sealed class LogSourceSummary : IMailText
{
    private const int MostShown = 1000;

    /// <summary>What it was grouped by, none for all.</summary>
    public IReadOnlyList<LogSourceGroup> GroupBy { get; init; } = [];

    /// <summary>The group's name.</summary>
    public string Name { get; init; } = "";

    public string? Source { get; init; }

    public string? Day { get; init; }

    /// <summary>As the lines write it, in the zone of the source.</summary>
    public string? Hour { get; init; }

    /// <summary>Each file once, wherever it is and however often it was sent.</summary>
    public long Files { get; init; }

    public long Lines { get; init; }

    public long Bytes { get; init; }

    /// <summary>Files that were delivered.</summary>
    public long Sent { get; init; }

    /// <summary>Files that could not be delivered, and are tried again.</summary>
    public long Failed { get; init; }

    /// <summary>Files that were not tried yet.</summary>
    public long Waiting { get; init; }

    /// <summary>The earliest time of the lines, as they write it.</summary>
    public DateTime? First { get; init; }

    public DateTime? Last { get; init; }

    /// <summary>The receiver's directory.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Of an hourly report the same of each source; none otherwise.</summary>
    public IReadOnlyList<LogSourceSummary> Sources { get; init; } = [];

    /// <summary>Whether a watch reports the hour with it: then it is a mail of its own.</summary>
    internal bool IsReport { get; init; }

    RowMap IRow.GetRowMap() => IsReport ? LogSourceSummaryRows.Report : LogSourceSummaryRows.Map;

    MailText IMailText.GetMailText() => IsReport
        ? new($"Hourly summary {Hour}: {Amount(Files, "file")}, {Amount(Lines, "line")}", Body()) { Table = [Plain(), .. Sources.Take(MostShown)] }
        : new("", "");

    public override string ToString() => $"{Name}: {Amount(Files, "file")}, {Amount(Lines, "line")}";

    private string Body() => $"{Amount(Files, "file")} with {Amount(Lines, "line")} came of {Amount(Sources.Count, "source")}: {Sent:N0} delivered, {Failed:N0} failed, {Waiting:N0} waiting.\n"
        + (Sources.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $"The first {MostShown:N0} sources are shown.\n") : "");

    private LogSourceSummary Plain() => new()
    {
        GroupBy = GroupBy, Name = Name, Hour = Hour, Day = Day, Files = Files, Lines = Lines, Bytes = Bytes,
        Sent = Sent, Failed = Failed, Waiting = Waiting, First = First, Last = Last, Directory = Directory,
    };

    private static string Amount(long count, string what)
        => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
