using System.Text;
using LogStats.Rsync;
using LogStats.Tests.Infrastructure;
using LogStats.Lines;

namespace LogStats.Tests.Rsync;

/// <summary>What is measured is not made into objects: lines cost no memory.</summary>
public sealed class AllocationTests
{
    /// <summary>Two hundred files of each of fifty processes, over and over.</summary>
    private static byte[] Log(int lines)
    {
        StringBuilder log = new();
        for (int line = 0; line < lines; line++)
        {
            log.Append("2024/05/01 03:").Append((line / 2000 % 60).ToString("00", null)).Append(":03 [").Append(27000 + (line / 10 % 50))
                .Append("] send h.example [192.0.2.4] pub () isos/a file ").Append(line % 200).Append(".iso 734003200\n");
        }

        return Encoding.ASCII.GetBytes(log.ToString());
    }

    [Fact]
    public void Repeated_lines_cost_nothing()
    {
        byte[] log = Log(200_000);
        int half = log.AsSpan(0, log.Length / 2).LastIndexOf((byte)'\n') + 1;
        Measured(log[..half]);
        long first = Measured(log[..half]);
        long both = Measured(log);
        Assert.InRange(first, 0, 2 << 20);
        Assert.InRange(both - first, -100_000, 10_000);
    }

    [Fact]
    public void Groups_cost_by_their_number_and_not_by_their_lines()
    {
        byte[] log = Log(200_000);
        int half = log.AsSpan(0, log.Length / 2).LastIndexOf((byte)'\n') + 1;
        RsyncGroup[][] groupings = [[RsyncGroup.Path], [RsyncGroup.Day, RsyncGroup.Module, RsyncGroup.Network]];
        Measured(log[..half], groupings);
        Assert.InRange(Measured(log, groupings) - Measured(log[..half], groupings), -100_000, 10_000);
    }

    [Fact]
    public void Sessions_cost_by_how_many_are_open_and_not_by_how_many_there_were()
    {
        StringBuilder log = new();
        for (int session = 0; session < 20_000; session++)
        {
            string head = $"2024/05/01 {session / 3600:00}:{session / 60 % 60:00}:{session % 60:00} [{session % 5000}] ";
            log.Append(head).Append("connect from h.example (192.0.2.4)\n").Append(head).Append("rsync on pub/a from h.example (192.0.2.4)\n")
                .Append(head).Append("sent 1 bytes  received 2 bytes  total size 3\n");
        }

        byte[] all = Encoding.ASCII.GetBytes(log.ToString());
        int half = all.AsSpan(0, all.Length / 2).LastIndexOf((byte)'\n') + 1;
        Measured(all[..half]);
        Assert.InRange(Measured(all) - Measured(all[..half]), -100_000, 10_000);
    }

    private static long Measured(byte[] log, RsyncGroup[][]? groupings = null)
    {
        RsyncMeasure measure = new(new RsyncOptions(), groupings ?? [[RsyncGroup.Module], [RsyncGroup.Day]], RsyncLog.Clock) { Threads = 1 };
        LineInput input = LineInput.FromStream(new MemoryStream(log));
        long before = GC.GetAllocatedBytesForCurrentThread();
        measure.Add(input);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
