using System.Text;
using LogStats.Lines;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>What is measured is not made into objects: rows cost no memory.</summary>
public sealed class AllocationTests
{
    private static readonly TstatGroup[][] s_groupings =
        [[TstatGroup.Source], [TstatGroup.Hour, TstatGroup.DestinationNetwork], [TstatGroup.Port, TstatGroup.Direction, TstatGroup.ServerName]];

    private static readonly byte[][] s_lines = [.. File.ReadAllLines(TstatLog.File("log_tcp_complete"))
        .Concat(File.ReadAllLines(TstatLog.File("log_udp_complete"))).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Rows_cost_nothing()
    {
        byte[][] rows = [.. s_lines[..40]];
        TstatMeasure measure = new(TstatLog.Usual, s_groupings, TstatLog.Clock);
        Array.ForEach(rows, line => measure.Line(line));
        Allocated.Nothing(() =>
        {
            for (int round = 0; round < 500; round++)
            {
                foreach (byte[] line in rows)
                {
                    measure.Line(line);
                }
            }
        });
    }

    [Fact]
    public void A_longer_log_costs_no_more()
    {
        byte[] once = [.. s_lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
        byte[] log = [.. Enumerable.Repeat(once, 60).SelectMany(static bytes => bytes)];
        _ = Measured(log);

        // The headers of 40 more rounds cost something; an object for each of their 13,000 rows would cost over 300,000 bytes.
        Assert.InRange(Measured(log) - Measured(log[..(once.Length * 20)]), -100_000, 64 * 1024);
    }

    private static long Measured(byte[] log)
    {
        TstatMeasure measure = new(TstatLog.Usual, s_groupings, TstatLog.Clock) { Threads = 1 };
        LineInput input = LineInput.FromStream(new MemoryStream(log));
        return Allocated.Bytes(() => measure.Add(input));
    }
}
