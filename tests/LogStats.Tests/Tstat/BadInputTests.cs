using FsCheck.Fluent;
using LogStats.Formats;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>Whatever stands in a file: nothing is thrown, each line is accounted for, and one pass is as good as ranges.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly string[] s_samples =
    [
        .. File.ReadAllLines(TstatLog.File("log_udp_complete")), .. FormatCatalog.All.Where(format => format.Kind == "tstat").SelectMany(format => format.Samples),
        .. File.ReadAllLines(TstatLog.File("log_tcp_complete")).Take(20), "#a:1 b:2 c:3", "1 - x",
    ];

    private static readonly TstatGroup[][] s_groupings = [[TstatGroup.Source], [TstatGroup.SourceNetwork, TstatGroup.Port], [TstatGroup.ServerName, TstatGroup.Hour]];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mutated_lines_are_records_or_have_a_reason()
        => Always.Holds(Mutations.Of(s_samples), line =>
        {
            foreach (string header in (string[])[TstatLog.Udp, s_samples.First(sample => sample.StartsWith("#15#", StringComparison.Ordinal)) + "\n"])
            {
                byte[] log = [.. System.Text.Encoding.UTF8.GetBytes(header), .. line, (byte)'\n', .. line];
                foreach (TstatOptions options in (TstatOptions[])[TstatLog.Usual, TstatLog.Usual with { Shape = TstatShape.Original, Sensor = "\"\u2028" }])
                {
                    foreach (LogStats.Sinks.ILogRecord record in TstatLog.Read(log, options, out ScanCounts counts))
                    {
                        Assert.NotEmpty(JsonRow.Of(record));
                        Assert.InRange(counts.Read, 2, 3);
                    }
                }
            }
        }, count: 5_000);

    [Fact]
    public void Bytes_that_are_no_log_do_no_harm()
        => Always.Holds(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(400), bytes =>
        {
            byte[] log = [.. System.Text.Encoding.UTF8.GetBytes(TstatLog.Udp), .. bytes];
            _ = TstatLog.Read(log, null, out ScanCounts counts);
            Assert.Equal(log.Length, counts.Bytes);
        }, count: 2_000);

    [Fact]
    public void Mutated_files_give_the_same_in_ranges()
        => Always.Holds(Gen.ArrayOf(Mutations.Of(s_samples), 20), lines =>
        {
            byte[] header = System.Text.Encoding.UTF8.GetBytes(TstatLog.Udp);
            LineInput input = LineInput.File(_folder.Write("log_udp_complete", [.. header, .. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])]));
            string one = TstatLog.Text(TstatLog.Measure(input, s_groupings));
            Assert.Equal(one, TstatLog.Text(TstatLog.Measure(input, s_groupings, ranges: 3)));
        }, count: 300);

    [Fact]
    public void Numbers_beyond_all_measure_do_no_harm()
    {
        const string huge = "576460752303423487";
        string row = $"10.0.0.5 5353 1642204803117.595 9999999.9 {huge} {huge} 1 0 0 10.0.0.6 53 1642204803117.595 0.0000001 {huge} {huge} 0 0 0 -\n";
        string log = TstatLog.Udp + string.Concat(Enumerable.Repeat(row, 40));
        Assert.Equal(80, TstatLog.Flows(log).Length);
        Assert.Equal(80, TstatLog.Read(log, TstatLog.Usual with { Shape = TstatShape.Original }).Count);
        TstatSummary total = TstatLog.Measure(log, [TstatGroup.Port]).Total;
        Assert.Equal((80, long.MaxValue), (total.Flows, total.Bytes));
    }
}
