using LogStats.PgBouncer;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>Whatever stands in a file: nothing is thrown, each line is accounted for, and one pass is as good as ranges.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly string[] s_samples =
    [
        .. File.ReadAllLines(Repository.File("tests", "data", "pgbouncer", "pgbouncer-1.18.log")),
        .. Formats.FormatCatalog.All.Where(format => format.Kind == "pgbouncer").SelectMany(format => format.Samples),
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mutated_lines_are_records_or_have_a_reason()
        => Always.Holds(Mutations.Of(s_samples), line =>
        {
            PgBouncerLog.Read([.. line, (byte)'\n', .. line, (byte)'\n', (byte)'\t', .. line], null, out ScanCounts counts);
            Assert.Equal(3, counts.Read);
        }, count: 20_000);

    [Fact]
    public void Mutated_files_give_the_same_in_ranges()
        => Always.Holds(FsCheck.Fluent.Gen.ArrayOf(Mutations.Of(s_samples), 20), lines =>
        {
            LineInput input = LineInput.File(_folder.Write("pgbouncer.log", [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])]));
            PgBouncerGroup[][] groupings = [[PgBouncerGroup.User], [PgBouncerGroup.Reason, PgBouncerGroup.Server], [PgBouncerGroup.Network]];
            string one = PgBouncerLog.Text(PgBouncerLog.Measure(input, groupings));
            Assert.Equal(one, PgBouncerLog.Text(PgBouncerLog.Measure(input, groupings, ranges: 3)));
        }, count: 300);

    [Fact]
    public void Numbers_beyond_all_measure_do_no_harm()
    {
        const string huge = "9223372036854775807";
        string stats = PgBouncerLog.Head + $"stats: {huge} xacts/s, {huge} queries/s, in {huge} B/s, out {huge} B/s, xact {huge} us, query {huge} us, wait {huge} us\n";
        string close = PgBouncerLog.Client + $"shop/a@10.0.0.1:1 closing because: client close request (age={huge})\n";
        string log = string.Concat(Enumerable.Repeat(stats + close, 5));
        Assert.Equal(10, PgBouncerLog.Read(log).Count);
        PgBouncerSummary total = PgBouncerLog.Measure(log, [PgBouncerGroup.Type]).Total;
        Assert.Equal((5, 5), (total.StatsLines, total.SessionsLonger));
        Assert.True(total.Queries > 0 && total.SessionTime > TimeSpan.Zero);
    }
}
