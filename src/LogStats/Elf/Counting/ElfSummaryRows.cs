using System.Collections.Concurrent;
using System.Globalization;
using LogStats.Sinks;

namespace LogStats.Elf.Counting;

/// <summary>The columns of <see cref="ElfSummary"/>, with one for each percentile that was asked for.</summary>
internal sealed class ElfSummaryRows : RowMap
{
    private static readonly ElfGroup[] s_groups = Enum.GetValues<ElfGroup>();
    private static readonly double[] s_usual = [50, 90, 99];

    /// <summary>By the columns. There is one map for the same columns, because a sink knows rows of one kind by their map.</summary>
    private static readonly ConcurrentDictionary<string, ElfSummaryRows> s_known = [];

    public static readonly ElfSummaryRows Usual = Of(s_usual, isRound: false);

    private readonly double[] _percentiles;

    private readonly bool _isRound;

    /// <param name="percentiles">Those that have a column.</param>
    /// <param name="isRound">Rows of rounds begin with when the round was: one without a request would not tell it else.</param>
    private ElfSummaryRows(IReadOnlyList<double> percentiles, bool isRound)
        : base(isRound ? "elf_round" : "elf_summary",
        [
            .. isRound ? [new RowColumn("Started", RowType.Time), new RowColumn("Ended", RowType.Time)] : (RowColumn[])[],
            new("Name", RowType.Text),
            .. s_groups.Select(group => new RowColumn(group.ToString(), RowType.Text, group is ElfGroup.Method or ElfGroup.Status or ElfGroup.StatusClass)),
            new("Calls", RowType.Integer),
            new("ClientErrors", RowType.Integer),
            new("ServerErrors", RowType.Integer),
            new("Slow", RowType.Integer),
            new("Clients", RowType.Integer),
            new("SentBytes", RowType.Bytes),
            new("ReceivedBytes", RowType.Bytes),
            new("Min", RowType.Latency),
            new("Mean", RowType.Latency),
            .. percentiles.Select(percentile => new RowColumn(ColumnOf(percentile), RowType.Latency)),
            new("Max", RowType.Latency),
            new("Statuses", RowType.Text),
            new("Methods", RowType.Text),
            new("Countries", RowType.Text),
            new("Skipped", RowType.Integer),
            new("Unmatched", RowType.Integer),
            new("First", RowType.Time),
            new("Last", RowType.Time),
        ], SummaryIdentity.Instance)
        => (_percentiles, _isRound) = ([.. percentiles], isRound);

    /// <summary>
    /// The usual percentiles always have their columns, so that what was measured with further ones goes into the same table
    /// once that has columns for them.
    /// </summary>
    /// <param name="percentiles">Those that have a column besides.</param>
    /// <param name="isRound">For rows of rounds.</param>
    public static ElfSummaryRows Of(IReadOnlyList<double> percentiles, bool isRound)
    {
        double[] all = [.. percentiles.Union(s_usual).Order()];
        return s_known.GetOrAdd($"{isRound} {string.Join(' ', all.Select(NameOf))}", _ => new ElfSummaryRows(all, isRound));
    }

    /// <summary><c>P99.9</c>, as it is asked for.</summary>
    public static string NameOf(double percentile) => string.Create(CultureInfo.InvariantCulture, $"P{percentile}");

    /// <summary><c>P99_9</c>: a dot would have to be quoted in every query.</summary>
    public static string ColumnOf(double percentile) => NameOf(percentile).Replace('.', '_');

    public override void Write(IRow row, IRowWriter writer)
    {
        ElfSummary item = (ElfSummary)row;
        if (_isRound)
        {
            writer.Time(item.Round?.Started);
            writer.Time(item.Round?.Ended);
        }

        writer.Text(item.Name);
        foreach (ElfGroup group in s_groups)
        {
            writer.Text(item.Group.GetValueOrDefault(group.ToString()));
        }

        writer.Integer(item.Calls);
        writer.Integer(item.ClientErrors);
        writer.Integer(item.ServerErrors);
        writer.Integer(item.Slow);
        writer.Integer(item.Clients);
        writer.Integer(item.SentBytes);
        writer.Integer(item.ReceivedBytes);
        writer.Seconds(item.Min);
        writer.Seconds(item.Mean);
        foreach (double percentile in _percentiles)
        {
            writer.Seconds(item.Percentile(percentile));
        }

        writer.Seconds(item.Max);
        writer.Text(Pairs(item.Statuses));
        writer.Text(Pairs(item.Methods));
        writer.Text(item.Countries.Count == 0 ? null : Pairs(item.Countries));
        writer.Integer(item.Skipped);
        writer.Integer(item.Unmatched);
        writer.Time(item.First);
        writer.Time(item.Last);
    }

    private static string Pairs<TKey>(IReadOnlyDictionary<TKey, long> counts)
        => string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
}
