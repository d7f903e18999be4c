using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>A follower that is stopped between two lines, wherever: the next one goes on, and nothing is lost or made twice.</summary>
public sealed class RsyncRestartTests
{
    private const string Path = "/var/log/rsyncd.log";

    [Fact]
    public void A_log_that_is_followed_with_many_restarts_gives_what_one_reader_gives()
        => Always.Holds(LogPlans.All, plan =>
        {
            byte[] log = PlannedLog.Write(plan).Bytes;
            Assert.Equal(Follow(log, every: int.MaxValue), Follow(log, every: 1));
            Assert.Equal(Follow(log, every: int.MaxValue), Follow(log, every: 7));
        }, LogPlans.Shrink, 100);

    [Fact]
    public void Records_are_named_as_they_are_where_the_log_is_read_whole()
        => Always.Holds(LogPlans.All, plan =>
        {
            byte[] log = PlannedLog.Write(plan).Bytes;
            string[] whole = [.. RsyncLog.Read(log, RsyncLog.All, out _).Select(static item => ((ILogRecord)item).GetKey().ToString()).Order(StringComparer.Ordinal)];
            string[] followed = [.. Follow(log, every: 5).Select(static line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).Order(StringComparer.Ordinal)];
            Assert.Equal(whole, followed);
        }, LogPlans.Shrink, 100);

    [Fact]
    public void What_only_waited_is_given_when_the_log_is_quiet()
    {
        RsyncReader reader = new(RsyncLog.All, RsyncLog.Clock);
        string[] lines =
        [
            "2024/05/01 03:28:03 [27615] connect from h.example (192.0.2.4)",
            "2024/05/01 03:28:03 [27615] rsync on pub/a from h.example (192.0.2.4)",
            "2024/05/01 03:28:08 [27615] sent 10 bytes  received 20 bytes  total size 30",
        ];
        Assert.All(lines, line => Assert.DoesNotContain(reader.Line(Encoding.ASCII.GetBytes(line), new LineOrigin(Path, "a", 0)), static item => item.Kind == RsyncEventKind.Transfer));
        Assert.NotNull(reader.State);
        Assert.Contains(reader.Quiet().Cast<RsyncEvent>(), item => item.Kind == RsyncEventKind.Transfer && item.SentBytes == 10);
        Assert.Null(reader.State);
    }

    [Fact]
    public void A_damaged_state_is_a_fault_and_nothing_worse()
    {
        RsyncReader reader = new(RsyncLog.All, RsyncLog.Clock);
        _ = reader.Line("2024/05/01 03:28:03 [27615] connect from h.example (192.0.2.4)"u8, new LineOrigin(Path, "a", 0));
        string state = reader.State!;
        Always.Holds(Mutations.Of([state]), bytes =>
        {
            RsyncReader other = new(RsyncLog.All, RsyncLog.Clock);
            try
            {
                other.Restore(Encoding.Latin1.GetString(bytes), Path);
            }
            catch (LogStatsException fault)
            {
                Assert.Equal(FaultId.CheckpointCorrupt, fault.Id);
            }
        }, count: 2000);
    }

    /// <summary>All records by name, from readers that each live for so many lines.</summary>
    private static List<string> Follow(byte[] log, int every)
    {
        RsyncReader reader = new(RsyncLog.All, RsyncLog.Clock);
        Front front = new(log);
        List<string> made = [];
        int count = 0;
        for (int at = 0; at < log.Length;)
        {
            int length = log.AsSpan(at).IndexOf((byte)'\n');
            length = length < 0 ? log.Length - at : length;
            ReadOnlySpan<byte> line = log.AsSpan(at, length);
            line = line is [.., (byte)'\r'] ? line[..^1] : line;
            made.AddRange(reader.Line(line, new LineOrigin(Path, "a", at, front)).Select(Text));
            at += length + 1;
            if (++count % every == 0)
            {
                string? state = reader.State;
                reader = new RsyncReader(RsyncLog.All, RsyncLog.Clock);
                if (state is not null)
                {
                    reader.Restore(state, Path);
                }
            }
        }

        made.AddRange(reader.Finish().Select(Text));
        made.Sort(StringComparer.Ordinal); // Sessions that end at one moment may be given in any order.
        return made;
    }

    private static string Text(RsyncEvent item) => $"{((ILogRecord)item).GetKey()} {JsonRow.Of(item)}";

    private sealed class Front(byte[] log) : IFileFront
    {
        public int ReadFront(Span<byte> buffer)
        {
            int length = Math.Min(buffer.Length, log.Length);
            log.AsSpan(0, length).CopyTo(buffer);
            return length;
        }
    }
}
