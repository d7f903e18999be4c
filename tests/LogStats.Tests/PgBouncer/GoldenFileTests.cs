using LogStats.Lines;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>A log that a real pgbouncer wrote, and every record of it.</summary>
public sealed class GoldenFileTests
{
    private static readonly string s_log = Repository.File("tests", "data", "pgbouncer", "pgbouncer-1.18.log");

    /// <summary>Kept beside the repository: another real log, of other clients.</summary>
    private static readonly string s_other = Repository.File("..", "shared", "samples", "pgbouncer", "pgbouncer-1.18.log");

    [Fact]
    public void Every_record_is_the_golden_one()
    {
        string goldenPath = Path.ChangeExtension(s_log, ".golden.jsonl");
        string[] golden = File.Exists(goldenPath) ? File.ReadAllLines(goldenPath) : [];
        string[] now = [.. PgBouncerLog.Read(LineInput.File(s_log), PgBouncerLog.Usual, out _)
            .Select(item => JsonRow.Of(item).Replace(s_log, Path.GetFileName(s_log), StringComparison.Ordinal))];
        string receivedPath = Path.Join(AppContext.BaseDirectory, "pgbouncer-1.18.received.jsonl");
        if (!golden.SequenceEqual(now))
        {
            File.WriteAllLines(receivedPath, now);
            int first = golden.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
            Assert.Fail($"{receivedPath} differs from {goldenPath} from line {first + 1} on:\n"
                + $"- {golden.ElementAtOrDefault(first)}\n+ {now.ElementAtOrDefault(first)}");
        }

        File.Delete(receivedPath);
    }

    [Fact]
    public void Every_line_is_accounted_for_and_none_is_refused()
    {
        PgBouncerLog.Read(LineInput.File(s_log), PgBouncerLog.Usual, out ScanCounts counts);
        Assert.Equal((240, 219, 21, 0), (counts.Read, counts.Records, counts.Skipped, counts.Rejected));
        Assert.Equal(new FileInfo(s_log).Length, counts.Bytes);
    }

    /// <summary>Nobody ever came from 1.2.3.4, ::1 or process 1: those stand in names alone.</summary>
    [Fact]
    public void No_forged_address_is_believed()
    {
        string[] peers = ["81.2.69.142", "89.160.20.112", "2001:218::1", "127.0.0.1", "175.16.199.1", "unix"];
        List<PgBouncerEvent> events = PgBouncerLog.Read(LineInput.File(s_log), PgBouncerLog.Usual, out _);
        Assert.Empty(events.Select(item => item.ClientAddress).OfType<string>().Except(peers));
        Assert.All(events.Where(item => item.Side == PgBouncerSide.Client && item.ClientAddress is null), item => Assert.True(item.IsAmbiguous));
        Assert.Equal(4, events.Count(item => item.IsAmbiguous && item.ClientAddress is null && item.Side == PgBouncerSide.Client));
    }

    /// <summary>Sums that grep finds as well; see the file that says why.</summary>
    [Fact]
    public void The_sums_are_those_of_the_lines()
    {
        PgBouncerSummary total = PgBouncerLog.Measure(LineInput.File(s_log), []).Total;
        Assert.Equal((59, 34, 10, 8, 1, 4), (total.Logins, total.PoolerErrors, total.StatsLines, total.ServerConnects, total.ReservePool, total.AdminCommands));
    }

    [Fact]
    public void Another_real_log_is_read_to_the_last_line()
    {
        if (!File.Exists(s_other))
        {
            return; // It is not part of the repository; the log above is.
        }

        List<PgBouncerEvent> events = PgBouncerLog.Read(LineInput.File(s_other), PgBouncerLog.Usual, out ScanCounts counts);
        Assert.Equal((events.Count, 0L), ((int)counts.Records, counts.Rejected));
        Assert.Equal(File.ReadAllLines(s_other).Length, counts.Read);
        Assert.DoesNotContain(events, item => item.ClientAddress == "1.2.3.4");
        Assert.Equal(4, events.Count(item => item is { Type: PgBouncerEventType.Login, UserName: "x\ny", ClientAddress: "81.2.69.142" }));
    }
}
