using System.Globalization;
using System.Text;
using LogStats.Elf;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.PgBouncer;
using LogStats.Rsync;
using LogStats.Sinks.Sqlite;
using LogStats.Tstat;

namespace LogStats.Sinks.Tests.Summaries;

/// <summary>Logs measured in memory, stored, read back, and shown with every value that they have.</summary>
internal static class Measured
{
    public static readonly ElfGroup[][] ElfGroups = [[ElfGroup.Request], [ElfGroup.Hour, ElfGroup.Status], [ElfGroup.ClientAddress]];

    public static readonly RsyncGroup[][] RsyncGroups = [[RsyncGroup.Day], [RsyncGroup.Module, RsyncGroup.Operation], [RsyncGroup.Path]];

    public static readonly PgBouncerGroup[][] PgBouncerGroups =
        [[PgBouncerGroup.Hour], [PgBouncerGroup.User, PgBouncerGroup.Database], [PgBouncerGroup.Reason], [PgBouncerGroup.Type, PgBouncerGroup.Network]];

    public static readonly TstatGroup[][] TstatGroups =
        [[TstatGroup.Hour], [TstatGroup.Port, TstatGroup.Direction], [TstatGroup.SourceNetwork], [TstatGroup.ServerName]];

    public static TstatOptions Tstat { get; } = new() { TimeZone = TimeZoneInfo.Utc };

    public static PgBouncerOptions PgBouncer { get; } = new() { TimeZone = TimeZoneInfo.Utc };

    public static ElfOptions Elf { get; } = new()
    {
        Pattern = "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_time",
        TimeZone = TimeZoneInfo.Utc,
    };

    public static LineInput Input(IEnumerable<string> lines)
        => LineInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")))));

    /// <summary>The sums of all, then of every group.</summary>
    public static ISummary[] OfElf(ElfOptions options, params IEnumerable<string>[] logs)
    {
        ElfMeasure measure = new(options, ElfGroups);
        foreach (IEnumerable<string> log in logs)
        {
            measure.Add(Input(log));
        }

        ElfStatistics result = measure.Finish();
        return [result.Total, .. result.Groupings.SelectMany(static grouping => grouping.Rows)];
    }

    public static ISummary[] OfRsync(RsyncOptions options, params IEnumerable<string>[] logs)
    {
        RsyncMeasure measure = new(options, RsyncGroups);
        foreach (IEnumerable<string> log in logs)
        {
            measure.Add(Input(log));
        }

        RsyncStatistics result = measure.Finish();
        return [result.Total, .. result.Groupings.SelectMany(static grouping => grouping.Rows)];
    }

    public static ISummary[] OfPgBouncer(PgBouncerOptions options, params IEnumerable<string>[] logs)
    {
        PgBouncerMeasure measure = new(options, PgBouncerGroups);
        foreach (IEnumerable<string> log in logs)
        {
            measure.Add(Input(log));
        }

        PgBouncerStatistics result = measure.Finish();
        return [result.Total, .. result.Groupings.SelectMany(static grouping => grouping.Rows)];
    }

    /// <summary>Each log is rows; the header is put before them.</summary>
    public static ISummary[] OfTstat(TstatOptions options, params IEnumerable<string>[] logs)
    {
        TstatMeasure measure = new(options, TstatGroups);
        foreach (IEnumerable<string> log in logs)
        {
            measure.Add(Input(log.Prepend(LogLines.FlowHeader)));
        }

        TstatStatistics result = measure.Finish();
        return [result.Total, .. result.Groupings.SelectMany(static grouping => grouping.Rows)];
    }

    public static async Task<SinkAnswer> StoreAsync(string path, IEnumerable<IRow> rows, string? table = null)
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = path, Table = table });
        return await sink.WriteAsync([.. rows], CancellationToken.None);
    }

    public static async Task<List<ISummary>> ReadAsync(string path, string? table = null)
    {
        await using SqliteSummaries source = SqliteSummaries.Open(path);
        List<ISummary> all = [];
        await foreach (ISummary summary in source.ReadAsync(table, CancellationToken.None))
        {
            all.Add(summary);
        }

        return all;
    }

    /// <summary>One text for each summary, by group: what it is called, every column, and what columns do not tell.</summary>
    public static string[] Shown(IEnumerable<ISummary> summaries)
        => [.. summaries.OrderBy(static summary => summary.GetKey().Group, StringComparer.Ordinal).Select(Shown)];

    private static string Shown(ISummary summary)
    {
        Values values = new();
        summary.GetRowMap().Write(summary, values);
        if (summary is ElfSummary elf)
        {
            values.Text(string.Join(' ', new[] { 0, 12.5, 75, 99.9, 100 }.Select(percent => elf.Percentile(percent))));
            values.Text(string.Join(' ', elf.Percentiles) + string.Join(' ', elf.Patterns) + elf.Timed + elf.RequestNames);
        }

        return $"{summary.GetKey().Group}: {string.Join('|', values.All)}";
    }

    private sealed class Values : IRowWriter
    {
        public List<string> All { get; } = [];

        public void Text(string? value) => All.Add(value ?? "-");

        public void Integer(long? value) => All.Add(value?.ToString(CultureInfo.InvariantCulture) ?? "-");

        public void Time(DateTimeOffset? value) => All.Add(value?.ToString("O") ?? "-");

        public void Seconds(TimeSpan? value) => All.Add(value?.Ticks.ToString(CultureInfo.InvariantCulture) ?? "-");
    }
}
